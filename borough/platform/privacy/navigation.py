from borough.ui import api as ui

ui.navigation.add(ui.Link("Purpose", "privacy:purpose", door="staff", order=20))
ui.navigation.add(ui.Link("Emergency access", "privacy:reviews", door="staff", order=65))
