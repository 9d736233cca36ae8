"""What the council holds, from the contracts of its feeds, in the words of a resident."""

from datetime import timedelta

from django.urls import reverse

from borough.platform.feeds.api import Column, Contract, Format, Mode, Type, contracts
from borough.ui import api as ui

NAMES = {"surname", "full_name"}  # roles of a column that only a record of a person has
MODES = {
    Mode.REPLACE: "Each file is the whole picture: what it leaves out has gone",
    Mode.UPSERT: "Each file holds what has changed since the last",
    Mode.APPEND: "Each file holds new events, which never change",
}
FORMATS = {
    Format.CSV: "Comma-separated text",
    Format.FIXED: "Fixed-width text",
    Format.XML: "XML",
    Format.JSON_LINES: "JSON lines",
    Format.WORKBOOK: "Excel workbook",
}
KINDS = {
    Type.TEXT: "Text",
    Type.DATE: "Date",
    Type.TIME: "Date and time",
    Type.NUMBER: "Whole number",
    Type.PENCE: "Amount of money",
    Type.POUNDS: "Amount of money",
    Type.CHOICE: "One of a list",
    Type.POSTCODE: "Postcode",
    Type.UPRN: "Property reference (UPRN)",
    Type.EMAIL: "E-mail address",
    Type.PHONE: "Telephone number",
    Type.NINO: "National Insurance number",
    Type.NHS_NUMBER: "NHS number",
}


def _address(contract: Contract) -> str:
    return reverse("public:held_system", args=[contract.slug])


LIST = ui.ListPage(
    name="what-the-council-holds",
    title="What the council holds",
    door="public",
    sort="system",
    crumbs=[("Home", "public:home")],
    intro="Each of these systems gives Borough a copy of some of its records, under a written agreement. "
    "Choose one to see every fact that it gives, how often, and how long it is kept.",
    search=ui.Search(fields=["title", "description", "owner"], label="Search the systems"),
    columns=[
        ui.Column(
            heading="System",
            value="title",
            sort="title",
            link=lambda row: reverse("public:held_system", args=[row.slug]),
        ),
        ui.Column(heading="What it says", value="description"),
        ui.Column(heading="Owner", value="owner", sort="owner"),
        ui.Column(
            heading="Arrives", value=lambda row: every(row.cadence) if row.cadence else "", sort="cadence"
        ),
        ui.Column(heading="Facts", value=lambda row: len(row.columns), numeric=True),
    ],
)


def systems() -> list[Contract]:
    """Those that come under an agreement; open data is in the registers."""
    return [contract for contract in contracts() if contract.agreement]


def of_people() -> list[Contract]:
    """Those of the systems that speak about people."""
    return [each for each in systems() if any(column.role in NAMES for column in each.columns)]


def item(contract: Contract) -> ui.Item:
    """The readable page of one contract."""
    return ui.Item(
        title=contract.title,
        caption="What the council holds",
        intro=contract.description,
        door="public",
        crumbs=[("Home", "public:home"), ("What the council holds", "public:held")],
        sections=[
            ui.ItemSection(heading="Who gives it, and for how long we keep it", content=_agreement(contract)),
            ui.ItemSection(heading="Every fact in it", content=_columns(contract.columns)),
            ui.ItemSection(heading="How it arrives", content=_file(contract)),
        ],
    )


def _agreement(contract: Contract) -> ui.SummaryList:
    agreement = contract.agreement
    assert agreement, "open data has its pages among the registers"
    return ui.facts({
        "System": contract.system,
        "Owner": contract.owner,
        "Controller of the data": agreement.controller,
        "Agreement": f"{agreement.reference}, until {ui.date_in_words(agreement.until)}",
        "Kept for": contract.keep,
    })  # fmt: skip


def _file(contract: Contract) -> ui.SummaryList:
    return ui.facts({
        "How often": every(contract.cadence).capitalize() if contract.cadence else "Not promised",
        "Late after": in_days(contract.late_after) if contract.late_after else "Not promised",
        "Kind of file": FORMATS[contract.file.format],
        "What a new file means": MODES[contract.mode],
        "Control totals": "Checked: a file whose totals do not add up changes nothing"
        if contract.file.totals
        else "The system sends none",
    })  # fmt: skip


def _columns(columns: tuple[Column, ...]) -> ui.Table:
    return ui.Table(
        head=["Fact", "What it is", "Kind", "Always there?"],
        rows=[
            [
                column.field.replace("_", " ").capitalize(),
                column.description,
                KINDS[column.type],
                "Yes" if column.required else "No",
            ]
            for column in columns
        ],
        first_cell_is_header=True,
    )


def every(cadence: timedelta) -> str:
    """A cadence in words: "every day", "every week", "every 90 days"."""
    known = {1: "every day", 7: "every week", 14: "every two weeks", 30: "every month", 31: "every month"}
    known |= {365: "every year", 366: "every year"}
    return known.get(cadence.days, f"every {in_days(cadence)}")


def in_days(span: timedelta) -> str:
    if span < timedelta(days=1):
        hours = round(span.total_seconds() / 3600)
        return f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{span.days} day{'' if span.days == 1 else 's'}"
