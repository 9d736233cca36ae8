// Draws the shapes of each map. The list beside it says the same, so a page is complete without this file.
const theme = getComputedStyle(document.documentElement)
const colour = theme.getPropertyValue('--app-brand').trim()

for (const canvas of document.querySelectorAll('[data-module="app-map"]')) {
  const { geojson, tiles, attribution } = canvas.dataset
  const shapes = await (await fetch(geojson)).json()
  canvas.hidden = false

  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = L.map(canvas, { scrollWheelZoom: false, zoomSnap: 0.25, zoomAnimation: !still, fadeAnimation: !still })
  map.attributionControl.setPrefix(false).addAttribution(attribution)
  if (tiles) L.tileLayer(tiles, { maxZoom: 19 }).addTo(map)

  const layer = L.geoJSON(shapes, {
    style: ({ properties }) => ({ color: colour, weight: 2, fillOpacity: opacity(properties) }),
    pointToLayer: (_, place) => L.circleMarker(place, { radius: 7 }),
    onEachFeature: draw
  }).addTo(map)
  map.fitBounds(layer.getBounds(), { padding: [8, 8] })
}

// `shade`, from 0 to 1, says how much of something a shape has.
function opacity ({ shade }) {
  return shade === undefined ? 0.15 : 0.05 + 0.7 * shade
}

function draw ({ properties }, shape) {
  const words = document.createElement('span') // text, never HTML: the data comes from outside
  words.textContent = properties.name
  shape.bindTooltip(words, { sticky: true })
  shape.on('mouseover', () => shape.setStyle({ fillOpacity: 0.4 }))
  shape.on('mouseout', () => shape.setStyle({ fillOpacity: opacity(properties) }))
  if (properties.href) shape.on('click', () => { location.href = properties.href })
}
