"""What is said where there is nothing: no such register, no such item, no such day."""

import difflib
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from borough.platform.registers.declaration import Register
from borough.platform.registers.declared import registers
from borough.platform.registers.queries import first_day, item
from borough.ui import api as ui

from .addresses import item_page, register_page


@dataclass(frozen=True, slots=True)
class Nothing:
    """`title` and `why` in words; `links`: where to go instead."""

    title: str
    why: str
    links: tuple[tuple[str, str], ...]
    status: int = 404

    def show(self, request: HttpRequest) -> HttpResponse:
        return render(
            request,
            "registers/nothing.html",
            {"nothing": self, "ways": ui.Links(links=self.links)},
            status=self.status,
        )


# A page of the gazetteer, which stands above the registers.
MY_ADDRESS = "/my-address/"
ALL = ("All registers", "registers:list")


def no_register(name: str) -> Nothing:
    names = {one.name: one for one in registers()}
    near = difflib.get_close_matches(name.lower().replace("-", "_"), names, 3, 0.5)
    links = [(names[one].title, register_page(one)) for one in near]
    return Nothing(
        "There is no such register",
        "Check the address." + (" Did you mean one of these?" if near else ""),
        (*links, (ALL[0], reverse(ALL[1]))),
    )


def by_address(register: Register, status: int = 403) -> Nothing:
    """A register that speaks only of one address at a time, on its page: why, and where that is."""
    assert register.address
    mark = "Demonstration data. " if register.demonstration else ""
    return Nothing(
        f"{register.title}: on the address's own page only",
        f"{mark}{register.description} There is no list and no file of it. {register.address.reason}",
        (("See what it says about your address", MY_ADDRESS), (ALL[0], reverse(ALL[1]))),
        status,
    )


def no_item(register: Register, key: str, at: date | None) -> Nothing:
    ways = [(f"Look for it in {register.title}", register_page(register.name, q=key[:100]))]
    if at and item(register.name, key):
        ways.insert(0, ("As it is now", item_page(register.name, key)))
        return Nothing(
            f"Not known on {ui.date_in_words(at)}", "The register did not have it on that day.", tuple(ways)
        )
    tidy = key.upper().strip()
    if tidy != key and item(register.name, tidy):
        ways.insert(0, (tidy, item_page(register.name, tidy)))
    why = f"{register.title} does not have it. It may have gone, or the address is wrong."
    return Nothing("There is no such item", why, tuple(ways))


def no_day(register: Register, words: str) -> Nothing:
    return Nothing(
        "That is not a day",
        f"We could not read {words[:40]!r} as a day. Write it as 2026-03-27 or as 27 March 2026.",
        ((f"{register.title} as it is now", register_page(register.name)),),
    )


def before_the_first(register: Register, at: date) -> Nothing | None:
    """Where the day lies before everything that is known of the register."""
    first = first_day(register.name)
    if first is None or at >= first:
        return None
    return Nothing(
        f"Nothing is known of {ui.date_in_words(at)}",
        f"The first file of this register is of {ui.date_in_words(first)}.",
        (
            (f"As it was on {ui.date_in_words(first)}", register_page(register.name, at=first.isoformat())),
            ("As it is now", register_page(register.name)),
        ),
    )
