"""What people look for and do not find, and how near things are to where people live. No addresses, no words.

`count(...)` is the one path by which a question is recorded: called by who answered it, held in the process, and
written by the process's own clock (config/gunicorn.py), never by the request: reads do not write.
"""

from .counting import count, flush, keep_writing

__all__ = ["count", "flush", "keep_writing"]
