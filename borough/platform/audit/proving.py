"""Proof of the whole log, of one entry in it, and of one head's being the beginning of another's."""

from collections.abc import Iterable
from typing import Any

from . import guards, heads, pseudonyms, queries, stored
from .heads import SignedHead
from .leaves import Watch, ignore, parts
from .models import Event
from .rules import tree
from .rules.walk import Broken, Unguarded, Verified, by_size, judge


def verify(also: Iterable[SignedHead] = (), watch: Watch = ignore) -> Verified | Unguarded | Broken:
    """Compute the whole tree anew and compare it with every head that was kept: ours, in the table and in the
    file, and `also` those that somebody outside kept. Then see that the guards stand. `watch`: told
    how many entries were read."""
    ours = [*queries.heads_kept(), *heads.read(heads.file())]
    if wrong := _unsigned(ours, also):
        return wrong
    kept = by_size(head.anchor for head in [*ours, *also])
    found = judge(parts(kept, watch), kept, stored.blocks())
    return _people() or _guards() or found if isinstance(found, Verified) else found


def _unsigned(ours: Iterable[SignedHead], also: Iterable[SignedHead]) -> Broken | None:
    keys = heads.our_public_keys()
    for head in ours:
        if not heads.holds(head, keys):
            return Broken(head.size, "A kept head is not signed by this council.", "Ask who wrote it.")
    for head in also:
        if not heads.holds(head, [head.public_key]):
            return Broken(head.size, "A head that you gave was changed.", "Compare with its other copies.")
    return None


def _people() -> Broken | None:
    if forged := pseudonyms.forged():
        first = queries.about(forged[0]).order_by("position").values_list("position", flat=True).first()
        said = "Its person was changed after it was written: the pseudonym is another's."
        return Broken(first or 0, said, "Compare audit_pseudonym with a backup.")
    if position := pseudonyms.lost():
        said = "Its person was removed, and no entry says that they were forgotten."
        return Broken(position, said, "Restore audit_pseudonym from a backup.")
    return None


def _guards() -> Unguarded | None:
    lifted = guards.lifted()
    remedy = "Find out who lifted it, then put it back as migrations 0002 and 0003 say."
    return Unguarded(" ".join(lifted), remedy) if lifted else None


def inclusion(position: int, head: SignedHead) -> dict[str, Any]:
    """What proves to anybody that this entry is in the log that `head` signs. JSON values, hashes in
    hexadecimal; no text of the entry. Raises ValueError when the head is older than the entry."""
    kept = Event.objects.values_list("hash", flat=True).get(position=position)
    path = tree.inclusion(position - 1, head.size, stored.hashes())
    return {
        "leaf": kept, "index": position - 1, "path": [step.hex() for step in path],
        "head": head.as_json(), "how": HOW,
    }  # fmt: skip


def consistency(old: SignedHead, new: SignedHead) -> dict[str, Any]:
    """What proves that the log which `new` signs begins with all of what `old` signed. JSON values."""
    steps = tree.consistency(old.size, new.size, stored.hashes())
    return {"old": old.as_json(), "new": new.as_json(), "path": [step.hex() for step in steps], "how": HOW}


HOW = "RFC 6962 section 2.1, SHA-256; verified as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say."


def proves_inclusion(proof: dict[str, Any]) -> bool:
    """Whether the path of `inclusion` holds and its head is signed by us."""
    head = SignedHead(**proof["head"])
    path = [bytes.fromhex(step) for step in proof["path"]]
    leaf, root = bytes.fromhex(proof["leaf"]), bytes.fromhex(head.root)
    signed = heads.holds(head, heads.our_public_keys())
    return signed and tree.included(leaf, proof["index"], head.size, path, root)


def proves_consistency(proof: dict[str, Any]) -> bool:
    old, new = SignedHead(**proof["old"]), SignedHead(**proof["new"])
    path, roots = [bytes.fromhex(step) for step in proof["path"]], (old.root, new.root)
    signed = all(heads.holds(head, heads.our_public_keys()) for head in (old, new))
    return signed and tree.consistent(old.size, new.size, path, *map(bytes.fromhex, roots))
