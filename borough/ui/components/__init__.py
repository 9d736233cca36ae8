"""The components: typed parameters here, their HTML in `templates/ui/components/`."""

from .base import Component
from .choices import Checkboxes, DateInput, Fieldset, Radios
from .content import Button, Details, InsetText, NotificationBanner, Panel, PhaseBanner, Tag, WarningText
from .fields import (
    CharacterCount,
    ErrorMessage,
    FileUpload,
    Hint,
    Input,
    Label,
    PasswordInput,
    Select,
    Textarea,
)
from .own import Chart, Links, Map, Timeline, Versions
from .records import SummaryList, Table
from .wayfinding import (
    Accordion,
    BackLink,
    Breadcrumbs,
    ErrorSummary,
    Pagination,
    ServiceNavigation,
    SkipLink,
    Tabs,
    TaskList,
)

TAGS: list[type[Component]] = [
    Accordion,
    BackLink,
    Breadcrumbs,
    Button,
    CharacterCount,
    Checkboxes,
    DateInput,
    ErrorMessage,
    ErrorSummary,
    FileUpload,
    Hint,
    Input,
    Label,
    Pagination,
    Panel,
    PasswordInput,
    PhaseBanner,
    Radios,
    Select,
    ServiceNavigation,
    SkipLink,
    SummaryList,
    Table,
    Tabs,
    Tag,
    TaskList,
    Textarea,
]
OWN_TAGS: list[type[Component]] = [Chart, Links, Map, Timeline, Versions]
"""Of our own: GOV.UK Frontend publishes no examples of these."""

BLOCK_TAGS: list[type[Component]] = [Details, Fieldset, InsetText, NotificationBanner, WarningText]
"""Those that hold content: `{% details summary="..." %} ... {% enddetails %}`."""

COMPONENTS = sorted(TAGS + OWN_TAGS + BLOCK_TAGS, key=lambda kind: kind.__name__)
