"""Changes to a report that keep the places of its figures right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.generator.report import Clause, Piece, Printed, Report, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Change = tuple[Spot, str]


def edited(report: Report, changes: Iterable[Change]) -> Report:
    """A copy with the spots replaced by new text; a figure that was cut away keeps an empty text."""
    pieces = [replace(piece, rows=[list(row) for row in piece.rows]) for piece in report.pieces]
    figures, clauses = list(report.figures), list(report.clauses)
    ordered = sorted(changes, key=lambda change: change[0].start, reverse=True)
    for spot, new in ordered:
        _rewrite(pieces[spot.block], spot, new)
        figures = [_moved_figure(figure, spot, new) for figure in figures]
        clauses = [Clause(c.listing, c.figures, _moved(c.spot, spot, len(new))) for c in clauses]
    return replace(report, pieces=pieces, figures=figures, clauses=clauses)


def renumbered(report: Report, texts: Sequence[tuple[int, str]]) -> Report:
    """A copy in which some figures have other digits."""
    return edited(report, [(report.figures[index].spot, text) for index, text in texts])


def _rewrite(piece: Piece, spot: Spot, new: str) -> None:
    if spot.cell is None:
        piece.text = piece.text[: spot.start] + new + piece.text[spot.end :]
        return
    row, column = spot.cell
    old = piece.rows[row][column] or ""
    piece.rows[row][column] = old[: spot.start] + new + old[spot.end :]


def _moved(spot: Spot, change: Spot, length: int) -> Spot:
    if (spot.block, spot.cell) != (change.block, change.cell) or spot.end <= change.start:
        return spot
    shift = length - (change.end - change.start)
    if spot.start >= change.end:
        return replace(spot, start=spot.start + shift, end=spot.end + shift)
    if spot.start <= change.start and change.end <= spot.end:
        return replace(spot, end=spot.end + shift)
    return replace(spot, start=change.start, end=change.start)


def _moved_figure(figure: Printed, change: Spot, new: str) -> Printed:
    spot = _moved(figure.spot, change, len(new))
    if figure.spot == change:
        return replace(figure, spot=replace(change, end=change.start + len(new)), text=new)
    gone = spot.start == spot.end and figure.spot.start < figure.spot.end
    return (
        replace(figure, spot=spot, text="" if gone else figure.text)
        if spot != figure.spot or gone
        else figure
    )
