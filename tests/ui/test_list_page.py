"""The one list page: search, filters, sorting, pages, CSV, empty states."""

import csv
import io
from dataclasses import dataclass
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from borough.ui import api as ui
from borough.ui.listing.pages import numbers
from borough.ui.listing.spreadsheet import FORMULA, safe


@dataclass(frozen=True)
class Bin:
    street: str
    colour: str
    weight: int | None
    emptied: date


BINS = [
    Bin("Arlington Road", "green", 12, date(2026, 3, 27)),
    Bin("Bayham Street", "black", 7, date(2026, 3, 26)),
    Bin("Camden High Street", "green", None, date(2026, 3, 25)),
]
COLOURS = [("green", "Green"), ("black", "Black")]
LIST = ui.ListPage(
    name="bins",
    title="Bins",
    door="public",
    sort="street",
    per_page=2,
    search=ui.Search(fields=["street"]),
    filters=[
        ui.Filter(
            name="colour", label="Colour", field="colour", choices=[("green", "Green"), ("black", "Black")]
        )
    ],
    columns=[
        ui.Column(heading="Street", value="street", sort="street", link=lambda row: f"/bins/{row.street}/"),
        ui.Column(heading="Colour", value="colour", shown=lambda row: ui.Tag(text=row.colour)),
        ui.Column(heading="Weight", value="weight", sort="weight", numeric=True),
        ui.Column(heading="Emptied", value="emptied", sort="emptied"),
    ],
)


def shown(address: str = "", rows=BINS, listing=LIST) -> BeautifulSoup:
    request = RequestFactory().get(f"/bins/{address}")
    request.user = None
    return BeautifulSoup(listing.show(request, rows).content, "html.parser")


def first_column(page: BeautifulSoup) -> list[str]:
    return [row.td.text.strip() for row in page.select("tbody tr")]


@pytest.mark.parametrize(
    ("address", "streets"),
    [
        ("", ["Arlington Road", "Bayham Street"]),
        ("?page=2", ["Camden High Street"]),
        ("?page=99", ["Camden High Street"]),
        ("?sort=-street", ["Camden High Street", "Bayham Street"]),
        ("?sort=weight", ["Bayham Street", "Arlington Road"]),
        ("?sort=-weight&page=2", ["Camden High Street"]),
        ("?q=street", ["Bayham Street", "Camden High Street"]),
        ("?q=HIGH+camden", ["Camden High Street"]),
        ("?colour=green", ["Arlington Road", "Camden High Street"]),
        ("?colour=black&q=arlington", []),
        # what makes no sense is as if not asked
        ("?colour=purple&sort=password&page=-1", ["Arlington Road", "Bayham Street"]),
        ("?page=%D9%A3&q=%00", ["Arlington Road", "Bayham Street"]),
    ],
)
def test_a_list_shows_what_its_address_asks(address, streets):
    assert first_column(shown(address)) == streets


def test_the_ways_on_keep_what_was_asked():
    page = shown("?q=street&sort=-emptied&colour=green")
    assert page.select_one(".app-list__file a")["href"] == "?q=street&colour=green&sort=-emptied&format=csv"
    assert page.select_one("th a")["href"] == "?q=street&colour=green&sort=street"
    assert page.select_one("#list-search")["value"] == "street"
    assert page.select_one("select option[selected]").text == "Green"


def test_headings_say_how_the_list_is_sorted_and_turn_it_round():
    page = shown("?sort=emptied")
    heading = page.select("th")[3]
    assert (heading["aria-sort"], heading.a["href"]) == ("ascending", "?sort=-emptied")
    assert "aria-sort" not in page.select("th")[1].attrs


def test_values_are_written_for_people():
    cells = [cell.text.strip() for cell in shown().select_one("tbody tr").select("td")]
    assert cells == ["Arlington Road", "green", "12", "27 March 2026"]
    assert shown().select_one("tbody a")["href"] == "/bins/Arlington Road/"


def test_nothing_at_all_and_nothing_found_are_different():
    assert "There is nothing here yet" in shown(rows=[]).text
    assert "Nothing matches" in shown("?q=zzz").text


def test_the_file_has_every_row_asked_for_and_its_own_values():
    request = RequestFactory().get("/bins/?colour=green&format=csv&page=2")
    reply = LIST.show(request, BINS)
    text = b"".join(reply.streaming_content).decode("utf-8-sig")
    assert list(csv.DictReader(io.StringIO(text))) == [
        {"Street": "Arlington Road", "Colour": "green", "Weight": "12", "Emptied": "2026-03-27"},
        {"Street": "Camden High Street", "Colour": "green", "Weight": "", "Emptied": "2026-03-25"},
    ]
    assert reply["Content-Disposition"].startswith('attachment; filename="bins-20')


@given(st.text())
def test_no_cell_of_the_file_can_be_run(text):
    assert not str(safe(text)).lstrip(" ").startswith(FORMULA)


@pytest.mark.parametrize(
    ("value", "written"), [(-3, -3), (2.5, 2.5), ("-3", "'-3"), (True, "yes"), (None, "")]
)
def test_numbers_stay_numbers(value, written):
    assert safe(value) == written


@given(page=st.integers(1, 200), more=st.integers(0, 200))
def test_page_numbers_lead_everywhere_and_stay_few(page, more):
    offered = numbers(page, page + more)
    assert {1, page, page + more} <= set(offered)
    assert len(offered) <= 7
    known = [number for number in offered if number]
    assert known == sorted(set(known))


@pytest.fixture
def many_people(db):
    User = get_user_model()
    User.objects.bulk_create(
        User(email=f"{n:06}@example.org", name=f"Person {n % 700}") for n in range(12_000)
    )
    return User.objects.all()


PEOPLE = ui.ListPage(
    name="people",
    title="People",
    door="public",
    sort="name",
    search=ui.Search(fields=["name", "email"]),
    columns=[
        ui.Column(heading="Name", value="name", sort="name"),
        ui.Column(heading="E-mail", value="email"),
    ],
)


def test_a_large_table_takes_two_queries_and_is_counted_no_further_than_helps(
    many_people, django_assert_num_queries
):
    for address in ("", "?page=200", "?q=person+69", "?sort=-name"):
        with django_assert_num_queries(2):
            page = shown(address, many_people, PEOPLE)
        assert page.select("tbody tr")
    assert "More than 10,000 results" in shown("", many_people, PEOPLE).text
    assert "These are the first 10,000" in shown("?page=200", many_people, PEOPLE).text


def test_rows_alike_keep_their_order_from_page_to_page(many_people):
    seen = [
        row.select("td")[1].text
        for page in range(1, 5)
        for row in shown(f"?page={page}", many_people, PEOPLE).select("tbody tr")
    ]
    assert len(seen) == len(set(seen)) == 200


def test_the_file_of_a_large_table_has_every_row(many_people):
    request = RequestFactory().get("/?format=csv")
    assert sum(1 for _ in PEOPLE.show(request, many_people).streaming_content) == 12_001
