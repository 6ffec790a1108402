"""What rests on characters that were recognised from a picture: no accusation from a doubtful one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.checks.slips import DIGIT, DOUBLED, LOST, POINT
from quanheng.model.document import LEGIBLE
from quanheng.model.finding import DOUBT, ERROR, SUSPECT

if TYPE_CHECKING:
    from quanheng.model.finding import Finding, Mark
    from quanheng.model.review import Facts

# What recognition does to a number: a digit taken for another, lost or doubled, a comma for a point.
_OF_RECOGNITION = frozenset({DIGIT, LOST, DOUBLED, POINT})


def heed_legibility(findings: list[Finding], facts: Facts) -> None:
    """Lower and explain the findings that the recognition of a picture may have caused."""
    if not facts.recognised and all(figure.confidence is None for figure in facts.figures):
        return
    for finding in findings:
        caution, doubtful = _caution(finding, facts)
        if doubtful and finding.severity == ERROR:
            finding.severity, finding.certainty = DOUBT, SUSPECT
        finding.caution = finding.caution or caution


def _caution(finding: Finding, facts: Facts) -> tuple[str, bool]:
    """What to say, and whether an error is out of the question."""
    faint = [mark.text for mark in finding.marks if _is_faint(mark, facts)]
    figures = [facts.figures[number] for number in finding.figures if number < len(facts.figures)]
    faint += [f.text for f in figures if not f.legible and f.text not in faint]
    read = any((m.place.block, m.place.cell) in facts.recognised for m in finding.marks)
    if not read and not faint:
        return "", False
    if faint:
        shown = "、".join(f"“{text[:20]}”" for text in dict.fromkeys(faint[:3]))
        return f"{shown}识别没有把握，请先核对原图", True
    repair = next((r for r in finding.repairs if r.slip in _OF_RECOGNITION), None)
    if repair is not None:
        return f"数字由图片识别，如原图是{repair.text}，则只是识别有误，请先核对原图", True
    return "文字由图片识别，请对照原图", False


def _is_faint(mark: Mark, facts: Facts) -> bool:
    place = mark.place
    spans = facts.recognised.get((place.block, place.cell), ())
    return any(first < place.end and place.start < last and sure < LEGIBLE for first, last, sure in spans)
