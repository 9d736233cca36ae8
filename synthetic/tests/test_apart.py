"""The generator stands apart: what it knows must never leak into what is tried on it."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "synthetic"


def imports(path: Path) -> set[str]:
    """The first names of all imports of a file."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_it_imports_neither_the_application_nor_the_linkage_library():
    used = set().union(*(imports(p) for p in SOURCE.rglob("*.py")))
    assert not used & {"borough", "linkage", "django"}


def test_it_reads_no_clock():
    text = "\n".join(p.read_text("utf-8") for p in SOURCE.rglob("*.py"))
    assert not [word for word in ("date.today", "datetime.now", "time.time", "utcnow") if word in text]
