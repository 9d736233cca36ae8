// Draws the shapes of each map. The list beside it says the same, so a page is complete without this file.
const theme = getComputedStyle(document.documentElement)
const colour = theme.getPropertyValue('--app-brand').trim()
const faint = theme.getPropertyValue('--app-border').trim()
const HERE = { color: '#0b0c0c', weight: 3, fillColor: '#fff', fillOpacity: 1 }

for (const canvas of document.querySelectorAll('[data-module="app-map"]')) {
  const still = canvas.parentElement.querySelector('.app-map__still')
  still ? onPress(canvas, still) : show(canvas)
}

// A still map is fast, and enough for most; who wants to move it presses a button.
function onPress (canvas, still) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary app-map__move'
  button.textContent = 'Move and zoom the map'
  still.append(button)
  button.addEventListener('click', async () => {
    button.disabled = true
    await Promise.all([
      added('link', { rel: 'stylesheet', href: still.dataset.style }),
      added('script', { src: still.dataset.script })
    ])
    still.classList.add('app-map__still--moved')
    await show(canvas)
    canvas.querySelector('.leaflet-control-zoom-in')?.focus()
  })
}

function added (name, properties) {
  return new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement(name), properties, { onload: resolve, onerror: reject }))
  })
}

async function show (canvas) {
  const { geojson, ground, tiles, attribution } = canvas.dataset
  const [shapes, beneath] = await Promise.all([read(geojson), ground ? read(ground) : null])
  canvas.hidden = false

  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  // Without tiles the words below the map say whose data it is; on it they would hide the south.
  const map = L.map(canvas, { attributionControl: Boolean(tiles), scrollWheelZoom: false, zoomSnap: 0.25, zoomAnimation: !still, fadeAnimation: !still })
  if (tiles) {
    L.tileLayer(tiles, { maxZoom: 19 }).addTo(map)
    map.attributionControl.setPrefix(false).addAttribution(attribution)
  }
  if (beneath) L.geoJSON(beneath, { interactive: false, style: { color: faint, weight: 1, fillColor: '#fff', fillOpacity: tiles ? 0 : 0.7 } }).addTo(map)

  const layer = L.geoJSON(shapes, {
    style: ({ properties }) => properties.here ? HERE : { color: colour, weight: 2, fillOpacity: opacity(properties) },
    pointToLayer: mark,
    onEachFeature: draw
  }).addTo(map)
  map.fitBounds(layer.getBounds(), { padding: [28, 28], maxZoom: layer.getLayers().length > 1 ? 17 : 14 })
}

async function read (address) {
  return (await fetch(address)).json()
}

// A number of the list, the place asked about, or a point.
function mark ({ properties }, place) {
  if (!properties.number) return L.circleMarker(place, { radius: properties.here ? 9 : 7 })
  const number = document.createElement('span')
  number.textContent = properties.number
  const icon = L.divIcon({ className: 'app-map__number', html: number, iconSize: [28, 28] })
  return L.marker(place, { icon, alt: properties.name, keyboard: false }) // the list beside it is the way by keyboard
}

// `shade`, from 0 to 1, says how much of something a shape has.
function opacity ({ shade }) {
  return shade === undefined ? 0.15 : 0.05 + 0.7 * shade
}

function draw ({ properties }, shape) {
  const words = document.createElement('span') // text, never HTML: the data comes from outside
  words.textContent = properties.name
  shape.bindTooltip(words, { sticky: true })
  if (shape.setStyle && !properties.here) {
    shape.on('mouseover', () => shape.setStyle({ fillOpacity: 0.4 }))
    shape.on('mouseout', () => shape.setStyle({ fillOpacity: opacity(properties) }))
  }
  if (properties.href) shape.on('click', () => { location.href = properties.href })
}
