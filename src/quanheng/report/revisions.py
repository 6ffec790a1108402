"""Safe corrections as tracked changes: proved slips of a unit or of digits with one way to put them right."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from quanheng.model.finding import ERROR, PROVED, Finding
from quanheng.model.place import Place
from quanheng.model.review import Reviewed
from quanheng.read.docx_text import W
from quanheng.report.docx_spans import Text, text_at
from quanheng.report.remarks import AUTHOR

if TYPE_CHECKING:
    from quanheng.read.docx_parts import Part

_FIRST_ID = 900000
_SAFE = ("units/", "wording/malformed", "ratios/truncated")


def correction(finding: Finding) -> str:
    """What should stand in place of the stated text, "" unless there is one safe answer."""
    proved = finding.severity == ERROR and finding.certainty == PROVED
    only = len(finding.repairs) == 1 and finding.rule.startswith(_SAFE)
    return finding.repairs[0].text if proved and only else ""


def revise(
    reviewed: Reviewed, parts: list[Part], texts: dict[tuple[int, int, int], Text], now: datetime
) -> int:
    """Write every safe correction as a deletion and an insertion; return how many there are."""
    done: set[Place] = set()
    for finding in reviewed.findings:
        right = correction(finding)
        mark = next((m for m in finding.marks if m.role == "stated" and not m.document), None)
        if not right or mark is None or mark.place in done:
            continue
        text = text_at(parts, texts, mark.place)
        runs = text.runs(mark.place.start, mark.place.end) if text is not None else []
        if runs and all(run.tag == W + "r" for run in runs):
            _replace(runs, right, _FIRST_ID + 2 * len(done), now)
            done.add(mark.place)
    return len(done)


def _replace(runs: list[etree._Element], right: str, number: int, now: datetime) -> None:
    stamp = {W + "author": AUTHOR, W + "date": now.strftime("%Y-%m-%dT%H:%M:%SZ")}
    deleted = etree.Element(W + "del", {W + "id": str(number), **stamp})
    inserted = etree.Element(W + "ins", {W + "id": str(number + 1), **stamp})
    new = deepcopy(runs[0])
    for child in list(new):
        if child.tag != W + "rPr":
            new.remove(child)
    etree.SubElement(new, W + "t").text = right
    inserted.append(new)
    runs[0].addprevious(deleted)
    for run in runs:
        deleted.append(run)
        for words in run.iter(W + "t"):
            words.tag = W + "delText"
    deleted.addnext(inserted)
