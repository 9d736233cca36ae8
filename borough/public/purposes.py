"""The register of purposes in the words of a resident."""

from borough.platform.privacy.api import Fields, Purpose, Shows, purposes
from borough.ui import api as ui

OPENS = {
    Fields.IDENTITY: "who you are: name, date of birth, reference numbers",
    Fields.ADDRESS: "where you live and have lived",
    Fields.HOUSEHOLD: "who lives at the same address",
    Fields.RELATIONSHIPS: "who is your parent, child or partner, where a record says so",
    Fields.CONTACT: "your telephone numbers and e-mail addresses",
    Fields.SERVICES: "which council services know you",
    Fields.EVIDENCE: "why the council thinks that records are yours",
}
INSTEAD = {
    Shows.ANSWER: "A yes, a no or what you told us before; no record is opened. It is made from: ",
    Shows.CHANGES: "Only that something changed: ",
    Shows.LAYOUT: "Only the columns that the exercise asks for: ",
    Shows.LOG: "The list of who looked at whom, never your records",
    Shows.COUNTS: "Counts of ten or more, nobody's records",
}
TOLD = {
    "now": "You can see it at once",
    "list": "You can see it within a month",
    "later": "Later, so as not to spoil an inquiry",
    "notice": "We say so beforehand, to everybody, in the privacy notice",
    "no": "It is not in your list: it looks at the list itself",
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
        "What it opens": f"{INSTEAD.get(purpose.shows, '')}{'; '.join(opened)}".capitalize(),
        "How far back addresses go": f"{purpose.depth} years" if purpose.depth else "All that we know",
        "Who may state it": _who(purpose),
        "People under a shield": "Only by a grant to one officer by name"
        if purpose.restricted
        else "Never opened",
        "What they must write": purpose.reason,
        "When you can see that we looked": f"{TOLD.get(first, purpose.told)}{f' ({rest})' if rest else ''}",
        "How long we keep a note of it": purpose.kept,
        "Who approved it": purpose.approver,
        "To be reviewed by": purpose.review,
    })  # fmt: skip


def _who(purpose: Purpose) -> str:
    roles = sorted(role.replace("_", " ") for role in purpose.roles)
    systems = ["another council system, under an agreement"] if purpose.clients else []
    return ", ".join([*roles, *systems]).capitalize()
