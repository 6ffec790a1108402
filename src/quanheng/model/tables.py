"""The tables of a corpus: what a reviewed document leaves behind for many documents to be compared.

One description of names and types, for who writes the rows (report), who stores them (farm) and who reads them
(compare). Decimals are text in JSON lines and DECIMAL in Parquet; money is in 元 where a column is called base,
low or high. A place is section, page, block, start, end and, in a table, number, row and column from 0.
"""

from __future__ import annotations

from collections.abc import Mapping

TEXT, WHOLE, NUMBER, YES, LIST = "VARCHAR", "INTEGER", "DECIMAL(38,8)", "BOOLEAN", "VARCHAR[]"

_PLACE = {
    "section": TEXT, "page": WHOLE, "block": WHOLE, "begin": WHOLE, "finish": WHOLE,
    "grid": WHOLE, "line": WHOLE, "pillar": WHOLE,
}  # fmt: skip

TABLES: Mapping[str, Mapping[str, str]] = {
    "documents": {
        "sha256": TEXT, "name": TEXT, "format": TEXT, "kind": TEXT, "organisation": TEXT, "jurisdiction": TEXT,
        "scope": TEXT, "fiscal_year": WHOLE, "title": TEXT, "template": TEXT, "pages": WHOLE, "blocks": WHOLE,
        "figures": WHOLE, "checked": WHOLE, "alone": WHOLE, "cells": WHOLE, "cells_read": WHOLE, "unread": WHOLE,
        "agree": WHOLE, "rounding": WHOLE, "off": WHOLE, "undecided": WHOLE,
        "error": WHOLE, "doubt": WHOLE, "note": WHOLE, "missing": WHOLE,
    },
    "figures": {
        "sha256": TEXT, "id": WHOLE, "text": TEXT, "value": TEXT, "unit": TEXT, "dimension": TEXT, "base": NUMBER,
        "decimals": WHOLE, "kind": TEXT, "hedge": TEXT, "item": TEXT, "surface": TEXT, "path": LIST,
        "year": WHOLE, "basis": TEXT, "fund": TEXT, "known_by": TEXT, **_PLACE,
    },
    "stated": {
        "sha256": TEXT, "item": TEXT, "label": TEXT, "year": WHOLE, "basis": TEXT, "fund": TEXT,
        "dimension": TEXT, "unit": TEXT, "text": TEXT, "decimals": WHOLE, "base": NUMBER, "low": NUMBER,
        "high": NUMBER, "times": WHOLE, "one": YES, **_PLACE,
    },
    "relations": {
        "sha256": TEXT, "id": WHOLE, "kind": TEXT, "template": TEXT, "rule": TEXT, "verdict": TEXT, "why": TEXT,
        **_PLACE,
    },
    "findings": {
        "sha256": TEXT, "key": TEXT, "rule": TEXT, "title": TEXT, "severity": TEXT, "certainty": TEXT,
        "message": TEXT, "calculation": TEXT, "stated": TEXT, "expected": TEXT, **_PLACE,
    },
    "scores": {
        "sha256": TEXT, "framework": TEXT, "indicator": TEXT, "name": TEXT, "state": TEXT, "unit": TEXT,
        "value": NUMBER, "full_points": NUMBER, "points_low": NUMBER, "points_high": NUMBER, "own": NUMBER,
        "calculation": TEXT, "grade": TEXT,
    },
    "indicators": {
        "sha256": TEXT, "sheet": TEXT, "number": WHOLE, "project": TEXT, "group_name": TEXT, "level2": TEXT,
        "name": TEXT, "target": TEXT, "result": TEXT, "points": NUMBER, "score": NUMBER, "block": WHOLE,
    },
    "passages": {
        "sha256": TEXT, "block": WHOLE, "kind": TEXT, "level": WHOLE, "page": WHOLE, "text": TEXT, "cells": TEXT,
    },
}  # fmt: skip
"""Columns and types of the tables that a document writes.

stated      what the document gives for a thing and year, once: `one` is false where its own statements differ
indicators  rows of forms and sheets of indicators, texts as written
passages    the text itself; `cells` of a table is JSON: its number and [row, column, rows, columns, text] of each
scores      one row an indicator; the row without `indicator` is the total
"""

FILES: Mapping[str, str] = {
    "path": TEXT, "sha256": TEXT, "bytes": "BIGINT", "state": TEXT, "reason": TEXT, "message": TEXT, "hint": TEXT,
}  # fmt: skip
"""The table of files: every path that was given, those with the same bytes too. `state` is done or failed."""
