"""One number of a Word file changed by its first digit: what is found then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

_TEXT = re.compile(r"(<w:t[^>]*>)([^<]*)(</w:t>)")
_CELL = re.compile(r"\d+\.\d\d")
_SPOT = re.compile(
    r"(?<![\d.])(?:(?P<amount>\d+\.\d\d)(?=万元)|(?P<percent>\d+\.\d\d)(?=%)|"
    r"(?P<count>[1-9]\d*)(?=辆|批次|人次|次(?!性)|人(?!员)|名|台))"
)
_SMALLEST = 1  # 0.37 may become 1.37 and be nothing but another rounding


@dataclass(frozen=True, slots=True)
class Slip:
    """What was changed: amount, percent, count or cell; as it read and as it reads; the changed file."""

    kind: str
    was: str
    now: str
    data: bytes


def slip(data: bytes, kind: str, rng: Random) -> Slip | None:
    """A number of that kind changed, None where the file has none."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    spots = [spot for spot in _spots(text, kind) if float(text[slice(*spot)]) >= _SMALLEST]
    if not spots:
        return None
    start, end = rng.choice(spots)
    was = text[start:end]
    now = str(int(was[0]) % 9 + 1) + was[1:]
    parts["word/document.xml"] = (text[:start] + now + text[end:]).encode()
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return Slip(kind, was, now, made.getvalue())


KINDS = ("amount", "percent", "count", "cell")


def _spots(text: str, kind: str) -> list[tuple[int, int]]:
    made = []
    for run in _TEXT.finditer(text):
        if kind == "cell":
            if _CELL.fullmatch(run[2]):
                made.append(run.span(2))
            continue
        made += [
            (run.start(2) + m.start(kind), run.start(2) + m.end(kind))
            for m in _SPOT.finditer(run[2])
            if m[kind]
        ]
    return made
