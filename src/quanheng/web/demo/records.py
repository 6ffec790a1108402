"""The figures of the demonstration: records made by examples/make_demo.py, and documents with slips in them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

from quanheng.lexicon.workbook import complete
from quanheng.model.workbook import DepartmentYear
from quanheng.model.workbook_flat import flat, unflat

FOLDER = Path(__file__).parent / "records"
_BODY = "word/document.xml"


class NoPlace(LookupError):
    """The document has no figure after those words; the report is written otherwise by now."""


def record(name: str, year: int) -> DepartmentYear:
    """The record of a department (`audit`, `housing`, `disabled`) for 2024 or 2025."""
    kept = json.loads((FOLDER / f"{name}_{year}.json").read_text("utf-8"))
    empty = DepartmentYear(kept["year"], kept["organisation"], kept["framework"])
    return complete(unflat(empty, {tuple(line[:-1]): line[-1] for line in kept["entries"]}))


def pasted(name: str) -> str:
    """A table (`satisfaction`, `contracts`, `archives`) as it would be copied from Excel."""
    return (FOLDER / f"{name}.tsv").read_text("utf-8")


def dumped(made: DepartmentYear) -> str:
    """A record as one entry a line; the inverse of `record`."""
    head = {"year": made.year, "organisation": made.organisation, "framework": made.framework}
    lines = ",\n".join(json.dumps([*key, value], ensure_ascii=False) for key, value in flat(made).items())
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "entries": [\n{lines}\n]}}\n'


def slipped(document: bytes, words: str) -> bytes:
    """The Word document with two digits exchanged in the first figure after `words`: what a tired hand types.

    Raises:
        NoPlace: no such words, or no figure with two different neighbouring digits after them.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        parts = {entry: packed.read(entry) for entry in packed.infolist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry, data in parts.items():
            packed.writestr(entry, _slip(data.decode(), words).encode() if entry.filename == _BODY else data)
    return out.getvalue()


def _slip(text: str, words: str) -> str:
    found = re.search(rf"(?<={re.escape(words)})\d+(?:\.\d+)?", text)
    if found is None:
        raise NoPlace(words)
    digits = found[0]
    for at in range(len(digits) - 1):
        one, other = digits[at], digits[at + 1]
        if one.isdigit() and other.isdigit() and one != other and (at or other != "0"):
            changed = f"{digits[:at]}{other}{one}{digits[at + 2 :]}"
            return text[: found.start()] + changed + text[found.end() :]
    raise NoPlace(words)
