"""What the reviewers decided on a unit's answers: the values of 整改复核结果."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quanheng.report.papers.fields import Fields
from quanheng.report.papers.filling import Values
from quanheng.report.papers.party import OFFICE

COLUMNS = ("编号", "问题", "答复", "复核", "理由", "状态")

FIELDS = Fields(
    frozenset(("单位", "年度", "总体情况", *OFFICE)),
    {"事项": frozenset(COLUMNS)},
    frozenset(("单位", "总体情况", "事项.编号", "事项.问题", "事项.答复", "事项.复核")),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """One matter of a letter: what the unit answered, what was decided on it and why, and where it stands now."""

    number: int
    problem: str
    answer: str
    decision: str
    reason: str
    state: str


def decisions(
    unit: str, year: int, decided: Sequence[Decided], overall: str, office: Mapping[str, str]
) -> Values:
    """The values of the paper; `office` as of any other paper."""
    rows = [
        dict(
            zip(
                COLUMNS,
                (f"{one.number:04d}", one.problem, one.answer, one.decision, one.reason or "—", one.state),
                strict=True,
            )
        )
        for one in decided
    ]
    return {**OFFICE, **office, "单位": unit, "年度": str(year), "总体情况": overall, "事项": rows}
