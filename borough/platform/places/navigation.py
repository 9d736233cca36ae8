from borough.ui import api as ui

ui.navigation.add(ui.Link("Places", "places-editing:list", door="staff", order=30))
ui.navigation.add(ui.Link("Insight", "places-insight:home", door="staff", order=32))
ui.navigation.add(ui.Link("My nearest", "places:kinds", door="public", order=6))
ui.navigation.add(ui.Link("For programs", "places-for-others:documentation", door="footer", order=20))
