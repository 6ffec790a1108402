"""Scoring standards written in a form: 120家得3分，每少一家扣0.05分, against result and score.

Only standards that a machine can read without guessing make a claim: one threshold or several bands,
full points where the target is met, a deduction for each unit that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from quanheng.facts.grids import Entry, Grid, Row
from quanheng.facts.paragraphs import normalise
from quanheng.model.quantity import PERCENT, rounds_to
from quanheng.model.relation import Claim, Operand

_BAND = re.compile(
    r"(?:(?P<from>\d+(?:\.\d+)?)%)?[^，。；、\d每]{0,6}(?:得|计)(?P<points>\d+(?:\.\d+)?|满)分"
)
_LOSS = re.compile(
    r"每(?:少|下降|降低|降|低|减少|未完成)[^，。；、\d]{0,3}(?:1|一)?[^，。；、\d]{0,4}?扣(?:减)?(?P<loss>\d+(?:\.\d+)?)分"
)
_EACH = re.compile(r"每[^，。；、]{1,8}(?:得|计)\d")  # points for each one: how many is not in the row
_BETTER_LOW = re.compile(r"超|高于|增加.{0,6}扣")
_AMOUNT = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>%|[\u4e00-\u9fff]{0,3})")
_LONGEST = 16  # a cell shorter than this is a value, no standard


def criterion_claims(grid: Grid) -> Iterator[Claim]:
    """Score of an indicator by the standard in its row; notes["expected"] is what the standard gives."""
    for row in grid.rows:
        yield from _by_standard(grid, row)
        yield from _by_rate(row)


def _by_standard(grid: Grid, row: Row) -> Iterator[Claim]:
    cells = sorted(
        (c for c in grid.table.cells if c.row == row.at and c.text.strip()), key=lambda c: c.column
    )
    texts = [normalise(c.text)[0].strip() for c in cells]
    at = next((i for i, t in enumerate(texts) if len(t) > _LONGEST // 2 and _BAND.search(t)), 0)
    behind = [e for e in row.entries if at and e.column > cells[at].column]
    if at < 3 or len(behind) < 2:
        return
    points, score = behind[0].figure, behind[1].figure
    expected = _expected(texts[at], texts[at - 2], texts[at - 1], points.value)
    if expected is not None:
        operands = (Operand("score", score), Operand("points", points))
        yield Claim(
            "score_rule",
            "standard",
            operands,
            score.place,
            closed=False,
            word=texts[at],
            notes={"expected": expected},
        )


def _expected(standard: str, target: str, result: str, most: Decimal) -> Decimal | None:
    bands = list(_BAND.finditer(standard))
    if _EACH.search(standard):
        return None
    wanted, got = _AMOUNT.fullmatch(target), _AMOUNT.fullmatch(result)
    measured = wanted is not None and got is not None and wanted["unit"] == got["unit"]
    full = _points(bands[0], most)
    if target == result:
        return full
    if not measured or _BETTER_LOW.search(standard) or wanted is None or got is None:
        return None
    short = Decimal(wanted["number"]) - Decimal(got["number"])
    if short <= 0:
        return full
    loss = _LOSS.search(standard)
    if loss is None or len(bands) > 1:
        return None
    return max(Decimal(0), full - Decimal(loss["loss"]) * short.to_integral_value(ROUND_CEILING))


def _points(band: re.Match[str], most: Decimal) -> Decimal:
    return most if band["points"] == "满" else Decimal(band["points"])


def _by_rate(row: Row) -> Iterator[Claim]:
    """分值10，执行率95.42%，得分9.54: confirmed where it comes out, for some forms score by bands."""
    for (points, rate), (_, score) in pairwise(pairwise(row.entries)):
        whole = not points.figure.decimals and 0 < points.figure.value <= 100
        if not whole or not _is_rate(rate) or score.figure.text.endswith("%") or not score.figure.decimals:
            continue
        earned = points.figure.value * min(rate.figure.value, Decimal(100)) / 100
        if rounds_to(earned, score.figure.value, score.figure.decimals):
            operands = (
                Operand("score", score.figure),
                Operand("points", points.figure),
                Operand("rate", rate.figure),
            )
            yield Claim(
                "score_rule",
                "rate",
                operands,
                score.figure.place,
                closed=False,
                notes={"expected": score.figure.value},
            )


def _is_rate(entry: Entry) -> bool:
    return entry.figure.unit.dimension == PERCENT or entry.figure.text.endswith("%")
