"""What rests on characters that were recognised from a picture: no accusation from a doubtful one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from quanheng.checks.slips import DIGIT, DOUBLED, LOST, POINT
from quanheng.model.document import LEGIBLE
from quanheng.model.finding import DOUBT, ERROR, SUSPECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.model.figure import Figure
    from quanheng.model.finding import Finding, Mark
    from quanheng.model.review import Facts

# What recognition does to a number: a digit taken for another, lost or doubled, a comma for a point.
_OF_RECOGNITION = frozenset({DIGIT, LOST, DOUBLED, POINT})


def heed_legibility(findings: list[Finding], facts: Facts) -> None:
    """Lower and explain the findings of a document that the recognition of a picture may have caused."""
    if not facts.recognised and all(figure.confidence is None for figure in facts.figures):
        return
    for finding in findings:
        figures = [facts.figures[number] for number in finding.figures if number < len(facts.figures)]
        faint = [mark.text for mark in finding.marks if _is_faint(mark, facts)]
        read = any((m.place.block, m.place.cell) in facts.recognised for m in finding.marks)
        _heed(finding, figures, faint, read)


def heed_figures(finding: Finding, figures: Sequence[Figure]) -> None:
    """The same for a finding on figures of several documents."""
    _heed(finding, figures, [], any(f.confidence is not None for f in figures))


def _heed(finding: Finding, figures: Sequence[Figure], faint: list[str], read: bool) -> None:
    """`faint` are the texts with doubtful characters; `read` is true where any text was recognised."""
    faint = faint + [f.text for f in figures if not f.legible]
    if not read and not faint:
        return
    repair = next((r for r in finding.repairs if r.slip in _OF_RECOGNITION), None)
    cut = _cut_off(finding, figures)
    if faint:
        shown = "、".join(f"“{text[:20]}”" for text in list(dict.fromkeys(faint))[:3])
        finding.caution = f"{shown}识别没有把握，请先核对原图"
    elif repair is not None:
        finding.caution = f"数字由图片识别，如原图是{repair.text}，则只是识别有误，请先核对原图"
    elif cut is not None:
        finding.caution = f"数字由图片识别，“{cut.text}”可能少认了前面的数字，请先核对原图"
    else:
        finding.caution = "文字由图片识别，请对照原图"
    if finding.severity == ERROR and (faint or repair is not None or cut is not None):
        finding.severity, finding.certainty = DOUBT, SUSPECT


def _cut_off(finding: Finding, figures: Sequence[Figure]) -> Figure | None:
    """The figure that would settle the difference with more digits before it: 2,106.66 read as 106.66."""
    stated, expected = finding.stated, finding.expected
    if stated is None or expected is None or stated.value is None or expected.value is None or not figures:
        return None
    apart = abs(expected.value - stated.value).scaleb(figures[0].unit.power)
    for figure in figures:
        above = Decimal(10) ** len(str(int(abs(figure.value)))) * Decimal(10) ** figure.unit.power
        if figure.confidence is not None and apart and apart % above == 0:
            return figure
    return None


def _is_faint(mark: Mark, facts: Facts) -> bool:
    place = mark.place
    spans = facts.recognised.get((place.block, place.cell), ())
    return any(first < place.end and place.start < last and sure < LEGIBLE for first, last, sure in spans)
