"""What a line of the table says, and what requests are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

Given = dict[str, Any] | Callable[[dict[str, Any]], dict[str, Any]] | None


def file(name: str = "新稿.md", words: str = "2025年支出100.00万元。") -> dict[str, Any]:
    """An upload in the field `file`."""
    return {"file": SimpleUploadedFile(name, words.encode())}


def papers(*names: str) -> dict[str, Any]:
    """Files of a step, each with what it is."""
    return {
        "papers": list(names),
        "files": [SimpleUploadedFile(f"{one}.pdf", b"%PDF-1.4 x") for one in names],
    }


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
    """The row whose version is sent; `mine` for that of the person's own verdict, `proposals` for what was shown."""
    when: Callable[[dict[str, Any]], object] | None = None
    """Brings the rows into the state in which the operation is done."""
    also: frozenset[int] = frozenset()
    """Answers of the request itself to some who have the right: another's unit in a form is no choice of theirs."""
    quiet: bool = False
    """A write that decides nothing, so that no event tells it."""
    query: str = ""
    """What follows the address."""

    def __str__(self) -> str:
        return self.name
