// Components that do more where scripts run. Every page is complete without this file.
const { initAll } = await import(document.getElementById('enhance').dataset.frontend)
initAll()
