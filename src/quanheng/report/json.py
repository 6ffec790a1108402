"""The result of `check` as JSON, schema 1: what other programs rely on.

Every field is present, null where it does not apply; decimals are strings with their printed
digits; the same review gives the same bytes but for `seconds`.
"""

from __future__ import annotations

import json
from typing import Any

from quanheng import __version__
from quanheng.model.finding import Finding, Mark, Said
from quanheng.model.place import Place
from quanheng.model.review import Failure, Review, Reviewed
from quanheng.report import messages, numbers, words
from quanheng.report.places import in_order

SCHEMA = 1


def encode(review: Review) -> bytes:
    """The review as indented UTF-8 JSON, with a line end."""
    return dump(tree(review))


def dump(value: Any) -> bytes:
    """Any tree as indented UTF-8 JSON, with a line end; text that no encoding can hold is replaced."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def tree(review: Review) -> dict[str, Any]:
    """The review as plain dicts, lists and strings."""
    return {
        "schema": SCHEMA,
        "quanheng": __version__,
        "norms": review.norms or None,
        "documents": [document(reviewed) for reviewed in review.documents],
        "errors": [failure(error) for error in review.errors],
        "case": case(review),
    }


def case(review: Review) -> dict[str, Any] | None:
    """What came of checking the documents against each other; null where that was not asked."""
    found = review.case
    if found is None:
        return None
    paths = [reviewed.path or reviewed.document.name for reviewed in review.documents]
    return {
        "parties": [
            {"organisation": party.organisation, "documents": [paths[number] for number in party.papers]}
            for party in found.parties
        ],
        "relations": words.verdict_counts(found.relations),
        "findings": found.found,
        "not_compared": [
            {"reason": remark.kind, "documents": [paths[number] for number in remark.papers]}
            for remark in found.aside
        ],
        "seconds": round(found.seconds, 3),
    }


def document(reviewed: Reviewed) -> dict[str, Any]:
    """One document of the review with its findings in document order."""
    return head(reviewed) | {
        "figures": {
            "total": len(reviewed.facts.figures),
            "checked": words.checked_figures(reviewed),
            "alone": words.lone_figures(reviewed),
        },
        "relations": words.verdict_counts(reviewed.relations),
        "unread": [{"place": place(part.place), "reason": part.reason} for part in reviewed.document.unread],
        "seconds": {step: round(spent, 3) for step, spent in reviewed.seconds.items()},
        "findings": [finding(found) for found in in_order(reviewed.findings)],
    }


def head(reviewed: Reviewed) -> dict[str, Any]:
    """Which document it is, and what was recognised of it."""
    facts, source = reviewed.facts, reviewed.document
    return {
        "path": reviewed.path or source.name,
        "sha256": source.sha256,
        "format": source.format,
        "kind": facts.kind,
        "organisation": facts.organisation,
        "fiscal_year": facts.year,
        "jurisdiction": facts.jurisdiction,
        "scope": facts.scope,
        "pages": source.pages,
    }


def place(where: Place) -> dict[str, Any]:
    """A place; `cell` and `box` are null where the document has none."""
    cell = where.cell
    return {
        "section": where.section or None,
        "page": where.page,
        "block": where.block,
        "start": where.start,
        "end": where.end,
        "cell": {"table": cell.table, "row": cell.row, "column": cell.column} if cell else None,
        "box": list(where.box) if where.box else None,
    }


def failure(error: Failure) -> dict[str, str]:
    """An input that could not be checked."""
    return {"path": error.path, "message": error.message, "hint": error.hint}


def finding(found: Finding) -> dict[str, Any]:
    """One found."""
    page = messages.page(found.rule)
    return {
        "key": found.key,
        "rule": found.rule,
        "no": int(page.no) if page else None,
        "title": messages.title(found.rule),
        "severity": words.severity(found),
        "certainty": found.certainty,
        "root": found.root or None,
        "message": messages.message(found),
        "caution": found.caution or None,
        "calculation": found.calculation or None,
        "stated": _stated(found.stated),
        "expected": _expected(found.expected),
        "repairs": [{"text": repair.text, "slip": repair.slip} for repair in found.repairs],
        "places": [_mark(mark) for mark in found.marks],
        "basis": [{"document": b.document, "article": b.article or None} for b in messages.bases(found.rule)],
    }


def _stated(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {"text": said.text, "value": numbers.digits(said.value), "unit": said.unit}


def _expected(said: Said | None) -> dict[str, Any] | None:
    fields = _stated(said)
    if said is None or fields is None:
        return None
    return fields | {"low": numbers.lower(said.low), "high": numbers.upper(said.high)}


def _mark(mark: Mark) -> dict[str, Any]:
    return {"role": mark.role, "text": mark.text, "document": mark.document or None} | place(mark.place)
