"""A verifier of the log that shares no code with it: what an outsider would write from the RFC and the README.

It knows the text of an entry, the tree of RFC 6962 and the signature of a head, and needs nothing else.
"""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(kind: int, *parts: bytes) -> bytes:
    return hashlib.sha256(bytes([kind]) + b"".join(parts)).digest()


def leaf(fields: list[str]) -> bytes:
    """The hash of an entry, from its eleven fields as text."""
    return sha(0, "".join(f"{len(field.encode())}:{field}," for field in fields).encode())


def root(leaves: list[bytes]) -> bytes:
    level = leaves
    while len(level) > 1:  # pairwise; an odd one out goes up as it is: the same tree as the RFC's
        paired = [sha(1, *level[at : at + 2]) for at in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0] if level else hashlib.sha256(b"").digest()


def signed(head: dict) -> bool:
    text = f"borough audit head {head['size']} {head['root']} {head['signed_at']}".encode()
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head["public_key"]))
        key.verify(bytes.fromhex(head["signature"]), text)
    except Exception:
        return False
    return True


def entry_is_in(proof: dict) -> bool:
    """Climb from the leaf, taking each step's side from where the leaf stands, to the root that was signed."""
    steps = iter(bytes.fromhex(step) for step in proof["path"])
    at, width, climbed = proof["index"], proof["head"]["size"], bytes.fromhex(proof["leaf"])
    while width > 1:
        if at % 2:
            climbed = sha(1, next(steps), climbed)
        elif at + 1 < width:
            climbed = sha(1, climbed, next(steps))
        at, width = at // 2, (width + 1) // 2
    return not list(steps) and climbed.hex() == proof["head"]["root"] and signed(proof["head"])


def one_begins_the_other(proof: dict) -> bool:
    """Both roots from one list of subtree roots: those that the old tree is made of, and what came after."""
    old, new = proof["old"], proof["new"]
    steps = [bytes.fromhex(step) for step in proof["path"]]
    if old["size"] == new["size"]:
        return old["root"] == new["root"] and signed(old) and signed(new)
    at, width = old["size"] - 1, new["size"]
    while at % 2:
        at, width = at // 2, (width + 1) // 2
    before = after = bytes.fromhex(old["root"]) if at == 0 else steps.pop(0)
    while width > 1:
        if at % 2:
            before, after = sha(1, steps[0], before), sha(1, steps.pop(0), after)
        elif at + 1 < width:
            after = sha(1, after, steps.pop(0))
        at, width = at // 2, (width + 1) // 2
    roots = (before.hex(), after.hex()) == (old["root"], new["root"])
    return not steps and roots and signed(old) and signed(new)
