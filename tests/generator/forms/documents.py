"""Whole documents with one form or several, each under its title and a sentence with score and grade."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.generator.forms.books import HUBEI, PLACES, STANDARD, WITH_COST, FormBooks, books, short
from tests.generator.forms.layouts import LAYOUTS, RULED, Cell
from tests.generator.report import Piece, Report


@dataclass(frozen=True, slots=True)
class Spotted:
    """A cell with a meaning: form number, block, row and column in its table."""

    form: int
    block: int
    at: tuple[int, int]
    cell: Cell


@dataclass(slots=True)
class FormReport:
    """A document: `layouts` and `forms` in order, `cells` with their meaning, `grades` the blocks of the sentences."""

    seed: int
    report: Report
    layouts: list[str]
    forms: list[FormBooks]
    cells: list[Spotted]
    grades: list[int]


def make(seed: int, layout: str = "") -> FormReport:
    """The document of a seed; `layout` is a key of LAYOUTS, drawn where not given."""
    rng = Random(f"form {seed}")
    made = FormReport(seed, Report("自评表", "form", seed, 0, [], [], [], []), [], [], [], [])
    place = rng.choice(PLACES)
    for number in range(rng.choice((2, 3)) if rng.random() < 0.2 else 1):
        name = layout or rng.choice(sorted(LAYOUTS))
        _add(made, number, name, place, rng)
    made.report.year = made.forms[0].year
    return made


def _add(made: FormReport, number: int, layout: str, place: str, rng: Random) -> None:
    project = layout != "hunan" and (number > 0 or rng.random() < 0.8)
    project = project or layout in ("hubei", "henan", "shanghai", "split_head")
    weights = rng.choice((STANDARD, STANDARD, WITH_COST)) if layout != "hubei" else HUBEI
    form = books(rng, place, project, weights, layout in RULED and rng.random() < 0.6)
    kind = "项目支出" if project else "部门整体支出"
    pieces = made.report.pieces
    pieces.append(Piece("heading", f"{form.year}年度{form.unit}{kind}绩效自评表", 1))
    pieces.append(Piece("paragraph", f"综合得分{short(form.score)}分，自评等级为“{form.grade}”。"))
    made.grades.append(len(pieces) - 1)
    for page in LAYOUTS[layout](form, rng):
        block = len(pieces)
        rows = [[c.text if isinstance(c, Cell) else c for c in row] for row in page.rows]
        pieces.append(Piece("table", rows=rows))
        pieces.append(Piece("paragraph", "填表人：      联系电话：      填报日期："))
        made.cells += [
            Spotted(number, block, (r, c), cell)
            for r, row in enumerate(page.rows)
            for c, cell in enumerate(row)
            if isinstance(cell, Cell)
        ]
    made.layouts.append(layout)
    made.forms.append(form)
