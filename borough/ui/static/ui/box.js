// The one box: suggestions as typed, and "near me". Without this file the box is a plain form, and complete.
const WAIT = 120 // milliseconds after the last letter
const COARSEST = 1000 // metres: worse than this is no answer to "where am I"

for (const form of document.querySelectorAll('[data-module="app-box"]')) {
  suggest(form, form.querySelector('input[name="q"]'))
  const near = form.querySelector('.app-box__near')
  'geolocation' in navigator ? nearMe(form, form.querySelector('input[name="q"]'), near) : near.remove()
}

// A combobox as the ARIA Authoring Practices describe it: focus stays in the box, arrows move, Escape closes.
function suggest (form, box) {
  const list = document.createElement('ul')
  const told = form.querySelector('[role="status"]')
  let shown = []
  box.autocomplete = 'off' // the browser's own list would lie over ours
  let active = -1
  let timer
  let asked = 0

  list.id = `${box.id}-list`
  list.className = 'app-box__list'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Suggestions')
  const field = document.createElement('div')
  field.className = 'app-box__field'
  box.replaceWith(field)
  field.append(box, list)
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-autocomplete': 'list' })) box.setAttribute(name, value)

  box.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, WAIT)
  })
  box.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && shown.length) {
      event.preventDefault()
      list.hidden ? open() : choose((active + step + shown.length + 1) % (shown.length + 1))
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === 'Enter' && !list.hidden && active >= 0 && active < shown.length) {
      event.preventDefault()
      location.href = shown[active].href
    }
  })
  box.addEventListener('blur', () => setTimeout(close, 150))

  async function ask () {
    const typed = box.value.trim()
    const mine = ++asked
    if (typed.length < 2) return close()
    try {
      const query = new URLSearchParams({ q: typed, kind: form.dataset.kind })
      const answer = await fetch(`${form.dataset.suggest}?${query}`, { headers: { Accept: 'application/json' } })
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] }
      if (mine === asked && document.activeElement === box) show(suggestions)
    } catch { close() } // no network: the form still works
  }

  function show (suggestions) {
    shown = suggestions.map((each) => ({ ...each, href: each.href || form.dataset.onward.replace('WHERE', encodeURIComponent(each.where)) }))
    list.replaceChildren(...shown.map(({ words, what, href }, number) => {
      const option = document.createElement('li')
      option.id = `${list.id}-${number}`
      option.className = 'app-box__option'
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      const kind = document.createElement('span')
      kind.className = 'app-box__what'
      kind.textContent = what
      option.append(words, ' ', kind)
      option.addEventListener('mousedown', (event) => { event.preventDefault(); location.href = href })
      return option
    }))
    if (!shown.length) return close()
    open()
    told.textContent = `${shown.length} suggestion${shown.length === 1 ? '' : 's'}. Use the up and down arrows.`
  }

  function open () {
    list.hidden = false
    box.setAttribute('aria-expanded', 'true')
    choose(-1)
  }

  function close () {
    list.hidden = true
    box.setAttribute('aria-expanded', 'false')
    told.textContent = ''
    choose(-1)
  }

  // One past the last is the box itself.
  function choose (number) {
    active = number >= shown.length ? -1 : number
    for (const [at, option] of [...list.children].entries()) {
      option.classList.toggle('app-box__option--active', at === active)
      option.setAttribute('aria-selected', String(at === active))
      if (at === active) option.scrollIntoView({ block: 'nearest' })
    }
    active < 0 ? box.removeAttribute('aria-activedescendant') : box.setAttribute('aria-activedescendant', `${list.id}-${active}`)
  }
}

// Asked only on a press. Rounded to about 10 metres before it leaves this page; kept nowhere.
function nearMe (form, box, button) {
  const told = form.querySelector('[role="status"]')
  button.hidden = false
  button.addEventListener('click', () => {
    told.textContent = 'Asking your browser where you are…'
    navigator.geolocation.getCurrentPosition(found, refused, { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 })
  })

  function found ({ coords }) {
    if (coords.accuracy > COARSEST) return say(`Your browser knows it only to within ${(coords.accuracy / 1000).toFixed(1)} km. Type a postcode or a street instead.`)
    told.textContent = `Found to within ${Math.round(coords.accuracy)} metres.`
    const point = `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`
    const typed = box.value.trim().replace(/\bnear me\b|\bnearest to me\b/i, '').trim()
    box.value = typed && !form.dataset.kind ? `${typed} near ${point}` : point
    const me = document.createElement('input') // so that the answer says "near where you are"
    Object.assign(me, { type: 'hidden', name: 'me', value: '1' })
    form.append(me)
    form.requestSubmit()
  }

  function refused ({ code }) {
    say({
      1: 'Your browser does not let us know where you are. Type a postcode or a street instead.',
      3: 'That took too long. Type a postcode or a street instead.'
    }[code] || 'Your device does not know where it is. Type a postcode or a street instead.')
  }

  function say (words) {
    told.textContent = words
    box.focus()
  }
}
