"""Components that lead somewhere: links, crumbs, pages of a list, tabs, tasks, navigation, errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from .base import Component, Part
from .content import Tag


@dataclass(frozen=True, kw_only=True)
class BackLink(Component):
    """To the page before, at the top of a page in a sequence."""

    text: str = "Back"
    href: str = "#"


@dataclass(frozen=True, kw_only=True)
class SkipLink(Component):
    """The first stop of the tab key: past the header to the content."""

    text: str = "Skip to main content"
    href: str = "#content"


@dataclass(frozen=True, kw_only=True)
class Crumb(Part):
    """One step down to this page; the page itself has no `href`."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Breadcrumbs(Component):
    """Where this page is. On a phone, `collapse_on_mobile` keeps the first and the last step."""

    items: Sequence[Crumb]
    collapse_on_mobile: bool = False
    label: str = "Breadcrumb"


def down_to(above: Sequence[tuple[str, str]], here: str) -> Breadcrumbs:
    """Breadcrumbs to this page. Above it: words, and a route or (with a slash in it) an address."""
    crumbs = [Crumb(text=text, href=to if "/" in to else reverse(to)) for text, to in above]
    return Breadcrumbs(items=[*crumbs, Crumb(text=here)])


@dataclass(frozen=True, kw_only=True)
class PageLink(Part):
    """To the page before or after; `label` says which page that is."""

    href: str
    text: str = ""
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class PageItem(Part):
    """A numbered page, or with `ellipsis` the pages left out."""

    number: str = ""
    href: str = ""
    current: bool = False
    ellipsis: bool = False
    label: str = ""

    @property
    def spoken(self) -> str:
        return self.label or f"Page {self.number}"


@dataclass(frozen=True, kw_only=True)
class Pagination(Component):
    """To the other pages of a list. Without `items`, to the parts before and after of one text."""

    previous: PageLink | None = None
    next: PageLink | None = None
    items: Sequence[PageItem] = ()
    label: str = "Pagination"

    @property
    def is_block(self) -> bool:
        return not self.items and bool(self.next or self.previous)


@dataclass(frozen=True, kw_only=True)
class Tab(Part):
    """One panel. A plain `panel` becomes a paragraph."""

    label: str
    panel: str
    id: str = ""
    panel_attributes: Mapping[str, object] | None = None


@dataclass(frozen=True, kw_only=True)
class Tabs(Component):
    """Panels of which one is read at a time; without scripts, all of them under a list of links."""

    items: Sequence[Tab]
    id: str = ""
    id_prefix: str = ""
    title: str = "Contents"

    @property
    def panels(self) -> list[tuple[str, Tab]]:
        """Each tab with the id of its panel."""
        return [(tab.id or f"{self.id_prefix}-{n}", tab) for n, tab in enumerate(self.items, start=1)]


@dataclass(frozen=True, kw_only=True)
class Section(Part):
    """A heading that opens its content."""

    heading: str
    content: str
    summary: str = ""
    expanded: bool = False


@dataclass(frozen=True, kw_only=True)
class Accordion(Component):
    """Sections of which several may be open. Not for what everybody needs."""

    id: str
    items: Sequence[Section]
    heading_level: int = 2
    remember_expanded: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Task(Part):
    """Something to do: its name, where, a hint, and its state as words or a tag."""

    title: str
    href: str = ""
    hint: str = ""
    status: Tag | str = ""
    title_classes: str = ""
    status_classes: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskList(Component):
    """What is to be done, and what is done, in a transaction of several parts."""

    items: Sequence[Task]
    id_prefix: str = "task-list"


@dataclass(frozen=True, kw_only=True)
class ErrorLink(Part):
    """One error and the control to mend it at."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class ErrorSummary(Component):
    """At the top of a page with errors: each of them, linked to its control."""

    errors: Sequence[ErrorLink] = ()
    title: str = "There is a problem"
    description: str = ""
    disable_auto_focus: bool | None = None


@dataclass(frozen=True, kw_only=True)
class NavigationItem(Part):
    """A link of the navigation. `current` is this very page; `active` holds it."""

    text: str
    href: str = ""
    current: bool = False
    active: bool = False


@dataclass(frozen=True, kw_only=True)
class ServiceNavigation(Component):
    """The service's name and its sections, under the header."""

    navigation: Sequence[NavigationItem] = ()
    service_name: str = ""
    service_url: str = ""
    label: str = "Menu"
    navigation_id: str = "navigation"
    section_label: str = "Service information"
    navigation_classes: str = ""
    menu_button_text: str = "Menu"
    menu_button_label: str = ""
    collapse: bool | None = None

    @property
    def collapses(self) -> bool:
        """Behind a menu button on a phone, unless one link is all there is."""
        return len(self.navigation) > 1 if self.collapse is None else self.collapse
