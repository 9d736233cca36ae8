from borough.ui import api as ui

ui.navigation.add(ui.Link("Messages", "correspondence:list", door="staff", order=62))
