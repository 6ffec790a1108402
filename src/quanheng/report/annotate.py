"""The original with its findings in it, by the format of the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from quanheng.model.review import Reviewed
from quanheng.report import annotate_docx

Annotator = Callable[[bytes, Reviewed, datetime, bool], bytes]

ANNOTATORS: dict[str, tuple[str, Annotator]] = {"docx": (".docx", annotate_docx.annotate)}
"""Format of the document: the ending of the annotated file, and who writes it."""


class CannotAnnotate(ValueError):
    """A format whose original takes no remarks; the message is Chinese."""


def annotate(data: bytes, reviewed: Reviewed, now: datetime, revisions: bool = False) -> bytes:
    """The bytes of the original with remarks; raises CannotAnnotate."""
    form = reviewed.document.format
    if form not in ANNOTATORS:
        raise CannotAnnotate(f"{form} 文件里不能写批注")
    return ANNOTATORS[form][1](data, reviewed, now, revisions)
