from borough.ui import api as ui

ui.navigation.add(ui.Link("Registers", "registers:list", door="public", order=13))
ui.navigation.add(ui.Link("Registers", "registers-staff:list", door="staff", order=42))
