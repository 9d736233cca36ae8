"""Everything that differs between one installation and another, read once from the environment.

One typed object. `docs/settings.md` and `.env.example` are written from it by `borough settings`.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

ROOT = Path(__file__).resolve().parents[2]
Theme = Literal["camden", "neutral"]


class UnsafeSettings(Exception):
    """Production will not start; the message names each setting and its remedy."""


def setting(default: Any, doc: str) -> Any:
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Each field is read from the variable of the same name in capitals."""

    production: bool = setting(False, "On: refuse to start with any unsafe setting; cookies over HTTPS only.")
    demo: bool = setting(False, "On: demonstration accounts exist and the page /demo/ shows their codes.")
    secret_key: str = setting("", "Signs sessions and links. Empty: one is made and kept in the data folder.")
    database_url: str = setting("", "postgresql://... of PostgreSQL 15 or newer. Empty: the embedded server.")
    data_dir: Path = setting(ROOT / ".borough", "Folder for the embedded database, extracts and secrets.")
    hosts: tuple[str, ...] = setting(
        ("127.0.0.1", "localhost", "[::1]"),
        "Host names answered, by commas; with a port where it is neither PORT nor 80 or 443.",
    )
    port: int = setting(8000, "TCP port of the web server.")
    proxies: int = setting(
        0, "Reverse proxies in front, whose X-Forwarded-For and X-Request-ID are believed."
    )
    workers: int = setting(2, "Web server processes.")
    theme: Theme = setting(
        "camden", "Look: `camden` (lbcamden-frontend) or `neutral` (GOV.UK without crown)."
    )
    council: str = setting("Camden Council", "The council's name, as shown on every page.")
    contact: str = setting("", "E-mail address for questions about the public site. Empty: none given.")
    tile_url: str = setting("", "Map tiles, {z}/{x}/{y}. Empty: maps draw on our own open data alone.")
    mail_server: str = setting(
        "",
        "smtp://name:password@host:587 or smtps://. Empty: messages are files in outbox/ of the data folder.",
    )
    mail_from: str = setting("noreply@borough.invalid", "The sender of the council's messages.")
    people: int = setting(40_000, "Size of the synthetic borough, in people.")
    seed: int = setting(1, "Seed of the synthetic borough: the same seed gives the same bytes.")

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> "Environment":
        """Raises UnsafeSettings when a variable cannot be understood, naming it."""
        given = {f.name: variables[f.name.upper()] for f in fields(cls) if variables.get(f.name.upper())}
        kinds = {f.name: type(getattr(cls, f.name)) for f in fields(cls)}
        return cls(**{name: _parse(name, kinds[name], text) for name, text in given.items()})

    @property
    def borough_name(self) -> str:
        """The embedded database of this borough: another PEOPLE or SEED never meets its residents."""
        return f"borough_{self.people}_{self.seed}"

    def remember(self) -> None:
        """Let the next command, which is told neither PEOPLE nor SEED, speak of the borough that runs."""
        (self.data_dir / "borough.json").write_text(json.dumps({"people": self.people, "seed": self.seed}))

    def key(self) -> str:
        """The secret key; made once and kept privately when none is set."""
        if self.secret_key:
            return self.secret_key
        self.data_dir.mkdir(parents=True, exist_ok=True)
        path = self.data_dir / "secret-key"
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
        return path.read_text()

    def unsafe(self) -> list[str]:
        """What forbids production, one sentence each. Empty when it may start."""
        problems = {
            "DEMO must be off: demonstration accounts have published passwords.": self.demo,
            "SECRET_KEY must be set to at least 50 random characters.": len(self.secret_key) < 50,
            "DATABASE_URL must name a managed PostgreSQL.": not self.database_url,
            "HOSTS must list the public host names, and not '*'.": "*" in self.hosts
            or self.hosts == Environment.hosts,
        }
        return [sentence for sentence, wrong in problems.items() if wrong] if self.production else []

    def refuse_unsafe(self) -> None:
        if problems := self.unsafe():
            raise UnsafeSettings("Production refuses to start:\n  " + "\n  ".join(problems))


def _parse(name: str, kind: type, text: str) -> Any:
    try:
        if name == "theme" and text not in get_args(Theme):
            raise ValueError
        if kind is bool:
            return {"1": True, "true": True, "on": True, "0": False, "false": False, "off": False}[
                text.lower()
            ]
        if kind is tuple:
            return tuple(part.strip() for part in text.split(",") if part.strip())
        return kind(text)
    except (ValueError, KeyError):
        expected = "camden or neutral" if name == "theme" else "1 or 0" if kind is bool else kind.__name__
        raise UnsafeSettings(f"{name.upper()}={text!r} is not understood: expected {expected}.") from None


def remembered(variables: Mapping[str, str]) -> dict[str, str]:
    """PEOPLE and SEED of the last `make run`, for a command that names neither."""
    if variables.get("PEOPLE") or variables.get("SEED"):
        return {}
    try:
        folder = Path(variables.get("DATA_DIR") or Environment.data_dir)
        borough = json.loads((folder / "borough.json").read_text())
        return {name.upper(): str(borough[name]) for name in ("people", "seed")}
    except (OSError, ValueError, KeyError):
        return {}


environment = Environment.read(remembered(os.environ) | os.environ)
