// Runs before the page is drawn: tells the stylesheets that scripts run, so that nothing jumps.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
// Where the rest then does not come, the page is as without scripts.
document.getElementById('enhance').addEventListener('error', () => document.body.classList.remove('govuk-frontend-supported'))
