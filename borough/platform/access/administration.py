"""How the administrator's pages look: everybody with an account, and one of them with their roles."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from borough.ui import api as ui

from .models import Grant, User
from .queries import grants_of, names_of
from .rules import STAFF, Role


def _address(user: User) -> str:
    return reverse("access:person", args=[user.pk])


def _roles(user: User) -> str:
    held = user.held or Role.RESIDENT  # type: ignore[attr-defined]
    return held.replace("_", " ")


PEOPLE = ui.ListPage(
    name="accounts",
    title="Accounts and roles",
    intro="Everybody who can sign in, and the roles they hold now.",
    columns=[
        ui.Column(heading="Name", value="name", sort="name", link=_address),
        ui.Column(heading="E-mail address", value="email", sort="email"),
        ui.Column(heading="Roles", value=_roles),
        ui.Column(heading="Last signed in", value="last_login", sort="last_login"),
    ],
    filters=[
        ui.Filter(
            name="role",
            label="Role",
            field="held__contains",
            choices=[(role.value, role.label.capitalize()) for role in sorted(STAFF)],
        )
    ],
    search=ui.Search(fields=["name", "email"], label="Name or e-mail address"),
    sort="name",
)


def person_page(user: User) -> ui.Item:
    """One account, with every role that was ever held, by whom given and why."""
    grants = grants_of(user)
    by = names_of(actor for grant in grants for actor in (grant.given_by, grant.ended_by))
    facts = {
        "E-mail address": user.email, "Manager": user.manager.name if user.manager else "Not set",
        "Last signed in": user.last_login,
    }  # fmt: skip
    return ui.Item(
        title=user.name,
        caption="Account",
        crumbs=[("Accounts and roles", reverse("access:people"))],
        status=None if user.is_active else ui.Tag(text="Closed", colour="grey"),
        actions=[
            ui.Button(text="Give a role", href=reverse("access:give", args=[user.pk])),
            ui.Button(
                text="Let them start again",
                href=reverse("access:start_again", args=[user.pk]),
                variant="secondary",
            ),
        ],
        sections=[
            ui.ItemSection(
                heading="Who",
                content=ui.facts(facts, change={"Manager": reverse("access:manager", args=[user.pk])}),
            ),
            ui.ItemSection(heading="Roles", content=_table(grants, by) if grants else "None yet."),
        ],
    )


def _table(grants: list[Grant], by: dict[str, str]) -> ui.Table:
    head = ["Role", "Since", "Until", "Given by", "Why", "End it"]
    rows = [[*_words(grant, by), _end(grant)] for grant in grants]
    return ui.Table(caption="Every role held", caption_classes="govuk-visually-hidden", head=head, rows=rows)


def _words(grant: Grant, by: dict[str, str]) -> list[str]:
    ended = (
        f" Ended: {grant.ended_because} ({by.get(grant.ended_by, grant.ended_by)})" if grant.ended_by else ""
    )
    return [
        grant.get_role_display().capitalize(), ui.written(grant.since), ui.written(grant.until),
        by.get(grant.given_by, grant.given_by), grant.because + ended,
    ]  # fmt: skip


def _end(grant: Grant) -> str:
    if grant.until and grant.until <= timezone.now():
        return "Has ended"
    link = '<a class="govuk-link" href="{}">End<span class="govuk-visually-hidden"> the role {}</span></a>'
    return format_html(link, reverse("access:end", args=[grant.pk]), grant.get_role_display())
