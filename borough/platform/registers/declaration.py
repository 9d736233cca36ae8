"""What a register is, as declared in one TOML file: a feed's contract with a `[register]` table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from borough.platform.feeds.api import Column, Contract, ContractFault, Type, table_in

from .licences import BY_ROW, LICENCES, Licence
from .sources import LICENCES_FILE, Credit, Source, source_of

WORDS = {
    "lat": "Latitude", "lon": "Longitude", "id": "Identifier", "uprn": "UPRN", "cpz_sub_zone": "Parking zone",
    "cpz_zone_code": "Larger parking zone", "lsoa11_code": "Census area (LSOA)", "msoa11_code": "Census area (MSOA)",
    "ward_name": "Ward", "district_name": "Council", "in_borough": "In the borough",
}  # fmt: skip
"""What the fields that many registers have are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnField:
    """A field that only editors write: no feed brings it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """How the register speaks of an address, for the page that says everything about one.

    `by`: "area" (the point lies in its shape), "uprn", "postcode", or "near" (`within` metres, the first
    `count`). `shows`: the fields shown. `sentence`: a `str.format` of an item's values. `until`: the date
    field after which a row no longer counts. `starts`: the date field by which it is under way or to come; what
    is under way comes first, then what starts soonest. `link`: a template of an address, from the values.
    `opened_by`: "address" where it speaks only on the page of an address, for the published `reason`: there is
    no public list, item or file of it. Whatever is known by property number is so, or its list would be one.
    """

    by: str
    heading: str
    within: int = 0
    count: int = 1
    shows: tuple[str, ...] = ()
    order: int = 50
    sentence: str = ""
    starts: str = ""
    until: str = ""
    link: str = ""
    empty: str = ""
    field: str = ""
    opened_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register. Its columns, key, licence and position are its contract's.

    `item`: what one is called ("Postcode"). `label`: the field shown as an item's name; where that is empty
    the key is. `data`: its file below `opendata/`, extracted on `as_of`; empty: it is delivered. `dated`: the
    field that dates each row. `filters`, `columns`, `search`: the fields of its list. `fresh_for`: older than
    this it is marked as old. `own`: fields that only editors write. `note`: what to know before using it.
    `words`: what a field is called where its name in words will not do. `sources`: whose its rows are, where its
    licence is "by-row".
    """

    contract: Contract
    item: str
    label: str
    source: str
    attribution: str
    as_of: date | None = None
    dated: str = ""
    data: str = ""
    shape: str = ""
    hours: str = ""
    filters: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    note: str = ""
    demonstration: bool = False
    fresh_for: timedelta | None = None
    own: tuple[OwnField, ...] = ()
    address: Address | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    @property
    def name(self) -> str:
        return self.contract.slug

    @property
    def title(self) -> str:
        return self.contract.title

    @property
    def file_name(self) -> str:
        """The beginning of its files' names: what is invented says so there too."""
        return f"demonstration-data-{self.name}" if self.demonstration else self.name

    @property
    def description(self) -> str:
        return self.contract.description

    @property
    def owner(self) -> str:
        return self.contract.owner

    @property
    def licence(self) -> Licence:
        return LICENCES[self.contract.licence]

    @property
    def terms(self) -> tuple[Licence, ...]:
        """Every licence that something of it is under."""
        codes = dict.fromkeys(one.licence for one in self.sources)
        return tuple(LICENCES[code] for code in codes) or (self.licence,)

    def credit(self, values: Mapping[str, str]) -> Credit:
        """What must be said of one row. Raises ContractFault for a source or licence that nobody declared."""
        if not self.sources:
            return Credit(self.licence, self.attribution)
        if isinstance(found := source_of(self.sources, values), str):
            raise ContractFault(f"{self.name}: {found}")
        return Credit(LICENCES[found.licence], found.attribution)

    @property
    def closed(self) -> bool:
        """Whether it speaks only on the page of an address."""
        return self.address is not None and self.address.opened_by == "address"

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of an item but its shape: the feed's, then the editors' own."""
        ours = tuple(one.name for one in self.own)
        return tuple(name for name in self.contract.fields if name != self.shape) + ours

    @property
    def listed(self) -> tuple[str, ...]:
        """The fields of the list, the label first."""
        return tuple(dict.fromkeys((self.label, *(self.columns or self.fields[:6]))))

    def column(self, name: str) -> Column:
        """What is known of a field; an editors' own one is text."""
        if name in self.contract.fields:
            return self.contract.column(name)
        own = next(one for one in self.own if one.name == name)
        return Column(source=name, field=name, description=own.description, max_length=2000)

    def numbers(self, name: str) -> bool:
        """Whether a field is a property number (UPRN)."""
        return self.column(name).type is Type.UPRN

    def said_of(self, name: str) -> str:
        """A field's name as people read it."""
        return self.words.get(name) or WORDS.get(name) or name.replace("_", " ").capitalize()


def declared(contract: Contract) -> Register:
    """Raises ContractFault, naming the file and the key."""
    where = f"{contract.slug}.toml [register]"
    given: dict[str, Any] = dict(contract.register)
    if "address" in given:
        given["address"] = table_in(Address, given["address"], f"{where}.address")
    ours = given.pop("field", [])
    given["own"] = tuple(table_in(OwnField, one, f"{where}.field") for one in ours)
    given["sources"] = tuple(
        table_in(Source, {"name": name, **one}, f"{where}.sources.{name}")
        for name, one in given.get("sources", {}).items()
    )
    register = table_in(Register, given | {"contract": contract}, where)
    _check(register, where)
    return register


def _check(register: Register, where: str) -> None:
    codes = {"licence": register.contract.licence} | {
        f"{where}.sources.{one.name} licence": one.licence for one in register.sources
    }
    for key, code in codes.items():
        if code not in LICENCES:
            raise ContractFault(f"{key}: unknown licence {code!r}: add it to {LICENCES_FILE}")
    if (register.contract.licence == BY_ROW) != bool(register.sources):
        raise ContractFault(f'{where}.sources: those of the rows, where licence is "by-row", and only there')
    if register.sources and register.address:
        raise ContractFault(f"{where}.address: a fact about an address needs the one licence of its register")
    if register.sources and not {"source", "licence"} <= set(register.contract.fields):
        raise ContractFault(f"{where}.sources: needs columns with the fields 'source' and 'licence'")
    if (address := register.address) and address.by == "uprn" and not (register.closed and address.reason):
        raise ContractFault(f"{where}.address: by 'uprn' needs opened_by = \"address\" and its reason")
    known = {*register.contract.fields, *(one.name for one in register.own)}
    named = [register.label, *register.filters, *register.columns, *register.search]
    named += [name for name in (register.dated, register.hours, register.shape) if name]
    named += [name for name in (address.starts, address.until) if name] if address else []
    if unknown := [name for name in named if name not in known]:
        raise ContractFault(f"{where}: no column has the field {unknown[0]!r}")
    if register.shape and register.contract.column(register.shape).type is not Type.GEOMETRY:
        raise ContractFault(f"{where} shape: {register.shape!r} is not a column of type 'geometry'")
    if not register.as_of and not register.dated and register.data:
        raise ContractFault(f"{where} as_of: a file of ours needs the day of its extract")
