"""The summary of a batch, from what is stored."""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quanheng.farm.alarms import alarms
from quanheng.farm.store import DONE, Entry, Rows
from quanheng.model.batch import BatchSummary
from quanheng.model.finding import ERROR
from quanheng.model.tables import FILES

_COUNTS = (
    *("figures", "cells", "cells_read", "unread", "agree", "rounding", "off", "undecided"),
    *("error", "doubt", "note", "missing"),
)
_WORDS = ("format", "kind", "organisation", "template")  # many documents have the same
_KEPT = ("sha256", "fiscal_year", *_WORDS, *_COUNTS)
"""What workbook and alarms tell of a document; whole rows of a hundred thousand take half a gigabyte."""


def summary(
    rows: Rows, entries: Sequence[Entry], tables: Path, before: Mapping[str, list[int]]
) -> BatchSummary:
    """Counts, rules, layouts and alarms; `tables` has the table of files already."""
    files = _lines((tables / "files" / "00000.jsonl.gz").read_bytes())
    made = BatchSummary(files=[{name: row[name] for name in FILES} for row in files])
    paths = _paths(made)
    errors: dict[str, set[str]] = {}
    for entry in entries:
        if entry.state != DONE:
            continue
        for found in _lines(rows.of(entry, "documents")):
            made.documents.append(_short(found, paths.get(entry.digest, [entry.name])[0]))
        if wrong := _count_rules(made, _lines(rows.of(entry, "findings"))):
            errors[entry.digest] = wrong
    made.documents.sort(key=lambda row: str(row["path"]))
    made.rules = dict(sorted(made.rules.items()))
    for row in made.documents:
        counts = made.templates.setdefault(row["template"], [0, 0])
        counts[0] += 1
        counts[1] += bool(row["error"])
    made.repeated = {digest: same for digest, same in sorted(paths.items()) if len(same) > 1}
    made.alarms = alarms(made, errors, before)
    return made


def _paths(made: BatchSummary) -> dict[str, list[str]]:
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for row in made.files:
        if row["sha256"]:
            paths[row["sha256"]].append(row["path"])
    return dict(paths)


def _count_rules(made: BatchSummary, findings: Iterator[dict[str, Any]]) -> set[str]:
    """Add a document's findings to the rules; returns the rules of its errors."""
    seen: set[str] = set()
    errors: set[str] = set()
    for row in findings:
        counts = made.rules.setdefault(row["rule"], {"title": row["title"], "documents": 0})
        counts[row["severity"]] = counts.get(row["severity"], 0) + 1
        counts["documents"] += row["rule"] not in seen
        seen.add(row["rule"])
        if row["severity"] == ERROR:
            errors.add(row["rule"])
    return errors


def _short(row: Mapping[str, Any], path: str) -> dict[str, Any]:
    """The columns that are told, each name and each repeated word once in memory."""
    made: dict[str, Any] = {name: row[name] for name in _KEPT}
    made.update((name, sys.intern(row[name])) for name in _WORDS if row[name])
    made["path"] = path
    return made


def _lines(packed: bytes) -> Iterator[dict[str, Any]]:
    for line in gzip.decompress(packed).splitlines() if packed else ():
        yield json.loads(line)
