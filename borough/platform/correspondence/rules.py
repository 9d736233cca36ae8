"""What a header may hold."""

import re

LONGEST_SUBJECT = 150


def one_line(text: str) -> str:
    """Without line breaks and other control characters: nobody writes a header of their own into a message."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", text).split())
