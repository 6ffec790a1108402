"""The fund block of a self-evaluation form that was flattened to one line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.tokens import number
from quanheng.model.figure import Figure
from quanheng.model.quantity import unit
from quanheng.model.relation import Claim, Operand

_HEAD = re.compile(r"年初预算数?全年预算数?全年执行数?")
_UNIT = re.compile(r"（(万元|元)）")
_ROW = re.compile(
    r"(?P<label>年度资金总额|其中：(?:本年|当年|年度)?(?:一般公共预算)?财政(?:拨款|资金)|上年结转资金|其他资金)：?"
    r"(?P<numbers>(?: ?-?\d[\d,]*(?:\.\d+)?%?){1,6})?"
)
_SCORED = re.compile(
    r" ?-?\d[\d,]*(?:\.\d+)?(?: -?\d[\d,]*(?:\.\d+)?){2} \d+(?:\.\d+)? (?P<rate>\d+(?:\.\d+)?%)(?: ?\d+(?:\.\d+)?)?"
)
_BASES = ("initial", "adjusted", "final")


class FlatForm:
    """Rows of the fund block: label and up to three amounts; the rate of the total where it is printed."""

    def __init__(self) -> None:
        self.rate: Figure | None = None
        self.rows: list[tuple[str, list[Figure]]] = []


def read_flat_form(paragraph: Paragraph) -> FlatForm | None:
    """The fund block of a paragraph that holds a whole form, or None."""
    head = _HEAD.search(paragraph.text)
    if head is None or "年度资金总额" not in paragraph.text:
        return None
    form, measure = FlatForm(), _UNIT.search(paragraph.text)
    for row in _ROW.finditer(paragraph.text, head.end()):
        figures = []
        for at, found in enumerate(re.finditer(r"-?\d[\d,]*(?:\.\d+)?(?!%)", row["numbers"] or "")):
            if at >= len(_BASES):
                break
            start = row.start("numbers") + found.start()
            value, decimals = number(found[0])
            place = paragraph.place(start, start + len(found[0]))
            figures.append(
                Figure(
                    -1,
                    found[0],
                    value,
                    unit(measure[1] if measure else "万元"),
                    decimals,
                    place,
                    surface=row["label"],
                    basis=_BASES[at],
                )
            )
        if not form.rows and len(figures) == len(_BASES):
            form.rate = _rate(paragraph, row)
        form.rows.append((row["label"], figures))
    return form if form.rows and form.rows[0][0].startswith("年度") else None


def _rate(paragraph: Paragraph, row: re.Match[str]) -> Figure | None:
    """The execution rate behind three amounts and the points: 10.00 12.00 11.50 10 95.83% 9.58."""
    found = _SCORED.fullmatch(row["numbers"] or "")
    if found is None:
        return None
    start = row.start("numbers") + found.start("rate")
    value, decimals = number(found["rate"].rstrip("%"))
    place = paragraph.place(start, start + len(found["rate"]))
    return Figure(-1, found["rate"], value, unit("%"), decimals, place, kind="ratio", surface=row["label"])


def flat_form_claims(form: FlatForm) -> Iterator[Claim]:
    """年度资金总额 is the sum of the rows under it, column by column; blank is no number."""
    total, parts = form.rows[0][1], form.rows[1:]
    if form.rate is not None and total[1].value:
        rated = (Operand("rate", form.rate), Operand("part", total[2]), Operand("whole", total[1]))
        yield Claim("completion", "flat-rate", rated, form.rate.place)
    for at, figure in enumerate(total):
        added = [figures[at] for _, figures in parts if len(figures) > at]
        if added and sum((f.value for f in added), Decimal(0)) + figure.value:
            operands = (Operand("total", figure), *(Operand("part", f) for f in added))
            yield Claim("sum", "flat-form", operands, figure.place)
