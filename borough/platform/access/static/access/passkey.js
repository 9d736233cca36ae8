// Shows the passkey parts of a page where the browser can use them, and says in words what went wrong.
(function () {
  'use strict'
  const able = typeof window.PublicKeyCredential === 'function'
  const byNumber = /^[\d.]+$|^\[/.test(window.location.hostname)

  document.querySelectorAll('[data-passkey]').forEach(function (part) { part.hidden = !able })
  if (able && byNumber) {
    say('Passkeys need a host name. Open this page at http://localhost:' + window.location.port + ' instead.')
  }

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const cancelled = event.detail.exception && event.detail.exception.name === 'NotAllowedError'
    say(cancelled ? 'The passkey was not used: it was cancelled or took too long. Try again.'
      : 'This passkey could not be used here. Use another way to sign in.')
  })

  function say (words) {
    document.querySelectorAll('[data-passkey-problem]').forEach(function (place) {
      place.textContent = words
      place.hidden = false
    })
  }
})()
