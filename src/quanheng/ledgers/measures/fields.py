"""The fields by which a statement tells a measure, and the numbers that they mean.

Different values come as a JSON array of all there are and are counted here: that costs a quarter of what the databases
take to sort them. Where both parts of a measure count the same columns (valid at the end, valid at the opening), a value
comes once: in the array of those that the first part alone counts, the second alone, or both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from quanheng.ledgers.conditions import FILLED, Condition, Group, Test, all_of
from quanheng.ledgers.measures.evaluate import blank_columns
from quanheng.ledgers.measures.record import COUNT, DAYS, DISTINCT, Aggregate, Measure
from quanheng.ledgers.measures.writer import FALSE, Writer


def met(part: Aggregate) -> Condition:
    """What a row that the part counts meets: its conditions, and none of its columns is empty."""
    filled = (Test(FILLED, "filled", name, ("yes",)) for name in part.columns)
    return Group("all", tuple(dict.fromkeys([*all_of(part.where), *filled])))


def fields(writer: Writer, measure: Measure) -> list[str]:
    """Value, rows and unproved rows of each part, the rows with blanks.

    Of a measure of several parts also the rows that any of them counts; where they share values, at last those of both.
    """
    flags = [writer.flag(met(part)) for part in measure.parts]
    shared = _shared(measure)
    proof = writer.schema.proof
    unproved = f"{writer.column(proof)} IS NULL" if proof else FALSE
    made: list[str] = []
    for part, flag, other in zip(measure.parts, flags, reversed(flags), strict=True):
        made += [
            _value(writer, part, f"{flag} AND NOT {other}" if shared else flag),
            _rows(flag),
            _rows(f"{flag} AND {unproved}"),
        ]
    blank = [f"{writer.column(name)} IS NULL" for name in blank_columns(measure)]
    made.append(_rows(" OR ".join(blank) or FALSE))
    if len(flags) > 1:
        made.append(_rows(" OR ".join(dict.fromkeys(flags))))
    return [*made, _value(writer, measure.parts[0], " AND ".join(flags))] if shared else made


def _shared(measure: Measure) -> bool:
    """Whether two parts count the different values of the same columns."""
    told = [(part.function, part.columns) for part in measure.parts]
    return len(told) == 2 and told[0] == told[1] and told[0][0] == DISTINCT


def _rows(test: str) -> str:
    return f"COUNT(*) FILTER (WHERE {test})"


def _value(writer: Writer, part: Aggregate, test: str) -> str:
    columns = [writer.column(name) for name in part.columns]
    if part.function == COUNT:
        return _rows(test)
    if part.function == DISTINCT:
        return _listed(writer, columns, test)
    inner = writer.days(*part.columns) if part.function == DAYS else " + ".join(columns)
    return f"SUM({inner}) FILTER (WHERE {test})"


def _listed(writer: Writer, columns: Sequence[str], test: str) -> str:
    """All values of a column; those of several as one text: quoting keeps ("a","bc") and ("ab","c") apart."""
    one, several = columns[0], ", ".join(columns)
    if writer.storage.sqlite:  # '' makes a text of what would else be an array in the array
        value = one if one == several else f"json_array({several}) || ''"
        return f"json_group_array({value}) FILTER (WHERE {test})"
    value = one if one == several else f"jsonb_build_array({several})::text"
    return f"(json_agg({value}) FILTER (WHERE {test}))::text"


def width(measure: Measure) -> int:
    """How many numbers tell a measure."""
    parts = len(measure.parts)
    return 3 * parts + 1 + (parts > 1)


def counts(measures: Sequence[Measure], answer: Sequence[Any]) -> tuple[int, ...]:
    """The numbers that the fields of measures mean, one measure after the other: 0 for nothing."""
    made: list[int] = []
    at = 0
    for one in measures:
        end = at + width(one) + _shared(one)
        made += _numbers(one, answer[at:end])
        at = end
    return tuple(made)


def _numbers(measure: Measure, told: Sequence[Any]) -> Iterator[int]:
    both = _values(told[-1]) if _shared(measure) else set()
    for at, field in enumerate(told[: width(measure)]):
        part = measure.parts[at // 3] if at % 3 == 0 and at // 3 < len(measure.parts) else None
        distinct = part is not None and part.function == DISTINCT
        yield len(_values(field) | both) if distinct else int(field or 0)


def _values(array: str | None) -> set[Any]:
    return set(json.loads(array or "[]"))


def apart(measures: Sequence[Measure], numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """The numbers of several measures, cut into those of each."""
    made, at = [], 0
    for one in measures:
        made.append(tuple(numbers[at : at + width(one)]))
        at += width(one)
    return made
