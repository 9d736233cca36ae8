"""The register of purposes in the words of a resident."""

from borough.platform.privacy.api import Fields, Purpose, purposes
from borough.ui import api as ui

OPENS = {
    Fields.IDENTITY: "who you are: name, date of birth, reference numbers",
    Fields.ADDRESS: "where you live and have lived",
    Fields.HOUSEHOLD: "who lives at the same address",
    Fields.CONTACT: "your telephone numbers and e-mail addresses",
    Fields.SERVICES: "which council services know you",
    Fields.EVIDENCE: "why the council thinks that records are yours",
}
TOLD = {
    "now": "You can see it at once",
    "list": "You can see it within a month",
    "later": "Later, so as not to spoil an inquiry",
}


def count() -> int:
    return len(purposes())


def item() -> ui.Item:
    """The page of every purpose, a section each."""
    return ui.Item(
        title="Why we look at records",
        door="public",
        crumbs=[("Home", "public:home")],
        sections=[ui.ItemSection(heading=p.name, content=_facts(p)) for p in purposes().values()],
    )


def _facts(purpose: Purpose) -> ui.SummaryList:
    first, _, rest = purpose.told.partition(": ")
    opened = [words for group, words in OPENS.items() if group in purpose.opens]
    return ui.facts({
        "Legal basis": purpose.basis,
        "What it opens": "; ".join(opened).capitalize() if opened else "Nothing",
        "Who may state it": ", ".join(sorted(role.replace("_", " ") for role in purpose.roles)).capitalize(),
        "What they must write": purpose.reason,
        "When you can see that we looked": f"{TOLD.get(first, purpose.told)}{f' ({rest})' if rest else ''}",
        "How long we keep a note of it": purpose.kept,
        "Who approved it": purpose.approver,
        "To be reviewed by": purpose.review,
    })  # fmt: skip
