"""A list is complete when another list of the same names adds up: 申请资金与完成资金列同样的分项."""

from __future__ import annotations

from quanheng.checks.judgement import Judgement
from quanheng.checks.verdict import judge
from quanheng.model.relation import AGREE, ROUNDING, UNDECIDED, Claim

_FEWEST = 3
_WEIGHED = "shown-total"  # what the other columns of its table show was weighed when it was read


def _names(claim: Claim) -> frozenset[str]:
    parts = [o.figure for o in claim.operands if o.role == "part"]
    names = frozenset(f.item or f.surface for f in parts)
    return names if len(names) == len(parts) >= _FEWEST and "" not in names else frozenset()


def close_parallel(judged: list[tuple[Claim, Judgement]]) -> None:
    """Judge open lists again as closed where a list of the same names holds."""
    complete = {_names(c) for c, j in judged if c.kind == "sum" and j.verdict in (AGREE, ROUNDING)} - {
        frozenset()
    }
    for at, (claim, made) in enumerate(judged):
        weak = made.verdict == UNDECIDED or made.certainty != "proved"
        if (
            claim.kind == "sum"
            and not claim.closed
            and claim.template != _WEIGHED
            and weak
            and made.verdict not in (AGREE, ROUNDING)
            and _names(claim) in complete
        ):
            claim.closed = True
            judged[at] = (claim, judge(claim))
