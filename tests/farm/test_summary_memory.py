"""What a batch keeps in memory of each document while it writes its summary."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

from quanheng.farm.store import DONE, Entry, Examined, Part, Rows, packed
from quanheng.farm.summary import summary
from quanheng.model.batch import BatchSummary
from quanheng.model.tables import FILES, TABLES
from quanheng.report import batch_book

_WORDS = {"format": "txt", "kind": "notice", "organisation": "青岚县水利局", "template": "ab12"}


def _row(number: int) -> dict[str, Any]:
    counted = {
        name: 1 if kind == "INTEGER" else f"{name} {number}" for name, kind in TABLES["documents"].items()
    }
    return counted | _WORDS | {"sha256": f"{number:064}"}


def _stored(folder: Path, count: int) -> list[Entry]:
    part = Part(folder)
    made = []
    for number in range(count):
        row = _row(number)
        lines = packed(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        made.append(part.add(Examined(row["sha256"], f"{number}.txt", DONE, {"documents": lines})))
    part.close()
    return made


def _summed(folder: Path, count: int) -> BatchSummary:
    kept = _stored(folder, count)
    (folder / "files").mkdir()
    files = [
        dict.fromkeys(FILES) | {"path": f"{e.digest}.txt", "sha256": e.digest, "state": "done"} for e in kept
    ]
    told = "".join(json.dumps(row) + "\n" for row in files)
    (folder / "files" / "00000.jsonl.gz").write_bytes(gzip.compress(told.encode()))
    rows = Rows(folder)
    try:
        return summary(rows, kept, folder, {})
    finally:
        rows.close()


def test_of_each_document_only_what_is_told_stays(tmp_path: Path) -> None:
    made = _summed(tmp_path, 2)
    one, other = made.documents
    assert [row["path"] for row in made.documents] == [f"{n:064}.txt" for n in range(2)]
    assert "title" not in one
    assert all(a is b for a, b in zip(one, other, strict=True)), "the names of the columns, once for all"
    assert all(one[name] is other[name] for name in _WORDS)
    assert all(a is b for a, b in zip(*made.files, strict=True))


def _peak(made: BatchSummary) -> int:
    tracemalloc.start()
    batch_book.encode(made)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_the_workbook_of_many_documents_is_not_held_whole(tmp_path: Path) -> None:
    many = _summed(tmp_path, 1100)
    few = replace(many, documents=many.documents[:100])
    batch_book.encode(few)  # what is loaded once
    assert (_peak(many) - _peak(few)) / 1000 < 500, "3 kB of each where the sheets are built in memory"
