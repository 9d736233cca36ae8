"""A list as a CSV file that no spreadsheet will run."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from .columns import Column

# A cell that begins with one of these is taken for a formula, in full width too (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# "+44 20 7974 4444 ext 2" begins so too and runs nothing.
TELEPHONES = re.compile(r"[+][\d(][\d ().,;/+-]*(?: ?(?:ext|x)\.? ?\d+)?", re.ASCII | re.I)


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
    runs = text.lstrip(" ").startswith(FORMULA) and not TELEPHONES.fullmatch(text.strip(" "))
    return f"'{text}" if runs else text


class _Line:
    """A file that hands each line back."""

    def write(self, line: str) -> str:
        return line
