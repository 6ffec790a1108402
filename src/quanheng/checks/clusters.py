"""Findings with one cause: they share a figure, or miss by the same amount."""

from __future__ import annotations

from quanheng.model.finding import Finding
from quanheng.model.relation import OFF, Relation


def gather(findings: list[Finding], relations: list[Relation]) -> list[Finding]:
    """Give each finding its `root`, the key of the first finding of its cluster."""
    failing = {o.figure.id for r in relations if r.verdict == OFF for o in r.claim.operands}
    leader: dict[object, str] = {}
    for finding in findings:
        marks: list[object] = []
        if finding.stated is not None and finding.figures:
            marks.append(("figure", finding.figures[0]))
            marks.extend(
                ("figure", f) for f in finding.figures[1:] if f in failing and ("figure", f) in leader
            )
        difference = finding.values.get("difference", "")
        if sum(c.isdigit() for c in difference) >= 3:
            marks.append(("difference", difference))
        root = next((leader[m] for m in marks if m in leader), finding.key)
        finding.root = root
        for mark in marks:
            leader.setdefault(mark, root)
    return findings
