"""Hours as somebody gave them, and what could be read from them."""

from dataclasses import dataclass
from functools import lru_cache

from .doubts import with_doubts_unknown
from .english import osm_of_english
from .rules_of_osm import Rule, rules_of, text_of

LONGEST = 1_000


@dataclass(frozen=True)
class Hours:
    """Hours: the words given, and their rules when they could be read.

    `plain` is the OpenStreetMap string that was read from the words, before anything doubtful in it became
    unknown. `remarks` are sentences beside the hours ("Toilets below ground via stairs").
    """

    given: str
    plain: str
    rules: tuple[Rule, ...] | None
    doubtful: bool = False
    remarks: str = ""

    @property
    def known(self) -> bool:
        return self.rules is not None

    @property
    def osm(self) -> str:
        """The hours as an OpenStreetMap string; empty when they could not be read."""
        return text_of(self.rules) if self.rules else ""

    @property
    def speaks_of_holidays(self) -> bool:
        return any("PH" in rule.days for rule in self.rules or ())

    @property
    def always(self) -> bool:
        """Open all day, every day, whatever the day is called."""
        return self.osm in ("24/7", "Mo-Su", "00:00-24:00", "Mo-Su 00:00-24:00")


UNKNOWN = Hours("", "", None)


@lru_cache(maxsize=8_192)
def read(text: str) -> Hours:
    """Read an OpenStreetMap string, else everyday English, else keep the words: hours unknown."""
    given = " ".join(text.split())
    if not given:
        return UNKNOWN
    if len(given) > LONGEST:
        return Hours(given, "", None)
    remarks = ""
    rules = rules_of(given.rstrip(" ;."))
    if rules is None:
        osm, remarks = osm_of_english(given)
        rules = rules_of(osm) if osm else None
    if rules is None:
        return Hours(given, "", None, remarks=remarks)
    believed = with_doubts_unknown(rules, given)
    return Hours(given, text_of(rules), believed, believed != rules, remarks)
