"""Why two records are one person, or are not: in words, as a table and as a picture; one code for all three."""
