"""A text becomes a location: pure, over a `Gazetteer` made of rows. No Django, no clock, no database."""
