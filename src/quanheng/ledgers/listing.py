"""The rows behind measures as a list for an annex: who was counted, by what document, in which indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from quanheng.ledgers.cells import shown
from quanheng.ledgers.measures.evaluate import counted_rows
from quanheng.ledgers.measures.record import SUM, Measure
from quanheng.ledgers.outgoing import bare, columns, head
from quanheng.ledgers.period import Period
from quanheng.ledgers.rows import Row, rows_hash
from quanheng.ledgers.schema import Column, Schema
from quanheng.model.proof import ProofList

_SIGNS = 16
_COUNTED = "计入"


class Register(Protocol):
    """One ledger of a year wherever its rows are kept; `year` is None where nothing says it."""

    @property
    def schema(self) -> Schema:
        """What the ledger is."""

    @property
    def rows(self) -> Sequence[Row]:
        """All its rows."""

    @property
    def year(self) -> int | None:
        """The year it is of."""


def short_hash(rows: Iterable[Row]) -> str:
    """The first signs of the hash that a sealed file of these rows bears."""
    return rows_hash(map(bare, rows))[:_SIGNS]


def listed(register: Register, counted: Sequence[tuple[int, Measure]], period: Period) -> ProofList:
    """The rows that the measures count, each with the numbers of the proofs it stands behind."""
    schema = register.schema
    behind: dict[int, list[int]] = {}
    rows = list(register.rows)
    for number, measure in counted:
        for part in counted_rows(measure, schema, rows, period):
            for row in part:
                numbers = behind.setdefault(id(row), [])
                numbers += [] if number in numbers else [number]
    kept = [row for row in rows if id(row) in behind]
    out = list(_columns(schema, [measure for _, measure in counted], kept))
    made = tuple(
        (*(shown(row.data.get(one.name), one) for one in out), "、".join(map(str, behind[id(row)])))
        for row in kept
    )
    heads = (*(head(one) for one in out), _COUNTED)
    return ProofList(schema.title, heads, made, _total(counted, out, kept))


def _columns(schema: Schema, measures: Sequence[Measure], rows: Sequence[Row]) -> Iterator[Column]:
    """Those that must be filled, that a measure looks at, and the files; none that is private or empty."""
    used = {name for measure in measures for part in measure.parts for name in (*part.used, *part.columns)}
    for one in columns(schema):
        wanted = one.required or one.name in used or one.name == schema.proof
        if wanted and any(row.data.get(one.name) is not None for row in rows):
            yield one


def _total(
    counted: Sequence[tuple[int, Measure]], out: Sequence[Column], rows: Sequence[Row]
) -> tuple[str, ...]:
    """The sums of the columns that a single measure adds up over all these rows; () where there is none."""
    if len(counted) != 1:
        return ()
    parts = counted[0][1].parts
    summed = parts[0].columns if len(parts) == 1 and parts[0].function == SUM else ()
    if not summed:
        return ()
    sums = {name: sum(v for row in rows if isinstance(v := row.data.get(name), int)) for name in summed}
    cells = [shown(sums[one.name], one) if one.name in sums else "" for one in out]
    first = next((at for at, one in enumerate(out) if one.name not in sums), None)
    if first is None:
        return ()
    cells[first] = "合计"
    return (*cells, "")
