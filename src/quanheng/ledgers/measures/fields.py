"""The fields by which a statement tells a measure, and the numbers that they mean.

Different values come as a JSON array of all there are and are counted here: that costs a quarter of what the databases
take to sort them, and its length tells the rows. Where both parts of a measure count the same columns (valid at the end,
valid at the opening), a value comes once: in the array of those that both count, the first alone, or the second alone.
Whatever is asked of a row is a flag, so that no cell is handed on for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from quanheng.ledgers.conditions import FILLED, Condition, Group, Test, all_of
from quanheng.ledgers.measures.evaluate import blank_columns
from quanheng.ledgers.measures.record import COUNT, DAYS, DISTINCT, Aggregate, Measure
from quanheng.ledgers.measures.writer import FALSE, Writer


def met(part: Aggregate) -> Condition:
    """What a row that the part counts meets: its conditions, and none of its columns is empty."""
    return Group("all", tuple(_tests(part)))


def _tests(part: Aggregate) -> list[Condition]:
    """The conditions as one, and that the columns are filled where they do not tell it already."""
    told = set(all_of(part.where))
    filled = (_filled(name, "yes") for name in part.columns)
    return [part.where, *(one for one in filled if one not in told)]


def _filled(column: str, which: str) -> Test:
    return Test(FILLED, "filled", column, (which,))


def fields(writer: Writer, measure: Measure) -> list[str]:
    """What tells a measure: its parts one after the other, the rows with blanks.

    Of a measure of two parts also the rows that any of them counts; where they share values, first those of both.
    """
    flags = [[writer.flag(one) for one in _tests(part)] for part in measure.parts]
    tests = [" AND ".join(one) for one in flags]
    alone, made = tests, []
    if _shared(measure):  # of filled columns, so that a row is of the other part if it meets its conditions
        alone = [f"{test} AND NOT {other[0]}" for test, other in zip(tests, reversed(flags), strict=True)]
        made = [_value(writer, measure.parts[0], " AND ".join(dict.fromkeys(flags[0] + flags[1])))]
    for part, test, only in zip(measure.parts, tests, alone, strict=True):
        made += [_value(writer, part, only), *([_rows(test)] if part.function != DISTINCT else [])]
        made.append(_rows(f"{test} AND {_unproved(writer)}"))
    blank = [_filled(name, "no") for name in blank_columns(measure)]
    made.append(_rows(writer.flag(Group("any", tuple(blank)))))
    return [*made, _rows(" OR ".join(f"({one})" for one in dict.fromkeys(tests)))] if len(tests) > 1 else made


def _unproved(writer: Writer) -> str:
    proof = writer.schema.proof
    return writer.flag(_filled(proof, "no")) if proof else FALSE


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
    """The numbers that the fields of measures mean, those of each measure after another's.

    They are value, rows and unproved rows of each part, the rows with blanks, of two parts the rows that any counts.
    """
    told = iter(answer)
    return tuple(number for one in measures for number in _numbers(one, told))


def _numbers(measure: Measure, told: Iterator[Any]) -> Iterator[int]:
    both = _array(next(told)) if _shared(measure) else []
    known = set(both)
    for part in measure.parts:
        if part.function == DISTINCT:
            values = _array(next(told))
            yield from (len(known.union(values)), len(both) + len(values))
        else:
            yield from (int(next(told) or 0), next(told))
        yield next(told)
    yield from islice(told, 1 + (len(measure.parts) > 1))


def _array(told: str | None) -> list[Any]:
    return json.loads(told) if told else []


def apart(measures: Sequence[Measure], numbers: Sequence[int]) -> list[tuple[int, ...]]:
    """The numbers of several measures, cut into those of each."""
    made, at = [], 0
    for one in measures:
        made.append(tuple(numbers[at : at + width(one)]))
        at += width(one)
    return made
