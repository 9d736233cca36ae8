"""How shields are listed, and one of them shown."""

from datetime import datetime

from django.urls import reverse

from borough.platform.access.api import Actor
from borough.platform.privacy import api as privacy
from borough.residents.shield import api as shield
from borough.ui import api as ui

STATES = {
    "in force": ui.Tag(text="In force", colour="green"),
    "to confirm": ui.Tag(text="In force, to be confirmed", colour="yellow"),
    "to lift": ui.Tag(text="In force, to be lifted", colour="yellow"),
    "lifted": ui.Tag(text="Lifted", colour="grey"),
}


def state(its: shield.Shield) -> str:
    if its.lifted_at:
        return "lifted"
    if its.lift_asked_at:
        return "to lift"
    return "to confirm" if its.how == shield.Shield.How.SET and not its.confirmed_at else "in force"


def _address(its: shield.Shield) -> str:
    return reverse("staff:shield", args=[its.pk])


SHIELDS = ui.ListPage(
    name="shields",
    title="Shields",
    intro="Who is under a shield is not there for anybody but officers named to see them: in no search, household, "
    "count or file. This list has identifiers only.",
    columns=[
        ui.Column(heading="Shield", value="pk", sort="pk", link=_address),
        ui.Column(heading="Person", value="person__identifier"),
        ui.Column(heading="Why", value=lambda its: its.get_kind_display()),
        ui.Column(heading="How", value=lambda its: its.get_how_display()),
        ui.Column(heading="Since", value="set_at"),
        ui.Column(heading="State", value=lambda its: STATES[state(its)].text),
    ],
    filters=[
        ui.Filter(name="state", label="State", field="lifted_at__isnull",
                  choices=[("True", "In force"), ("False", "Lifted")]),
    ],
    search=ui.Search(fields=["person__identifier", "because"], label="Identifier or reference"),
    sort="-shield",
    empty="Nobody is under a shield.",
)  # fmt: skip


def item(its: shield.Shield, *, by: Actor, now: datetime) -> ui.Item:
    named = shield.named_to_see(its.person_id, now=now)
    return ui.Item(
        title=f"Shield {its.pk}",
        caption=its.get_kind_display(),
        status=STATES[state(its)],
        crumbs=[("Shields", reverse("staff:shields"))],
        actions=_actions(its),
        sections=[
            ui.ItemSection(heading="The shield", content=ui.facts(_facts(its)), note=_note(its, by)),
            ui.ItemSection(heading="Who may look behind it", content=_named(named) if named else "Nobody."),
        ],
    )


def _facts(its: shield.Shield) -> dict[str, object]:
    facts: dict[str, object] = {
        "Person": its.person.identifier, "Reference": its.because, "How": its.get_how_display(),
        "Set by": its.set_by_name, "Since": its.set_at,
    }  # fmt: skip
    if its.origin_id:
        facts["Follows"] = f"Shield {its.origin_id}"
    if its.confirmed_at:
        facts |= {"Confirmed by": its.confirmed_by_name, "Confirmed": its.confirmed_at}
    if its.lift_asked_at:
        facts |= {"Somebody asks to lift it": its.lift_asked_by_name, "Because": its.lift_because}
    if its.lifted_at:
        facts |= {"Lifted by": its.lifted_by_name, "Lifted": its.lifted_at}
    return facts


def _note(its: shield.Shield, by: Actor) -> str:
    if state(its) == "to confirm" and its.set_by == by.id:
        return "It is in force. Somebody else has to confirm it: you set it."
    if state(its) == "to lift" and its.lift_asked_by == by.id:
        return "It stays in force until somebody else agrees: you asked to lift it."
    return ""


def _named(named: list[shield.Named]) -> ui.Table:
    purposes = privacy.purposes()
    rows = [
        [n.holder_name, purposes[n.purpose].name, n.because, n.given_by_name, ui.written(n.until)]
        for n in named
    ]
    head = ["Officer", "Purpose", "Reference", "Named by", "Until"]
    return ui.Table(head=head, rows=rows, first_cell_is_header=True)


def _actions(its: shield.Shield) -> list[ui.Button]:
    if its.lifted_at:
        return []
    ways = [("Name who may look", "staff:shield_name")]
    if not its.lift_asked_at:
        ways.append(("Ask to lift it", "staff:shield_ask"))
    return [
        ui.Button(text=text, href=reverse(route, args=[its.pk]), variant="secondary") for text, route in ways
    ]
