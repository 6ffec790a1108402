"""What is written beside a figure in the annotated original, the same in Word, Excel and PDF."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quanheng.model.finding import MISSING, Finding, Mark
from quanheng.model.review import Reviewed
from quanheng.report import messages, words
from quanheng.report.places import in_order

INITIALS = "权"
_LONGEST = 120
_SHOWN = 5  # remarks of one rule in full; the others are counted


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: `mark` is where it is anchored, None for the document as a whole.

    `number` is the finding's in the list of findings, from 1; `again` is true at its second place,
    where the remark only refers to the first.
    """

    number: int
    finding: Finding
    mark: Mark | None
    text: str
    again: bool = False


def remarks(reviewed: Reviewed) -> list[Remark]:
    """The remarks of one document in the order of its findings.

    Of a rule that is broken more than five times the first five are told, and the fifth says how
    many more stand in the list.
    """
    findings = in_order(reviewed.findings)
    total = Counter(finding.rule for finding in findings)
    told: Counter[str] = Counter()
    made: list[Remark] = []
    for number, finding in enumerate(findings, 1):
        told[finding.rule] += 1
        if told[finding.rule] > _SHOWN:
            continue
        left = total[finding.rule] - _SHOWN if told[finding.rule] == _SHOWN else 0
        made.extend(_of(number, finding, left))
    return made


def _of(number: int, finding: Finding, left: int) -> list[Remark]:
    own = [mark for mark in finding.marks if not mark.document]
    stated = [mark for mark in own if mark.role == "stated"] or own
    first = stated[0] if stated else None
    made = [Remark(number, finding, first, said(number, finding, left))]
    if finding.severity != MISSING:
        others = [m for m in stated[1:] if m.place != (first.place if first else None)]
        made += [
            Remark(number, finding, mark, f"见 {label(number)}{tag(finding)}", again=True) for mark in others
        ]
    return made


def label(number: int) -> str:
    """The number of a finding as it is printed: 0007."""
    return f"{number:04d}"


def tag(finding: Finding) -> str:
    """Our mark at the end of a remark, by which a reply finds its finding again: 〔a1b2c3d4〕."""
    return f"〔{finding.key[:8]}〕"


def said(number: int, finding: Finding, left: int = 0) -> str:
    """【错误 UNI101 ·0007】what is wrong, the calculation, the basis; at most 120 characters before the mark."""
    severity = words.NAMES[words.severity(finding)]
    lead = f"【{severity} {messages.code(finding.rule)} ·{label(number)}】"
    message = messages.message(finding)
    parts = [message]
    worked = messages.calculation(finding, message)
    parts += [f"{worked}。"] if worked else []
    guess = messages.suggestion(finding, message)
    parts += [f"{guess}。"] if guess else []
    basis = next(iter(messages.bases(finding.rule)), None)
    parts += [f"依据：{basis.document}{basis.article}"] if basis else []
    more = f"同类另有 {left} 处，见清单。" if left else ""
    return lead + _fitted(parts, _LONGEST - len(lead) - len(more)) + more + tag(finding)


def _fitted(parts: list[str], room: int) -> str:
    """As many whole parts as fit; the first is shortened if it must be."""
    text = parts[0] if len(parts[0]) <= room else parts[0][: room - 1] + "…"
    for part in parts[1:]:
        if len(text) + len(part) <= room:
            text += part
    return text
