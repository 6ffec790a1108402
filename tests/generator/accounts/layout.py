"""How one county lays its tables out: generation, codes, totals, blanks, heads, units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.generator.habit import Habit

# Tables by generation; T10 is the project table, T11 meetings and training.
GENERATIONS = {
    "L8": ("T01", "T02", "T03", "T04", "T05", "T06", "T09", "T07"),
    "L9_2020": ("T01", "T02", "T03", "T04", "T05", "T06", "T09", "T07", "T08"),
    "L9_2022": ("T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09"),
    "SH": ("T01", "T02", "T03", "T04", "T05", "T06", "T09", "T07", "T08"),
    "L14": ("T01", "T02", "T03", "T04", "T12", "T05", "T13", "T06", "T10", "T07", "T08", "T09"),
    "SX": ("T01", "T02", "T03", "T04", "T05", "T06", "T11", "T07", "T08"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """`code_cells` 1 or 3; `economic` is list, halves, thirds or columns; `unit_at` is line, title, cell or none of the three."""

    generation: str = "L9_2022"
    code_cells: int = 1
    total_first: bool = True
    all_classes: bool = False
    all_items: bool = False
    line_numbers: bool = False
    column_numbers: bool = False
    economic: str = "halves"
    unit_at: str = "line"
    table_code: bool = False
    heading_titles: bool = False
    drop_columns: bool = False
    prior_column: bool = False
    growth_column: bool = False
    paired_public: bool = False
    numbered_groups: bool = False
    notes: bool = True
    wrapped_names: bool = False
    indent_names: bool = False
    head_repeated: bool = False
    empty_rows: int = 0


def random_layout(rng: Random) -> Layout:
    """Draw one; the commonest generation is the one in force."""
    generation = rng.choices(list(GENERATIONS), (6, 18, 40, 14, 10, 12))[0]

    def chance(share: float) -> bool:
        return rng.random() < share

    return Layout(
        generation=generation,
        code_cells=3 if chance(0.3) else 1,
        total_first=chance(0.6),
        all_classes=chance(0.5),
        all_items=chance(0.5),
        line_numbers=chance(0.4) and generation != "SH",
        column_numbers=chance(0.35),
        economic=rng.choice(("list", "halves", "thirds", "thirds", "columns")),
        unit_at=rng.choice(("line", "line", "line", "title", "cell")),
        table_code=chance(0.5),
        heading_titles=chance(0.5),
        drop_columns=chance(0.15),
        prior_column=chance(0.1),
        growth_column=chance(0.06),
        paired_public=generation == "SH" or chance(0.1),
        notes=chance(0.8),
        wrapped_names=chance(0.12),
        indent_names=chance(0.2),
        head_repeated=chance(0.1),
        empty_rows=rng.choice((0, 0, 0, 1, 3)),
    )


_TABLES = (("万元", 2, 78), ("元", 2, 14), ("元", 0, 4), ("万元", 4, 2), ("万元", 6, 2))


def table_habit(rng: Random) -> Habit:
    """How the tables print their numbers."""
    unit, places, _ = rng.choices(_TABLES, [weight for *_, weight in _TABLES])[0]
    return Habit(
        unit=unit,
        places=places,
        commas=rng.random() < (0.85 if unit == "元" else 0.3),
        strip=rng.random() < 0.06,
        nothing=rng.choices(("", "0.00" if places == 2 else "0", "0", "—"), (60, 25, 8, 7))[0],
    )


def prose_habit(rng: Random, tables: Habit) -> Habit:
    """How the text prints them: nearly always in 万元, whatever the tables use."""
    same = rng.random() < 0.15 and tables.unit == "元"
    habit = Habit(
        unit="元" if same else "万元",
        places=2,
        percent_places=rng.choices((2, 1, 0), (85, 12, 3))[0],
        commas=same or rng.random() < 0.05,
        strip=rng.random() < 0.2,
        space=rng.random() < 0.1,
        half_width=rng.random() < 0.06,
        straight_quotes=rng.random() < 0.08,
    )
    return replace(habit, places=tables.places) if same else habit
