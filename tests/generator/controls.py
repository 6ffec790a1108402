"""Controls N1-N5: honest documents in which a checker must find no error."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from tests.generator.edits import edited
from tests.generator.habit import Habit, converted, random_habit, rerounded
from tests.generator.ledger import build
from tests.generator.report import Report, Spot
from tests.generator.styles import STYLES, generate, write

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAKABLE = re.compile(r"(?<=[一-鿿，；：。、])(?=[一-鿿])")


def habit_of(seed: int) -> Habit:
    """The habit that a seed draws."""
    return random_habit(Random(f"habit {seed}"))


def controls(seed: int, style: str = "") -> Iterator[tuple[str, Report]]:
    """Every control of one seed, with its name."""
    style = style or Random(f"style {seed}").choice(sorted(STYLES))
    habit = habit_of(seed)
    yield "N1 untouched", generate(seed, style)
    yield "N2 consistent edit", generate(seed, style, jitter=1)
    yield "N3 one decimal", generate(seed, style, rerounded(habit, 1))
    yield "N3 no decimals", generate(seed, style, rerounded(habit, 0))
    yield "N4 other unit", generate(seed, style, converted(habit))
    yield "N5 reworded", reworded(seed, style, habit)
    yield "N5 wrapped", wrapped(generate(seed, style), Random(f"wrap {seed}"))


def reworded(seed: int, style: str, habit: Habit) -> Report:
    """Lists in another order, other synonyms, other quotes and brackets."""
    books = build(seed)
    rng = Random(f"order {seed}")
    for name in ("classes", "projects", "wages", "supplies", "subsidies", "sections"):
        books.lists[name] = tuple(rng.sample(books.lists[name], len(books.lists[name])))
    other = replace(habit, half_width=not habit.half_width, straight_quotes=not habit.straight_quotes)
    return write(books, seed, style, other, wording=1)


def wrapped(report: Report, rng: Random) -> Report:
    """Line breaks inside paragraphs, as text taken from pages has them; never inside a number."""
    changes = []
    for block, piece in enumerate(report.pieces):
        places = [m.start() for m in _BREAKABLE.finditer(piece.text)] if piece.kind == "paragraph" else []
        every = rng.randrange(18, 32)
        last = 0
        for place in places:
            if place - last >= every:
                changes.append((Spot(block, place, place), "\n"))
                last = place
    return edited(report, changes)
