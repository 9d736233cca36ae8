"""The list of messages and the page of one."""

from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html

from borough.ui import api as ui

from .models import Message, State
from .queries import body

COLOURS: dict[str, Any] = {
    State.QUEUED: "blue", State.HANDED_OVER: "orange", State.SENT: "green", State.FAILED: "red",
}  # fmt: skip


def state_tag(message: Message) -> ui.Tag:
    return ui.Tag(text=State(message.state).label, colour=COLOURS[State(message.state)])


MESSAGES = ui.ListPage(
    name="messages",
    title="Messages",
    intro="What the council wrote to people, exactly as it was sent. Kept for six months.",
    sort="-written",
    empty="Nothing has been written yet.",
    filters=[ui.Filter(name="state", label="State", field="state", choices=State.choices)],
    search=ui.Search(fields=["subject", "about"], label="Search subjects"),
    columns=[
        ui.Column(
            heading="Subject",
            value="subject",
            sort="subject",
            link=lambda message: reverse("correspondence:message", args=[message.pk]),
        ),
        ui.Column(heading="Written", value="made_at", sort="made_at"),
        ui.Column(heading="By", value="made_by", sort="made_by"),
        ui.Column(heading="State", value="state", shown=state_tag, sort="state"),
    ],
)


def message_page(message: Message) -> ui.Item:
    said = {
        "To": message.to, "Written": message.made_at, "By": message.made_by, "Sent": message.sent_at,
        "Attempts": message.attempts, "Problem": message.problem,
    }  # fmt: skip
    raw = format_html('<pre class="app-code" tabindex="0">{}</pre>', message.text)
    words = format_html('<p class="govuk-body app-reading">{}</p>', linebreaksbr(body(message)))
    return ui.Item(
        caption="Message",
        title=message.subject,
        status=state_tag(message),
        crumbs=[("Messages", reverse("correspondence:list"))],
        sections=[
            ui.ItemSection(heading="What it says", content=words),
            ui.ItemSection(heading="How it went", content=ui.facts(said)),
            ui.ItemSection(heading="As it was sent", content=raw),
        ],
    )
