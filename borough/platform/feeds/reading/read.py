"""One way in, whatever the format."""

from collections.abc import Callable
from pathlib import Path

from borough.platform.feeds.contract import Contract, Format

from .delimited import read_delimited
from .fixed_width import read_fixed_width
from .geojson import read_geojson
from .json_lines import read_json_lines
from .reading import FileFault, Reading
from .workbook import read_workbook
from .xml import read_xml

READERS: dict[Format, Callable[[Path, Contract], Reading]] = {
    Format.CSV: read_delimited,
    Format.FIXED: read_fixed_width,
    Format.GEOJSON: read_geojson,
    Format.JSON_LINES: read_json_lines,
    Format.WORKBOOK: read_workbook,
    Format.XML: read_xml,
}
# What Git keeps in the place of a large file, and what a download by its plain address brings.
POINTER = b"version https://git-lfs.github.com/spec/"


def read(path: Path, contract: Contract) -> Reading:
    """Raises FileFault, and nothing else, whatever the bytes."""
    size = path.stat().st_size
    if size > contract.file.max_bytes:
        raise FileFault("too-large", f"{size:,} bytes; the contract allows {contract.file.max_bytes:,}.")
    with open(path, "rb") as file:
        if file.read(len(POINTER)) == POINTER:
            raise FileFault(
                "pointer", "The file is a Git LFS pointer: it says where the data is, and is not it."
            )
    return READERS[contract.file.format](path, contract)
