"""What tells an identity by its records, under a key: whoever reads the table learns nothing of anybody."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator

from django.conf import settings

# Columns of a record that together tell somebody from others.
COLUMNS = ("feed", "source_key", "number", "forename", "surname", "date_of_birth", "nino", "nhs_number")
Row = tuple[object, ...]


def keyed(row: Row) -> Iterator[str]:
    """The keyed values of one record, `COLUMNS`, under the key of today and those before it."""
    for said in _said(row):
        for key in _keys():
            yield hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


def kept(rows: Iterable[Row]) -> set[str]:
    """The values to be kept of an identity, under the key of today only."""
    key = _keys()[0]
    return {hmac.new(key, said.encode(), hashlib.sha256).hexdigest() for row in rows for said in _said(row)}


def _said(row: Row) -> Iterator[str]:
    feed, source_key, number, forename, surname, born, nino, nhs_number = row
    yield f"record {feed} {source_key} {number}"
    if forename and surname and born:
        yield f"name {forename} {surname} {born}"
    if nino:
        yield f"nino {nino}"
    if nhs_number:
        yield f"nhs {nhs_number}"


def _keys() -> list[bytes]:
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return [hashlib.sha256(b"do-not-join " + secret.encode()).digest() for secret in secrets]
