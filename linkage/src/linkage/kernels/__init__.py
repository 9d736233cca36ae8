"""Compiled code, all of it: numba functions over arrays, which know neither frames nor fields.

Numba's own cache looks at the file that a function stands in, so that a change in a function inlined from
another file would go unnoticed. The cache is therefore kept in a folder named by all of these files.
"""

import hashlib
import os
import tempfile
from pathlib import Path

import numba

__all__ = ["CACHE"]


def _folder() -> Path:
    """Beside these files, or where they may not be written in the user's own cache, or in a temporary one."""
    here = Path(__file__).parent
    sources = b"".join(path.read_bytes() for path in sorted(here.glob("*.py")))
    name = f"{hashlib.sha256(sources).hexdigest()[:16]}-numba-{numba.__version__}"
    for base in (here / "__pycache__", Path(os.path.expanduser("~")) / ".cache" / "linkage"):
        try:
            base.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=base):
                return base / name
        except OSError:
            continue
    return Path(tempfile.gettempdir()) / f"linkage-{os.getuid()}" / name


CACHE = _folder()
if not os.environ.get("NUMBA_CACHE_DIR"):
    numba.config.CACHE_DIR = str(CACHE)
