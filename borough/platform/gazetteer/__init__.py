"""A text or a point becomes a location, and a location lies in areas."""
