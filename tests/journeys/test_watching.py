"""The pages of whom the index and the log are entrusted to, at a desk and on a phone: they fit, and axe is silent."""

import pytest
from django.db import transaction
from django.utils import timezone

from borough.platform.audit import api as audit
from borough.platform.misuse import operations
from borough.platform.misuse.models import Alert, Colleague
from borough.residents import relinking
from tests.journeys.harness import axe, fits, go, screenshot
from tests.journeys.test_gate import signed_in
from tests.misuse.test_queue import Officer
from tests.residents.people import given
from tests.residents.test_relinking import PEOPLE
from tests.residents.test_undoing import merged_by_a_linking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looks_right(tab, name: str, width: str):
    fits(tab)
    axe(tab)
    screenshot(tab, f"{name}-{width}")


@pytest.mark.parametrize("width", ["page", "phone"])
def test_the_auditors_pages(request, site, width):
    people = given("""
        who       | forename | surname | uprn | postcode
        olive     | olive    | quill   | 1    | NW1 8EH
        neighbour | nora     | next    | 2    | NW1 8EH
    """)
    Colleague.objects.create(officer="user:7", team="Revenues", person=people["olive"].identifier)
    nora = people["neighbour"].identifier
    position = audit.record("person.looked", actor=Officer(), subject=nora, purpose="tenancy", reason="Tenancy T-1",
                            detail={"people": [nora]})  # fmt: skip
    operations.judge(timezone.localdate(), now=timezone.now())
    alert = Alert.objects.filter(sampled=False).get()
    tab = signed_in(request.getfixturevalue(width), site, "auditor")
    for name, address in {
        "log": "/staff/audit/", "entry": f"/staff/audit/{position}/", "person": f"/staff/audit/people/{nora}/",
        "told": f"/staff/audit/people/{nora}/told/", "misuse": "/staff/misuse/",
        "alert": f"/staff/misuse/{alert.pk}/", "heads": "/audit/heads/", "ask": "/staff/audit/ask/",
    }.items():  # fmt: skip
        assert tab.goto(address).status == 200, address
        looks_right(tab, name, width)
    tab.get_by_label("Person").fill(nora)
    go(tab.get_by_role("button", name="Ask"))
    looks_right(tab, "answer", width)


@pytest.mark.parametrize("width", ["page", "phone"])
def test_the_stewards_page_of_the_index(request, site, width):
    given(PEOPLE)
    with transaction.atomic():
        merged = merged_by_a_linking()
    relinking.propose(now=timezone.now())
    tab = signed_in(request.getfixturevalue(width), site, "index_steward")
    for name, address in {
        "index": "/staff/index/", "switch": "/staff/index/proposal/switch/",
        "undo": f"/staff/index/changes/{merged.pk}/undo/",
    }.items():  # fmt: skip
        assert tab.goto(address).status == 200, address
        looks_right(tab, name, width)
