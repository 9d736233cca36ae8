from borough.ui import api as ui

ui.navigation.add(ui.Link("Misuse", "misuse:list", door="staff", order=82))
