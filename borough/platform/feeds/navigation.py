from borough.ui import api as ui

ui.navigation.add(ui.Link("Feeds", "feeds:list", door="staff", order=40))
