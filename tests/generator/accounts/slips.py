"""Slips of the pen in tables: every kind that a hand, a formula or a pasted row makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from tests.generator.digits import SLIPS as DIGITS
from tests.generator.digits import grouped_like
from tests.generator.edits import edited, renumbered
from tests.generator.habit import MONEY
from tests.generator.mutations import Mutant, verdict
from tests.generator.oracle import holds
from tests.generator.report import Bond, Report, Spot

Slip = Callable[[Report, Random], Mutant | None]


def slip(report: Report, kind: str, rng: Random) -> Mutant | None:
    """One slip of a kind at a random place; None where the report offers none. KeyError if unknown."""
    for _ in range(12):
        made = SLIPS[kind](report, rng)
        if made is not None and made.before != made.after:
            return made
    return None


def _amounts(report: Report) -> list[int]:
    """Table amounts that say something and take part in a relation."""
    bound = {i for bond in report.bonds for i in (bond.result, *bond.operands)}
    return [
        i
        for i in sorted(bound)
        if report.figures[i].spot.cell and report.figures[i].value and report.figures[i].dim == MONEY
    ]


def _changed(kind: str, report: Report, texts: Sequence[tuple[int, str]]) -> Mutant:
    """Some cells have other texts; what that breaks."""
    after = renumbered(report, texts)
    indices = [index for index, _ in texts]
    bonds: dict[int, Bond] = {id(bond): bond for index in indices for bond in after.bonds_of(index)}
    ceiling, _ = verdict(after, bonds.values())
    old = " ".join(report.figures[i].text or "空" for i in indices)
    new = " ".join(text or "空" for _, text in texts)
    seen = [i for i in indices if after.figures[i].text]
    if len(seen) < len(indices):  # an empty cell cannot be pointed at: the sums that miss it can
        off = [bond for bond in bonds.values() if not holds(bond, after.figures)]
        seen += [i for bond in off for i in (bond.result, *bond.operands) if after.figures[i].text]
    spots = tuple(after.figures[i].spot for i in dict.fromkeys(seen))
    return Mutant(
        kind,
        after,
        spots or (after.figures[indices[0]].spot,),
        old,
        new,
        bool(bonds),
        ceiling,
        _broken(after, bonds.values()),
        report.figures[indices[0]].text,
    )


def _broken(report: Report, bonds: object) -> tuple[str, ...]:
    made = []
    for bond in bonds:  # type: ignore[attr-defined]
        if not holds(bond, report.figures):
            result, first = report.figures[bond.result], report.figures[bond.operands[0]]
            made.append(
                f"{bond.kind} {result.item}={result.text}({_at(result.spot)}) of {first.item}={first.text}({_at(first.spot)})"
            )
    return tuple(made[:3])


def _at(spot: Spot) -> str:
    return f"b{spot.block}" + (f"r{spot.cell[0]}c{spot.cell[1]}" if spot.cell else "")


def _digit(operator: str) -> Slip:
    def apply(report: Report, rng: Random) -> Mutant | None:
        index = rng.choice(_amounts(report))
        new = DIGITS[operator](report.figures[index].text, rng)
        return (
            None
            if new is None or Decimal(new.replace(",", "")) == report.figures[index].value
            else _changed("", report, [(index, new)])
        )

    return apply


def _cells(report: Report, index: int) -> dict[tuple[int, int], int]:
    block = report.figures[index].spot.block
    return {f.spot.cell: i for i, f in enumerate(report.figures) if f.spot.block == block and f.spot.cell}


def _neighbour(report: Report, index: int, step: tuple[int, int]) -> int | None:
    row, column = report.figures[index].spot.cell or (0, 0)
    return _cells(report, index).get((row + step[0], column + step[1]))


_STEPS = ((0, 1), (0, -1), (1, 0), (-1, 0))


def _moved(report: Report, rng: Random) -> Mutant | None:
    """The amount stands one column or row off, and its own place is empty."""
    index = rng.choice(_amounts(report))
    other = _neighbour(report, index, rng.choice(_STEPS))
    if other is None or report.figures[other].value:
        return None
    return _changed("", report, [(other, report.figures[index].text), (index, report.figures[other].text)])


def _copied(report: Report, rng: Random) -> Mutant | None:
    """The neighbour's amount instead of its own."""
    index = rng.choice(_amounts(report))
    other = _neighbour(report, index, rng.choice(_STEPS))
    if (
        other is None
        or not report.figures[other].value
        or report.figures[other].text == report.figures[index].text
    ):
        return None
    return _changed("", report, [(index, report.figures[other].text)])


def _swapped(report: Report, rng: Random) -> Mutant | None:
    """Two rows have each other's amount in one column."""
    index = rng.choice(_amounts(report))
    other = _neighbour(report, index, rng.choice(((1, 0), (-1, 0))))
    if other is None or not report.figures[other].value:
        return None
    return _changed("", report, [(index, report.figures[other].text), (other, report.figures[index].text)])


def _shifted_row(report: Report, rng: Random) -> Mutant | None:
    """All amounts of a row stand one column to the right; the last one comes first."""
    index = rng.choice(_amounts(report))
    row = (report.figures[index].spot.cell or (0, 0))[0]
    pool = [i for cell, i in sorted(_cells(report, index).items()) if cell[0] == row]
    texts = [report.figures[i].text for i in pool]
    if len(pool) < 3:
        return None
    return _changed("", report, list(zip(pool, texts[-1:] + texts[:-1], strict=True)))


def _unit(report: Report, rng: Random) -> Mutant | None:
    """The amount was typed in the other unit."""
    index = rng.choice(_amounts(report))
    figure = report.figures[index]
    moved = figure.value.scaleb(4 if figure.unit == "万元" else -4)
    return _changed("", report, [(index, grouped_like(format(moved, "f"), figure.text))])


def _stale_total(report: Report, rng: Random) -> Mutant | None:
    """A member changed wherever the table prints it; the total was not worked out again."""
    sums = [
        b
        for b in report.bonds
        if b.kind == "sum" and report.figures[b.result].spot.cell and len(b.operands) > 1
    ]
    if not sums:
        return None
    index = rng.choice(rng.choice(sums).operands)
    figure = report.figures[index]
    if not figure.value or not figure.spot.cell:
        return None
    new = (figure.value * rng.choice((Decimal("1.1"), Decimal("0.9"), Decimal("1.25")))).quantize(
        Decimal(1).scaleb(-figure.places)
    )
    twins = [
        i
        for i, f in enumerate(report.figures)
        if f.item == figure.item
        and f.year == figure.year
        and f.basis == figure.basis
        and f.unit == figure.unit
        and f.spot.cell
    ]
    return _changed(
        "",
        report,
        [
            (i, grouped_like(format(new, "f"), figure.text))
            for i in (index, *(t for t in twins if t != index))
        ],
    )


def _emptied(report: Report, rng: Random) -> Mutant | None:
    """A number is missing."""
    return _changed("", report, [(rng.choice(_amounts(report)), "")])


def _sign(report: Report, rng: Random) -> Mutant | None:
    """A minus in front."""
    index = rng.choice(_amounts(report))
    return _changed("", report, [(index, "-" + report.figures[index].text)])


def _rows_of(report: Report) -> list[tuple[int, int]]:
    """Block and row of every row by code in a table."""
    found = []
    for block, piece in enumerate(report.pieces):
        for row, cells in enumerate(piece.rows):
            if cells[0] and cells[0].isdigit() and len(cells[0]) >= 3 and len(cells) > 2:
                found.append((block, row))
    return found


def _dropped(report: Report, rng: Random) -> Mutant | None:
    """A row by code is gone; only a sum that still has other members can tell, and only of a lowest row."""
    rows = _rows_of(report)
    if not rows:
        return None
    block, row = rng.choice(rows)
    pool = _row(report, block, row)
    if not any(report.figures[i].value for i in pool):
        return None
    made = _changed("", report, [(i, "") for i in pool])
    amounts = {report.figures[i].spot.cell for i in pool}
    names = [
        Spot(block, 0, len(text), (row, at))
        for at, text in enumerate(report.pieces[block].rows[row])
        if text and (row, at) not in amounts
    ]
    after = edited(made.report, [(spot, "") for spot in names])
    owned = {i for bond in report.bonds if bond.kind == "sum" and bond.result in pool for i in bond.operands}
    has_rows_below = any(_below(report, i, block, row) for i in owned)
    off = [b for i in pool for b in after.bonds_of(i) if b.kind == "sum" and not holds(b, after.figures)]
    off = [b for b in off if b.result not in pool and any(after.figures[i].value for i in b.operands)]
    provable = bool(off) and not has_rows_below
    peers = {i for b in off for i in (b.result, *b.operands)} - set(pool)
    spots = tuple(after.figures[i].spot for i in sorted(peers))
    return Mutant(
        "", after, spots or made.spots, made.before, "行缺失", True, provable, _broken(after, off), ""
    )


def _row(report: Report, block: int, row: int) -> list[int]:
    return [
        i
        for i, f in enumerate(report.figures)
        if f.spot.block == block and f.spot.cell and f.spot.cell[0] == row
    ]


def _below(report: Report, index: int, block: int, row: int) -> bool:
    """True for a figure of another row of the table."""
    spot = report.figures[index].spot
    return spot.block == block and spot.cell is not None and spot.cell[0] != row


def _prose(report: Report, rng: Random) -> Mutant | None:
    """The text says another amount than the table."""
    cells = {f.item for f in report.figures if f.spot.cell}
    pool = [
        i
        for i, f in enumerate(report.figures)
        if f.dim == MONEY and not f.spot.cell and f.item in cells and f.value
    ]
    if not pool:
        return None
    index = rng.choice(pool)
    figure = report.figures[index]
    twins = [
        i
        for i in pool
        if report.figures[i].item == figure.item
        and report.figures[i].year == figure.year
        and report.figures[i].basis == figure.basis
    ]
    new = DIGITS[rng.choice(("M1", "M2"))](figure.text, rng)
    if new is None or Decimal(new.replace(",", "")) == figure.value:
        return None
    return _changed(
        "",
        report,
        [(index, new), *((t, new) for t in twins if t != index and report.figures[t].text == figure.text)],
    )


SLIPS: dict[str, Slip] = {
    "swapped digits": _digit("M1"),
    "wrong digit": _digit("M2"),
    "point shifted": _digit("M3"),
    "digit lost/twice": _digit("M4"),
    "last digit": _digit("M5"),
    "other unit": _unit,
    "cell moved": _moved,
    "neighbour copied": _copied,
    "rows swapped": _swapped,
    "row shifted": _shifted_row,
    "stale total": _stale_total,
    "row dropped": _dropped,
    "emptied": _emptied,
    "sign": _sign,
    "text against table": _prose,
}
GROSS = tuple(kind for kind in SLIPS if kind not in ("last digit", "emptied"))


def _named(kind: str, make: Slip) -> Slip:
    def apply(report: Report, rng: Random) -> Mutant | None:
        made = make(report, rng)
        if made is None:
            return None
        return Mutant(
            kind,
            made.report,
            made.spots,
            made.before,
            made.after,
            made.covered,
            made.ceiling,
            made.expects,
            made.repair,
        )

    return apply


SLIPS = {kind: _named(kind, make) for kind, make in SLIPS.items()}
