"""The token of 2015: its client asked for one before it looked up addresses, and sent it along.

Here nothing asks for a token, so none gives a right. This one has the shape that its client expects, and is signed
with a key that is thrown away: nobody can take it for proof of anything.
"""

import base64
import hashlib
import hmac
import json
import secrets
from datetime import datetime, timedelta

LIFE = timedelta(hours=1)


def token(now: datetime) -> str:
    """A JSON Web Token; `exp` in milliseconds, as theirs was. Nothing of who asked is in it."""
    until = int((now + LIFE).timestamp() * 1000)
    said = [{"alg": "HS256", "typ": "JWT"}, {"auth": "none", "rights": [], "exp": until}]
    signed = ".".join(_part(json.dumps(one, separators=(",", ":")).encode()) for one in said)
    thrown_away = secrets.token_bytes(32)
    return f"{signed}.{_part(hmac.new(thrown_away, signed.encode(), hashlib.sha256).digest())}"


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
