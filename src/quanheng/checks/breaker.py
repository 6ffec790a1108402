"""The circuit breaker: a template that fails again and again in one document is itself doubtful."""

from __future__ import annotations

from collections import Counter

from quanheng.checks.judgement import Judgement
from quanheng.model.relation import AGREE, OFF, ROUNDING, Claim

_FEWEST, _SHARE = 5, 3  # five judged relations, more than three in ten of them off


def doubt_templates(judged: list[tuple[Claim, Judgement]]) -> None:
    """Lower failures of a template to suspect where it fails too often; nothing is deleted."""
    held = Counter(c.template for c, j in judged if j.verdict in (AGREE, ROUNDING))
    roots = {(c.template, j.difference or id(j)) for c, j in judged if j.verdict == OFF}
    failed = Counter(template for template, _ in roots)
    for claim, made in judged:
        bad, good = failed[claim.template], held[claim.template]
        if (
            made.verdict == OFF
            and bad + good >= _FEWEST
            and bad * 10 > _SHARE * (bad + good)
            and made.severity == "error"
        ) and made.kind not in ("unit", "truncation"):
            made.certainty, made.severity, made.why = (
                "suspect",
                "doubt",
                "同类关系多处不符，可能是取数口径不同",
            )
