"""A stylesheet as rules, and those of them that can hold in a page that has certain words. Pure.

A selector is judged by the tags, classes and ids that it names: where the page has them all, it may hold,
and is kept. What it says of their order, attributes, states and arguments (`:not(...)`) is not looked at:
readers open details and scripts set attributes. So too much may be kept, never too little.
"""

import re
from dataclasses import dataclass

COMMENT = re.compile(r"/\*.*?\*/", re.S)
SPACE = re.compile(r"[ \t\r\n\f]+")  # no other is one in CSS
STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
PIECE = re.compile(rf"{STRING}|url\([^)\"']*\)|[{{}};]|[^{{}};\"'u]+|u", re.S)
ARGUMENT = re.compile(r"(?<!\\):{1,2}[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?")
ATTRIBUTE = re.compile(rf"\[(?:{STRING}|[^\]\"'])*\]")
NAMED = re.compile(r"([.#]?)((?:[\w-]|\\.|[^\x00-\x7f])+)")
COMMA = re.compile(r",(?![^(\[]*[)\]])")


@dataclass(frozen=True, slots=True)
class Selector:
    """`needs`: what a page must have for it to hold, written `a`, `.class` and `#id`."""

    text: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """What its selectors get: `body`. Without selectors it is for every page (a font, a variable)."""

    head: str
    selectors: tuple[Selector, ...]
    body: str

    def within(self, words: frozenset[str]) -> str:
        if not self.selectors:
            return f"{self.head}{{{self.body}}}"
        holding = ",".join(each.text for each in self.selectors if each.needs <= words)
        return f"{holding}{{{self.body}}}" if holding else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rules under a condition: `@media (...)`, `@supports (...)`."""

    head: str
    rules: tuple["Rule | Group", ...]

    def within(self, words: frozenset[str]) -> str:
        holding = "".join(rule.within(words) for rule in self.rules)
        return f"{self.head}{{{holding}}}" if holding else ""


def read(css: str) -> tuple[Rule | Group, ...]:
    """A stylesheet. What cannot be read as one raises ValueError."""
    pieces = [_tight(piece) for piece in PIECE.findall(COMMENT.sub("", css))]
    rules, rest = _rules(pieces, 0)
    if rest != len(pieces):
        raise ValueError("A stylesheet closes a brace that it did not open.")
    return rules


def _tight(piece: str) -> str:
    return piece if piece[0] in "\"'" else SPACE.sub(" ", piece)


def _rules(pieces: list[str], at: int) -> tuple[tuple[Rule | Group, ...], int]:
    """Those from `at` to the brace that closes them, and where that is."""
    found: list[Rule | Group] = []
    head = ""
    while at < len(pieces) and pieces[at] != "}":
        piece, at = pieces[at], at + 1
        if piece == ";":  # @charset
            head = ""
        elif piece == "{":
            made, at = _block(head.strip(" "), pieces, at)
            found += made
            head = ""
        else:
            head += piece
    return tuple(found), at


def _block(head: str, pieces: list[str], at: int) -> tuple[list[Rule | Group], int]:
    if head.startswith(("@media", "@supports", "@-moz-document")):
        rules, at = _rules(pieces, at)
        return [Group(head, rules)], at + 1
    end = _closing(pieces, at)
    if end == len(pieces):
        raise ValueError(f"A stylesheet does not close {head or 'a brace'}.")
    body = "".join(pieces[at:end]).strip(" ")
    selectors = () if head.startswith("@") else tuple(map(_selector, COMMA.split(head)))
    return [Rule(head, selectors, body)], end + 1


def _closing(pieces: list[str], at: int) -> int:
    depth = 0
    while at < len(pieces) and (depth or pieces[at] != "}"):
        depth += {"{": 1, "}": -1}.get(pieces[at], 0)
        at += 1
    return at


def _selector(text: str) -> Selector:
    plain = ARGUMENT.sub("", ATTRIBUTE.sub("", text))
    needs = (sign + (name.replace("\\", "") if sign else name.lower()) for sign, name in NAMED.findall(plain))
    return Selector(text.strip(), frozenset(needs))
