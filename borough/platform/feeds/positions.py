"""Where rows are: swapped pairs put right, what is nowhere or far away found. Pure, and by column."""

import polars as pl

from .contract import Contract, Position

NOWHERE, FAR, HALF = "no-position", "far-away", "missing"


def put_right(right: pl.DataFrame, contract: Contract) -> tuple[pl.DataFrame, int]:
    """The fields in right form with swapped pairs exchanged, and how many were."""
    place = contract.position
    if place is None or right.is_empty():
        return right, 0
    lat, lon = _numbers(place)
    swapped = ~_inside(lat, lon, place) & _inside(lon, lat, place)
    count = right.select(swapped.fill_null(False).sum()).item()
    if not count:
        return right, 0
    return right.with_columns(
        pl.when(swapped).then(place.lon).otherwise(place.lat).alias(place.lat),
        pl.when(swapped).then(place.lat).otherwise(place.lon).alias(place.lon),
    ), count


def where_wrong(codes: pl.DataFrame, right: pl.DataFrame, contract: Contract) -> pl.DataFrame:
    """The codes with what is wrong with each pair: 0,0; far from the box; one without the other."""
    place = contract.position
    if place is None:
        return codes
    lat, lon = _numbers(place)
    wrong = (
        pl.when((lat == 0) & (lon == 0))
        .then(pl.lit(NOWHERE))
        .when(~_inside(lat, lon, place))
        .then(pl.lit(FAR))
        .when(lat.is_null() & lon.is_not_null())
        .then(pl.lit(HALF))
    )
    half = pl.when(lon.is_null() & lat.is_not_null()).then(pl.lit(HALF))
    found = right.select(wrong.alias(place.lat), half.alias(place.lon))
    return codes.with_columns(
        pl.coalesce(codes[name], found[name]).alias(name) for name in (place.lat, place.lon)
    )


def _numbers(place: Position) -> tuple[pl.Expr, pl.Expr]:
    return tuple(pl.col(name).cast(pl.Float64, strict=False) for name in (place.lat, place.lon))  # type: ignore[return-value]


def _inside(lat: pl.Expr, lon: pl.Expr, place: Position) -> pl.Expr:
    south, west, north, east = place.box
    return lat.is_between(south, north) & lon.is_between(west, east)
