"""Finished results as tables: JSON lines for anybody, Parquet for the panel.

Documents stand in the order of their digests, whoever did them and when, so that the same documents give the
same bytes. A shard holds so many documents; the rows are not unpacked to be put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from quanheng.farm.listing import Listing
from quanheng.farm.store import DONE, Entry, Rows, packed
from quanheng.model.tables import TABLES
from quanheng.report.lines import lines
from quanheng.report.parquet import convert

DOCUMENTS = 2000
"""In a shard."""


def write(folder: Path, rows: Rows, entries: Sequence[Entry], listing: Listing) -> bool:
    """Write the tables of the entries (in order of digests); True when Parquet was written too.

    What stood there before is replaced. Parquet is left out where DuckDB is not installed.
    """
    done = [entry for entry in entries if entry.state == DONE]
    written: set[Path] = set()
    for number, start in enumerate(range(0, len(done), DOCUMENTS) or range(1)):
        chunk = done[start : start + DOCUMENTS]
        for table in TABLES:
            written.add(_put(folder / table / f"{number:05}.jsonl.gz", (rows.of(e, table) for e in chunk)))
    written.add(_put(folder / "files" / "00000.jsonl.gz", _files(entries, listing)))
    for old in folder.rglob("*.jsonl.gz"):
        if old not in written:
            old.unlink()
    return _parquet(folder, sorted(written))


def _put(target: Path, members: Iterator[bytes]) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_suffix(".waiting")
    with waiting.open("wb") as stream:
        stream.writelines(members)
    waiting.replace(target)
    return target


def _files(entries: Sequence[Entry], listing: Listing) -> Iterator[bytes]:
    """A row for each path, in order; what could not be opened has no digest."""
    known = {entry.digest: entry for entry in entries}
    told = [
        {"path": one.path, "sha256": one.digest, "bytes": one.size} | _state(known[one.digest])
        for one in listing.found
        if one.digest in known
    ]
    told += [
        {"path": f.path, "sha256": None, "bytes": None, "state": "failed", "reason": "unopened",
         "message": f.message, "hint": f.hint}
        for f in listing.failures
    ]  # fmt: skip
    yield packed(lines(sorted(told, key=lambda row: str(row["path"]))))


def _state(entry: Entry) -> dict[str, str | None]:
    if entry.state == DONE:
        return {"state": "done", "reason": None, "message": None, "hint": None}
    return {"state": "failed", "reason": entry.state, "message": entry.message, "hint": entry.hint}


def _parquet(folder: Path, sources: Sequence[Path]) -> bool:
    try:
        import duckdb  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError:
        return False
    kept: set[Path] = set()
    with duckdb.connect() as base:
        # One thread: then the rows stand in Parquet as they stand in the lines, whatever the machine.
        base.execute("SET threads = 1")
        for source in sources:
            kept.add(convert(base, source))
    for old in folder.rglob("*.parquet"):
        if old not in kept:
            old.unlink()
    return True
