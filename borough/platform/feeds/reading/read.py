"""One way in, whatever the format."""

from collections.abc import Callable
from pathlib import Path

from borough.platform.feeds.contract import Contract, Format

from .delimited import read_delimited
from .fixed_width import read_fixed_width
from .json_lines import read_json_lines
from .reading import FileFault, Reading
from .workbook import read_workbook
from .xml import read_xml

READERS: dict[Format, Callable[[Path, Contract], Reading]] = {
    Format.CSV: read_delimited,
    Format.FIXED: read_fixed_width,
    Format.JSON_LINES: read_json_lines,
    Format.WORKBOOK: read_workbook,
    Format.XML: read_xml,
}


def read(path: Path, contract: Contract) -> Reading:
    """Raises FileFault, and nothing else, whatever the bytes."""
    size = path.stat().st_size
    if size > contract.file.max_bytes:
        raise FileFault("too-large", f"{size:,} bytes; the contract allows {contract.file.max_bytes:,}.")
    return READERS[contract.file.format](path, contract)
