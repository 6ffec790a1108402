"""Facts from the cases of a page: terms with values as printed, or a piece of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from quanheng.facts import extract
from quanheng.model.figure import Figure
from quanheng.model.place import Place
from quanheng.model.quantity import PERCENT, unit
from quanheng.model.relation import Claim, Operand
from quanheng.model.review import Facts
from quanheng.read import read

YEAR = 2022
_PRINTED = re.compile(r"(-?[\d,]+(?:\.(\d+))?)(\D*)")


def figure(printed: str, number: int = 0, **more: Any) -> Figure:
    """The figure of printed digits: `80.00` is 万元, `12人`, `96.5%` say their unit."""
    found = _PRINTED.fullmatch(printed)
    assert found is not None, printed
    known = unit(found[3] or "万元")
    text = printed if found[3] else f"{printed}{known.name}"
    place = Place(0, 10 * number, 10 * number + len(text), section=more.pop("section", "一"))
    decimals = len(found[2] or "")
    made = Figure(number, text, Decimal(found[1].replace(",", "")), known, decimals, place)
    made.fine = decimals
    made.kind = "ratio" if known.dimension == PERCENT else "level"
    for name, value in more.items():
        setattr(made, name, value)
    return made


def claim(kind: str, *operands: tuple[str, Figure] | tuple[str, Figure, int], **more: Any) -> Claim:
    """A claim of that kind; operands are (role, figure) or (role, figure, sign)."""
    made = tuple(Operand(*operand) for operand in operands)
    return Claim(kind, more.pop("template", "test"), made, made[0].figure.place, **more)


def total(result: str, *parts: str, **more: Any) -> Claim:
    """The claim that the parts make the result; a part written `-3.00` is taken away."""
    figures = [figure(text.removeprefix("-"), at) for at, text in enumerate((result, *parts))]
    signs = [1] + [-1 if text.startswith("-") else 1 for text in parts]
    roles = ["total"] + ["part"] * len(parts)
    kind = more.pop("kind", "sum")
    return claim(kind, *zip(roles, figures, signs, strict=True), **more)


def facts_of(case: Mapping[str, Any]) -> Facts:
    """The facts of a case; `final@prior` is last year's, `fund: general` holds for the whole case."""
    if "text" in case:
        return extract(read(case["text"].encode(), "case.txt"))
    figures = list(_figures(case))
    made = Facts(figures, [], [], [], year=YEAR)
    decimals = {f.unit: max(o.decimals for o in figures if o.unit == f.unit) for f in figures}
    for known in figures:
        known.fine = decimals[known.unit]
    return made


def _figures(case: Mapping[str, Any]) -> Iterator[Figure]:
    number = 0
    for item, values in case["facts"].items():
        for basis, printed in values.items():
            name, _, when = basis.partition("@")
            year = YEAR - 1 if when == "prior" else YEAR
            yield figure(printed, number, item=item, basis=name, year=year, fund=case.get("fund", ""))
            number += 1
