"""A page of the gallery is made from the component itself: its docstring, its parameters, its examples."""

import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields

from django.template import engines
from django.utils.html import escape
from django.utils.safestring import SafeString

from borough.ui.components import BLOCK_TAGS, COMPONENTS
from borough.ui.components.base import Component
from borough.ui.components.records import Table

from . import in_python, in_templates

Made = Callable[[], Component]


@dataclass(frozen=True)
class Example:
    """Its code, as it would be written, and what the code gives."""

    code: str
    html: SafeString


@dataclass(frozen=True)
class Entry:
    """One component of the gallery."""

    kind: type[Component]

    @property
    def name(self) -> str:
        return self.kind.tag_name()

    @property
    def title(self) -> str:
        return self.name.replace("_", " ").capitalize()

    @property
    def paragraphs(self) -> list[str]:
        return [" ".join(part.split()) for part in inspect.cleandoc(self.kind.__doc__ or "").split("\n\n")]

    @property
    def about(self) -> list[SafeString]:
        """The docstring, a paragraph each, with its code as code."""
        return [_with_code(paragraph) for paragraph in self.paragraphs]

    @property
    def summary(self) -> str:
        return self.paragraphs[0].replace("`", "").split(". ")[0].rstrip(".") + "."

    @property
    def holds_content(self) -> bool:
        return self.kind in BLOCK_TAGS

    @property
    def examples(self) -> list[Example]:
        written = in_templates.EXAMPLES.get(self.name, [])
        made: list[Made] = in_python.EXAMPLES.get(self.name, [])
        return [_from_template(source) for source in written] + [_from_python(make) for make in made]

    @property
    def parameters(self) -> Table:
        return Table(
            caption="Parameters",
            caption_classes="govuk-table__caption--m",
            first_cell_is_header=True,
            head=["Parameter", "Type", "Default"],
            rows=self._parameters(),
        )

    def _parameters(self) -> list[tuple[str, str, str]]:
        annotations = inspect.get_annotations
        types = {
            name: kind for base in reversed(self.kind.__mro__) for name, kind in annotations(base).items()
        }
        rows = [(f.name, _type(types[f.name]), _default(f)) for f in fields(self.kind)]
        return sorted(rows, key=lambda row: row[2] != "required")


def _with_code(text: str) -> SafeString:
    return SafeString(re.sub(r"`([^`]+)`", r'<code class="app-code-word">\1</code>', escape(text)))


def _type(kind: object) -> str:
    text = kind.__name__ if isinstance(kind, type) else str(kind)
    for noise in ("borough.ui.components.", "collections.abc.", "typing.", "datetime."):
        text = text.replace(noise, "")
    for module in ("base.", "choices.", "content.", "fields.", "own.", "records.", "wayfinding."):
        text = text.replace(module, "")
    return text


def _default(field: object) -> str:
    default, factory = getattr(field, "default", MISSING), getattr(field, "default_factory", MISSING)
    if default is MISSING and factory is MISSING:
        return "required"
    value = factory() if factory is not MISSING else default
    return (
        repr(value)
        if isinstance(value, str | int | bool | None)
        else "empty"
        if not value
        else "see the class"
    )


def _from_template(source: str) -> Example:
    template = engines["django"].from_string("{% load ui %}" + source)
    return Example(source, SafeString(template.render({})))


def _from_python(make: Made) -> Example:
    """The body of the function that makes it."""
    lines = inspect.getsource(make).splitlines()[1:]
    return Example(textwrap.dedent("\n".join(lines)).removeprefix("return "), make().__html__())


def entries() -> list[Entry]:
    return [Entry(kind) for kind in COMPONENTS]


def entry(name: str) -> Entry | None:
    return next((found for found in entries() if found.name == name), None)
