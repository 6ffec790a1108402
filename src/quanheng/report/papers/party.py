"""One department of a review: its documents, its problems with what was decided on them, its scorecard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import PurePath

from quanheng.model.relation import UNDECIDED
from quanheng.model.review import Review, Reviewed
from quanheng.model.score import Scorecard
from quanheng.report import numbers, words
from quanheng.report.papers.problems import Problem, problems
from quanheng.report.papers.verdicts import ACCEPTED, ASKED, ASKS, EXPLAIN, Verdict, Verdicts

OFFICE = {
    "复核单位": "【待填：复核单位】",
    "发文字号": "",
    "主送": "",
    "答复期限": "收到本文书之日起30日内",
    "联系人": "【待填：联系人】",
    "联系电话": "【待填：联系电话】",
    "日期": "",
}
"""What the office says of itself, and what stands there until it does. 主送 is the department, 日期 today."""
_SCORED = ("self_evaluation_report", "self_evaluation_form", "evaluation_report")


@dataclass(frozen=True, slots=True)
class Settled:
    """A problem that was accepted, or on which an explanation is asked; `again` are others of the same slip."""

    problem: Problem
    verdict: Verdict
    ask: str
    again: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Recheck:
    """The form as reviewers settled it: rows by the names of its columns, sums as far as every row has points."""

    rows: Sequence[Mapping[str, str]]
    full: Decimal | None = None
    own: Decimal | None = None
    ours: Decimal | None = None
    grade: str = ""
    open: int = 0


@dataclass
class Party:
    """The documents of one department and year. `office` are the values of OFFICE, and more fields of its own.

    `recheck` is the form as reviewers settled it; without it papers print what the scorecard works out.
    """

    organisation: str
    year: int
    review: Review
    verdicts: Verdicts
    office: Mapping[str, str]
    card: Scorecard | None = None
    recheck: Recheck | None = None
    problems: list[Problem] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.problems = problems(self.review)
        self.settled = _settled(self.problems, self.verdicts)

    def asked(self, ask: str) -> list[Settled]:
        """The settled problems of one kind, 更正, 说明 or 建议."""
        return [one for one in self.settled if one.ask == ask]

    @property
    def scored(self) -> Reviewed:
        """The document with a form, else one that says how the department scores itself, else the first."""
        documents = self.review.documents
        with_form = next((one for one in documents if one.facts.forms), None)
        return with_form or next(
            (one for kind in _SCORED for one in documents if one.facts.kind == kind), documents[0]
        )

    def fields(self) -> dict[str, str]:
        """The values that every paper may use."""
        documents = self.review.documents
        relations = [relation for one in documents for relation in one.relations]
        unread = sum(len(one.document.unread) for one in documents)
        made = {
            "单位": self.organisation,
            "年度": str(self.year),
            "材料": "、".join(dict.fromkeys(_kind(one) for one in documents)),
            "文件": "、".join(PurePath(one.path or one.document.name).name for one in documents),
            "数据数": str(sum(len(one.facts.figures) for one in documents)),
            "关系数": str(sum(relation.verdict != UNDECIDED for relation in relations)),
            "未核": _unchecked(sum(relation.verdict == UNDECIDED for relation in relations), unread),
            "规范版本": self.review.norms,
        }
        return (
            made | OFFICE | {"主送": self.organisation, "日期": numbers.day(date.today())} | dict(self.office)
        )


def parties(
    review: Review,
    verdicts: Verdicts,
    office: Mapping[str, str],
    cards: Mapping[int, Scorecard] | None = None,
) -> tuple[list[Party], list[tuple[str, str]]]:
    """The departments of a review in the order of their first document, and (path, field that is missing).

    `cards` are scorecards by the number of the document in the review.
    """
    groups: dict[tuple[str, int], list[Reviewed]] = {}
    lacking: list[tuple[str, str]] = []
    for reviewed in review.documents:
        facts = reviewed.facts
        if facts.organisation and facts.year:
            groups.setdefault((facts.organisation, facts.year), []).append(reviewed)
        else:
            path = reviewed.path or reviewed.document.name
            lacking.append((path, "年度" if facts.organisation else "单位"))
    made = []
    for (organisation, year), documents in groups.items():
        own = Review(documents, norms=review.norms)
        party = Party(organisation, year, own, verdicts, office)
        if cards:
            party.card = cards.get(next(n for n, r in enumerate(review.documents) if r is party.scored))
        made.append(party)
    return made, lacking


def _kind(reviewed: Reviewed) -> str:
    kind = reviewed.facts.kind
    return words.KINDS[kind] if kind in words.KINDS and kind != "unknown" else "材料"


def _unchecked(undecided: int, unread: int) -> str:
    """What could not be checked, as a sentence or ""."""
    parts = [f"{undecided}处数量关系因缺少数据未能核对"] if undecided else []
    parts += [f"{unread}处内容未能读取"] if unread else []
    return f"另有{'，'.join(parts)}，不代表没有问题。" if parts else ""


def _settled(found: Sequence[Problem], verdicts: Verdicts) -> list[Settled]:
    """Accepted problems in order; those of one slip (`root`) and one ask are one item, told by the first."""
    made: dict[tuple[str, str, str], list[tuple[Problem, Verdict]]] = {}
    for problem in found:
        verdict = verdicts.of(problem)
        if verdict is None or verdict.state not in (ACCEPTED, ASKED):
            continue
        ask = verdict.ask or (EXPLAIN if verdict.state == ASKED else ASKS[problem.severity])
        root = problem.finding.root or problem.number
        made.setdefault((problem.path, root, ask), []).append((problem, verdict))
    return [
        Settled(*group[0], ask, tuple(problem for problem, _ in group[1:]))
        for (_, _, ask), group in made.items()
    ]
