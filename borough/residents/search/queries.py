"""Search: parts of the box, the terms that answer each, the persons who have one of each, best first."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db import connection

from borough.residents.gates import Opened

from . import behind as behind_a_shield
from . import doors, spellings
from .rules import Guess, Part, parse

ENOUGH = 500  # hits fetched at most; more is "too broad"
FEW = 20  # fewer than this, and looser readings are tried too
TIGHT = 0.8
WORTH = 0.5  # of the best hit's score; what is below only distracts
TERMS_A_PART = 80


@dataclass(frozen=True, slots=True)
class Answer:
    """A term that answers a part, and how well."""

    term: int
    kind: str
    text: str
    fit: float
    people: int


class Answers:
    """All answers to one part, best first. `rarity`: bits of information in it; never under one."""

    def __init__(self, answers: list[Answer]) -> None:
        self.by_term = {answer.term: answer for answer in answers}
        self.close = [answer.term for answer in answers if answer.fit >= TIGHT]
        people = sum(answer.people for answer in answers if answer.fit >= TIGHT)
        self.rarity = max(1.0, 18 - math.log2(1 + people))


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found: which answers they have, and the score (higher is better)."""

    person_id: int
    score: float
    why: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What the box was understood to say, and who answers it, best first. `too_broad`: there are more.

    `kinds`: for each part understood, what kind of thing it is (name, born, postcode ...), without its text.
    """

    understood: tuple[str, ...]
    kinds: tuple[str, ...]
    unanswered: tuple[str, ...]
    hits: tuple[Hit, ...]
    too_broad: bool


NUMBERS = {"nino": "nino", "nhs": "nhs_number"}  # kind of term -> number of the state


def search(text: str, *, opened: Opened) -> Found:
    """Two or three queries whatever the size. Reads only.

    A reference of a source, or a number of the state, that the purpose does not open finds nobody, just as
    one that nobody has. Names, addresses and dates are searched in every source (README).
    """
    said = parse(text)
    parts = [_as_opened(part, opened) for part in said]
    answers = _answers(parts)
    rows = _people(answers) if parts else []
    at_door = doors.shares([person_id for person_id, _ in rows], *_numbers_and_streets(parts, answers))
    found = (_hit(parts, answers, at_door, *row) for row in rows)
    hits = sorted(found, key=lambda hit: (-hit.score, hit.person_id))
    whole = sum(answer.rarity for answer in answers)
    behind = [Hit(person, whole, (), exact=True) for person in behind_a_shield.found(parts, opened.see)]
    hits = [*behind, *_worth_showing(hits, whole=whole)]
    return Found(
        understood=tuple(part.means if not part.spelt else f"{part.typed}" for part in parts),
        kinds=tuple(part.guesses[0].kind for part in said),
        unanswered=tuple(part.typed for part, found in zip(parts, answers, strict=True) if not found.by_term),
        hits=tuple(hits),
        too_broad=len(rows) >= ENOUGH,
    )


def _as_opened(part: Part, opened: Opened) -> Part:
    """The part with those of its readings that the purpose opens; a key is read as one of each open source."""
    guesses: list[Guess] = []
    for guess in part.guesses:
        if guess.kind == "key":
            guesses += [Guess("key", f"{feed} {guess.text}", guess.fit) for feed in sorted(opened.feeds)]
        elif guess.kind not in NUMBERS or NUMBERS[guess.kind] in opened.numbers:
            guesses.append(guess)
    return replace(part, guesses=tuple(guesses))


def _worth_showing(hits: list[Hit], *, whole: float) -> list[Hit]:
    """Without those that only distract: beside one who answers everything closely (`whole` is the score of
    who answers everything exactly), nobody who does not."""
    if not hits:
        return []
    best = hits[0].score
    least = best * (TIGHT if best >= whole * TIGHT else WORTH)
    return [hit for hit in hits if hit.score >= least]


def _answers(parts: list[Part]) -> list[Answers]:
    """For each part its terms, best first."""
    wanted = {(guess.kind, guess.text) for part in parts for guess in part.guesses}
    looked_for = {(g.kind, g.text) for part in parts if part.spelt for g in part.guesses}
    forms = {(kind, form) for kind, text in looked_for for form in spellings.forms(kind, text)}
    with connection.cursor() as cursor:
        cursor.execute(TERMS, {
            "kinds": [kind for kind, _ in wanted], "texts": [text for _, text in wanted],
            "forms": [form for _, form in forms],
            "names": [text for kind, text in looked_for if kind == "name"],
        })  # fmt: skip
        found = cursor.fetchall()
    return [Answers(_of_part(part, found)) for part in parts]


# Exact terms; terms that share a spelling; that sound like a typed name (said which); that it begins.
TERMS = """
    SELECT t.id, t.kind, t.text, t.people, '' AS sounds_like
      FROM search_term t JOIN unnest(%(kinds)s::text[], %(texts)s::text[]) w (kind, text)
        ON t.kind = w.kind AND t.text = w.text COLLATE "C"
    UNION
    SELECT t.id, t.kind, t.text, t.people, ''
      FROM search_spelling s JOIN search_term t ON t.id = s.term_id WHERE s.form = ANY(%(forms)s)
    UNION
    SELECT t.id, t.kind, t.text, t.people, n.name
      FROM unnest(%(names)s::text[]) n (name)
      JOIN search_spelling s ON s.form = '^' || dmetaphone(n.name) COLLATE "C"
      JOIN search_term t ON t.id = s.term_id
    UNION
    SELECT p.* FROM unnest(%(names)s::text[]) n, LATERAL (
        SELECT t.id, t.kind, t.text, t.people, '' FROM search_term t
         WHERE t.kind = 'name' AND length(n) >= 3
           AND t.text > n COLLATE "C" AND t.text < (n || '~') COLLATE "C"
         ORDER BY t.people DESC LIMIT 20) p
"""


def _of_part(part: Part, found: Iterable[tuple[int, str, str, int, str]]) -> list[Answer]:
    best: dict[int, Answer] = {}
    for term, kind, text, people, sounds_like in found:
        fits = (
            _fit(part, guess, text, sounds_like == guess.text) for guess in part.guesses if guess.kind == kind
        )
        fit = max(fits, default=0.0)
        if fit and (term not in best or best[term].fit < fit):
            best[term] = Answer(term, kind, text, fit, people)
    return sorted(best.values(), key=lambda answer: -answer.fit * (1 + math.log1p(answer.people) / 50))[
        :TERMS_A_PART
    ]


def _fit(part: Part, guess: Guess, text: str, sounds: bool) -> float:
    if guess.text == text:
        return guess.fit
    if not part.spelt:
        return 0.0
    fit = spellings.fit(guess.kind, guess.text, text, sounds=sounds)
    if len(guess.text) >= 3 and text.startswith(guess.text):
        fit = max(fit, spellings.PREFIX_FIT)
    return guess.fit * fit


def _people(answers: list[Answers]) -> list[tuple[int, list[int]]]:
    """Persons who answer every part closely; if few, loosely; if nobody does, all parts but one."""
    tight = [part.close for part in answers]
    wide = [list(part.by_term) for part in answers]
    rows = _having([tight]) if all(tight) else []
    if len(rows) < FEW and wide != tight and all(wide):
        rows = _merged(rows, _having([wide]))
    if not rows and len(wide) > 1:
        known = [part for part in wide if part]
        loose = [known] if len(known) < len(wide) else [known[:i] + known[i + 1 :] for i in range(len(known))]
        rows = _having([parts for parts in loose if parts])
    return rows


def _merged(*lists: list[tuple[int, list[int]]]) -> list[tuple[int, list[int]]]:
    return list({row[0]: row for rows in lists for row in rows}.values())


def _having(choices: list[list[list[int]]]) -> list[tuple[int, list[int]]]:
    """Persons whose terms meet each set of one of the choices."""
    if not choices:
        return []
    rows: list[tuple[int, list[int]]] = []
    with connection.cursor() as cursor:
        for sets in choices:
            condition = " AND ".join("terms && %s::int[]" for _ in sets)
            cursor.execute(
                f"SELECT person_id, terms FROM search_entry WHERE {condition} LIMIT {ENOUGH}", sets
            )
            rows += cursor.fetchall()
    return _merged(rows)


def _numbers_and_streets(parts: list[Part], answers: list[Answers]) -> tuple[list[str], list[str]]:
    """The house numbers that were typed, and the words of streets that answer what was."""
    numbers = [guess.text for part in parts for guess in part.guesses if guess.kind == "house"]
    words = {answer.text for each in answers for answer in each.by_term.values() if answer.kind == "street"}
    return numbers, sorted(words)


def _hit(
    parts: list[Part], answers: list[Answers], at_door: Mapping[int, float], person_id: int, terms: list[int]
) -> Hit:
    """Each part counts as well as the person's best answer fits it, and the more the rarer the part is.

    Of who is found by a street, a house number counts by what `at_door` says of it.
    """
    bests = [
        _best(part.typed, [possible.by_term[term] for term in possible.by_term.keys() & terms])
        for part, possible in zip(parts, answers, strict=True)
    ]
    by_street = any(best and best.kind == "street" for best in bests)
    door = at_door.get(person_id, doors.ELSEWHERE) if by_street else doors.AT_THE_DOOR
    score, reasons = 0.0, []
    for part, possible, best in zip(parts, answers, bests, strict=True):
        share = door if best and best.kind == "house" else 1.0
        score += best.fit * possible.rarity * share if best else 0.0
        reasons.append(
            _reason(part, best) or (f"{part.typed}: at another street" if share < doors.FLAT else "")
        )
    said = tuple(filter(None, reasons))
    return Hit(person_id, score, said, exact=not said)


def _best(typed: str, answers: list[Answer]) -> Answer | None:
    def fits(answer: Answer) -> tuple[float, bool]:
        return answer.fit, spellings.is_root(typed, answer.text)

    return max(answers, key=fits, default=None)


def _reason(part: Part, best: Answer | None) -> str:
    """How the answer differs from what was typed; empty when it does not."""
    if best is None:
        return f"not found: {part.typed}"
    if any(guess.text == best.text and guess.fit >= TIGHT for guess in part.guesses if guess.kind != "born"):
        return ""
    if best.kind == "born":
        return "" if best.fit == 1 else f"born {best.text}, close to what you typed"
    if best.kind == "postcode":
        return f"postcode {best.text[:-3]} {best.text[-3:]}, close to {part.typed}"
    return spellings.why(part.typed, best.text)
