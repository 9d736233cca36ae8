"""Clusters of one group merge while the profile of one speaks for the other (linkage.gathering.profiles says why).

A group of n records comes as its n (n - 1) / 2 pairs, row by row: (0, 1), (0, 2), ... (1, 2), ... Of each pair
and comparison: bits against strangers and against members of one household, `raised`, and whether both sides speak.
Of each pair `against`: bits of the pair as a whole, FORBIDDEN or of the `system` that both have (-1: none; systems).
"""

import numpy as np
from numba import njit

from .borrowed import borrowed
from .systems import FORBIDDEN, held, worst

__all__ = [
    "agglomerate",
    "agglomerate_each",
    "belonging_each",
    "of_each_record",
    "pairs_within",
    "profile_weight",
    "raised",
    "tie",
]


@njit(nogil=True, cache=True)
def profile_weight(strangers, household, said, against, prior, at_home, power):
    """Bits that two clusters are one person. `strangers`, `household`: [comparisons], sums over the cross pairs
    that both say something, of 2^(power x bits), or of the bits themselves where `power` is 0; `said`: how many
    those are; `against`: bits of the pair as a whole; `prior`, `at_home`: log2 odds before looking.
    """
    one, two = prior, at_home
    if power == 0.0:
        for c in range(len(said)):
            if said[c] > 0:
                one += strangers[c] / said[c]
                two += household[c] / said[c]
    else:
        # One logarithm for all comparisons: the products stay far from the ends of a double (60 bits a field).
        product, other = 1.0, 1.0
        for c in range(len(said)):
            if said[c] > 0:
                product *= strangers[c] / said[c]
                other *= household[c] / said[c]
        one += np.log2(product) / power
        two += np.log2(other) / power
    low, high = min(one, two), max(one, two)
    return low - np.log2(1.0 + np.exp2(low - high)) + against


@njit(nogil=True, cache=True)
def insistent_weight(
    strangers, household, said, one_says, two_says, insistence, against, prior, at_home, power
):
    """The same of two clusters in which so many records say something in each comparison (`one_says`, `two_says`).

    Where they disagree, and two or more records on either side insist, more than one slip would be needed: the
    bits against count 1 + `insistence` [comparisons] x log2(records that insist) times.
    """
    extra_one, extra_two = 0.0, 0.0
    for c in range(len(said)):
        fewer = min(one_says[c], two_says[c])
        if insistence[c] > 0.0 and fewer > 1 and said[c] > 0:
            times = insistence[c] * np.log2(fewer)
            one, two = strangers[c] / said[c], household[c] / said[c]
            if power > 0.0:
                one, two = np.log2(one) / power, np.log2(two) / power
            extra_one += times * min(one, 0.0)
            extra_two += times * min(two, 0.0)
    return profile_weight(strangers, household, said, against, prior + extra_one, at_home + extra_two, power)


@njit(nogil=True, cache=True)
def raised(bits, power):
    return bits if power == 0.0 else np.exp2(power * min(max(bits, -60.0), 60.0))


@njit(nogil=True, cache=True)
def _nearest(weight, alive, row, records):
    """The other that `row` likes best, the first of equals."""
    best, found = -np.inf, -1
    for other in range(records):
        if other != row and alive[other]:
            its = weight[min(row, other), max(row, other)]
            if its > best:
                best, found = its, other
    return found, best


@njit(nogil=True, cache=True)
def _merge(strangers, household, said, against, twice, says, alive, keep, drop, records):
    """What `drop` says of every other is added to what `keep` says of it."""
    says[keep] += says[drop]
    for other in range(records):
        if not alive[other] or other in (keep, drop):
            continue
        low, high = min(keep, other), max(keep, other)
        less, more = min(drop, other), max(drop, other)
        against[low, high] += against[less, more]
        for system in range(twice.shape[2]):
            twice[low, high, system] = min(twice[low, high, system], twice[less, more, system])
        for c in range(strangers.shape[2]):
            strangers[low, high, c] += strangers[less, more, c]
            household[low, high, c] += household[less, more, c]
            said[low, high, c] += said[less, more, c]
    alive[drop] = False


@njit(nogil=True, cache=True)
def _weigh(weight, strangers, household, said, against, twice, says, insistence, low, high, prior, at_home,
           power):  # fmt: skip
    weight[low, high] = insistent_weight(
        strangers[low, high], household[low, high], said[low, high], says[low], says[high], insistence,
        against[low, high] + worst(twice, low, high), prior, at_home, power,
    )  # fmt: skip


@njit(nogil=True, cache=True)
def agglomerate(records, first, strangers, household, said, against, system, tied, insistence, prior, at_home,
                power, cluster):  # fmt: skip
    """The best two clusters merge while their weight is above nought.

    `first`: where the group's pairs begin in `strangers`, `household` [pairs, comparisons], `said`
    bool, `against` float64 [pairs]. `tied` [records]: the record that each is one person with by decision,
    itself where none. `insistence` [comparisons]: see `insistent_weight`.
    Written: `cluster` [records], the first record of each one's cluster.
    """
    comparisons = strangers.shape[1]
    s, h, n = (np.zeros((records, records, comparisons)), np.zeros((records, records, comparisons)),
               np.zeros((records, records, comparisons)))  # fmt: skip
    apart, says = np.zeros((records, records)), np.zeros((records, comparisons))
    number = np.empty(records, np.int64)
    twice = np.zeros((records, records, held(system, number)))
    _agglomerate(records, first, strangers, household, said, against, tied, insistence, prior, at_home, power,
                 cluster, s, h, n, apart, twice, number, says)  # fmt: skip


@njit(nogil=True, cache=True)
def _agglomerate(records, first, strangers, household, said, against, tied, insistence, prior, at_home, power,
                 cluster, s, h, n, apart, twice, number, says):  # fmt: skip
    """The same, with room for sums of every two clusters."""
    s, h, n, apart, says = borrowed(s), borrowed(h), borrowed(n), borrowed(apart), borrowed(says)
    twice = borrowed(twice)
    insistence = borrowed(insistence)
    comparisons = strangers.shape[1]
    weight = np.full((records, records), -np.inf)
    alive = np.ones(records, dtype=np.bool_)
    pair = first
    for low in range(records):
        cluster[low] = low
        for high in range(low + 1, records):
            if number[low] >= 0 and number[low] == number[high] and against[pair] > FORBIDDEN:
                twice[low, high, number[low]] = against[pair]
            else:
                apart[low, high] = against[pair]
            for c in range(comparisons):
                if said[pair, c]:
                    s[low, high, c], h[low, high, c] = strangers[pair, c], household[pair, c]
                    n[low, high, c] = 1.0
                    says[low, c] = says[high, c] = 1.0
            pair += 1
    for record in range(records):
        if tied[record] != record:
            _merge(s, h, n, apart, twice, says, alive, tied[record], record, records)
            cluster[record] = tied[record]
    for low in range(records):
        for high in range(low + 1, records):
            if alive[low] and alive[high]:
                _weigh(weight, s, h, n, apart, twice, says, insistence, low, high, prior, at_home, power)
    nearest = np.full(records, -1)
    liking = np.full(records, -np.inf)
    for row in range(records):
        if alive[row]:
            nearest[row], liking[row] = _nearest(weight, alive, row, records)
    while True:
        keep, best = -1, 0.0
        for row in range(records):
            if alive[row] and liking[row] > best:
                keep, best = row, liking[row]
        if keep < 0:
            break
        drop = max(keep, nearest[keep])
        keep = min(keep, nearest[keep])
        _merge(s, h, n, apart, twice, says, alive, keep, drop, records)
        for record in range(records):
            if cluster[record] == drop:
                cluster[record] = keep
        for other in range(records):
            if alive[other] and other != keep:
                _weigh(
                    weight,
                    s,
                    h,
                    n,
                    apart,
                    twice,
                    says,
                    insistence,
                    min(keep, other),
                    max(keep, other),
                    prior,
                    at_home,
                    power,
                )
        for row in range(records):
            if not alive[row]:
                continue
            if row == keep or nearest[row] == keep or nearest[row] == drop:
                nearest[row], liking[row] = _nearest(weight, alive, row, records)
            else:
                its = weight[min(row, keep), max(row, keep)]
                if its > liking[row] or (its == liking[row] and keep < nearest[row]):
                    nearest[row], liking[row] = keep, its


@njit(nogil=True, cache=True)
def of_each_record(
    records, first, strangers, household, said, against, system, cluster, prior, at_home, power, weight
):
    """Written: `weight` [records], the bits that each is one person with the rest of its cluster; inf alone."""
    comparisons = strangers.shape[1]
    s = np.zeros((records, comparisons))
    h = np.zeros((records, comparisons))
    n = np.zeros((records, comparisons))
    apart = np.zeros(records)
    alone, twice = np.ones(records, dtype=np.bool_), np.zeros(records)
    pair = first
    for low in range(records):
        for high in range(low + 1, records):
            if cluster[low] == cluster[high]:
                alone[low] = alone[high] = False
                if system[low] >= 0 and system[low] == system[high] and against[pair] > FORBIDDEN:
                    twice[low], twice[high] = min(twice[low], against[pair]), min(twice[high], against[pair])
                else:
                    apart[low] += against[pair]
                    apart[high] += against[pair]
                for c in range(comparisons):
                    if said[pair, c]:
                        for record in (low, high):
                            s[record, c] += strangers[pair, c]
                            h[record, c] += household[pair, c]
                            n[record, c] += 1.0
            pair += 1
    for record in range(records):
        apart[record] += twice[record]
        weight[record] = (
            np.inf
            if alone[record]
            else profile_weight(s[record], h[record], n[record], apart[record], prior, at_home, power)
        )


@njit(nogil=True, cache=True)
def tie(root, members, sizes, tied):
    """Written: `tied` [members], for each the place, in its group, of the first that has the same `root`."""
    start = 0
    for records in sizes:
        for place in range(records):
            tied[start + place] = place
            for before in range(place):
                if root[members[start + before]] == root[members[start + place]]:
                    tied[start + place] = before
                    break
        start += records


@njit(nogil=True, cache=True)
def pairs_within(members, sizes, pairs):
    """Every two records of a group, row by row, group by group: `a`, `b` [pairs]."""
    a, b = np.empty(pairs, np.int64), np.empty(pairs, np.int64)
    start, pair = 0, 0
    for records in sizes:
        for low in range(start, start + records):
            for high in range(low + 1, start + records):
                a[pair], b[pair] = members[low], members[high]
                pair += 1
        start += records
    return a, b


@njit(nogil=True, cache=True)
def agglomerate_each(sizes, strangers, household, said, against, system, tied, insistence, prior, at_home,
                     power):  # fmt: skip
    """`agglomerate`, then `of_each_record`, for group after group. [members]: cluster by place in the group, bits
    that the record belongs to it."""
    members = sizes.sum()
    cluster, belongs = np.empty(members, np.int64), np.empty(members)
    start, pair = 0, 0
    for records in sizes:
        end = start + records
        agglomerate(records, pair, strangers, household, said, against, system[start:end], tied[start:end],
                    insistence, prior, at_home, power, cluster[start:end])  # fmt: skip
        of_each_record(records, pair, strangers, household, said, against, system[start:end],
                       cluster[start:end], prior, at_home, power, belongs[start:end])  # fmt: skip
        start = end
        pair += records * (records - 1) // 2
    return cluster, belongs


@njit(nogil=True, cache=True)
def belonging_each(sizes, strangers, household, said, against, system, prior, at_home, power):
    """`of_each_record` for group after group, each of which is one cluster."""
    belongs = np.empty(sizes.sum())
    start, pair = 0, 0
    for records in sizes:
        end = start + records
        of_each_record(records, pair, strangers, household, said, against, system[start:end],
                       np.zeros(records, np.int64), prior, at_home, power, belongs[start:end])  # fmt: skip
        start = end
        pair += records * (records - 1) // 2
    return belongs
