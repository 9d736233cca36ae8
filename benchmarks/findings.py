"""The rules of fraud and of children's gaps on planted truth: two boroughs, the second with half as many cases.

`recall`: of planted cases, those found at all, shown or withheld for review of a weak link. `shown`: those shown.
`by the rules`: with records given to their true persons, so that what linking misses does not count.
`precision`: of findings shown about money, those planted, or true of where people live though nobody planted them;
`planted only`: the latter counted as false. No finding may be about an innocent double.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from datetime import date

import polars as pl

from . import report
from ._planted import Truth, linked, prepare, surroundings

PEOPLE = int(os.environ.get("PEOPLE") or 40_000)
BOROUGHS = ((1, 1.0), (2, 0.5))
ADULT = date(2008, 10, 31)
FEWEST = 5  # people wrongly shown, before anything is said of their group


def main() -> None:
    """Each borough in a process of its own, because settings name one database."""
    for seed, planted in BOROUGHS:
        command = [sys.executable, "-m", "benchmarks.findings", str(seed), str(planted)]
        subprocess.run(command, check=True, env=surroundings(PEOPLE, seed))


def measure(seed: int, planted: float) -> None:
    with linked(PEOPLE, seed, planted) as folder:
        prepare(folder)
        truth = Truth.of(folder)
        began = time.process_time()
        seen = _looked()
        _figures(f"findings.{'half' if planted < 1 else 'whole'}", truth, seen, time.process_time() - began)


def _looked() -> list:
    from itertools import groupby

    from borough.residents.findings.detecting import look
    from borough.residents.findings.register import detectors

    its = sorted((d for d in detectors().values() if d.runs), key=lambda d: d.purpose)
    return [one for purpose, group in groupby(its, lambda d: d.purpose) for one in look(purpose, list(group))]


def _figures(name: str, truth: Truth, seen: list, seconds: float) -> None:
    judged = [(one, *_judged(one, truth)) for one in seen]
    wanted = truth.planted.filter(~pl.col("control"))
    ruled = {one.detector.code for one in seen}
    by_rules = _with_true_links(truth)
    for code in sorted(ruled & set(wanted["detector"]), key=lambda c: (c[0], int(c[1:]))):
        cases = set(wanted.filter(pl.col("detector") == code)["case"])
        own = [(one, case, right) for one, case, right in judged if one.detector.code == code]
        found = {case for _, case, _ in own} & cases
        shown = {case for one, case, _ in own if one.standing.stands} & cases
        _report(f"{name}.{code}.recall", len(found) / len(cases), 0.95)
        _report(f"{name}.{code}.recall_by_the_rules", len(by_rules & cases) / len(cases), 0.95)
        _report(f"{name}.{code}.recall_shown", len(shown) / len(cases), 0.95)
        flagged = [(case in cases, case in cases or right) for one, case, right in own if one.standing.stands]
        if code[0] == "F" and flagged:
            _report(f"{name}.{code}.precision", sum(right for _, right in flagged) / len(flagged), 0.9)
            _report(f"{name}.{code}.precision_planted_only", sum(p for p, _ in flagged) / len(flagged), 0.9)
    _overall(name, truth, judged, by_rules, wanted)
    report(f"{name}.look_cpu", seconds, "s", goal=120, better="lower", people=PEOPLE)


def _overall(name: str, truth: Truth, judged: list, by_rules: set[str], wanted: pl.DataFrame) -> None:
    codes = {one.detector.code for one, _, _ in judged}
    for kind, letter in (("fraud", "F"), ("gaps", "G")):
        cases = set(
            wanted.filter(pl.col("detector").is_in(codes) & pl.col("detector").str.starts_with(letter))[
                "case"
            ]
        )
        own = [(one, case, right) for one, case, right in judged if one.detector.code[0] == letter]
        _report(f"{name}.{kind}.recall", len({case for _, case, _ in own} & cases) / len(cases), 0.95)
        _report(f"{name}.{kind}.recall_by_the_rules", len(by_rules & cases) / len(cases), 0.95)
        shown = [(case, right) for one, case, right in own if one.standing.stands]
        _report(f"{name}.{kind}.recall_shown", len({case for case, _ in shown} & cases) / len(cases), 0.95)
        if letter == "F":
            right = sum(case in cases or ok for case, ok in shown)
            _report(f"{name}.{kind}.precision", right / len(shown), 0.9)
            _groups(name, truth, own)
    controls = [
        case for one, case, _ in judged if case and truth.planted.filter(pl.col("case") == case)["control"][0]
    ]
    report(f"{name}.controls_that_fired", len(controls), "cases", goal=0, better="lower", people=PEOPLE)


def _groups(name: str, truth: Truth, own: list) -> None:
    """Groups of people of whom more are wrongly shown than of everybody, beyond what chance explains."""
    false = {
        _about(one, truth) for one, case, right in own if one.standing.stands and not (case or right)
    } - {None}
    age = (
        ((pl.lit(date(2026, 10, 31)) - pl.col("birth")).dt.total_days() / 365.25)
        .cut([40, 65])
        .cast(pl.String)
    )
    people = truth.people.select("person", "community", "sex", age=age)
    everybody = len(false) / people.height
    worse = 0
    for column in ("community", "sex", "age"):
        for (_,), group in people.group_by(column):
            wrong = len(false & set(group["person"].to_list()))
            worse += wrong >= FEWEST and _low(wrong, group.height) > 1.25 * everybody
    report(f"{name}.groups_wrongly_shown_more", worse, "groups", goal=0, better="lower", people=PEOPLE)
    report(f"{name}.wrongly_shown", len(false), "people", goal=PEOPLE / 1000, better="lower", people=PEOPLE)


def _low(found: int, of: int, z: float = 1.96) -> float:
    """The lower end of Wilson's interval of a share."""
    if not of:
        return 0.0
    p = found / of
    middle, spread = p + z * z / (2 * of), z * ((p * (1 - p) + z * z / (4 * of)) / of) ** 0.5
    return (middle - spread) / (1 + z * z / of)


def _judged(one, truth: Truth) -> tuple[str, bool]:
    """The planted case of this detector that a finding is about, else ""; and whether it is true all the same."""
    code = one.detector.code
    rows = one.facts[sorted({*one.row["first"], *one.row["second"]})]
    who = [truth.who.get(key) for key in rows.select("feed", "key", "number").iter_rows()]
    cases = Counter(truth.cases[p] for p in who if p in truth.cases and truth.cases[p][1] == code)
    if cases:
        return min(cases, key=lambda case: case[2])[0], False
    return "", _true(code, _about(one, truth), one, truth)


def _about(one, truth: Truth) -> int | None:
    own = one.facts.filter(pl.col("person") == one.row["about"]).select("feed", "key", "number")
    known = Counter(truth.who[key] for key in own.iter_rows() if key in truth.who)
    return known.most_common(1)[0][0] if known else None


def _true(code: str, who: int | None, one, truth: Truth) -> bool:
    """Whether the truth says what the finding says: where people live, and who has died."""
    home = one.row["home"]
    if code in ("F1", "F10", "F11"):
        return truth.home.get(who) != home
    if code in ("F6", "F7", "F14"):
        grown = set(truth.people.filter(pl.col("birth") < ADULT)["person"].to_list())
        return any(person in grown for person, at in truth.home.items() if at == home and person != who)
    if code == "F9":
        return truth.people.filter((pl.col("person") == who) & pl.col("death").is_not_null()).height == 1
    if code == "F3":  # one true person, on two tenancies that both are live in the source
        rows = one.facts[sorted({*one.row["first"], *one.row["second"]})]
        return len({truth.who.get(key) for key in rows.select("feed", "key", "number").iter_rows()}) == 1
    return False


def _with_true_links(truth: Truth) -> set[str]:
    """Planted cases that the rules find when each record is given to its true person."""
    from borough.residents.facts.reading import fact_table, newest
    from borough.residents.findings.register import detectors
    from borough.residents.findings.rules import Known, rule_of

    found: set[str] = set()
    for purpose in {d.purpose for d in detectors().values() if d.runs}:
        facts = fact_table(purpose)
        if facts.is_empty():
            continue
        person = [truth.who.get(key, -1) for key in facts.select("feed", "key", "number").iter_rows()]
        true = facts.with_columns(person=pl.Series(person, dtype=pl.Int64))
        known = Known.of(true, newest(facts) or ADULT)
        for detector in detectors().values():
            rule = rule_of(detector.code) if detector.purpose == purpose else None
            for row in rule.finds(known).rows(named=True) if rule else ():
                who = {person[place] for place in (*row["first"], *row["second"])}
                found |= {
                    truth.cases[p][0] for p in who if p in truth.cases and truth.cases[p][1] == detector.code
                }
    return found


def _report(name: str, share: float, goal: float) -> None:
    report(name, share, "share", goal=goal, better="higher", people=PEOPLE)


if __name__ == "__main__":
    measure(int(sys.argv[1]), float(sys.argv[2]))
