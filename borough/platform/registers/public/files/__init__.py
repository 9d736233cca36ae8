"""A register as a file: CSV, JSON, GeoJSON, Parquet; each says its licence and whose data it is."""
