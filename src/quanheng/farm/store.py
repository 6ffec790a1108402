"""Results on disk while a batch runs: whatever is finished survives a kill of any process.

A part is a file of compressed rows, appended document by document; its index gets a line when all the rows
of a document are in the part. A batch that is started again reads the indexes and does only the rest.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from quanheng.report.lines import kept, lines

DONE, FAILED, STOPPED = "done", "failed", "stopped"
"""A document was reviewed; its reader refused it; its process ended or was ended."""
_FAST = 1  # of the levels of compression: the fastest


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one content: compressed rows by table, or why there are none.

    `milliseconds` is what it took; it is no part of the result.
    """

    digest: str
    name: str
    state: str
    rows: Mapping[str, bytes]
    milliseconds: int = 0
    format: str = ""
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index: where the rows of a document are; `lengths` in bytes, one table after the other."""

    digest: str
    name: str
    state: str
    part: str
    offset: int
    lengths: Mapping[str, int]
    milliseconds: int
    format: str
    message: str
    hint: str


def packed(found: bytes) -> bytes:
    """Lines as a compressed member; the same lines give the same bytes, and members may follow one another."""
    return gzip.compress(found, _FAST, mtime=0) if found else b""


class Part:
    """A part that is being written, by one process only."""

    def __init__(self, folder: Path) -> None:
        self._name = uuid4().hex
        self._rows: BinaryIO = (folder / f"{self._name}.rows").open("wb")
        self._index: BinaryIO = (folder / f"{self._name}.index").open("wb")
        self._end = 0

    def add(self, one: Examined) -> Entry:
        """Store the rows, then say so."""
        start = self._end
        for blob in one.rows.values():
            self._rows.write(blob)
            self._end += len(blob)
        self._rows.flush()
        lengths = {table: len(blob) for table, blob in one.rows.items()}
        entry = Entry(
            one.digest, one.name, one.state, self._name, start, lengths,
            one.milliseconds, one.format, one.message, one.hint,
        )  # fmt: skip
        self._index.write(lines([entry]))
        self._index.flush()
        return entry

    def close(self) -> None:
        """Nothing more will come."""
        self._rows.close()
        self._index.close()


def entries(folder: Path) -> dict[str, Entry]:
    """What is stored, by digest; of a content that was done twice the part with the first name counts."""
    known: dict[str, Entry] = {}
    for index in sorted(folder.glob("*.index")):
        size = index.with_suffix(".rows").stat().st_size
        for row in kept(index.read_bytes()):  # what was cut off in the middle will be done again
            entry = Entry(**row)
            if entry.offset + sum(entry.lengths.values()) <= size:
                known.setdefault(entry.digest, entry)
    return known


class Rows:
    """Reads the rows of stored documents; the parts stay open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, BinaryIO] = {}

    def of(self, entry: Entry, table: str) -> bytes:
        """The compressed rows of one table, b"" where the document has none."""
        before = 0
        for name, length in entry.lengths.items():
            if name == table:
                return self._read(entry.part, entry.offset + before, length)
            before += length
        return b""

    def _read(self, part: str, offset: int, length: int) -> bytes:
        stream = self._open.get(part)
        if stream is None:
            if len(self._open) > 200:  # of the files that a process may have open
                self.close()
            stream = self._open[part] = (self._folder / f"{part}.rows").open("rb")
        stream.seek(offset)
        return stream.read(length)

    def close(self) -> None:
        """Close the parts."""
        for stream in self._open.values():
            stream.close()
        self._open.clear()
