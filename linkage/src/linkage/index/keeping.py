"""What of an index is kept on disk, and how it comes back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from linkage.comparing.compiled import Compiled
from linkage.gathering.clustering import Gathering
from linkage.model import Model
from linkage.schema import BadInput, Schema
from linkage.splink import settings as splink_json
from linkage.standard.conventions import Conventions
from linkage.standard.placeholders import Placeholders

from . import folder
from .columns import read_by
from .core import Core
from .decided import Decided
from .edges import Edges
from .members import Members
from .postings import Postings
from .reading import Reader
from .shares import Shares
from .store import Store


def save(path: Path, core: Core, reader: Reader) -> None:
    """What was asked stands in no file."""
    core.store.clear_queries()
    arrays = {
        f"{part}.{name}": array
        for part, its in (("store", core.store), ("postings", core.postings), ("members", core.members),
                          ("edges", core.edges))
        for name, array in its.arrays().items()
    } | {"shares.counts": core.shares.counts, "decided": core.decided.its}  # fmt: skip
    facts = {
        "conventions": reader.conventions.document(), "placeholders": reader.placeholders.as_json(),
        "model": splink_json.to_settings(core.model), "schema": reader.schema.document(),
        "known": core.known.as_json(), "systems": list(core.systems), "store": core.store.facts(),
        "postings": core.postings.facts(), "members": core.members.facts(), "edges": core.edges.facts(),
    }  # fmt: skip
    folder.write(path, facts, arrays)


def open_folder(path: Path) -> tuple[Core, Reader]:
    """Raises BadInput."""
    facts, arrays = folder.read(path)
    try:
        return _made(facts, arrays)
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            f"{path} is not the index that it says it is ({error}): build the index anew."
        ) from error


def _made(facts: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> tuple[Core, Reader]:
    model = splink_json.from_settings(facts["model"])
    store = Store.from_arrays(_part(arrays, "store"), facts["store"])
    postings = Postings.from_arrays(_part(arrays, "postings"), facts["postings"])
    members = Members.from_arrays(_part(arrays, "members"), facts["members"])
    weights = Compiled(store.table(np.zeros(0, np.int64)), model).weights
    shares = Shares(weights, arrays["shares.counts"], store.strings.count)
    known = Gathering.of(facts["known"])
    edges = Edges.from_arrays(_part(arrays, "edges"), facts["edges"])
    core = Core(
        model, store, postings, shares, members, edges, Decided(arrays["decided"]), known, facts["systems"]
    )
    return core, _reader(facts, model)


def _reader(facts: Mapping[str, Any], model: Model) -> Reader:
    placeholders = Placeholders.from_json(facts["placeholders"])
    conventions = Conventions.from_document(facts["conventions"])
    return Reader(Schema.from_document(facts["schema"]), tuple(read_by(model)), conventions, placeholders)


def _part(arrays: Mapping[str, np.ndarray], part: str) -> dict[str, np.ndarray]:
    return {name.removeprefix(f"{part}."): its for name, its in arrays.items() if name.startswith(f"{part}.")}
