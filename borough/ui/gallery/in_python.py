"""Examples as Python makes them: what has items, rows or figures. Each function's body is shown."""

from collections.abc import Callable
from datetime import date

from borough.ui.components.base import Component
from borough.ui.components.choices import Checkboxes, Choice, DateInput, Fieldset, Legend, Radios
from borough.ui.components.content import Tag
from borough.ui.components.fields import Option, Select
from borough.ui.components.own import Chart, Event, Links, Map, Timeline, Version, Versions
from borough.ui.components.records import Card, Cell, Fact, RowAction, SummaryList, Table
from borough.ui.components.wayfinding import (
    Accordion,
    Breadcrumbs,
    Crumb,
    ErrorLink,
    ErrorSummary,
    NavigationItem,
    PageItem,
    PageLink,
    Pagination,
    Section,
    ServiceNavigation,
    Tab,
    Tabs,
    Task,
    TaskList,
)


def accordion() -> Component:
    return Accordion(
        id="help",
        items=[
            Section(heading="Before you start", content="Have your last bill to hand."),
            Section(heading="After you apply", content="We decide within 10 working days.", expanded=True),
        ],
    )


def breadcrumbs() -> Component:
    return Breadcrumbs(
        label="Example",
        items=[Crumb(text="Home", href="/"), Crumb(text="Design system", href="/design/")],
    )


def chart() -> Component:
    return Chart(
        title="Loads in the last week",
        sentence="Council tax sent the most rows, housing the fewest.",
        points=[("Council tax", 104_210), ("Parking", 52_800), ("Libraries", 31_077), ("Housing", 23_950)],
        label_heading="System",
        value_heading="Rows",
    )


def chart_line() -> Component:
    return Chart(
        kind="line",
        title="Records linked",
        sentence="The share of records linked has risen every month since January.",
        points=[("Jan", 88.1), ("Feb", 90.4), ("Mar", 93.0), ("Apr", 94.2), ("May", 95.9)],
        label_heading="Month",
        value_heading="Percent",
    )


def checkboxes() -> Component:
    return Checkboxes(
        name="needs",
        hint="Select all that apply.",
        fieldset=Fieldset(legend="How can we help you on the day?"),
        items=[
            Choice(text="A step-free way in", value="step-free"),
            Choice(text="A hearing loop", value="loop"),
            Choice(divider="or"),
            Choice(text="Nothing", value="none", behaviour="exclusive"),
        ],
    )


def date_input() -> Component:
    return DateInput(
        id="moved",
        name_prefix="moved",
        fieldset=Fieldset(legend=Legend(text="When did you move in?", classes="govuk-fieldset__legend--m")),
        hint="For example, 27 3 2007",
    )


def error_summary() -> Component:
    return ErrorSummary(
        disable_auto_focus=True,
        errors=[ErrorLink(text="Enter your full name", href="#main-content")],
    )


def links() -> Component:
    return Links(links=[("Bloomsbury", "/wards/bloomsbury/"), ("Kilburn", "/wards/kilburn/")])


def map_of_wards() -> Component:
    return Map(
        title="Wards",
        geojson="/wards.geojson",
        places=Links(links=[("Bloomsbury", "/wards/bloomsbury/"), ("Kilburn", "/wards/kilburn/")]),
    )


def pagination() -> Component:
    return Pagination(
        previous=PageLink(href="?page=1"),
        next=PageLink(href="?page=3"),
        items=[
            PageItem(number="1", href="?page=1"),
            PageItem(number="2", href="?page=2", current=True),
            PageItem(number="3", href="?page=3"),
            PageItem(ellipsis=True),
            PageItem(number="40", href="?page=40"),
        ],
    )


def radios() -> Component:
    return Radios(
        name="contact",
        fieldset=Fieldset(legend="How should we contact you?"),
        items=[
            Choice(text="E-mail", value="email", hint="The quickest"),
            Choice(text="Letter", value="letter"),
        ],
    )


def select() -> Component:
    return Select(
        name="ward",
        label="Ward",
        value="kilburn",
        items=[Option(text="Bloomsbury", value="bloomsbury"), Option(text="Kilburn", value="kilburn")],
    )


def service_navigation() -> Component:
    return ServiceNavigation(
        service_name="Feeds",
        service_url="/design/",
        label="Feeds",
        navigation_id="example-navigation",
        section_label="Feeds",
        navigation=[
            NavigationItem(text="Loads", href="/design/", active=True),
            NavigationItem(text="Quarantine", href="/design/"),
        ],
    )


def summary_list() -> Component:
    return SummaryList(
        rows=[
            Fact(
                key="Name",
                value="Amina Yusuf",
                actions=[RowAction(text="Change", href="#main-content", hidden_text="name")],
            ),
            Fact(key="Date of birth", value="5 January 1978"),
        ]
    )


def summary_card() -> Component:
    return SummaryList(
        card=Card(title="Council tax", actions=[RowAction(text="Open", href="#main-content")]),
        rows=[Fact(key="Account", value="70012345"), Fact(key="Liable since", value="1 April 2019")],
    )


def table() -> Component:
    return Table(
        caption="Rows by system",
        first_cell_is_header=True,
        head=["System", Cell(text="Rows", format="numeric")],
        rows=[
            ["Council tax", Cell(text="104,210", format="numeric")],
            ["Housing", Cell(text="23,950", format="numeric")],
        ],
    )


def tabs() -> Component:
    return Tabs(
        items=[
            Tab(label="This week", id="this-week", panel="12 loads, none refused."),
            Tab(label="Last week", id="last-week", panel="12 loads, one refused."),
        ]
    )


def task_list() -> Component:
    return TaskList(
        items=[
            Task(title="Your details", href="#main-content", status="Completed"),
            Task(
                title="Your vehicle",
                href="#main-content",
                hint="You need its number plate",
                status=Tag(text="Not started", colour="blue"),
            ),
        ]
    )


def timeline() -> Component:
    return Timeline(
        events=[
            Event(title="12 Arlington Road", when=date(2024, 3, 2), lasting=True, by="Council tax"),
            Event(title="40 Bayham Street", when=date(2019, 4, 1), until=date(2024, 3, 1), by="Housing"),
        ]
    )


def versions() -> Component:
    return Versions(
        versions=[
            Version(value="5 March 1979", by="Council tax and Housing on 31 October 2026"),
            Version(value="3 May 1979", by="Libraries on 1 October 2026"),
        ]
    )


EXAMPLES: dict[str, list[Callable[[], Component]]] = {
    "accordion": [accordion],
    "breadcrumbs": [breadcrumbs],
    "chart": [chart, chart_line],
    "checkboxes": [checkboxes],
    "date_input": [date_input],
    "error_summary": [error_summary],
    "links": [links],
    "map": [map_of_wards],
    "pagination": [pagination],
    "radios": [radios],
    "select": [select],
    "service_navigation": [service_navigation],
    "summary_list": [summary_list, summary_card],
    "table": [table],
    "tabs": [tabs],
    "task_list": [task_list],
    "timeline": [timeline],
    "versions": [versions],
}
