"""The two shells: what every page has around it."""

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from borough.platform.access.models import User
from borough.ui import api as ui
from borough.ui import navigation


def rendered(template: str, **context) -> str:
    request = RequestFactory().get("/design/")
    request.user = context.pop("user", None)
    return engines["django"].from_string(template).render(context, request)


PAGE = "{% extends 'ui/page.html' %}{% block title %}Bins{% endblock %}"


def test_a_page_has_its_title_language_and_way_past_the_header():
    html = rendered(PAGE)
    assert "<title>Bins – Camden Council</title>" in html
    assert '<html lang="en-gb" dir="ltr"' in html
    assert 'href="#main-content" class="govuk-skip-link"' in html


def test_a_page_with_errors_says_so_first():
    form = type("Bin", (ui.Form,), {"day": forms.CharField(label="Collection day")})({})
    html = rendered(PAGE, form=form)
    assert "<title>Error: Bins" in html
    assert html.index("There is a problem") < html.index("Borough is open source")


@pytest.mark.parametrize(("theme", "sheet"), [("camden", "lbcamden-frontend"), ("neutral", "govuk-frontend")])
def test_one_setting_changes_the_look(settings, theme, sheet):
    settings.THEME = theme
    assert f"ui/vendor/{sheet}/{sheet}.min.css" in rendered(PAGE)


def test_a_demonstration_says_that_it_is_one(settings):
    settings.DEMO = True
    assert "People and records here are invented" in rendered(PAGE)


def test_nobody_sees_a_link_that_they_may_not_follow(monkeypatch):
    monkeypatch.setattr(navigation, "_links", [navigation.Link("Home", "public:home", door="public")])
    request = RequestFactory().get("/")
    assert [item.text for item in navigation.items(request, "public")] == ["Home"]
    monkeypatch.setattr(
        navigation, "_checks", [*navigation._checks, lambda request, route: route != "public:home"]
    )
    assert navigation.items(request, "public") == []


def test_a_stranger_sees_no_way_into_the_staff_site(monkeypatch):
    monkeypatch.setattr(navigation, "_links", [navigation.Link("Staff", "staff:home", door="public")])
    request = RequestFactory().get("/")
    assert navigation.items(request, "public") == []


def test_an_officer_sees_who_they_are_and_why_they_look():
    purpose = {"name": "Bill council tax", "reason": "Account 70012345", "change_url": "/purpose/"}
    page = "{% extends 'ui/staff.html' %}"
    html = rendered(page, user=User(email="o@example.org", name="Olive Officer"), purpose_banner=purpose)
    for words in ("Olive Officer", "Sign out", "Bill council tax", "(Account 70012345)", 'href="/purpose/"'):
        assert words in html
