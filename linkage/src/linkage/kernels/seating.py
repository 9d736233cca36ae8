"""A question takes its seat: a row behind those of the records, with room for texts of its own."""

import numpy as np
from numba import njit

from .strings_table import find_ahead

__all__ = ["seat"]


@njit(nogil=True, cache=True)
def seat(slots, offsets, letters, texts, lengths, sizes, guests, first_text, first_letter, most_letters,
         codes, lists, list_offsets, members, first_list, first_member, most_members):  # fmt: skip
    """Whether there is room for it. Written: `codes` and `lists`, the question's row of the table.

    `texts` (letters), `lengths` [texts]: of all text columns, where nought is missing, and then of the members of
    its lists, whose `sizes` [list columns] say how many are whose. What is not in has codes from `first_text` on,
    `guests` at most; its letters go to `letters` from `first_letter` on. Lists are numbered from `first_list` on.
    """
    begin = np.zeros(len(lengths) + 1, np.int64)
    for i in range(len(lengths)):
        begin[i + 1] = begin[i] + lengths[i]
    found = np.empty(len(lengths), np.int32)
    find_ahead(slots, offsets, letters, begin, texts, found)
    new, at = 0, first_letter
    offsets[first_text] = at
    for i in range(len(lengths)):
        if found[i] >= 0 or lengths[i] == 0:
            continue
        its = texts[begin[i] : begin[i + 1]]
        for guest in range(first_text, first_text + new):
            if np.array_equal(letters[offsets[guest] : offsets[guest + 1]], its):
                found[i] = guest
        if found[i] >= 0:
            continue
        if new == guests or at + lengths[i] - first_letter > most_letters:
            return False
        letters[at : at + lengths[i]] = its
        found[i] = first_text + new
        new, at = new + 1, at + lengths[i]
        offsets[first_text + new] = at
    columns = len(codes)
    codes[:] = found[:columns]
    if len(lengths) - columns > most_members:
        return False
    taken, place, number = columns, first_member, first_list
    list_offsets[number] = place
    for which in range(len(lists)):
        lists[which] = -1
        if sizes[which] > 0:
            members[place : place + sizes[which]] = np.sort(found[taken : taken + sizes[which]])
            taken, place = taken + sizes[which], place + sizes[which]
            lists[which] = number
            number += 1
            list_offsets[number] = place
    return True
