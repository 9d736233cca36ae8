"""The links of the staff shell that belong to this door."""

from borough.ui import api as ui

ui.navigation.add(ui.Link("Home", "staff:home", door="staff", order=10))
ui.navigation.add(ui.Link("Find a person", "staff:people", door="staff", order=20))
ui.navigation.add(ui.Link("The index", "staff:index", door="staff", order=45))
ui.navigation.add(ui.Link("Findings", "staff:findings", door="staff", order=40))
ui.navigation.add(ui.Link("Log", "staff:log", door="staff", order=80))
ui.navigation.add(ui.Link("Shields", "staff:shields", door="staff", order=60))
