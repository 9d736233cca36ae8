"""How alike two texts are, letter by letter.

Every function takes the letters of all texts in one array and the places where the two begin and end (the end
not included). Texts of any length and alphabet are right; those under 64 letters are fast and allocate nothing.
The similarities run from 0 to 1 and are those of DuckDB, so also of Splink: two empty texts are 0.
The distances stop counting: `at_most + 1` says that more edits are needed than that.
"""

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

__all__ = ["damerau_levenshtein", "jaro", "jaro_from", "jaro_winkler", "jaro_winkler_from", "levenshtein"]

SHORT = 64
# Winkler's: a common beginning of up to four letters counts, where the texts are alike already.
PREFIX, PREFIX_WEIGHT, ALIKE = 4, 0.1, 0.7


@intrinsic
def _multiplied_and_added(typing, x, y, z):
    """x * y + z, rounded once, as the compilers of DuckDB and rapidfuzz do: the very same last bit decides
    whether a pair reaches a bound."""

    def build(context, builder, signature, arguments):
        return builder.fma(*arguments)

    return types.float64(types.float64, types.float64, types.float64), build


@njit(nogil=True, cache=True)
def jaro_winkler(letters, start_a, end_a, start_b, end_b):
    """float64: Jaro's similarity, raised for a common beginning (Winkler 1990)."""
    return jaro_winkler_from(letters, start_a, end_a, start_b, end_b, 0.0)


@njit(nogil=True, cache=True)
def jaro_winkler_from(letters, start_a, end_a, start_b, end_b, least):
    """As `jaro_winkler`, where it reaches `least`; otherwise perhaps 0, and soon."""
    shorter = min(end_a - start_a, end_b - start_b, PREFIX)
    common = 0
    while common < shorter and letters[start_a + common] == letters[start_b + common]:
        common += 1
    weight = common * PREFIX_WEIGHT
    needed = min(least, max(ALIKE, (least - weight) / (1.0 - weight)))
    alike = jaro_from(letters, start_a, end_a, start_b, end_b, needed)
    if alike <= ALIKE:
        return alike
    return _multiplied_and_added(weight, 1.0 - alike, alike)


@njit(nogil=True, cache=True)
def jaro(letters, start_a, end_a, start_b, end_b):
    """float64: the mean of the shares of letters found in the other text nearby, and of those in order."""
    return jaro_from(letters, start_a, end_a, start_b, end_b, 0.0)


@njit(nogil=True, cache=True)
def jaro_from(letters, start_a, end_a, start_b, end_b, least):
    """As `jaro`, where it reaches `least`; otherwise perhaps 0, and soon."""
    length_a, length_b = end_a - start_a, end_b - start_b
    if length_a == 0 or length_b == 0:
        return 0.0
    # So many letters must be found, even if none of them has moved; with room for the last bit.
    needed = (3.0 * least - 1.0) * length_a * length_b / (length_a + length_b) - 1e-9
    if min(length_a, length_b) < needed:
        return 0.0
    if length_a <= SHORT and length_b <= SHORT:
        found, moved = _found_short(letters, start_a, length_a, start_b, length_b, needed)
    else:
        found, moved = _found_long(letters, start_a, length_a, start_b, length_b)
    if found == 0:
        return 0.0
    return (found / length_a + found / length_b + (found - moved // 2) / found) / 3.0


@njit(nogil=True, cache=True)
def _found_short(letters, start_a, length_a, start_b, length_b, needed):
    """How many letters are found in both, and how many of them stand in another order; flags in one word.
    (0, 0) as soon as fewer than `needed` can be found."""
    reach = max(max(length_a, length_b) // 2 - 1, 0)
    taken_a, taken_b = np.uint64(0), np.uint64(0)
    one = np.uint64(1)
    found, last = 0, min(length_b, length_a + reach)
    for j in range(last):
        letter = letters[start_b + j]
        for i in range(max(0, j - reach), min(length_a, j + reach + 1)):
            if letters[start_a + i] == letter and not (taken_a >> np.uint64(i)) & one:
                taken_a |= one << np.uint64(i)
                taken_b |= one << np.uint64(j)
                found += 1
                break
        if found + last - j - 1 < needed:
            return 0, 0
    moved, i = 0, 0
    for j in range(length_b):
        if (taken_b >> np.uint64(j)) & one:
            while not (taken_a >> np.uint64(i)) & one:
                i += 1
            moved += letters[start_a + i] != letters[start_b + j]
            i += 1
    return found, moved


@njit(nogil=True, cache=True)
def _found_long(letters, start_a, length_a, start_b, length_b):
    """As `_found_short`, for any length."""
    reach = max(max(length_a, length_b) // 2 - 1, 0)
    taken_a, taken_b = np.zeros(length_a, dtype=np.bool_), np.zeros(length_b, dtype=np.bool_)
    found = 0
    for j in range(min(length_b, length_a + reach)):
        letter = letters[start_b + j]
        for i in range(max(0, j - reach), min(length_a, j + reach + 1)):
            if letters[start_a + i] == letter and not taken_a[i]:
                taken_a[i] = taken_b[j] = True
                found += 1
                break
    moved, i = 0, 0
    for j in range(length_b):
        if taken_b[j]:
            while not taken_a[i]:
                i += 1
            moved += letters[start_a + i] != letters[start_b + j]
            i += 1
    return found, moved


@njit(nogil=True, cache=True)
def _without_common_ends(letters, start_a, end_a, start_b, end_b):
    """Letters that both begin with, or both end with, need no edit."""
    while start_a < end_a and start_b < end_b and letters[start_a] == letters[start_b]:
        start_a += 1
        start_b += 1
    while start_a < end_a and start_b < end_b and letters[end_a - 1] == letters[end_b - 1]:
        end_a -= 1
        end_b -= 1
    return start_a, end_a, start_b, end_b


@njit(nogil=True, cache=True)
def damerau_levenshtein(letters, start_a, end_a, start_b, end_b, at_most):
    """int64: letters put in, left out, changed or swapped with a neighbour, also one that was edited before
    (the unrestricted distance: "ca" and "abc" are two edits apart)."""
    start_a, end_a, start_b, end_b = _without_common_ends(letters, start_a, end_a, start_b, end_b)
    length_a, length_b = end_a - start_a, end_b - start_b
    if length_a == 0 and length_b == 0:
        return 0
    if at_most < 1 or abs(length_a - length_b) > at_most:
        return at_most + 1
    if length_a == 0 or length_b == 0:
        return max(length_a, length_b)
    # Both ends differ now, so that one edit can only change the single letter left or swap the two left.
    if length_a == 1 and length_b == 1:
        return 1
    if length_a == 2 and length_b == 2 and letters[start_a] == letters[start_b + 1] and (
        letters[start_a + 1] == letters[start_b]
    ):  # fmt: skip
        return 1
    if at_most == 1:
        return 2
    if _swaps_or_edits_two(letters, start_a, end_a, start_b, end_b):
        return 2
    if at_most == 2:
        return 3
    return min(_zhao(letters, start_a, length_a, start_b, length_b), at_most + 1)


@njit(nogil=True, cache=True)
def _one_edit(letters, start_a, end_a, start_b, end_b):
    """At most one edit apart, a swap of neighbours counting as one."""
    start_a, end_a, start_b, end_b = _without_common_ends(letters, start_a, end_a, start_b, end_b)
    length_a, length_b = end_a - start_a, end_b - start_b
    if length_a <= 1 and length_b <= 1:
        return True
    return (
        length_a == 2
        and length_b == 2
        and letters[start_a] == letters[start_b + 1]
        and letters[start_a + 1] == letters[start_b]
    )


@njit(nogil=True, cache=True)
def _same(letters, start_a, end_a, start_b, end_b):
    if end_a - start_a != end_b - start_b:
        return False
    i = 0
    while start_a + i < end_a and letters[start_a + i] == letters[start_b + i]:
        i += 1
    return start_a + i == end_a


@njit(nogil=True, cache=True)
def _swaps_or_edits_two(letters, start_a, end_a, start_b, end_b):
    """Two edits apart, where the first letters differ: each edit that can begin, then at most one more."""
    if _one_edit(letters, start_a + 1, end_a, start_b + 1, end_b):
        return True
    if _one_edit(letters, start_a + 1, end_a, start_b, end_b):
        return True
    if _one_edit(letters, start_a, end_a, start_b + 1, end_b):
        return True
    long_a, long_b = end_a - start_a, end_b - start_b
    if long_a < 2 or long_b < 2:
        return False
    first_a, first_b = letters[start_a], letters[start_b]
    if first_a == letters[start_b + 1]:
        if first_b == letters[start_a + 1] and _one_edit(letters, start_a + 2, end_a, start_b + 2, end_b):
            return True
        # Swapped over a letter that was left out, or that was put in.
        if long_a > 2 and first_b == letters[start_a + 2]:
            return _same(letters, start_a + 3, end_a, start_b + 2, end_b)
    if long_b > 2 and first_a == letters[start_b + 2] and first_b == letters[start_a + 1]:
        return _same(letters, start_a + 2, end_a, start_b + 3, end_b)
    return False


@njit(nogil=True, cache=True)
def _zhao(letters, start_a, length_a, start_b, length_b):
    """The whole distance, in memory that grows with one text (Zhao and Sahni, 2019): rows of the usual table,
    and for each letter of b the row in which a last had it, and what the table held before that swap."""
    far = max(length_a, length_b) + 1
    row, above, before = np.empty(length_b + 2, np.int64), np.empty(length_b + 2, np.int64), np.empty(
        length_b + 2, np.int64
    )  # fmt: skip
    last = np.full(length_b + 1, -1, np.int64)
    row[0] = above[0] = far
    above[:] = before[:] = far
    for j in range(length_b + 1):
        row[j + 1] = j
    for i in range(1, length_a + 1):
        row, above = above, row
        letter = letters[start_a + i - 1]
        column = -1
        two_above, swap = row[1], far
        row[1] = i
        for j in range(1, length_b + 1):
            same = letters[start_b + j - 1] == letter
            least = min(above[j] + (0 if same else 1), row[j] + 1, above[j + 1] + 1)
            if same:
                column = j
                before[j + 1] = above[j - 1]
                swap = two_above
            elif j - column == 1:
                least = min(least, before[j + 1] + i - last[j])
            elif i - last[j] == 1:
                least = min(least, swap + j - column)
            two_above = row[j + 1]
            row[j + 1] = least
        for j in range(1, length_b + 1):
            if letters[start_b + j - 1] == letter:
                last[j] = i
    return row[length_b + 1]


@njit(nogil=True, cache=True)
def levenshtein(letters, start_a, end_a, start_b, end_b, at_most):
    """int64: letters put in, left out or changed."""
    start_a, end_a, start_b, end_b = _without_common_ends(letters, start_a, end_a, start_b, end_b)
    length_a, length_b = end_a - start_a, end_b - start_b
    if length_a == 0 and length_b == 0:
        return 0
    if at_most < 1 or abs(length_a - length_b) > at_most:
        return at_most + 1
    if length_a == 0 or length_b == 0:
        return max(length_a, length_b)
    if length_a == 1 and length_b == 1:
        return 1
    if at_most == 1:
        return 2
    return _banded(letters, start_a, length_a, start_b, length_b, at_most)


@njit(nogil=True, cache=True)
def _banded(letters, start_a, length_a, start_b, length_b, at_most):
    """One row of the usual table, only where fewer than `at_most` letters lie between the two places."""
    at_most = min(at_most, length_a + length_b)
    far = at_most + 1
    row = np.empty(length_b + 1, np.int64)
    for j in range(length_b + 1):
        row[j] = min(j, far)
    for i in range(1, length_a + 1):
        first, last = max(1, i - at_most), min(length_b, i + at_most)
        corner = row[first - 1]
        row[first - 1] = min(i, far) if first == 1 else far
        letter = letters[start_a + i - 1]
        nearest = far
        for j in range(first, last + 1):
            above = row[j] if j < i + at_most else far
            least = corner if letters[start_b + j - 1] == letter else min(corner, above, row[j - 1]) + 1
            corner = above
            row[j] = min(least, far)
            nearest = min(nearest, row[j])
        if nearest == far and row[first - 1] == far:
            return far
    return row[length_b]
