"""`python -m linkage`: what is in a file, who is who in it, why, and how right that is.

Input that cannot be used gives one sentence and exit code 2; ctrl-C gives 130; nothing is left half-written.
"""

import errno
import os
import signal
import sys
import traceback
from importlib import import_module
from typing import NoReturn

from .commands.arguments import parse
from .schema import BadInput

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES)


def main(arguments: list[str] | None = None) -> None:
    """Runs one command and exits with its code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    given = parse(arguments)
    command = import_module(f".commands.{given.command}", __package__)
    stopping: list[int] = []
    if __name__ == "__main__":
        _listen(stopping)
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
    except Exception as fault:
        if stopping:  # a library may have made an error of its own of ctrl-C
            return _end("Interrupted: nothing was written.", 130)
        if getattr(fault, "errno", None) not in FULL:
            raise
        return _end(f"{getattr(fault, 'filename', None) or 'A file'} cannot be written: {fault}.", 2)
    return 0


def _listen(stopping: list[int]) -> None:
    """Ctrl-C, and the system's wish that we end, leave by the same door: unfinished files go."""

    def interrupted(*_: object) -> None:
        stopping.append(signal.SIGINT)
        raise KeyboardInterrupt

    def terminated(*_: object) -> None:
        raise SystemExit(143)

    signal.signal(signal.SIGINT, interrupted)
    signal.signal(signal.SIGTERM, terminated)


def _end(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _leave(code: object) -> NoReturn:
    """All files are closed by now. Threads of libraries may still stand, and taking the interpreter down under them
    ends in an abort once in a while: the process ends here."""
    if code is not None and not isinstance(code, int):
        code = _end(str(code), 1)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # who read it is gone
            code = code or 1
    os._exit(code or 0)


if __name__ == "__main__":
    try:
        main()
    except SystemExit as ended:
        _leave(ended.code)
    except BaseException:
        traceback.print_exc()
        _leave(1)
