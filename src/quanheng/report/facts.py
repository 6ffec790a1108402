"""Every figure and relation of one document as JSON (schema 1) and as text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from quanheng import __version__
from quanheng.model.figure import Figure
from quanheng.model.relation import Relation
from quanheng.model.review import Reviewed
from quanheng.report import json, numbers, width, words
from quanheng.report.places import Locator


def encode(reviewed: Reviewed) -> bytes:
    """Figures, relations, headings and statements as indented UTF-8 JSON."""
    facts = reviewed.facts
    return json.dump(
        {"schema": json.SCHEMA, "quanheng": __version__}
        | json.head(reviewed)
        | {
            "figures": [_figure(figure) for figure in facts.figures],
            "relations": [_relation(number, r) for number, r in enumerate(reviewed.relations)],
            "headings": [
                {"block": h.block, "level": h.level, "number": h.number, "title": h.title, "path": h.path}
                for h in facts.headings
            ],
            "statements": [
                {"kind": s.kind, "text": s.text, "value": s.value or None, "place": json.place(s.place)}
                for s in facts.statements
            ],
        }
    )


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "text": figure.text,
        "value": numbers.digits(figure.value),
        "upper": numbers.digits(figure.upper),
        "unit": figure.unit.name or None,
        "dimension": figure.unit.dimension,
        "precision": _precision(figure),
        "hedge": figure.hedge,
        "item": figure.item or None,
        "surface": figure.surface or None,
        "path": list(figure.path),
        "year": figure.year,
        "basis": figure.basis or None,
        "fund": figure.fund or None,
        "kind": figure.kind,
        "polarity": figure.polarity,
        "known_by": figure.known_by,
        "alone": figure.notes.get("alone"),
        "place": json.place(figure.place),
    }


def _precision(figure: Figure) -> dict[str, str]:
    """The bounds in the unit written; `habit` says that the document writes more places than this figure."""
    interval = figure.interval()
    mode = "exact" if not figure.rounded else "habit" if figure.fine > figure.decimals else "printed"
    low, high = (_in_unit(bound, figure) for bound in (interval.low, interval.high))
    return {"mode": mode, "low": low, "high": high}


def _in_unit(value: Decimal, figure: Figure) -> str:
    return numbers.exact(value.scaleb(-figure.unit.power))


def _relation(number: int, relation: Relation) -> dict[str, Any]:
    claim = relation.claim
    return {
        "id": number,
        "kind": claim.kind,
        "template": claim.template,
        "rule": relation.rule or None,
        "operands": [{"figure": o.figure.id, "role": o.role, "sign": o.sign} for o in claim.operands],
        "verdict": relation.verdict,
        "why": relation.why or None,
        "place": json.place(claim.place),
    }


def text(reviewed: Reviewed) -> str:
    """Figures, then relations, one a line with a hanging indent."""
    locator = Locator(reviewed)
    lines = width.wrap(reviewed.path or reviewed.document.name)
    for figure in reviewed.facts.figures:
        lines += width.hang(_figure_lead(figure, locator), _meaning(figure))
    lines.append("")
    for relation in reviewed.relations:
        lead = f"  {words.VERDICTS[relation.verdict]}  {locator.words(relation.claim.place)}"
        lines += width.hang(lead, f"{relation.claim.template}  {relation.why}".strip())
    lines.append(f"取数 {len(reviewed.facts.figures)}  关系 {len(reviewed.relations)}")
    return "\n".join(lines) + "\n"


def _figure_lead(figure: Figure, locator: Locator) -> str:
    return f"  {width.pad(locator.words(figure.place), 18)}  {width.pad(figure.text, 14)}"


def _meaning(figure: Figure) -> str:
    known = [
        words.FIGURE_KINDS.get(figure.kind, figure.kind),
        f"{figure.year}年" if figure.year else "",
        words.BASES.get(figure.basis, figure.basis),
        words.FUNDS.get(figure.fund, figure.fund),
        figure.surface or figure.item,
    ]
    return " · ".join(part for part in known if part)
