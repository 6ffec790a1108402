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
from quanheng.read.talk import AUTHOR
from quanheng.report.docx_spans import Text, text_at

if TYPE_CHECKING:
    from quanheng.read.docx_parts import Part

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
        if _replaceable(runs):
            _replace(runs, right, _free(runs[0]), now)
            done.add(mark.place)
    return len(done)


def _replaceable(runs: list[etree._Element]) -> bool:
    """Neighbours that nobody else has changed: one deletion and one insertion can stand for them."""
    if not runs or any(run.tag != W + "r" for run in runs):
        return False
    parent = runs[0].getparent()
    plain = parent is not None and parent.tag in (W + "p", W + "hyperlink", W + "sdtContent")
    texts = all(child.tag in (W + "rPr", W + "t") for run in runs for child in run)
    return plain and texts and all(run.getparent() is parent for run in runs)


def _free(run: etree._Element) -> int:
    """A number that no other change, bookmark or mark of the document has."""
    root = run.getroottree().getroot()
    changes = (
        W + name for name in ("ins", "del", "moveFrom", "moveTo", "bookmarkStart", "rPrChange", "pPrChange")
    )
    numbers = (node.get(W + "id", "") for node in root.iter(*changes))
    return max((int(n) for n in numbers if n.isdigit()), default=0) + 1


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
