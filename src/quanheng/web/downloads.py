"""Answers that are a file to keep."""

from __future__ import annotations

from pathlib import PurePath

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def download(data: bytes, name: str) -> HttpResponse:
    """The bytes under that name, which may be Chinese; its ending says what they are."""
    disposition = str(content_disposition_header(True, name))
    return HttpResponse(data, _TYPES[PurePath(name).suffix], headers={"Content-Disposition": disposition})
