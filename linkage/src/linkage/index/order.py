"""The order in which the batch would have the records: of what they say, so that no id settles a tie."""

import numpy as np

from linkage.standard.columns import STANDARD

from .core import Core

# Where a model reads a derived column instead of the standard one.
_STANDS_FOR = {"date_of_birth": "born"}


def by_content(core: Core, rows: np.ndarray) -> np.ndarray:
    """int64: places in `rows`, in the order of source, values (`prepared.prepared` says which first), id, person.
    What is missing comes last; columns that the model does not read do not count."""
    store, members = core.store, core.members
    read = {*store.texts, *store.numbers}
    standard = [name if name in read else _STANDS_FOR.get(name, name) for name in STANDARD]
    keys = [_ranks(_source(core, rows))]
    for column in (*standard, *(name for name in store.texts if name not in standard)):
        if column in store.texts:
            keys.append(_text_ranks(core, store.codes[rows, store.texts.index(column)]))
        elif column in store.numbers:
            keys.append(store.its["numbers"][rows, store.numbers.index(column)])
    keys += [_ranks(members.ids.texts(members.its["id"][rows])), members.its["person"][rows]]
    return np.lexsort(keys[::-1])


def _source(core: Core, rows: np.ndarray) -> list[str]:
    names = [*core.systems, "\U0010ffff"]
    return [names[number] for number in core.members.its["source"][rows].tolist()]


def _text_ranks(core: Core, codes: np.ndarray) -> np.ndarray:
    distinct, place = np.unique(codes, return_inverse=True)
    texts = ["\U0010ffff" if code < 0 else core.store.strings.text(code) for code in distinct.tolist()]
    return _ranks(texts)[place]


def _ranks(texts: list[str]) -> np.ndarray:
    return np.unique(np.array(texts, dtype=object), return_inverse=True)[1]
