"""A reviewed document as rows of the tables of a corpus (see `model.tables`); the same review gives the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from hashlib import sha256
from typing import Any

from quanheng.facts.case_values import one, values
from quanheng.model.case import Paper
from quanheng.model.figure import Figure
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import plain
from quanheng.model.review import Reviewed
from quanheng.model.score import IndicatorScore, Scorecard
from quanheng.report import messages, numbers, words
from quanheng.report.lines import compact
from quanheng.report.places import in_order, stated_marks

Row = dict[str, Any]

_LARGEST = Decimal(10) ** 28  # what a column of decimals holds
_NUMERIC = re.compile(r"\s*[-+]?\d[\d,，]*(?:\.\d+)?\s*[%％]?\s*")
_CHANGING = re.compile(r"[\d\s〇零一二三四五六七八九十（）()、.．]+")
_LONGEST_TITLE = 60


def rows(reviewed: Reviewed, card: Scorecard | None = None) -> dict[str, list[Row]]:
    """The rows of each table by its name; the scores are those of `card`."""
    mark = reviewed.document.sha256
    own: Row = {"sha256": mark}
    made: dict[str, Iterable[Row]] = {
        "documents": (own | row for row in [_document(reviewed)]),
        "figures": (_figure(mark, figure) for figure in reviewed.facts.figures),
        "stated": _stated(mark, reviewed),
        "relations": _relations(mark, reviewed),
        "findings": (own | row for row in _findings(reviewed)),
        "scores": (own | row for row in _scores(card)) if card else (),
        "indicators": (own | row for row in _indicators(reviewed)),
        "passages": _passages(mark, reviewed),
    }
    return {table: list(found) for table, found in made.items()}


def _document(reviewed: Reviewed) -> Row:
    source, facts = reviewed.document, reviewed.facts
    cells, taken = _cells(reviewed)
    return {
        "name": source.name,
        "format": source.format,
        "kind": facts.kind,
        "organisation": facts.organisation,
        "jurisdiction": facts.jurisdiction,
        "scope": facts.scope,
        "fiscal_year": facts.year,
        "title": _title(reviewed),
        "template": _template(reviewed),
        "pages": source.pages,
        "blocks": len(source.blocks),
        "figures": len(facts.figures),
        "checked": words.checked_figures(reviewed),
        "alone": words.lone_figures(reviewed),
        "cells": cells,
        "cells_read": taken,
        "unread": len(source.unread),
        **words.verdict_counts(reviewed.relations),
        **words.severity_counts(reviewed.findings),
    }


def _title(reviewed: Reviewed) -> str | None:
    texts = (b.text.strip() for b in reviewed.document.blocks if b.table is None)
    first = next((text for text in texts if text), "")
    return first if 0 < len(first) <= _LONGEST_TITLE else None


def _template(reviewed: Reviewed) -> str:
    """A mark of the layout: kind and headings without numbers, years and the filer's own name."""
    facts = reviewed.facts
    own = facts.organisation or "\0"
    heads = [_CHANGING.sub("", h.title.replace(own, "")) for h in facts.headings if h.level <= 2]
    tables = [b.table.width for b in reviewed.document.blocks if b.table is not None]
    shape = "\n".join([facts.kind, *(heads or map(str, tables))])
    return sha256(shape.encode("utf-8", "replace")).hexdigest()[:12]


def _cells(reviewed: Reviewed) -> tuple[int, int]:
    """How many cells hold a number, and of how many of them it was taken."""
    taken = {figure.place.cell for figure in reviewed.facts.figures if figure.place.cell is not None}
    wanted = [
        Cell(table.number, cell.row, cell.column)
        for _, table in reviewed.document.tables()
        for cell in table.cells
        if _NUMERIC.fullmatch(cell.text)
    ]
    return len(wanted), sum(spot in taken for spot in wanted)


def _place(place: Place) -> Row:
    cell = place.cell
    return {
        "section": place.section or None,
        "page": place.page,
        "block": place.block,
        "begin": place.start,
        "finish": place.end,
        "grid": cell.table if cell else None,
        "line": cell.row if cell else None,
        "pillar": cell.column if cell else None,
    }


def _number(value: Decimal | None) -> str | None:
    return plain(value) if value is not None and abs(value) < _LARGEST else None


def _figure(mark: str, figure: Figure) -> Row:
    return {
        "sha256": mark,
        "id": figure.id,
        "text": figure.text,
        "value": numbers.digits(figure.value),
        "unit": figure.unit.name or None,
        "dimension": figure.unit.dimension,
        "base": _number(figure.base),
        "decimals": figure.decimals,
        "kind": figure.kind,
        "hedge": figure.hedge,
        "item": figure.item or None,
        "surface": figure.surface or None,
        "path": list(figure.path),
        "year": figure.year,
        "basis": figure.basis or None,
        "fund": figure.fund or None,
        "known_by": figure.known_by,
        **_place(figure.place),
    }


def _stated(mark: str, reviewed: Reviewed) -> Iterator[Row]:
    """What other documents can be held against: the same values that a case compares."""
    for key, figures in values(Paper(0, "", reviewed.facts, reviewed.document)).items():
        agreed = one(figures)
        shown = agreed or figures[0]
        span = shown.interval(literal=True)
        yield {
            "sha256": mark,
            "item": key.item,
            "label": shown.surface or None,
            "year": key.year,
            "basis": key.basis or None,
            "fund": key.fund or None,
            "dimension": key.dimension,
            "unit": shown.unit.name or None,
            "text": shown.text,
            "decimals": shown.decimals,
            "base": _number(shown.base),
            "low": _number(span.low),
            "high": _number(span.high),
            "times": len(figures),
            "one": agreed is not None,
            **_place(shown.place),
        }


def _relations(mark: str, reviewed: Reviewed) -> Iterator[Row]:
    for number, relation in enumerate(reviewed.relations):
        yield {
            "sha256": mark,
            "id": number,
            "kind": relation.claim.kind,
            "template": relation.claim.template,
            "rule": relation.rule or None,
            "verdict": relation.verdict,
            "why": relation.why or None,
            **_place(relation.claim.place),
        }


def _findings(reviewed: Reviewed) -> Iterator[Row]:
    nowhere = Place(-1, 0, 0)
    for finding in in_order(reviewed.findings):
        marks = stated_marks(finding)
        yield {
            "key": finding.key,
            "rule": finding.rule,
            "title": messages.title(finding.rule),
            "severity": words.severity(finding),
            "certainty": finding.certainty,
            "message": messages.message(finding),
            "calculation": finding.calculation or None,
            "stated": finding.stated.text if finding.stated else None,
            "expected": finding.expected.text if finding.expected else None,
        } | _place(marks[0].place if marks else nowhere)


def _scores(card: Scorecard) -> Iterator[Row]:
    full, span = card.total or (None, None)
    yield {
        "framework": card.framework,
        "indicator": None,
        "name": card.title,
        "state": "total",
        "unit": "分",
        "value": None,
        "full_points": _number(full),
        "points_low": _number(span.low) if span else None,
        "points_high": _number(span.high) if span else None,
        "own": _number(card.self_score.value) if card.self_score else None,
        "calculation": None,
        "grade": card.self_grade or None,
    }
    for indicator in card.indicators:
        yield _indicator_score(card, indicator)


def _indicator_score(card: Scorecard, one_: IndicatorScore) -> Row:
    return {
        "framework": card.framework,
        "indicator": one_.id,
        "name": one_.name,
        "state": one_.state,
        "unit": one_.unit or None,
        "value": _number(one_.value),
        "full_points": _number(one_.full),
        "points_low": _number(one_.points.low) if one_.points else None,
        "points_high": _number(one_.points.high) if one_.points else None,
        "own": _number(one_.own.value) if one_.own else None,
        "calculation": one_.calculation or None,
        "grade": None,
    }


def _indicators(reviewed: Reviewed) -> Iterator[Row]:
    for number, form in enumerate(reviewed.facts.forms):
        for row in form.rows:
            place = row.places.get("name") or row.places.get("target")
            yield {
                "sheet": "self_evaluation_form",
                "number": number,
                "project": form.name or None,
                "group_name": row.group or None,
                "level2": row.level2 or None,
                "name": row.name,
                "target": row.target,
                "result": row.result,
                "points": _number(row.points.value) if row.points else None,
                "score": _number(row.score.value) if row.score else None,
                "block": place.block if place else form.block,
            }
    for number, sheet in enumerate(reviewed.facts.sheets):
        for line_ in sheet.rows:
            yield {
                "sheet": sheet.kind,
                "number": number,
                "project": sheet.name or None,
                "group_name": line_.group or None,
                "level2": line_.level2 or None,
                "name": line_.label,
                "target": line_.text("target") or None,
                "result": line_.text("result") or None,
                "points": _number(line_.number("points")),
                "score": _number(line_.number("score")),
                "block": line_.place.block,
            }


def _passages(mark: str, reviewed: Reviewed) -> Iterator[Row]:
    levels = {heading.block: heading.level for heading in reviewed.facts.headings}
    for block in reviewed.document.blocks:
        if block.table is None and not block.text.strip():
            continue
        cells = None
        if block.table is not None:
            grid = [[c.row, c.column, c.rows, c.columns, c.text] for c in block.table.cells]
            cells = compact([block.table.number, grid])
        yield {
            "sha256": mark,
            "block": block.index,
            "kind": block.kind,
            "level": levels.get(block.index, block.level if block.kind == "heading" else 0),
            "page": block.page,
            "text": block.text,
            "cells": cells,
        }
