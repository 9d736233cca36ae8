from borough.ui import api as ui

ui.navigation.add(ui.Link("Find a person", "staff:people", door="staff", order=10))
