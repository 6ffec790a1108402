"""Operators that paste text of another report: M13 (last year's paragraph), M14 (one section updated)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.generator.ledger import build
from tests.generator.mutations import Mutant, verdict
from tests.generator.report import Report
from tests.generator.styles import generate, write

if TYPE_CHECKING:
    from random import Random

    from tests.generator.habit import Habit


def paste_paragraph(report: Report, habit: Habit, rng: Random) -> Mutant | None:
    """M13: a paragraph with last year's figures stands in this year's report, its year corrected or not."""
    books = build(report.seed, year=report.year - 1, jitter=77)
    old = write(books, report.seed, report.style, habit)
    blocks = sorted({f.spot.block for f in report.figures if f.spot.cell is None})
    if not blocks or len(old.pieces) != len(report.pieces):
        return None
    block = rng.choice(blocks)
    corrected = rng.random() < 0.5
    if corrected:
        text = old.pieces[block].text.replace(str(report.year - 1), str(report.year))
        old.pieces[block].text = text.replace(str(report.year - 2), str(report.year - 1))
    found = _transplant("M13", report, old, [block])
    # With its own year the paragraph contradicts nothing; only the year gives it away.
    return found if found is None or corrected else replace(found, ceiling=None, expects=("year",))


def update_section(report: Report, habit: Habit, rng: Random) -> Mutant | None:
    """M14: one section has new figures, the rest of the report the old ones."""
    new = generate(report.seed, report.style, habit, jitter=33)
    heads = [i for i, p in enumerate(report.pieces) if p.kind == "heading" and p.level == 2]
    if not heads or len(new.pieces) != len(report.pieces):
        return None
    start = rng.choice(heads)
    end = next(
        (i for i in range(start + 1, len(report.pieces)) if report.pieces[i].kind == "heading"),
        len(report.pieces),
    )
    return _transplant("M14", report, new, list(range(start + 1, end)))


def _transplant(operator: str, host: Report, donor: Report, blocks: list[int]) -> Mutant | None:
    mine = [i for i, f in enumerate(host.figures) if f.spot.block in blocks]
    theirs = [i for i, f in enumerate(donor.figures) if f.spot.block in blocks]
    if not mine or mine != theirs:
        return None
    pieces = [donor.pieces[i] if i in blocks else piece for i, piece in enumerate(host.pieces)]
    figures = [donor.figures[i] if i in mine else figure for i, figure in enumerate(host.figures)]
    after = Report(host.title, host.style, host.seed, host.year, pieces, figures, host.bonds, host.clauses)
    touched = [bond for bond in host.bonds if {bond.result, *bond.operands} & set(mine)]
    ceiling, expects = verdict(after, touched)
    spots = tuple(figures[i].spot for i in mine)
    before, new = (" ".join(r.pieces[b].text for b in blocks) for r in (host, donor))
    return Mutant(
        operator, after, spots, before, new, bool(touched), ceiling, expects, host.figures[mine[0]].text
    )
