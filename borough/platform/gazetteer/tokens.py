"""What stands for an address in a URL: a keyed hash of its UPRN, which nobody can make without our key."""

import base64

from django.utils.crypto import salted_hmac

LENGTH = 20  # characters of five bits: guessing one of 150,000 takes 10^25 tries


def token_of(uprn: str) -> str:
    """a-xxxxxxxxxxxxxxxxxxxx"""
    digest = salted_hmac("gazetteer.address", uprn, algorithm="sha256").digest()
    return "a-" + base64.b32encode(digest).decode().lower()[:LENGTH]
