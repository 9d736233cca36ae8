"""The front-end assets of others, kept in the repository: which, which version, under what licence.

`borough ui refresh-assets` fetches them again with `npm pack`; nothing of Node is needed at run time.
What is licensed to GOV.UK alone (crown, wordmark, GDS Transport) is dropped on the way in.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).parent
VENDOR = HERE / "static" / "ui" / "vendor"
MIT = (HERE / "licences" / "MIT.txt").read_text()


@dataclass(frozen=True, kw_only=True)
class Package:
    """One npm package. `keep` maps a pattern inside it to a folder here; `edit` rewrites its text files."""

    name: str
    version: str
    licence: str
    holder: str
    keep: dict[str, str]
    edit: Callable[[str], str] = lambda text: text

    @property
    def folder(self) -> Path:
        return VENDOR / self.name.split("/")[-1]


def without_source_map(text: str) -> str:
    """The manifest storage would look for the map file, which is not kept."""
    return re.sub(r"(/\*|//)# sourceMappingURL=.*", "", text)


def without_fonts_and_crest(text: str) -> str:
    """Camden's stylesheet names 18 Inter files of 140 kB; `inter` below serves the few kB a page needs."""
    text = re.sub(r"@font-face\s*\{[^}]*\}", "", text)
    text = re.sub(r"url\([^)]*govuk-crest[^)]*\)", "none", text)
    return without_source_map(text).replace("GDS Transport,", "")


def named_inter(text: str) -> str:
    return text.replace("'Inter Variable'", "'Inter'")


PACKAGES = [
    Package(
        name="lbcamden-frontend",
        version="1.0.11",
        licence="MIT",
        holder="London Borough of Camden",
        keep={
            "dist/*.min.css": "",
            "dist/assets/images/favicons/favicon.ico": "images",
            "dist/assets/images/favicons/apple-icon-180x180.png": "images",
        },
        edit=without_fonts_and_crest,
    ),
    Package(
        name="govuk-frontend",
        version="5.14.0",
        licence="MIT",
        holder="Crown Copyright (Government Digital Service)",
        keep={"dist/govuk/govuk-frontend.min.css": "", "dist/govuk/govuk-frontend.min.js": ""},
        edit=without_fonts_and_crest,
    ),
    Package(
        name="@fontsource-variable/inter",
        version="5.3.0",
        licence="OFL-1.1",
        holder="The Inter Project Authors",
        keep={"wght.css": "", "files/inter-*-wght-normal.woff2": "files", "LICENSE": ""},
        edit=named_inter,
    ),
    Package(
        name="leaflet",
        version="1.9.4",
        licence="BSD-2-Clause",
        holder="Volodymyr Agafonkin, CloudMade",
        keep={"dist/leaflet.js": "", "dist/leaflet.css": "", "dist/images/*": "images", "LICENSE": ""},
        edit=without_source_map,
    ),
]


FIXTURES = Path(__file__).parents[2] / "tests" / "ui" / "fixtures"
"""GOV.UK Frontend's published examples of each component, which ours are held to."""


def refresh(package: Package) -> None:
    """Fetches one package from npm and replaces its folder. Raises CalledProcessError when npm cannot."""
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", f"{package.name}@{package.version}", "--pack-destination", scratch]
        subprocess.run(command, check=True, capture_output=True)
        [archive] = Path(scratch).glob("*.tgz")
        with tarfile.open(archive) as tar:
            tar.extractall(scratch, filter="data")
        _replace(package, Path(scratch) / "package")
        if package.name == "govuk-frontend":
            _keep_examples(Path(scratch) / "package" / "dist" / "govuk" / "components")


def _replace(package: Package, source: Path) -> None:
    shutil.rmtree(package.folder, ignore_errors=True)
    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        for pattern, folder in package.keep.items():
            if fnmatch(str(path.relative_to(source)), pattern):
                name = path.name.replace(f"-{package.version}", "")
                _write(package, package.folder / folder / name, path.read_bytes())
    if not (package.folder / "LICENSE").exists():
        (package.folder / "LICENSE").write_text(MIT.format(holder=package.holder))
    facts = {"name": package.name, "version": package.version, "licence": package.licence}
    (package.folder / "package.json").write_text(
        json.dumps({**facts, "sha256": checksums(package)}, indent=2) + "\n"
    )


def _keep_examples(components: Path) -> None:
    """The examples shown in the GOV.UK Design System; the hidden ones are its own regression tests."""
    from .components import BLOCK_TAGS, TAGS

    FIXTURES.mkdir(parents=True, exist_ok=True)
    for kind in TAGS + BLOCK_TAGS:
        name = kind.tag_name().replace("_", "-")
        published = json.loads((components / name / "fixtures.json").read_text())["fixtures"]
        kept = [
            {key: one[key] for key in ("name", "options", "html")} for one in published if not one["hidden"]
        ]
        text = json.dumps(kept, indent=1, ensure_ascii=False)
        (FIXTURES / f"{kind.tag_name()}.json").write_text(text + "\n")


def _write(package: Package, path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in {".css", ".js"}:
        content = package.edit(content.decode()).encode()
    path.write_bytes(content)


def checksums(package: Package) -> dict[str, str]:
    """SHA-256 of each file kept, by its path in the folder: a test sees an edit by hand."""
    return {
        str(path.relative_to(package.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(package.folder.rglob("*"))
        if path.is_file() and path.name != "package.json"
    }
