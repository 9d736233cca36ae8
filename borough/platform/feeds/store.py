"""The files as they came: by hash, in a private folder, never changed."""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings

BLOCK = 1 << 20


def digest(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(path: Path, sha256: str) -> Path:
    """A copy under its hash, readable by us alone. Made whole or not at all."""
    kept = kept_file(sha256)
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = kept.with_suffix(f".{os.getpid()}")
        with (
            open(path, "rb") as source,
            open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o400), "wb") as copy,
        ):
            shutil.copyfileobj(source, copy, BLOCK)
        part.replace(kept)
    return kept


def kept_file(sha256: str) -> Path:
    return Path(settings.FEEDS_FOLDER) / sha256[:2] / sha256
