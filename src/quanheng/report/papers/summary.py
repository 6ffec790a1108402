"""汇总 of a review: a row for each department, the kinds of problems, and what could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE
from quanheng.model.relation import UNDECIDED
from quanheng.model.review import Failure
from quanheng.report import numbers, words
from quanheng.report.papers.fields import Fields
from quanheng.report.papers.filling import Values
from quanheng.report.papers.letter import score
from quanheng.report.papers.party import OFFICE, Party
from quanheng.report.papers.problems import Problem
from quanheng.report.papers.verdicts import ACCEPTED, ASKED, REFUSED

DEPARTMENTS = (
    *("序号", "单位", "年度", "自评等级", "自评得分", "复核得分", "得分相差"),
    *("错误", "疑点", "缺少", "提示", "成立", "待说明", "不成立", "未定", "主要问题", "未能核对"),
)
"""The columns of a department. 成立 to 未定 count the findings by what the reviewer decided."""
CATEGORIES = ("序号", "类别", "错误", "疑点", "缺少", "提示", "合计", "涉及单位")
UNREAD = ("序号", "文件", "原因", "办法")
_MAIN = 3
"""So many kinds of problems are named of one department."""
_SEVERITIES = (ERROR, DOUBT, MISSING, NOTE)

FIELDS = Fields(
    frozenset({"年度", "单位数", "文件数", "问题数", "未读数", "未读说明", *OFFICE}),
    {
        "部门": frozenset(DEPARTMENTS),
        "问题": frozenset(CATEGORIES),
        "未读": frozenset(UNREAD),
    },
    # What could not be read is said wherever the rest is told.
    frozenset(("部门.单位", "部门.错误", "部门.未能核对", "问题.类别", "未读.文件", "未读.原因")),
)


@dataclass(frozen=True, slots=True)
class Summary:
    """The departments of a review, the inputs that could not be read, and the values of the office."""

    parties: Sequence[Party]
    errors: Sequence[Failure]
    office: Mapping[str, str]

    @property
    def departments(self) -> list[dict[str, str]]:
        """A row for each department in the order of its documents, without any ranking."""
        return [_department(number, party) for number, party in enumerate(self.parties, 1)]

    @property
    def categories(self) -> list[dict[str, str]]:
        """A row for each kind of mistake, the most frequent first."""
        found = [(party, problem) for party in self.parties for problem in party.problems]
        kinds = Counter(words.family(problem.finding.rule) for _, problem in found)
        made = []
        for number, (kind, count) in enumerate(sorted(kinds.items(), key=lambda one: (-one[1], one[0])), 1):
            own = [(party, one) for party, one in found if words.family(one.finding.rule) == kind]
            cells = [str(number), kind, *_by_severity([one for _, one in own]), str(count)]
            cells.append(str(len({(party.organisation, party.year) for party, _ in own})))
            made.append(dict(zip(CATEGORIES, cells, strict=True)))
        return made

    @property
    def crossed(self) -> tuple[list[str], list[dict[str, str]]]:
        """Heads and rows of the departments against the kinds of mistakes, counted."""
        kinds = [row["类别"] for row in self.categories]
        rows = []
        for party in self.parties:
            counts = Counter(words.family(one.finding.rule) for one in party.problems)
            row = {"单位": party.organisation, "年度": str(party.year)}
            rows.append(row | {kind: str(counts[kind]) for kind in kinds})
        return ["单位", "年度", *kinds], rows

    @property
    def unread(self) -> list[dict[str, str]]:
        """A row for each input that could not be checked."""
        return [
            dict(
                zip(UNREAD, (str(number), PurePath(one.path).name, one.message, one.hint or "—"), strict=True)
            )
            for number, one in enumerate(self.errors, 1)
        ]

    def values(self) -> Values:
        """The values of 通报表."""
        years = sorted({str(party.year) for party in self.parties})
        unread = self.unread
        return {
            "年度": "、".join(years),
            "单位数": str(len(self.parties)),
            "文件数": str(sum(len(party.review.documents) for party in self.parties)),
            "问题数": str(sum(len(party.problems) for party in self.parties)),
            "未读数": str(len(unread)),
            "未读说明": f"另有{len(unread)}份材料未能核对，列于表后。" if unread else "",
            **OFFICE, "日期": numbers.day(date.today()), **self.office,
            "部门": self.departments, "问题": self.categories, "未读": unread,
        }  # fmt: skip


def _by_severity(found: Sequence[Problem]) -> list[str]:
    counts = Counter(one.severity for one in found)
    return [str(counts[severity]) for severity in _SEVERITIES]


def _department(number: int, party: Party) -> dict[str, str]:
    card = party.card
    own = card.self_score if card else None
    grade = card.self_grade if card else ""
    ours = card.total[1] if card and card.total else None
    exact = own is not None and ours is not None and ours.low == ours.high
    cells = (
        str(number), party.organisation, str(party.year), grade or "未写",
        numbers.points(own.value) if own else "未读到",
        score(ours) if ours else "未计分",
        numbers.points(own.value - ours.low) if exact and own and ours else "—",
        *_by_severity(party.problems), *_decided(party), _main(party), _unchecked(party),
    )  # fmt: skip
    return dict(zip(DEPARTMENTS, cells, strict=True))


def _decided(party: Party) -> list[str]:
    """How many findings are accepted, asked about, refused and not decided."""
    counts = Counter(verdict.state if (verdict := party.verdicts.of(one)) else "" for one in party.problems)
    return [str(counts[state]) for state in (ACCEPTED, ASKED, REFUSED, "")]


def _main(party: Party) -> str:
    """The kinds of mistakes with the most errors and doubts; notes are not the main thing."""
    kinds = Counter(words.family(one.finding.rule) for one in party.problems if one.severity != NOTE)
    return "；".join(f"{kind}{count}处" for kind, count in kinds.most_common(_MAIN)) or "无"


def _unchecked(party: Party) -> str:
    documents = party.review.documents
    open_ = sum(relation.verdict == UNDECIDED for one in documents for relation in one.relations)
    unread = sum(len(one.document.unread) for one in documents)
    parts = [f"关系{open_}处"] if open_ else []
    parts += [f"未读内容{unread}处"] if unread else []
    return "；".join(parts) or "无"
