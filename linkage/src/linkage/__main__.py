"""`python -m linkage`: what is in a file, who is who in it, why, and how right that is.

Input that cannot be used gives one sentence and exit code 2; ctrl-C gives 130; nothing is left half-written.
"""

import errno
import os
import signal
import sys
from importlib import import_module

from .arguments import parser
from .schema import BadInput


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    command = import_module(f".commands.{given.command}", __package__)
    try:
        command.run(given)
        sys.stdout.flush()
    except BadInput as fault:
        return _end(str(fault), 2)
    except KeyboardInterrupt:
        return _end("Interrupted: nothing was written.", 130)
    except MemoryError:
        return _end("Not enough memory: nothing was written; link fewer records or columns at a time.", 2)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES):
            raise
        return _end(
            f"{fault.filename or 'A file'} cannot be written: {fault.strerror}; nothing was written.", 2
        )
    return 0


def _end(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _terminated(*_: object) -> None:
    """Asked to stop by the system: leave as at ctrl-C, so that unfinished files go."""
    raise SystemExit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _terminated)
    main()
