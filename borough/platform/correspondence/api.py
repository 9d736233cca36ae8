"""What the council writes to somebody: stored exactly as sent, queued with the decision, sent once.

with transaction.atomic():
    ...                                   # what is decided
    write(to="a@example.org", subject="...", text="...", about="place-report:7", by=request.actor, now=now)
"""

from .operations import write
from .queries import messages_about

__all__ = ["messages_about", "write"]
