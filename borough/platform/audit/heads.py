"""Signed heads: the tree's size and root at a moment, kept where the database cannot change them.

A tree alone cannot show that its end was cut off, or that all of it was written anew. A head that somebody
kept can. The key comes from the secret key, which the database does not hold: whoever can change the tables
cannot sign. Heads are kept in the table, in `tree-heads.jsonl` in the data folder, by whoever reads
/audit/heads/, and by whoever is given what `borough audit head` prints (decision 0031).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from .rules.walk import Anchor


@dataclass(frozen=True, slots=True)
class SignedHead:
    """`public_key` and `signature` are Ed25519, in hexadecimal; `signed_at` is ISO 8601 in UTC."""

    size: int
    root: str
    signed_at: str
    public_key: str
    signature: str

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.size, self.root)

    def as_json(self) -> dict[str, int | str]:
        return {name: getattr(self, name) for name in self.__slots__}

    def written(self) -> str:
        """One line of JSON."""
        return json.dumps(self.as_json())


def sign(size: int, root: str, now: datetime) -> SignedHead:
    key = _private_key(settings.SECRET_KEY)
    signed_at = now.isoformat()
    signature = key.sign(_signed_text(size, root, signed_at)).hex()
    return SignedHead(size, root, signed_at, key.public_key().public_bytes_raw().hex(), signature)


def holds(head: SignedHead, public_keys: Iterable[str]) -> bool:
    """Whether one of these keys signed exactly this."""
    if head.public_key not in public_keys:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.public_key))
        key.verify(bytes.fromhex(head.signature), _signed_text(head.size, head.root, head.signed_at))
    except (InvalidSignature, ValueError):
        return False
    return True


def our_public_keys() -> list[str]:
    """Of the present secret key and of earlier ones."""
    secrets: list[str] = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    return [_private_key(secret).public_key().public_bytes_raw().hex() for secret in secrets]


def read(path: Path) -> Iterator[SignedHead]:
    """The heads in a file, one line of JSON each. Raises ValueError for a line that is not one."""
    if path.exists():
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            try:
                yield SignedHead(**json.loads(line))
            except (TypeError, ValueError):
                raise ValueError(f"{path}, line {number} is not a head of the log") from None


def keep_in_file(head: SignedHead) -> None:
    with open(file(), "a") as heads:
        heads.write(head.written() + "\n")


def file() -> Path:
    return Path(settings.DATA_DIR) / "tree-heads.jsonl"


def _signed_text(size: int, root: str, signed_at: str) -> bytes:
    return f"borough audit head {size} {root} {signed_at}".encode()


def _private_key(secret: str) -> Ed25519PrivateKey:
    derived = HKDF(SHA256(), 32, salt=None, info=b"borough audit head").derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(derived)
