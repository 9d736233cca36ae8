"""What the programs say: one line an event, JSON in production, readable elsewhere, nothing about anybody.

Our own code logs with structlog, in named values that are never a person's. Libraries write sentences and put
values into them, which we do not control: their warnings are kept without the values, and one that was put
together before we see it is replaced by the place in the code that gave it. Of an exception its type and
where it happened are kept, not its message, which may quote a row.
"""

import logging
import re
import sys
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

PLACE = re.compile(r"%(\(\w+\))?[-+ #0]*[\d.]*[sdrfi]")


class WithoutValues(logging.Filter):
    """Takes the values out of a library's warning or error: they are paths, rows and whole requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, str) and record.levelno >= logging.WARNING:
            whole = not record.args  # a plain sentence, or one with values in it already
            record.msg = f"at {record.module}:{record.lineno}" if whole else PLACE.sub("…", record.msg)
            record.args = None
        return True


def without_messages(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """An exception as its types and frames, from the outermost cause to the fault."""
    if error := _error(event.pop("exc_info", None)):
        event["fault"] = [f"{type(cause).__module__}.{type(cause).__qualname__}" for cause in _causes(error)]
        event["frames"] = _frames(error.__traceback__)
    event.pop("exc_text", None)
    event.pop("stack", None)
    return event


def _error(given: Any) -> BaseException | None:
    if given is True:
        return sys.exc_info()[1]
    if isinstance(given, tuple):
        given = given[1]
    return given if isinstance(given, BaseException) else None


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found


def _frames(traceback: TracebackType | None) -> list[str]:
    found = []
    while traceback:
        code = traceback.tb_frame.f_code
        found.append(f"{code.co_filename}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return found[-12:]


ALWAYS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_messages,
]


def configuration(*, production: bool) -> dict[str, Any]:
    """For Django's LOGGING and for gunicorn: everything goes one way, to standard error."""
    structlog.configure(
        processors=[*ALWAYS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = structlog.processors.JSONRenderer() if production else structlog.dev.ConsoleRenderer(colors=False)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_values": {"()": WithoutValues}},
        "formatters": {
            "house": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": ALWAYS,
                "processors": [remove, last],
            }
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "house", "filters": ["without_values"]}
        },
        "root": {"handlers": ["console"], "level": "INFO" if production else "WARNING"},
        "loggers": {
            "borough": {"level": "INFO"},
            # Django's own handlers go to the console and to administrators' mail, values and all.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Each request is one line of ours; 4xx would be a second, with its path.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "gunicorn.error": {
                "handlers": [],
                "level": "INFO" if production else "WARNING",
                "propagate": True,
            },
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
