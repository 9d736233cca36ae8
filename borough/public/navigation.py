from borough.ui import api as ui

for _order, (_text, _route) in enumerate([
    ("Why we look", "public:why"),
    ("What we hold", "public:held"),
    ("Wards", "public:wards"),
]):  # fmt: skip
    ui.navigation.add(ui.Link(_text, _route, door="public", order=10 + _order))

for _order, (_text, _route) in enumerate([
    ("Accessibility", "public:accessibility"),
    ("Privacy", "public:privacy"),
    ("Cookies", "public:cookies"),
    ("Design system", "public:design"),
]):  # fmt: skip
    ui.navigation.add(ui.Link(_text, _route, door="footer", order=10 + _order))
