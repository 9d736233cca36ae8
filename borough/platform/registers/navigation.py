from borough.ui import api as ui

ui.navigation.add(ui.Link("Registers", "registers:list", door="public", order=13))
