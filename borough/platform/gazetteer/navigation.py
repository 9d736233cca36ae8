from borough.ui import api as ui

ui.navigation.add(ui.Link("My address", "gazetteer:my-address", door="public", order=5))
