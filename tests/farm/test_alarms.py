"""What the totals would hide is told, and only that."""

from __future__ import annotations

from typing import Any

from quanheng.farm.alarms import alarms
from quanheng.model.batch import BatchSummary

GOOD: dict[str, Any] = {
    "kind": "final_accounts", "fiscal_year": 2023, "organisation": "青岚县水利局", "figures": 90, "cells": 40,
    "cells_read": 39, "unread": 0, "template": "t",
}  # fmt: skip


def summary(*changes: dict[str, Any]) -> BatchSummary:
    made = BatchSummary()
    for number, change in enumerate(changes):
        made.documents.append(GOOD | {"sha256": str(number), "path": f"{number}.docx"} | change)
    return made


def kinds(made: BatchSummary, errors: dict[str, set[str]] | None = None) -> list[str]:
    return [alarm.kind for alarm in alarms(made, errors or {}, {})]


def test_good_documents_give_none() -> None:
    assert kinds(summary(*[{}] * 30)) == []


def test_each_document_that_was_hardly_read_is_named() -> None:
    made = summary({"kind": "unknown"}, {"fiscal_year": None}, {"organisation": None}, {"figures": 3}, {"cells_read": 19}, {"unread": 1})  # fmt: skip
    assert kinds(made) == ["kind", "year", "organisation", "figures", "cells", "unread"]
    assert [alarm.documents for alarm in alarms(made, {}, {})] == [(f"{n}.docx",) for n in range(6)]


def test_a_rule_that_accuses_one_layout_only_speaks_against_our_reading() -> None:
    made = summary(*[{"template": "a"}] * 6, *[{"template": "b"}] * 20)
    here = {str(number): {"sums/total"} for number in range(5)}
    assert kinds(made, here) == ["layout"]
    everywhere = {str(number): {"sums/total"} for number in range(26)}
    assert kinds(made, everywhere) == []
    few = {str(number): {"sums/total"} for number in range(2)}
    assert kinds(made, few) == []


def test_errors_that_became_frequent_are_told() -> None:
    made = summary(*[{}] * 10)
    made.templates = {"t": [10, 5]}
    assert [alarm.kind for alarm in alarms(made, {}, {"t": [10, 1]})] == ["risen"]
    assert alarms(made, {}, {"t": [10, 4]}) == []
    assert alarms(made, {}, {"other": [10, 0]}) == []


def test_an_ending_that_is_mostly_refused_is_told() -> None:
    made = summary({})
    made.files = [{"path": f"{n}.doc", "state": "failed" if n < 2 else "done"} for n in range(8)]
    assert kinds(made) == ["format"]
    made.files = [{"path": f"{n}.doc", "state": "failed" if n < 1 else "done"} for n in range(8)]
    assert kinds(made) == []
