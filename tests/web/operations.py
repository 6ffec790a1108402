"""Every operation of the API: with which right its object is found, which right it needs, and a good request.

`test_every_operation.py` reads this table as `test_every_address.py` reads that of the pages, and demands that
somebody gets each operation done, and that every write is in the log. An operation without a line fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

Given = dict[str, Any] | Callable[[dict[str, Any]], dict[str, Any]] | None


def file(name: str = "新稿.md", words: str = "2025年支出100.00万元。") -> dict[str, Any]:
    """An upload in the field `file`."""
    return {"file": SimpleUploadedFile(name, words.encode())}


@dataclass(frozen=True)
class Line:
    """`at` fills the address: names of rows of the world, or values; `match` gives the version for If-Match."""

    name: str
    see: str
    at: str = ""
    needs: str = ""
    body: Given = None
    form: Given = None
    """Sent as a form with files instead of JSON."""
    match: str = ""
    """The row whose version is sent; `mine` for the version of the person's own verdict."""
    quiet: bool = False
    """A write that decides nothing, so that no event tells it."""

    def __str__(self) -> str:
        return self.name


DOCUMENT, DRAFT = "document=document", "document=document number=1"
FINDING = f"{DRAFT} finding=finding"
WHOLE, QUICK = "view_whole@document", "view_whole@quick"
SPEAKS = "decide@document decide_own@document propose_verdict@document"
SETTLES = "decide@document decide_own@document"

OPERATIONS = [
    Line("me", "person"),
    Line("units", "person"),
    Line("unit", "view@own campaign@own people@own", "unit=department"),
    # documents
    Line("documents", "person"),
    Line("upload_document", "person", form=lambda _: file()),
    Line("document", WHOLE, DOCUMENT),
    Line("delete_document", WHOLE, DOCUMENT, "-"),
    Line("delete_document", QUICK, "document=quick"),
    Line("drafts", WHOLE, DOCUMENT),
    Line("next_draft", WHOLE, DOCUMENT, "check@document", form=lambda _: file()),
    Line("draft", WHOLE, DRAFT),
    Line("draft", QUICK, "document=quick number=1"),
    Line("recheck", WHOLE, DRAFT, "check@document", {"year": 2025, "jurisdiction": "43"}),
    Line("changes", WHOLE, DRAFT),
    Line("figure", WHOLE, f"{DRAFT} figure=1"),
    Line("outline", WHOLE, DRAFT),
    Line("text", WHOLE, DRAFT),
    Line("page", WHOLE, f"{DRAFT} page=1"),
    Line("page_picture", WHOLE, f"{DRAFT} page=1"),
    Line("make_export", WHOLE, f"{DRAFT} form=json", quiet=True, body={}),
    Line("export", WHOLE, f"{DRAFT} form=json"),
    Line("findings", WHOLE, DRAFT),
    Line("finding", WHOLE, FINDING),
    Line("decide", WHOLE, FINDING, SPEAKS, {"choice": "later"}, match="mine"),
    Line("undo_verdict", WHOLE, FINDING, SPEAKS, match="mine"),
    Line("decide_rule", WHOLE, DRAFT, SPEAKS, {"rule": "no-such/rule", "choice": "later"}, quiet=True),
    Line("waivers", WHOLE, DOCUMENT),
    Line("waive", WHOLE, DOCUMENT, SETTLES, {"rule": "sums/parts", "reason": "没有"}),
    Line("unwaive", WHOLE, f"{DOCUMENT} waiver=waiver", SETTLES),
    # jobs and the log
    Line("jobs", "person"),
    Line("job", "view@job", "job=job"),
    Line("cancel_job", "view@job", "job=job", body={}),
    Line("events", "person", needs="log"),
]
