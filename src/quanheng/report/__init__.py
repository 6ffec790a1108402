"""A Review laid out as text, JSON, SARIF, HTML, or as a list for Excel and Word; nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from quanheng.model.review import Review
from quanheng.report.look import Look

TEXTS = ("text", "short")
FILES = ("json", "jsonl", "sarif", "csv", "html", "xlsx", "docx", "pdf")
FORMATS = (*TEXTS, *FILES)


def render(review: Review, form: str, look: Look | None = None) -> str | bytes:
    """The review in one of FORMATS: str for the two that are for reading, bytes for the others.

    The module of the format is loaded only now. Raises KeyError on an unknown format, Lacking where a program
    for it is not installed.
    """
    if form not in FORMATS:
        raise KeyError(form)
    module = import_module(f"quanheng.report.{form}")
    if form in TEXTS:
        return cast("Callable[[Review, Look], str]", module.render)(review, look or Look())
    return cast("Callable[[Review], bytes]", module.encode)(review)
