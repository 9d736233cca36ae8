"""A place has kinds, hours and facts, and lies somewhere; the nearest of any kind is found in process."""
