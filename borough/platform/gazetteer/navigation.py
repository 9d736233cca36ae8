from borough.ui import api as ui

ui.navigation.add(ui.Link("About my address", "gazetteer:my-address", door="public", order=5))
