"""Large ledgers: a paste with its checks, measures, months and groups, rows sorted and filtered, on SQLite and PostgreSQL.

Run from the root: .venv/bin/python -m bench.ledgers --rows 100000 --paste 5000 [--without postgresql]

Seconds are those of this machine, beside the number of its processors and its load (on a busy one the seconds of a
processor tell what a quiet one would take); every measure in SQL is
compared with the same one over the rows in memory. A throw-away PostgreSQL server is started and removed.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import psycopg

from quanheng.ledgers.incoming.grid import pasted
from quanheng.ledgers.incoming.preview import changes, preview
from quanheng.ledgers.load import schema
from quanheng.ledgers.measures.evaluate import by_group, by_month, evaluate
from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.measures.slots import Rows, every, filled, is_number, slots
from quanheng.ledgers.measures.sql import Asked, behind, counts, query, query_by_group, query_by_month, result
from quanheng.ledgers.measures.writer import POSTGRESQL, SQLITE, Query, Storage
from quanheng.ledgers.outgoing import html_table, tsv
from quanheng.ledgers.period import year_of
from quanheng.ledgers.rows import Row, row_of, rows_hash
from quanheng.ledgers.schema import Schema
from quanheng.ledgers.traps.run import search
from tests.generator.registers.rows import YEAR, credit_code
from tests.web.postgres import Cluster

PASTE, MEASURE, SORT = 3.0, 0.1, 0.3
"""What is promised: seconds of a paste with its checks, of a measure, of a page of the grid sorted."""
_TIMES = 5
_INDEXES = (
    "CREATE INDEX row_of_ledger ON row (ledger_id)",
    "CREATE INDEX row_by_key ON row (ledger_id, deleted, key)",
    "CREATE INDEX cells_of_ledger ON cells (ledger_id)",
)
"""As the workspace has them."""
_LEDGERS = ("technology-contracts", "high-tech-enterprises", "industry-monthly")


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of one processor."""

    seconds: float
    processor: float


Execute = Callable[[Query], list[tuple[Any, ...]]]


def rows_of(ledger: Schema, count: int, first: int = 1) -> list[Row]:
    """Rows of a county that has far too many enterprises."""
    makers = {
        "technology-contracts": _contract,
        "high-tech-enterprises": _certificate,
        "industry-monthly": _month,
    }
    return [row_of(ledger, makers[ledger.name](n), n) for n in range(first, first + count)]


def _day(number: int) -> date:
    return date(YEAR - 1, 1, 1) + timedelta(days=number * 7 % 730)


def _contract(number: int) -> dict[str, Any]:
    signed = _day(number)
    return {
        "number": f"{YEAR}430423{number:06}", "title": f"某技术开发第{number}号合同", "kind": "技术开发",
        "seller": f"某{number % 3000}号制造厂", "buyer": f"某{number % 700}号院所", "amount": number * 137 % 10**9 + 1,
        "technical": number * 137 % 10**9 // 2, "signed": signed.isoformat(),
        "registered": (signed + timedelta(days=20)).isoformat(), "state": "已登记", "verified": "已核查发票",
        "proof": f"登记证明{number}.pdf",
    }  # fmt: skip


def _certificate(number: int) -> dict[str, Any]:
    given = _day(number)
    return {
        "enterprise": f"某{number}号制造厂", "code": _code(number), "certificate": f"GR{given.year}44{number:06}",
        "kind": "新认定", "recognised": given.isoformat(), "expires": (given + timedelta(days=1095)).isoformat(),
        "state": "有效", "proof": f"证书{number}.pdf",
    }  # fmt: skip


def _month(number: int) -> dict[str, Any]:
    output = number * 7919 % 10**9
    return {
        "month": f"{YEAR - number // 12 % 2}-{number % 12 + 1:02}", "enterprise": f"某{number // 24}号制造厂",
        "code": _code(number // 24), "industry": f"行业{number // 24 % 30}", "output": output,
        "output_before": output // 2 + 5, "electricity": output % 10**6, "tax": output // 20, "investment": output // 9,
        "source": "核定", "proof": "月报.pdf",
    }  # fmt: skip


def _code(number: int) -> str:
    return credit_code(number * 7919 % 100_000)  # not in order, as they are not in a ledger


@dataclass(slots=True)
class Database:
    """Rows and their typed cells in tables like the workspace's, how to ask them, and the processor seconds that it has used."""

    dialect: str
    mark: str
    execute: Execute
    processor: Callable[[], float]

    def storage(self, ledger: Schema) -> Storage:
        """Where the cells of a ledger's rows are."""
        return Storage(self.dialect, slots(ledger, {}), mark=self.mark)

    def fill(self, number: int, ledger: Schema) -> None:
        """Have the database write the cells."""
        statement = filled(self.storage(ledger), Rows("row"), f"ledger_id = {self.mark}", [number])
        told(
            f"{self.dialect} {ledger.name}: typed cells of all rows",
            timed(lambda: self.execute(statement), 1),
        )


_CELLS = ", ".join(f"{slot} {'BIGINT' if is_number(slot) else 'TEXT'}" for slot in every())


@contextmanager
def sqlite(kept: Sequence[tuple[int, list[Row]]]) -> Iterator[Database]:
    """In memory, as a warm file is."""
    made = sqlite3.connect(":memory:")
    made.execute(
        "CREATE TABLE row (id INTEGER PRIMARY KEY, ledger_id INTEGER, key TEXT, data TEXT, deleted BOOL)"
    )
    made.execute(f"CREATE TABLE cells (row_id INTEGER PRIMARY KEY, ledger_id INTEGER, {_CELLS})")
    for index in _INDEXES:
        made.execute(index)
    for number, rows in kept:
        made.executemany(
            "INSERT INTO row (ledger_id, key, data, deleted) VALUES (?, ?, ?, 0)",
            [(number, row.key, json.dumps(row.data, ensure_ascii=False)) for row in rows],
        )
    yield Database(SQLITE, "?", lambda one: made.execute(one.text, one.parameters).fetchall(), process_time)
    made.close()


@contextmanager
def postgresql(kept: Sequence[tuple[int, list[Row]]]) -> Iterator[Database]:
    """A server of its own, gone at the end."""
    with Cluster() as running, psycopg.connect(running.address()) as made:
        made.execute(
            "CREATE TABLE row (id BIGSERIAL PRIMARY KEY, ledger_id INTEGER, key TEXT, data JSONB, deleted BOOL)"
        )
        made.execute(f"CREATE TABLE cells (row_id BIGINT PRIMARY KEY, ledger_id INTEGER, {_CELLS})".encode())
        for index in _INDEXES:
            made.execute(index)
        with (
            made.cursor() as cursor,
            cursor.copy("COPY row (ledger_id, key, data, deleted) FROM STDIN") as copy,
        ):
            for number, rows in kept:
                for row in rows:
                    copy.write_row((number, row.key, json.dumps(row.data, ensure_ascii=False), False))
        made.commit()

        def execute(one: Query) -> list[tuple[Any, ...]]:
            cursor = made.execute(one.text.encode(), one.parameters)
            return cursor.fetchall() if cursor.description else []

        yield Database(POSTGRESQL, "%s", execute, partial(_used, made.info.backend_pid, process_time))


def _used(process: int, own: Callable[[], float]) -> float:
    """Processor seconds of another process, in steps of its clock's ticks, and of this one."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return own() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def timed(
    work: Callable[[], Any], times: int = _TIMES, processor: Callable[[], float] = process_time
) -> Took:
    """The best of its seconds, since whatever else the machine does makes it longer; and processor seconds each."""
    took, used = [], processor()
    for _ in range(times):
        start = perf_counter()
        work()
        took.append(perf_counter() - start)
    return Took(min(took), (processor() - used) / times)


def told(words: str, took: Took, most: float = 0.0) -> None:
    """A line with its figures, and whether it keeps the promise."""
    promise = (
        "" if not most else f"   promised {most * 1000:.0f}: {'kept' if took.seconds <= most else 'NOT KEPT'}"
    )
    print(
        f"{words:<58}{took.seconds * 1000:>8.0f} ms, {took.processor * 1000:>6.0f} of a processor{promise}",
        flush=True,
    )


def paste(ledger: Schema, existing: Sequence[Row], count: int) -> None:
    """A clipboard from Excel of which half is known: read, typed, compared with what is there, checked."""
    half = count // 2
    rows = [*existing[:half], *rows_of(ledger, count - half, len(existing) + 1)]
    text, html = tsv(ledger, rows), html_table(ledger, rows)
    known = {row.key: row.data for row in existing}

    def whole() -> None:
        made = preview(ledger, pasted(text, html))
        assert len(made.rows) == count, len(made.rows)
        changes(made, known)
        search(ledger, [one.row for one in made.rows], year_of(YEAR))

    told(f"{ledger.name}: {count} rows pasted with all checks", timed(whole, 3), PASTE)
    grid = pasted(text, html)
    made = preview(ledger, grid)
    told("  of it: clipboard to table", timed(lambda: pasted(text, html), 3))
    told("  of it: cells typed", timed(lambda: preview(ledger, grid), 3))
    told("  of it: compared with the rows there are", timed(lambda: changes(made, known), 3))
    pasted_rows = [one.row for one in made.rows]
    told("  of it: traps", timed(lambda: search(ledger, pasted_rows, year_of(YEAR)), 3))


def measures(ledger: Schema, number: int, rows: Sequence[Row], database: Database) -> None:
    """Every measure of a ledger as SQL: its seconds, and that it equals the one over the rows."""
    dialect = database.dialect
    for one in ledger.measures.values():
        asked = Asked(one, ledger, number, year_of(YEAR))
        statement = query(asked, database.storage(ledger))
        work = partial(_asked, database, one, ledger, statement)
        assert work() == evaluate(one, ledger, rows, year_of(YEAR)), one.name
        told(f"{dialect} {ledger.name}/{one.name}", timed(work, 20, database.processor), MEASURE)


def _asked(database: Database, measure: Measure, ledger: Schema, statement: Query) -> Result:
    return result(measure, ledger, counts([measure], database.execute(statement)[0]))


def details(ledger: Schema, number: int, rows: Sequence[Row], database: Database) -> None:
    """What a click on a value asks: months, groups, the rows behind it."""
    dialect, one, period = (
        database.dialect,
        next(m for m in ledger.measures.values() if m.series),
        year_of(YEAR),
    )
    asked = Asked(one, ledger, number, period)
    monthly = query_by_month(asked, database.storage(ledger))
    told(
        f"{dialect} {ledger.name}/{one.name} by month",
        timed(lambda: database.execute(monthly), 20, database.processor),
        SORT,
    )
    answers = {row[0]: result(one, ledger, counts([one], row[1:])).value for row in database.execute(monthly)}
    assert answers == {month: r.value for month, r in by_month(one, ledger, rows, period) if month in answers}
    column = ledger.monitoring.of if ledger.monitoring else ledger.columns[0].name
    grouped = query_by_group(asked, database.storage(ledger), column)
    told(
        f"{dialect} {ledger.name}/{one.name} by {column}",
        timed(lambda: database.execute(grouped), 20, database.processor),
        SORT,
    )
    found = {row[0]: result(one, ledger, counts([one], row[1:])).value for row in database.execute(grouped)}
    assert found == {name: r.value for name, r in by_group(one, ledger, rows, period, column).items()}
    numbers = behind(asked, database.storage(ledger))
    told(
        f"{dialect} {ledger.name}/{one.name} rows behind it",
        timed(lambda: database.execute(numbers), 20, database.processor),
        SORT,
    )


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--paste", type=int, default=5_000)
    parser.add_argument("--without", action="append", default=[], choices=[POSTGRESQL, SQLITE])
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {chosen.rows} rows in each ledger")
    ledgers = [schema(name) for name in _LEDGERS]
    kept = [(number, rows_of(ledger, chosen.rows)) for number, ledger in enumerate(ledgers, 1)]
    for ledger, (_, rows) in zip(ledgers, kept, strict=True):
        paste(ledger, rows, chosen.paste)
        told(f"{ledger.name}: all traps over all rows", timed(lambda: search(ledger, rows, year_of(YEAR)), 1))  # noqa: B023
        told(f"{ledger.name}: hash of all rows", timed(lambda: rows_hash(rows), 1))  # noqa: B023
    for name, opened in ((SQLITE, sqlite), (POSTGRESQL, postgresql)):
        if name in chosen.without:
            continue
        with opened(kept) as database:
            for ledger, (number, _) in zip(ledgers, kept, strict=True):
                database.fill(number, ledger)
            database.execute(Query("ANALYZE", ()))
            for ledger, (number, rows) in zip(ledgers, kept, strict=True):
                measures(ledger, number, rows, database)
                details(ledger, number, rows, database)


if __name__ == "__main__":
    main()
