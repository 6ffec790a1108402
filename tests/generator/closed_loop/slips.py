"""One digit of one number of a Word file changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

_TEXT = re.compile(r"(<w:t[^>]*>)([^<]*)(</w:t>)")
_SPOT = re.compile(
    r"(?<![\d.])(?:(?P<amount>\d+\.\d\d)(?=万元)|(?P<percent>\d+(?:\.\d+)?)(?=%)|(?P<points>\d+(?:\.\d+)?)(?=分(?!之|别))|"
    r"(?P<count>\d+)(?=辆|批次|人次|次(?!性)|人(?!员)|名|台|个))"
)
_CELLS = {
    "cell": re.compile(r"(\d+\.\d\d)"),
    "rate": re.compile(r"(\d+(?:\.\d+)?)%"),
    "target": re.compile(r"[≥≤＝=>＜<]?(\d+(?:\.\d+)?)(?:[^\d.年月日%％]{1,4})"),
}
_SCORED = "score"
_NUMBER = re.compile(r"\d+(?:\.\d\d?)?")
_MEASURED = re.compile(r">(?:[≥≤＝=]\d[^<]*|\d[\d.]*%)</w:t>")
_TAG = re.compile(r"<[^>]*>")
KINDS = ("amount", "percent", "points", "count", *_CELLS, _SCORED)


@dataclass(frozen=True, slots=True)
class Slip:
    """What was changed: the kind of number; as it read and as it reads; the words around it; the changed file.

    `rows` are those of its table, none outside of tables.
    """

    kind: str
    was: str
    now: str
    around: str
    data: bytes
    rows: int = 0


def slip(data: bytes, kind: str, rng: Random) -> Slip | None:
    """A number of that kind changed, None where the file has none."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    spots = list(_spots(text, kind))
    if not spots:
        return None
    start, end = rng.choice(spots)
    was = text[start:end]
    now = _misprinted(was, rng)
    parts["word/document.xml"] = (text[:start] + now + text[end:]).encode()
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return Slip(kind, was, now, _around(text, start), made.getvalue(), _height(text, start))


def _misprinted(was: str, rng: Random) -> str:
    """Another digit in any place; a number of several digits does not begin with a zero."""
    at = rng.choice([i for i, digit in enumerate(was) if digit != "."])
    digits = [d for d in "0123456789" if d != was[at] and (d != "0" or at or not was[1:2].isdigit())]
    return was[:at] + rng.choice(digits) + was[at + 1 :]


def _spots(text: str, kind: str) -> Iterator[tuple[int, int]]:
    """Where the digits of the numbers of a kind stand: in the sentences, or as all that a cell says."""
    for run in _TEXT.finditer(text):
        if kind == _SCORED:
            if _NUMBER.fullmatch(run[2]) and _MEASURED.search(_row(text, run.start())):
                yield run.span(2)
            continue
        found = [_CELLS[kind].fullmatch(run[2])] if kind in _CELLS else list(_SPOT.finditer(run[2]))
        group: str | int = 1 if kind in _CELLS else kind
        for one in found:
            if one is not None and one[group]:
                yield run.start(2) + one.start(group), run.start(2) + one.end(group)


def _row(text: str, at: int) -> str:
    """The row of a table that stands there, nothing outside of tables."""
    start = text.rfind("<w:tr>", 0, at)
    return text[start : text.index("</w:tr>", at)] if start > text.rfind("</w:tr>", 0, at) else ""


def _height(text: str, at: int) -> int:
    """The rows of the table that stands there."""
    start = text.rfind("<w:tbl>", 0, at)
    inside = start > text.rfind("</w:tbl>", 0, at)
    return text.count("<w:tr>", start, text.index("</w:tbl>", at)) if inside else 0


def _around(text: str, at: int) -> str:
    """The words of its row or paragraph."""
    row = _row(text, at)
    whole = row or text[text.rfind("<w:p>", 0, at) : text.index("</w:p>", at)]
    return _TAG.sub("", whole.replace("</w:tc>", " | "))
