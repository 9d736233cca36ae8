"""The signed heads of the log, for everybody to keep: whoever holds one can prove that nothing before it changed."""

from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html, format_html_join

from borough.platform.audit import api as audit
from borough.ui import api as ui

SHOWN = 50
NONE = "No head has been signed yet: the first comes within five minutes of the first entry."
WHY = (
    "Every look at a person’s records is written to a log before the page is shown. Nothing in the log can be "
    "changed without it showing: every five minutes the whole log is summed up in one number, its root, which is "
    "signed and published here. Keep a line, and the council can be asked, years from now, to prove that its log "
    "still begins with what you kept. The log itself is not public, and nothing here says whom an entry is about."
)
FACTS = (
    (
        "What a root is",
        "The Merkle tree hash of all entries, as RFC 6962 section 2.1 defines it, with SHA-256.",
    ),
    ("What is signed", "The text “borough audit head SIZE ROOT SIGNED_AT”, with Ed25519."),
    ("A proof that one head begins another", "/audit/heads/SIZE/SIZE.json, of two sizes listed here."),
)


def item() -> ui.Item:
    heads = audit.heads_kept(SHOWN)
    return ui.Item(
        title="The log’s signed heads",
        door="public",
        crumbs=[("Home", "public:home")],
        intro=format_html(
            '<p class="govuk-body">{}</p><p class="govuk-body"><a class="govuk-link" href="{}">The same for '
            "programs (JSON)</a></p>", WHY, reverse("public:heads_file"),
        ),
        sections=[
            ui.ItemSection(heading="How to check", content=ui.facts(dict(FACTS))),
            ui.ItemSection(
                heading="Latest heads",
                note="" if heads else NONE,
                content=_table(heads) if heads else "",
            ),
        ],
    )  # fmt: skip


def _table(heads: list[audit.SignedHead]) -> ui.Table:
    return ui.Table(
        caption=f"The latest {len(heads)}, newest first",
        head=["Signed", ui.Cell(text="Entries", format="numeric"), "Root"],
        rows=[
            [
                ui.time_in_words(signed) if (signed := parse_datetime(head.signed_at)) else head.signed_at,
                ui.Cell(text=f"{head.size:,}", format="numeric"),
                _broken(head.root),
            ]
            for head in heads
        ],
    )


def _broken(root: str) -> str:
    """In pieces of eight, so that it wraps on a telephone and two can be compared by eye."""
    pieces = ((root[at : at + 8],) for at in range(0, len(root), 8))
    return format_html("<code>{}</code>", format_html_join(" ", "{}", pieces))


def as_json() -> dict[str, Any]:
    return {
        "about": dict(FACTS),
        "heads": [head.as_json() for head in audit.heads_kept(SHOWN)],
    }  # fmt: skip


def proof(old: int, new: int) -> dict[str, Any] | None:
    """That the one begins with the other. None: no head was ever signed of one of these sizes."""
    first, second = (audit.head_of(size) for size in sorted((old, new)))
    return audit.consistency(first, second) if first and second else None
