"""A file from an officer's browser, kept at once and read by a worker."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import transaction

from borough.platform.audit import api as audit

from . import tasks
from .contract import Contract
from .operations import register
from .queries import BatchSummary
from .reasons import Refused

# No contract allows more; a request that announces more is not even read.
MOST_BYTES = 512_000_000


class LimitedUpload(FileUploadHandler):
    """First of the upload handlers: stops a request that says it brings more than any feed may."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"{content_length:,} bytes announced; no feed may bring so many.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def upload(
    contract: Contract, given: Mapping[str, Any], *, by: audit.Actor, now: datetime
) -> BatchSummary | Refused:
    """`given`: `file`, `extracted_on`, `again`, as UploadForm cleans them."""
    file: UploadedFile[Any] = given["file"]
    with tempfile.NamedTemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        with transaction.atomic():
            batch = register(
                contract, Path(copy.name), name=Path(file.name or "file").name, by=by, now=now,
                extracted_on=given["extracted_on"], again=given["again"],
            )  # fmt: skip
            if not isinstance(batch, Refused):
                tasks.settle.defer(batch_id=batch.id, actor_id=getattr(by, "id", ""), actor_name=by.name)
    return batch
