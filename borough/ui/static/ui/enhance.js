// Components that do more where scripts run. Every page is complete without this file.
const me = document.getElementById('enhance')
try {
  const { initAll } = await import(me.dataset.frontend)
  initAll()
} catch (fault) {
  me.dispatchEvent(new Event('error'))
  throw fault
}
