"""What every component is: a frozen dataclass with a template of the same name.

A `str` is text and is escaped; a `SafeString` is HTML. So there is one parameter where GOV.UK Frontend has
two (`text` and `html`), and nothing becomes HTML by accident.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Attributes = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece inside a component: has attributes and classes, no template of its own."""

    classes: str = ""
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Component(Part):
    """Renders itself: `{{ component }}` in a template gives its HTML."""

    from_words: ClassVar[Mapping[str, type[Part]]] = {}
    """Parameters that may be given as plain words, and the part that the words become."""

    def __post_init__(self) -> None:
        for name, kind in self.from_words.items():
            words = getattr(self, name)
            if isinstance(words, str) and words:
                object.__setattr__(self, name, kind(text=words))  # type: ignore[call-arg]

    @classmethod
    def tag_name(cls) -> str:
        """`SummaryList` is `{% summary_list %}`, in `ui/components/summary_list.html`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def made(cls, parameters: Mapping[str, Any]) -> Self:
        """From the parameters of a template tag. Raises TemplateSyntaxError for one that is misspelt."""
        known = [f.name for f in fields(cls)]
        for name in parameters:
            if name not in known:
                nearest = difflib.get_close_matches(name, known, 1)
                meant = f" Did you mean '{nearest[0]}'?" if nearest else ""
                raise TemplateSyntaxError(
                    f"{{% {cls.tag_name()} %}} has no parameter '{name}'.{meant} It has: {', '.join(known)}."
                )
        try:
            return cls(**parameters)
        except TypeError as missing:
            raise TemplateSyntaxError(f"{{% {cls.tag_name()} %}}: {missing}") from None

    def __html__(self) -> SafeString:
        return render_to_string(f"ui/components/{self.tag_name()}.html", {"c": self})

    def __str__(self) -> str:
        return self.__html__()
