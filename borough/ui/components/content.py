"""Components that say something: text, tags, banners, panels, buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from .base import Component, Part

Colour = Literal[
    "", "grey", "green", "turquoise", "blue", "light-blue", "purple", "pink", "red", "orange", "yellow"
]


@dataclass(frozen=True, kw_only=True)
class Button(Component):
    """Does something. With `href` it is a link that looks like a button: use it only to start or to go on.

    `variant`: secondary for the lesser of two, warning for what cannot be undone.
    `start`: the arrow of a start page. `prevent_double_click`: ignore a second click within a second.
    """

    text: str
    href: str = ""
    name: str = ""
    value: str = ""
    type: Literal["submit", "button", "reset"] = "submit"
    id: str = ""
    variant: Literal["", "secondary", "warning", "inverse"] = ""
    start: bool = False
    disabled: bool = False
    prevent_double_click: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Tag(Component):
    """The state of a thing in a word or two. Colour never carries the meaning alone."""

    text: str
    colour: Colour = ""


@dataclass(frozen=True, kw_only=True)
class Details(Component):
    """Words that some need and most do not, behind a summary that opens them."""

    summary: str
    text: str = ""
    open: bool = False
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class InsetText(Component):
    """Sets a piece of content apart: a quotation, an example, something to notice."""

    text: str
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class WarningText(Component):
    """A consequence that the reader must not miss. `icon_text` is what a screen reader says first."""

    text: str
    icon_text: str = "Warning"


@dataclass(frozen=True, kw_only=True)
class NotificationBanner(Component):
    """What has just happened (`type="success"`), or matters here but is not this page's subject."""

    text: str
    title: str = ""
    type: Literal["", "success"] = ""
    title_id: str = "govuk-notification-banner-title"
    title_heading_level: int = 2
    role: str = ""
    disable_auto_focus: bool | None = None

    @property
    def heading(self) -> str:
        return self.title or ("Success" if self.type == "success" else "Important")

    @property
    def landmark(self) -> str:
        """A success interrupts a screen reader; anything else is a region to come back to."""
        return self.role or ("alert" if self.type == "success" else "region")


@dataclass(frozen=True, kw_only=True)
class Panel(Component):
    """The green panel of a finished transaction, with its reference."""

    title: str
    text: str = ""
    heading_level: int = 1


@dataclass(frozen=True, kw_only=True)
class PhaseBanner(Component):
    """Says that this is a demonstration, an alpha or a beta, and what that means."""

    from_words: ClassVar[Mapping[str, type[Part]]] = {"tag": Tag}

    tag: Tag | str
    text: str
