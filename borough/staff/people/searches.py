"""What an officer typed into the box, kept in the session under a random key.

An address ends in histories, bookmarks, proxies and logs, so it never holds what was typed: the form goes by
POST, and the results have an address of their own that means nothing to anybody else. Going back, reloading
and leafing work as with any page.
"""

import secrets

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse

from borough.residents import api as residents
from borough.ui import api as ui

KEPT = 20  # the latest; an older one is asked again
LONGEST = 200
_KEY = "searches"


class Box(ui.Form):
    """The one box."""

    text = forms.CharField(
        label="Who are you looking for?",
        max_length=LONGEST,
        help_text=(
            "Type what you know, in any order: name, date of birth, address, postcode, telephone, e-mail, "
            "or the reference of any council system. Spelling mistakes and short names are forgiven."
        ),
        # Off, because the browser would keep the names in its own list.
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
    )

    names = {"text": "what you know of the person"}


def again(text: str) -> Box:
    """The box above the results, with what was typed in it, to be changed."""
    box = Box(initial={"text": text})
    box.fields["text"].label, box.fields["text"].help_text = "You searched for", ""
    return box


def begin(session: SessionBase, text: str, *, opened: residents.Opened) -> str:
    """Where this search leads: to the person whose identifier it is, else to what it finds."""
    identifier = residents.read_identifier(text)
    if identifier and residents.exists(
        identifier, opened=opened
    ):  # "Smith-Jones" could be an identifier, and is not
        return reverse("staff:person", args=[identifier])
    return reverse("staff:people_found", args=[keep(session, text)])


def keep(session: SessionBase, text: str) -> str:
    """Keep this search and return the key of its results."""
    key = secrets.token_urlsafe(9)
    latest = list(session.get(_KEY, {}).items())[-(KEPT - 1) :]
    session[_KEY] = dict([*latest, (key, text)])
    return key


def kept(session: SessionBase, key: str) -> str | None:
    """What was typed, or None: another session's, or too long ago."""
    found = session.get(_KEY, {}).get(key)
    return str(found) if found else None
