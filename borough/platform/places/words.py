"""The words of the one box: which kind of place a sentence speaks of, and what else it says. Pure.

`read("where can I recycle paint near kentish town")` finds the kind, "kentish town" as the place, and no filter.
Longest phrase first; where none is written exactly, one that is spelt nearly so.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from rapidfuzz import fuzz, process

from .kinds import Kind, Kinds

LONGEST = 6  # words of a phrase
NEARLY, NEARLY_LONG = 84.0, 80.0  # of 100: "libary"; of six letters and more, "farmacy"
SHORTEST = 4  # letters of a word that may be misspelt
FILTERS = {
    "open": re.compile(r"\b(that (is|are) )?(still )?open( right)?( now| today| late)?\b"),
    "step_free": re.compile(
        r"\b(with )?(step free( access)?|wheelchair( accessible| access)?|accessible|without steps)\b"
    ),
    "free": re.compile(r"\b(free of charge|for free|free)\b"),
    "baby_change": re.compile(r"\b(with )?baby chang(e|ing)\b"),
}
ASKS = re.compile(
    r"^(please |can you |tell me |show me |i want to |i need to |i need |i want |looking for |how do i )*"
    r"(where (can|do|could|should|will|would) (i|we|you|one)( go to| go and| go)?"
    r"|where is|where s|where are|wheres|where|what is|what s|which is|find|get|show|give)?\s*"
    r"(the |my |our |a |an |me )*((nearest|closest|next|local|near by|nearby)( to)? )*"
    r"(the |my |our |a |an |some )*"
)
BETWEEN = re.compile(
    r"^(near to|close to|next to|nearest to|closest to|nearest|closest|near|in|at|by|around|round|from|to|on|of"
    r"|for|and|the|my|within)\b"
)
HERE = re.compile(r"^(me|am|here|my location|where i am|my area|my house|my home|home|us|by|nearby)$")
POINT = re.compile(r"-?\d{1,3}\.\d+\s*,\s*-?\d{1,3}\.\d+")
# Words that say nothing of where.
FILLING = frozenset(
    "what when which day days are is was do does did my our your collected emptied old new used some any "
    "class classes lesson lessons club clubs team session sessions charging good cheap best big small i can you "
    "please thanks thank go get here there".split()
)
DOING = re.compile(
    r"^(recycle|recycling|dispose of|get rid of|throw away|throw out|take|buy|play|do|see|watch|borrow|hire|use"
    r"|learn|find|charge|park|post|have|visit)$"
)


@dataclass(frozen=True, slots=True)
class Read:
    """`kinds`: those that the words fit, likeliest first. `where`: what is left. `here`: "near me".
    `exact`: spelt as we spell it. `phrase`: the words taken for the kind."""

    kinds: tuple[Kind, ...] = ()
    where: str = ""
    here: bool = False
    filters: tuple[str, ...] = ()
    exact: bool = True
    phrase: str = ""
    asked: str = ""  # the whole without "where is my nearest"


def folded(text: str) -> str:
    """Small letters without accents or signs, single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9,. ]+", " ", plain.casefold().replace("'", "")).split())


class Vocabulary:
    """Every phrase for every kind."""

    def __init__(self, kinds: Kinds) -> None:
        self.phrases: dict[str, list[Kind]] = {}
        for kind in kinds.kinds.values():
            for phrase in dict.fromkeys(_phrases(kind)):
                self.phrases.setdefault(phrase, []).append(kind)

    @cached_property
    def long_enough(self) -> list[str]:
        return [phrase for phrase in self.phrases if len(phrase) >= SHORTEST]

    def read(self, text: str) -> Read:
        point = POINT.search(text)
        words = folded(POINT.sub(" ", text))
        filters, words = _filters(words)
        asked = ASKS.sub("", words, count=1)
        tokens = re.findall(r"[a-z0-9]+", asked)
        for start, end, kinds, exact in self._found(tokens):
            before, after = tokens[:start], tokens[end:]
            rest = point.group() if point else _where(before, after)
            phrase = " ".join(tokens[start:end])
            here = bool(HERE.match(rest))
            return Read(tuple(kinds), "" if here else rest, here, filters, exact, phrase, asked)
        rest = point.group() if point else _where([], tokens)
        here = bool(HERE.match(rest))
        return Read((), "" if here else rest, here, filters, asked=asked)

    def _found(self, tokens: list[str]) -> Iterator[tuple[int, int, list[Kind], bool]]:
        """Windows of words that are a phrase: exact ones, longest first; then nearly so."""
        windows = [
            (start, start + size)
            for size in range(min(LONGEST, len(tokens)), 0, -1)
            for start in range(len(tokens) - size + 1)
        ]
        exact = [(a, b) for a, b in windows if " ".join(tokens[a:b]) in self.phrases]
        # "recycle clothes": what is recycled says more than that it is.
        exact.sort(key=lambda w: (-(w[1] - w[0]), bool(DOING.match(" ".join(tokens[w[0] : w[1]]))), w[0]))
        for start, end in exact:
            yield start, end, self.phrases[" ".join(tokens[start:end])], True
        for start, end in windows:
            written = " ".join(tokens[start:end])
            if len(written) < SHORTEST or written.isdigit():
                continue
            least = NEARLY_LONG if len(written) >= 6 else NEARLY
            near = process.extractOne(written, self.long_enough, scorer=fuzz.ratio, score_cutoff=least)
            if near:
                yield start, end, self.phrases[near[0]], False

    def beginning(self, text: str, limit: int) -> list[Kind]:
        """Kinds of which some phrase, or a word in it, begins so: for suggestions."""
        typed = ASKS.sub("", folded(text), count=1).strip()
        if len(typed) < 2:
            return []
        first = [k for phrase, ks in self.phrases.items() if phrase.startswith(typed) for k in ks]
        within = [k for phrase, ks in self.phrases.items() if f" {typed}" in phrase for k in ks]
        found = list({kind.key: kind for kind in (*first, *within)}.values())
        if not found and len(typed) >= SHORTEST:
            nearly = process.extract(
                typed, self.long_enough, scorer=fuzz.ratio, score_cutoff=NEARLY - 8, limit=3
            )
            found = list({k.key: k for phrase, _, _ in nearly for k in self.phrases[phrase]}.values())
        return found[:limit]


def _phrases(kind: Kind) -> Iterator[str]:
    for said in kind.said:
        phrase = folded(said).replace(",", "").replace(".", "")
        yield phrase
        for start in ("place to ", "places to ", "place for ", "places for ", "place for a ", "a ", "the "):
            yield phrase.removeprefix(start)
        yield phrase.replace("recycle ", "recycling ")


def _filters(words: str) -> tuple[tuple[str, ...], str]:
    found = []
    for name, pattern in FILTERS.items():
        if pattern.search(words) and words not in ("free wifi",):
            shorter = " ".join(pattern.sub(" ", words).split())
            if shorter:
                found.append(name)
                words = shorter
    return tuple(found), words


def _where(before: list[str], after: list[str]) -> str:
    """What is left of a sentence when its kind is taken out: a place, without the words that lead to it."""
    rest = " ".join([*(word for word in before if not DOING.match(word)), *after])
    while (found := BETWEEN.match(rest)) or rest.partition(" ")[0] in FILLING:
        rest = rest[found.end() :].strip() if found else rest.partition(" ")[2]
        if not rest:
            return ""
    while rest.rpartition(" ")[2] in FILLING:
        rest = rest.rpartition(" ")[0]
    return re.sub(r"\b(near|in|at|by|the|close to|near to|around|please|is|are)$", "", rest).strip()


@cache
def vocabulary() -> Vocabulary:
    from .kinds import kinds

    return Vocabulary(kinds())
