"""The original with its findings in it, by the format of the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import cast

from quanheng.model.review import Review, Reviewed
from quanheng.report import html
from quanheng.report.annotated import Annotated

Annotator = Callable[[bytes, Reviewed, datetime, bool], Annotated]

_ANNOTATORS = {
    "docx": "annotate_docx",
    "xlsx": "annotate_xlsx",
    "pdf": "annotate_pdf",
    "scan": "annotate_pdf",
}
_BESIDE = "这种文件里不能写批注，原文与问题对照写成网页"


def annotate(data: bytes, reviewed: Reviewed, now: datetime, revisions: bool = False) -> Annotated:
    """The original with remarks; for a format that takes none, the original and the findings side by side.

    Raises ImportError where the library for the format is not installed.
    """
    name = _ANNOTATORS.get(reviewed.document.format)
    if name is None:
        return Annotated(html.encode(Review([reviewed])), ".html", _BESIDE)
    module = import_module(f"quanheng.report.{name}")
    return cast("Annotator", module.annotate)(data, reviewed, now, revisions)
