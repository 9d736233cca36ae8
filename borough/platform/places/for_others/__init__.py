"""Ways out for others: the 2015 app's own routes, Open Referral UK, schema.org, KML, and the widget."""
