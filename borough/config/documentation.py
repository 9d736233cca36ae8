"""The pages that are written from the code, so that they cannot disagree with it."""

from dataclasses import fields
from pathlib import Path

from .environment import ROOT, Environment

INTRODUCTION = """# Settings

Read from the environment when the council starts. Written by `borough settings`; do not edit.

| variable | default | what it does |
|---|---|---|
"""


def write_settings() -> list[Path]:
    """Write docs/settings.md and .env.example; return their paths."""
    pages = {ROOT / "docs" / "settings.md": settings_page(), ROOT / ".env.example": example_file()}
    for path, text in pages.items():
        path.write_text(text)
    return list(pages)


def settings_page() -> str:
    rows = (
        f"| `{f.name.upper()}` | {_shown(f.default) or 'empty'} | {f.metadata['doc']} |"
        for f in fields(Environment)
    )
    return INTRODUCTION + "\n".join(rows) + "\n"


def example_file() -> str:
    lines = (f"# {f.metadata['doc']}\n#{f.name.upper()}={_shown(f.default)}" for f in fields(Environment))
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, Path):
        return str(value.relative_to(ROOT))
    return str(value)
