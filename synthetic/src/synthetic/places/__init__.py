"""Homes on the real postcodes and wards."""

from synthetic.places.homes import Homes, make_homes

__all__ = ["Homes", "make_homes"]
