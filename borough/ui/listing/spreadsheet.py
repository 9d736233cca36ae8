"""A list as a CSV file that no spreadsheet will run."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from .columns import Column

# A cell that begins with one of these is taken for a formula, in full width too (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def lines(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[str]:
    """The file, a line at a time; the byte order mark tells Excel that it is UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([safe(column.heading) for column in columns])
    for row in rows:
        yield writer.writerow([safe(column.of(row)) for column in columns])


def safe(value: object) -> object:
    """Numbers stay numbers; words that a spreadsheet would run get an apostrophe before them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds") if value.tzinfo else value.isoformat()
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


class _Line:
    """A file that hands each line back."""

    def write(self, line: str) -> str:
        return line
