"""What is marked in a document's own text: every figure with what it was taken for, every place of a finding."""

from __future__ import annotations

from quanheng.model.figure import Figure
from quanheng.model.review import Reviewed
from quanheng.report import numbers, words
from quanheng.report.marking import Marking, Span
from quanheng.report.places import in_order


def marked(index: int, reviewed: Reviewed) -> Marking:
    """The marks of document `index`: finding n in document order is d{index}f{n}, its place i d{index}f{n}m{i}."""
    marking = Marking()
    for figure in reviewed.facts.figures:
        place = figure.place
        marking.add(place, Span(place.start, place.end, meaning=meaning(figure), figure=figure.id))
    for number, finding in enumerate(in_order(reviewed.findings), 1):
        for i, mark in enumerate(finding.marks):
            if mark.document:
                continue
            look = words.severity(finding) if mark.role == "stated" else mark.role
            anchor = f"d{index}f{number}m{i}"
            marking.add(mark.place, Span(mark.place.start, mark.place.end, number, anchor, look))
    return marking


def meaning(figure: Figure) -> str:
    """The tip over a figure: what it was taken for."""
    known = [
        figure.surface or "含义未识别",
        words.FIGURE_KINDS.get(figure.kind, figure.kind),
        f"{figure.year}年" if figure.year else "",
        words.BASES.get(figure.basis, figure.basis),
        f"{numbers.grouped(figure.value)} {figure.unit.name}".strip(),
    ]
    return " · ".join(part for part in known if part)
