"""Findings as rows: written in bulk, any number of times with the same result."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction

from quanheng.model.finding import Finding as Known
from quanheng.model.review import Reviewed
from quanheng.report import json as report_json
from quanheng.report import messages
from quanheng.report.places import Locator, in_order
from quanheng.web.documents.models import Draft, Finding

_WRITTEN = ["order", "sign", "rule", "severity", "message", "content"]


def sign(tree: dict[str, Any], context: str = "") -> str:
    """What the verdict on a finding was about: its rule, and every text that it quotes or expects.

    `context` is given where the document has several findings of that key: only their surroundings tell which
    of them is meant.
    """
    expected = tree["expected"]["text"] if tree["expected"] else None
    quoted = [
        tree["rule"],
        tree["stated"]["text"] if tree["stated"] else None,
        [place["text"] for place in tree["places"]],
        expected,
        context,
    ]
    return sha256(json.dumps(quoted, ensure_ascii=False).encode()).hexdigest()


def keep(draft: Draft, reviewed: Reviewed, locator: Locator) -> None:
    """The findings of a finished check; rows of an earlier run that it has not are removed."""
    findings = in_order(reviewed.findings)
    alike = Counter(_family(finding.key) for finding in findings)
    rows = []
    for order, finding in enumerate(findings, 1):
        tree = tree_of(finding, [locator.of(mark) for mark in finding.marks])
        context = _surroundings(finding, reviewed) if alike[_family(finding.key)] > 1 else ""
        rows.append(_row(draft, order, tree, sign(tree, context)))
    with transaction.atomic():
        Finding.objects.filter(draft=draft).exclude(key__in=[row.key for row in rows]).delete()
        _write(rows)


def keep_early(draft: Draft, findings: Sequence[Known]) -> None:
    """What is known before the check is over; the end decides anew, so nothing is removed here."""
    rows = []
    for order, finding in enumerate(in_order(list(findings)), 1):
        tree = tree_of(finding, [mark.place.section or "全文" for mark in finding.marks])
        rows.append(_row(draft, order, tree, sign(tree)))
    _write(rows)


def _write(rows: list[Finding]) -> None:
    # Findings are made by the program, not decided by anybody: they have no row history to bypass.
    Finding.objects.bulk_create(
        rows,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["draft", "key"],
        update_fields=_WRITTEN,
    )


def tree_of(finding: Known, where: list[str]) -> dict[str, Any]:
    """The finding as the JSON of `check` has it, and what its card shows beside: `where` are its places in words.

    `about` is what the finding speaks of without the year, by which next year's check knows it again.
    """
    tree = report_json.finding(finding)
    card = {
        "code": messages.code(finding.rule),
        "calculation": messages.calculation(finding, tree["message"]),
        "suggestion": messages.suggestion(finding, tree["message"]),
        "remedy": messages.paragraphs(messages.remedy(finding.rule)),
        "where": where,
        "about": finding.values.get("name", ""),
    }
    return tree | {"card": card}


def _row(draft: Draft, order: int, tree: dict[str, Any], signed: str) -> Finding:
    return Finding(
        draft=draft,
        order=order,
        key=tree["key"],
        sign=signed,
        rule=tree["rule"],
        severity=tree["severity"],
        message=tree["message"],
        content=tree,
    )


def _family(key: str) -> str:
    """Findings of one key are numbered from the second on: 3fa9…, 3fa9…-2."""
    return key.partition("-")[0]


def _surroundings(finding: Known, reviewed: Reviewed) -> str:
    """The text of the block, or the texts of the row, in which the finding stands."""
    if not finding.marks or finding.marks[0].document:
        return ""
    place = finding.marks[0].place
    if place.block >= len(reviewed.document.blocks):
        return ""
    block = reviewed.document.blocks[place.block]
    if place.cell is None or block.table is None:
        return f"{place.section}|{block.text}"
    row = place.cell.row
    return f"{place.section}|" + "|".join(cell.text for cell in block.table.cells if cell.row == row)
