"""The order in which the batch would have the records: of what they say, so that no id settles a tie."""

import numpy as np

from linkage.kernels import order as kernel
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
    texts = _text_keys(core, rows)
    keys = [_source_keys(core, rows)]
    for column in (*standard, *(name for name in store.texts if name not in standard)):
        if column in store.texts:
            keys.append(texts[store.texts.index(column)])
        elif column in store.numbers:
            keys.append(store.its["numbers"][rows, store.numbers.index(column)])
    keys += [_ranks(members.ids.texts(members.its["id"][rows])), members.its["person"][rows]]
    return np.lexsort(keys[::-1])


def _source_keys(core: Core, rows: np.ndarray) -> np.ndarray:
    names = [*core.systems, "\U0010ffff"]
    return np.asarray(_ranks(names)[core.members.its["source"][rows]])


def _text_keys(core: Core, rows: np.ndarray) -> np.ndarray:
    """float64 [text columns, rows]: in order as the texts are. The codes of a whole file's texts are in order; one
    that came later goes between those that it stands between."""
    codes, strings = core.store.codes[rows].T, core.store.strings
    keys = np.where(codes < 0, np.inf, codes.astype(np.float64))
    if (late := codes >= core.store.ordered).any():
        new, place = np.unique(codes[late], return_inverse=True)
        between = kernel.before(strings.offsets, strings.letters, core.store.ordered, new)
        keys[late] = (between - 0.5 + 0.5 * _ranks(strings.texts(new)) / (len(new) + 1))[place]
    return keys


def _ranks(texts: list[str]) -> np.ndarray:
    return np.asarray(np.unique(np.array(texts, dtype=object), return_inverse=True)[1])
