"""The design system's face: components as typed values, and the links of each shell.

Templates use `{% load ui %}`; Python builds the same components for what a template cannot write.
"""

from . import gallery, navigation
from .components.base import Component, Part
from .components.choices import Checkboxes, Choice, DateInput, DatePart, Fieldset, Legend, Radios
from .components.content import (
    Button,
    Details,
    InsetText,
    NotificationBanner,
    Panel,
    PhaseBanner,
    Tag,
    WarningText,
)
from .components.fields import (
    Affix,
    CharacterCount,
    ErrorMessage,
    FileUpload,
    Group,
    Hint,
    Input,
    Label,
    Option,
    PasswordInput,
    Select,
    Textarea,
)
from .components.own import Chart, Event, Links, Map, Timeline, Version, Versions
from .components.records import Card, Cell, Fact, RowAction, SummaryList, Table
from .components.wayfinding import (
    Accordion,
    BackLink,
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
    SkipLink,
    Tab,
    Tabs,
    Task,
    TaskList,
)
from .first_view.page import light
from .forms.fields import DateField
from .forms.questions import Form, Questions
from .item import Item, ItemSection, facts
from .listing.columns import Column, Filter, Search
from .listing.list_page import Listing, ListPage
from .listing.pages import pagination
from .navigation import Link
from .written import date_in_words, time_in_words, written

__all__ = [
    "Accordion",
    "Affix",
    "BackLink",
    "Breadcrumbs",
    "Button",
    "Card",
    "Cell",
    "CharacterCount",
    "Chart",
    "Checkboxes",
    "Choice",
    "Column",
    "Component",
    "Crumb",
    "DateField",
    "DateInput",
    "DatePart",
    "Details",
    "ErrorLink",
    "ErrorMessage",
    "ErrorSummary",
    "Event",
    "Fact",
    "Fieldset",
    "FileUpload",
    "Filter",
    "Form",
    "Group",
    "Hint",
    "Input",
    "InsetText",
    "Item",
    "ItemSection",
    "Label",
    "Legend",
    "Link",
    "Links",
    "ListPage",
    "Listing",
    "Map",
    "NavigationItem",
    "NotificationBanner",
    "Option",
    "PageItem",
    "PageLink",
    "Pagination",
    "Panel",
    "Part",
    "PasswordInput",
    "PhaseBanner",
    "Questions",
    "Radios",
    "RowAction",
    "Search",
    "Section",
    "Select",
    "ServiceNavigation",
    "SkipLink",
    "SummaryList",
    "Tab",
    "Table",
    "Tabs",
    "Tag",
    "Task",
    "TaskList",
    "Textarea",
    "Timeline",
    "Version",
    "Versions",
    "WarningText",
    "date_in_words",
    "facts",
    "gallery",
    "light",
    "navigation",
    "pagination",
    "time_in_words",
    "written",
]
