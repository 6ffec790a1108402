"""Calculations printed with their result: （8.62÷9.80）×100%=87.96%, 完成率95.13%（3215.6万元÷3380.2万元）.

No word has to be understood: what is printed is computed as it stands. Names before numbers are
passed over; a piece that is no whole calculation is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.tokens import number
from quanheng.model.figure import RANGE, Figure
from quanheng.model.quantity import MONEY, NO_UNIT, unit
from quanheng.model.relation import Claim, Operand

Steps = tuple[int | str, ...]
"""A calculation with the operators behind their operands: numbers of operands and + - × ÷."""

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = r"%|万元|亿元|千元|元|分(?!别)|人次|人|名|个|家|户|项|件|亩|辆|台|次|批次?|天|公里|平方米|吨"
_PIECE = re.compile(
    rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})?|(?P<operator>[+＋\-－−×xX*÷/＊])"
    r"|(?P<open>[（(])|(?P<close>[）)])|(?P<equals>[=＝])|(?P<name>[\u4e00-\u9fff“”\" ]+)|(?P<stop>.)",
    re.S,
)
_SIGNS = {"＋": "+", "－": "-", "−": "-", "x": "×", "X": "×", "*": "×", "＊": "×", "/": "÷"}
_RESULT = re.compile(rf"(?P<number>-?{_NUMBER})(?P<unit>{_UNIT})?(?!\d|[\d.,]*[+＋×xX*÷/＊=＝])")
_CHEAP = re.compile(r"[=＝]\s*-?\d|%（[^）]*[÷/]")
_BEHIND = re.compile(rf"(?P<number>{_NUMBER})%（(?P<inside>[^（）]*(?:（[^（）]*）[^（）]*)*)）")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    unit: str
    start: int
    end: int


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    return [
        _Piece(str(f.lastgroup if f["number"] is None else "number"), f["number"] or f[0], f["unit"] or "", f.start(), f.end())
        for f in _PIECE.finditer(text, start, end)
    ]  # fmt: skip


class _Parser:
    """Sums of products of numbers and brackets; raises ValueError where the pieces are no calculation."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self.pieces, self.at = [p for p in pieces if p.kind != "name"], 0
        self.numbers: list[_Piece] = []
        self.steps: list[int | str] = []

    def whole(self) -> Steps:
        self._chain(("+", "-"), lambda: self._chain(("×", "÷"), self._factor))
        if self.at != len(self.pieces) or len(self.numbers) < 2:
            raise ValueError
        return tuple(self.steps)

    def _next(self) -> _Piece | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def _chain(self, signs: tuple[str, str], part: object) -> None:
        assert callable(part)
        part()
        while (piece := self._next()) is not None and piece.kind == "operator":
            sign = _SIGNS.get(piece.text, piece.text)
            if sign not in signs:
                return
            self.at += 1
            part()
            self.steps.append(sign)

    def _factor(self) -> None:
        piece = self._next()
        self.at += 1
        if piece is not None and piece.kind == "number":
            self.steps.append(len(self.numbers))
            self.numbers.append(piece)
        elif piece is not None and piece.kind == "open":
            self._chain(("+", "-"), lambda: self._chain(("×", "÷"), self._factor))
            closing = self._next()
            self.at += 1
            if closing is None or closing.kind != "close":
                raise ValueError
        else:
            raise ValueError


def _calculation(pieces: list[_Piece]) -> tuple[Steps, list[_Piece]] | None:
    """The longest run of pieces up to the last one that is a whole calculation."""
    for first in range(len(pieces)):
        if pieces[first].kind not in ("number", "open"):
            continue
        if first and pieces[first - 1].kind == "operator":
            return None  # its beginning was not understood
        parser = _Parser(pieces[first:])
        try:
            return parser.whole(), parser.numbers
        except ValueError:
            continue
    return None


def _before(text: str, equals: int) -> list[_Piece]:
    """The pieces in front of an equals sign, from the last mark that no calculation holds."""
    pieces = _pieces(text, max(0, equals - _LONGEST), equals)
    stops = [at for at, piece in enumerate(pieces) if piece.kind in ("stop", "equals")]
    return pieces[stops[-1] + 1 :] if stops else pieces


def _printed(text: str) -> Iterator[tuple[int, int, Steps, list[_Piece]]]:
    """Start and end of each result with its calculation."""
    for found in re.finditer(r"[=＝]\s*", text):
        result = _RESULT.match(text, found.end())
        made = _calculation(_before(text, found.start())) if result else None
        if result and made and not all(_YEAR.fullmatch(n.text) for n in made[1]):
            yield result.start(), result.end(), *made
    for found in _BEHIND.finditer(text):
        made = _calculation(_pieces(text, *found.span("inside")))
        if made and "÷" in made[0] and _named(made[1], found["inside"]):
            yield found.start(), found.end("number") + 1, *made


def _named(numbers: list[_Piece], inside: str) -> bool:
    """Units or signs that a date or a document's number has not."""
    return all(n.unit or n.text == "100" for n in numbers) or "÷" in inside or "×" in inside


def formula_claims(paragraphs: Iterable[Paragraph], figures: Iterable[Figure]) -> Iterator[Claim]:
    """Every calculation printed with its result; numbers that are figures already are those figures."""
    written = [part for part in paragraphs if _CHEAP.search(part.text)]
    if not written:
        return
    known = {(f.place.block, f.place.cell, f.place.start): f for f in figures}

    def figure(part: Paragraph, start: int, end: int) -> Figure:
        place = part.place(start, end)
        found = known.get((place.block, place.cell, place.start))
        if found is not None and found.hedge != RANGE:  # 36.2-41.5 in a calculation is no range
            return found
        digits = re.match(rf"-?{_NUMBER}", part.text[start:end])
        assert digits
        value, decimals = number(digits[0].lstrip("-"))
        named = unit(part.text[start + digits.end() : end]) if digits.end() < end - start else NO_UNIT
        value = -value if digits[0].startswith("-") else value
        return Figure(
            -1, part.text[start:end], value, named, decimals, place, kind="ratio", confidence=part.confidence
        )

    for part in written:
        for start, end, steps, numbers in _printed(part.text):
            result = figure(part, start, end)
            parts = [figure(part, n.start, n.end) for n in numbers]
            if _comparable(result, parts):
                operands = (Operand("result", result), *(Operand("part", p) for p in parts))
                yield Claim("formula", "printed-formula", operands, result.place, notes={"steps": steps})


def _comparable(result: Figure, parts: list[Figure]) -> bool:
    """Amounts in 元 and 万元 side by side need a unit on each number."""
    money = {f.unit.power for f in (result, *parts) if f.unit.dimension == MONEY}
    bare = any(f.unit is NO_UNIT and f.value != 100 for f in (result, *parts))
    return len(money) < 2 or not bare
