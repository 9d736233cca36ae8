from borough.ui import api as ui

ui.navigation.add(ui.Link("Where is my nearest", "places:kinds", door="public", order=5))
