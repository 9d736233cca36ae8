"""Files as answers: who may fetch them, until when a copy holds, under which licence it is."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any
from zlib import crc32

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from borough.platform.feeds import api as feeds
from borough.platform.registers.dates import day_asked
from borough.platform.registers.declaration import Register
from borough.platform.registers.declared import find
from borough.platform.registers.licences import links
from borough.platform.registers.public.nothing import before_the_first, by_address, no_day, no_register
from borough.platform.registers.queries import changed_at, each_item, numbers

from .parquet import as_parquet
from .texts import as_csv, as_geojson, as_json

View = Callable[..., HttpResponseBase]
EXPOSED = "ETag, Last-Modified, Link, Content-Disposition"


def whole(register: Register, form: str, at: date | None) -> HttpResponseBase:
    """All of a register in a format: csv, json, geojson or parquet."""
    items, newest = each_item(register.name, at), feeds.newest_applied(register.name, at)
    if form == "csv":
        return as_csv(register, items)
    if form == "parquet":
        parts = as_parquet(register, items, newest, at)
        answer = StreamingHttpResponse(parts, content_type="application/vnd.apache.parquet")
        answer["Content-Disposition"] = f'attachment; filename="{register.file_name}.parquet"'
        return answer
    if form == "json":
        return StreamingHttpResponse(as_json(register, items, newest, at), content_type="application/json")
    text = as_geojson(register, items, newest, at)
    return StreamingHttpResponse(text, content_type="application/geo+json")


def open_data(view: View) -> View:
    """Read from any site's scripts, also where nothing has changed (304) or nothing is there (404)."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            answer: HttpResponseBase = HttpResponse(status=204)
            answer["Access-Control-Allow-Methods"] = "GET, HEAD"
            answer["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
            answer["Access-Control-Max-Age"] = "86400"
        else:
            answer = require_safe(view)(request, *args, **kwargs)
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = EXPOSED
        return answer

    return answered


def as_file(response: HttpResponseBase, register: Register | None = None) -> HttpResponseBase:
    """The headers of a file: its licence, and that a copy holds for a minute."""
    response["Cache-Control"] = "public, max-age=60"
    if register:
        beside = f'</registers/{register.name}.csv-metadata.json>; rel="describedby"'
        response["Link"] = f"{links(one.url for one in register.terms)}, {beside}"
        if register.demonstration:
            response["X-Demonstration-Data"] = "invented"
    return response


def missing(name: str, asked: str) -> HttpResponse | None:
    """For programs: why there is no such file, as JSON with status 404 or 400."""
    register = find(name)
    if register is None:
        return _refused(no_register(name).title, 404)
    if register.closed:
        return _refused(by_address(register).why, 403)
    if not asked:
        return None
    day = day_asked(asked)
    if day is None:
        return _refused(no_day(register, asked).why, 400)
    nothing = before_the_first(register, day)
    return _refused(f"{nothing.title}. {nothing.why}", 404) if nothing else None


def _refused(words: str, status: int) -> HttpResponse:
    return JsonResponse({"error": words}, status=status)


def etag(request: Any, name: str, form: str = "", key: str = "") -> str | None:
    """Names the state of the register in this format; None where there is no such register."""
    state = numbers(name)
    at = request.GET.get("at", "")
    return f'"{name}-{state[0][1]}-{form}-{crc32(f"{key} {at}".encode()):08x}"' if state else None


def last_changed(request: Any, name: str, form: str = "", key: str = "") -> datetime | None:
    return changed_at(name)
