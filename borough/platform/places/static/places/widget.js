// Makes the "find your nearest" form of another site answer in its own page. Without this file the form leads
// to the council's page. No cookies, nothing kept: one request to the open API of the council that serves this.
(() => {
  const source = document.currentScript.src
  const council = new URL(source).origin

  const sheet = document.createElement('link')
  sheet.rel = 'stylesheet'
  sheet.href = source.replace(/widget(\.[0-9a-f]+)?\.js$/, 'widget.css')
  document.head.append(sheet)

  for (const form of document.querySelectorAll('form.borough-nearest')) enhance(form)

  function enhance (form) {
    if (form.dataset.ready) return
    form.dataset.ready = 'yes'
    const answer = document.createElement('div')
    answer.className = 'borough-nearest__answer'
    answer.setAttribute('role', 'status') // spoken when it changes, and never takes the focus away
    form.after(answer)
    form.addEventListener('submit', async event => {
      event.preventDefault()
      say(answer, 'Looking…')
      try {
        show(form, answer, await ask(form))
      } catch {
        form.submit() // the council's own page answers
      }
    })
  }

  async function ask (form) {
    const address = new URL('/api/nearest', council)
    address.search = new URLSearchParams({ kind: form.dataset.kind, q: form.elements.q.value, n: 3 })
    const reply = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' })
    if (reply.status >= 500) throw new Error(reply.status)
    return reply.json()
  }

  function show (form, answer, { error, location, results = [] }) {
    const more = new URL(form.action)
    more.search = new URLSearchParams({ q: form.elements.q.value })
    if (error || !results.length) {
      say(answer, error || (location && location.notes && location.notes[0]) || 'We could not find that place.')
      return answer.append(' ', link(more, 'Look on the council’s page'))
    }
    say(answer, `Nearest to ${location.postcode || location.name || form.elements.q.value}:`)
    const list = document.createElement('ol')
    for (const place of results) {
      const item = document.createElement('li')
      item.append(link(new URL(`/places/${encodeURIComponent(place.id)}/`, council), place.name))
      item.append(`, ${distance(place.metres)}`, place.address ? `. ${place.address}` : '')
      if (place.demonstration) item.append(' (demonstration data)')
      list.append(item)
    }
    answer.append(list, link(more, 'More, and a map'), credit(results))
  }

  function credit (results) {
    const words = document.createElement('p')
    words.className = 'borough-nearest__credit'
    words.textContent = [...new Set(results.map(place => place.attribution).filter(Boolean))].join(' ')
    return words
  }

  function distance (metres) {
    return metres < 1000 ? `${metres} metres` : `${(metres / 1609.344).toFixed(1)} miles`
  }

  function link (address, words) { // text, never HTML: the names come from many sources
    const made = document.createElement('a')
    made.href = address
    made.textContent = words
    return made
  }

  function say (answer, words) {
    const sentence = document.createElement('p')
    sentence.textContent = words
    answer.replaceChildren(sentence)
  }
})()
