"""The checker seen from outside: a report in, findings and judged figures out, and what a finding hit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.document import Document
from quanheng.model.finding import Finding
from quanheng.model.place import Place
from quanheng.model.relation import UNDECIDED, Relation
from quanheng.model.review import Facts
from quanheng.model.setting import Setting
from tests.generator.mutations import Mutant
from tests.generator.report import Report, Spot
from tests.generator.writers import document

Signature = tuple[str, tuple[str, ...]]
# A slip in words or a missing text has no numeral of its own: the paragraph counts as its place.
_WHOLE_BLOCK = ("M7", "M10", "M11", "M12", "M13", "M14")
_SENSES = {
    "up": ("增加", "增长", "增幅", "大于", "高于", "多于"),
    "down": ("减少", "下降", "降低", "降幅", "小于", "低于", "少于"),
}
_WORDS = re.compile("|".join((*_SENSES["up"], *_SENSES["down"], "等于", "[优良中差]", "预算", "决算")))


@dataclass(slots=True)
class Checked:
    """What the checker said of one document."""

    facts: Facts
    relations: list[Relation]
    findings: list[Finding]

    def errors(self) -> list[Finding]:
        """Findings that claim to be certain."""
        return [finding for finding in self.findings if finding.severity == "error"]

    def judged(self) -> list[Place]:
        """The places of all figures in a relation that was decided."""
        decided = [relation for relation in self.relations if relation.verdict != UNDECIDED]
        return [operand.figure.place for relation in decided for operand in relation.claim.operands]


def check(report: Report) -> Checked:
    """Check a generated report without a file in between."""
    return check_document(document(report))


def check_document(read: Document) -> Checked:
    """Check a document that a reader returned."""
    facts = extract(read, Setting())
    relations, findings = run(facts, Setting())
    return Checked(facts, list(relations), list(findings))


def new_findings(before: Checked, after: Checked) -> list[Finding]:
    """Errors and doubts that the slip brought about."""
    old = Counter(_signature(finding) for finding in before.findings)
    fresh = []
    for finding in after.findings:
        if finding.severity not in ("error", "doubt"):
            continue
        signature = _signature(finding)
        if old[signature]:
            old[signature] -= 1
        else:
            fresh.append(finding)
    return fresh


def hits(mutant: Mutant, findings: list[Finding]) -> list[Finding]:
    """Those findings that point at the slip."""
    whole = mutant.operator in _WHOLE_BLOCK
    return [f for f in findings if any(_touches(mark.place, mutant.spots, whole) for mark in f.marks)]


def repaired(mutant: Mutant, findings: list[Finding]) -> bool:
    """True when the right value is among the repairs or is what a finding expects."""
    offered = [repair.text for finding in findings for repair in finding.repairs]
    offered += [finding.expected.text for finding in findings if finding.expected]
    right = _number(mutant.repair)
    if right is None:
        return any(_sense(word) == _sense(mutant.repair) for text in offered for word in _WORDS.findall(text))
    return any(_number(text) == right for text in offered)


def _sense(word: str) -> str:
    """Words of one direction count as one: 高于 repairs what 大于 would."""
    return next((name for name, group in _SENSES.items() if word in group), word)


def overlaps(place: Place, spot: Spot) -> bool:
    """True when the place and the spot share a character."""
    cell = (place.cell.row, place.cell.column) if place.cell else None
    return (
        place.block == spot.block and cell == spot.cell and place.start < spot.end and spot.start < place.end
    )


def _touches(place: Place, spots: tuple[Spot, ...], whole: bool) -> bool:
    return any(overlaps(place, spot) or (whole and place.block == spot.block) for spot in spots)


def _signature(finding: Finding) -> Signature:
    return finding.rule, tuple(mark.text for mark in finding.marks)


def _number(text: str) -> Decimal | None:
    digits = "".join(c for c in text if c.isdigit() or c in ".-")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
