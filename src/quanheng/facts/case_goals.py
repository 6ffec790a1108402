"""Goals declared for a year, held against the year before: targets below what was reached, targets copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanheng.facts.measures import measure
from quanheng.model.case import Paper, Remark, Spot
from quanheng.model.form import FormRow
from quanheng.model.indicator_sheet import DOWN, GOALS, UP, IndicatorSheet, SheetRow

_FEWEST = 4  # targets in numbers that two years do not share by chance
_LISTED = 3


def goal_remarks(papers: Sequence[Paper]) -> Iterator[Remark]:
    """Remarks goal_below_result and goals_of_last_year between documents of one organisation, a year apart."""
    for new in papers:
        for old in papers:
            if old.facts.year is None or new.facts.year != old.facts.year + 1:
                continue
            for sheet in (sheet for sheet in new.facts.sheets if sheet.kind == GOALS and sheet.name):
                yield from _below(sheet, new, old)
                yield from _copied(sheet, new, old)


def _below(sheet: IndicatorSheet, new: Paper, old: Paper) -> Iterator[Remark]:
    """Targets of the project that its self-evaluation of the year before had passed already."""
    reached = {
        row.name: row for form in old.facts.forms if form.name == sheet.name for row in form.rows if row.name
    }
    pairs = [(row, last) for row in sheet.rows if (last := reached.get(row.name)) and _lower(row, last)]
    if pairs:
        words = "、".join(
            f"“{row.name}”{_target(row)}，上年完成{last.result}" for row, last in pairs[:_LISTED]
        )
        spots = [Spot(new.number, row.text("target"), row.cells["target"].place) for row, _ in pairs]
        spots += [
            Spot(old.number, last.result or "", last.places["result"])
            for _, last in pairs
            if "result" in last.places
        ]
        yield _remark("goal_below_result", new, old, spots, (words, len(pairs)))


def _lower(row: SheetRow, last: FormRow) -> bool:
    target, done = row.target, measure(last.result or "", unit=row.target.unit if row.target else "")
    if target is None or done is None or target.unit != done.unit:
        return False
    return (
        target.value < done.value if target.sign == UP else target.sign == DOWN and target.value > done.value
    )


def _target(row: SheetRow) -> str:
    """The target as a message gives it: sign, number and unit, each once."""
    assert row.target is not None
    text = row.text("target")
    sign = "" if text.startswith(row.target.sign) else row.target.sign
    return sign + text + ("" if text.endswith(row.target.unit) else row.target.unit)


def _copied(sheet: IndicatorSheet, new: Paper, old: Paper) -> Iterator[Remark]:
    """A sheet whose targets in numbers are all those of the year before."""
    own = _numbers(sheet)
    for before in old.facts.sheets:
        if (
            before.kind == GOALS
            and before.name == sheet.name
            and len(own) >= _FEWEST
            and own == _numbers(before)
        ):
            row, last = next(r for r in sheet.rows if r.target), next(r for r in before.rows if r.target)
            spots = [
                Spot(p.number, r.text("target"), r.cells["target"].place)
                for p, r in ((new, row), (old, last))
            ]
            yield _remark("goals_of_last_year", new, old, spots, (sheet.name, len(own)))


def _numbers(sheet: IndicatorSheet) -> dict[str, str]:
    return {
        row.name: f"{row.target.sign}{row.target.value}{row.target.unit}" for row in sheet.rows if row.target
    }


def _remark(kind: str, new: Paper, old: Paper, spots: Sequence[Spot], told: tuple[str, int]) -> Remark:
    values = {"document": new.name, "other": old.name, "count": str(told[1]), "names": told[0]}
    return Remark(kind, (new.number,), tuple(spots), values)
