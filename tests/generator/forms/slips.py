"""Slips in forms: another number in a cell, a constant of a rule, a grade; each can be proved from the form alone."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.generator.forms.books import FormBooks, Indicator, short
from tests.generator.forms.documents import FormReport, Spotted
from tests.generator.forms.layouts import Cell


@dataclass(frozen=True, slots=True)
class Slipped:
    """The document with the slip: block and cell that were changed (no cell: the sentence), what it was and is."""

    report: FormReport
    kind: str
    block: int
    at: tuple[int, int] | None
    before: str
    after: str


Change = Callable[[FormBooks, Cell, Random], str | None]


def slip(report: FormReport, kind: str, rng: Random) -> Slipped | None:
    """One slip of a kind; None where the document offers no provable one."""
    if kind == "grade":
        return _grade(report, rng)
    wanted, change = KINDS[kind]
    spots = [s for s in report.cells if s.cell.kind in wanted]
    rng.shuffle(spots)
    for spot in spots:
        text = change(report.forms[spot.form], spot.cell, rng)
        if text is not None and text != spot.cell.text:
            return _changed(report, kind, spot, text)
    return None


def _changed(report: FormReport, kind: str, spot: Spotted, text: str) -> Slipped:
    made = copy.deepcopy(report)
    made.report.pieces[spot.block].rows[spot.at[0]][spot.at[1]] = text
    return Slipped(made, kind, spot.block, spot.at, spot.cell.text, text)


def _grade(report: FormReport, rng: Random) -> Slipped | None:
    number = rng.randrange(len(report.forms))
    right = report.forms[number].grade
    wrong = rng.choice([g for g in "优良中差" if g != right])
    made = copy.deepcopy(report)
    block = report.grades[number]
    piece = made.report.pieces[block]
    piece.text = piece.text.replace(f"“{right}”", f"“{wrong}”")
    return Slipped(made, "grade", block, None, right, wrong)


def _score(form: FormBooks, cell: Cell, rng: Random) -> str:
    """Another score within its weight."""
    row = form.rows[cell.row]
    step = Decimal(rng.choice(("0.3", "0.5", "1", "2")))
    return short(row.score - step if row.score - step > 0 else row.score + step)


def _over(form: FormBooks, cell: Cell, rng: Random) -> str:  # noqa: ARG001 one signature
    return short(form.rows[cell.row].weight + 1)


def _weight(form: FormBooks, cell: Cell, rng: Random) -> str:
    return short(form.rows[cell.row].weight + rng.choice((1, 2, 5)))


def _is_ruled(form: FormBooks, row: Indicator) -> bool:
    return form.ruled and row.planned is not None and row.done is not None


def _result(form: FormBooks, cell: Cell, rng: Random) -> str | None:
    """A result for which the printed rule gives another score."""
    row = form.rows[cell.row]
    if not _is_ruled(form, row) or row.kind not in ("count", "rate"):
        return None
    assert row.done is not None
    assert row.planned is not None
    done = min(row.done, row.planned) - rng.choice((2, 3))
    return f"{done}{row.unit}"


def _constant(form: FormBooks, cell: Cell, rng: Random) -> str | None:
    """Another loss a step, where the row lost something by it."""
    row = form.rows[cell.row]
    if (
        not _is_ruled(form, row)
        or row.kind not in ("count", "rate")
        or not row.loss
        or row.score == row.weight
    ):
        return None
    other = rng.choice([x for x in ("0.05", "0.3", "2") if Decimal(x) != row.loss])
    return re.sub(rf"扣{row.loss}分", f"扣{other}分", row.rule)


def _total(form: FormBooks, cell: Cell, rng: Random) -> str:  # noqa: ARG001 one signature
    return short(form.score - rng.choice((Decimal("0.5"), Decimal(1), Decimal(3))))


def _total_weight(form: FormBooks, cell: Cell, rng: Random) -> str:  # noqa: ARG001 one signature
    return rng.choice(("90", "105", "110"))


def _rate(form: FormBooks, cell: Cell, rng: Random) -> str:  # noqa: ARG001 one signature
    return f"{form.rate - rng.choice((2, 3, 5))}%"


def _rate_score(form: FormBooks, cell: Cell, rng: Random) -> str:  # noqa: ARG001 one signature
    return short(form.rate_score - rng.choice((Decimal("0.5"), Decimal(1))))


def _fund(form: FormBooks, cell: Cell, rng: Random) -> str | None:
    """Another amount in a row that has one."""
    row = (
        form.total
        if cell.row < 0
        else form.natures[cell.row - 100]
        if cell.row >= 100
        else form.funds[cell.row]
    )
    value = row.amounts[cell.column]
    others = [f for f in form.funds if f.amounts[cell.column]]
    whole = form.total.amounts
    if not value or (cell.row < 0 and not cell.column and len(others) < 1):
        return None
    if form.natures and (cell.row < 0 and (cell.column != 1 or whole[1] in (whole[0], whole[2]))):
        return None  # the parts of a department may stand for any column
    return f"{value + rng.choice((Decimal('1.20'), Decimal(10), Decimal('0.54'), Decimal(-3))):.2f}"


KINDS: dict[str, tuple[tuple[str, ...], Change]] = {
    "score": (("score",), _score),
    "score_over": (("score",), _over),
    "weight": (("weight",), _weight),
    "result": (("result",), _result),
    "constant": (("rule",), _constant),
    "total": (("total",), _total),
    "total_weight": (("total_weight",), _total_weight),
    "rate": (("rate",), _rate),
    "rate_score": (("rate_score",), _rate_score),
    "fund": (("fund",), _fund),
    "grade": ((), lambda *_: None),
}
