"""通报: grades, main problems by kind, what was done well; a table a unit, for page and Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quanheng.report import messages
from quanheng.report.lists import Sheet, Value, book
from quanheng.web.campaigns.board import REVIEWED, STARTED
from quanheng.web.campaigns.listing import computed
from quanheng.web.campaigns.models import Campaign, ReviewScore, Task
from quanheng.web.campaigns.papers import reached
from quanheng.web.campaigns.scoring import Totals, totals
from quanheng.web.campaigns.standing import Standing, standings
from quanheng.web.documents.models import Finding, Verdict
from quanheng.web.units.models import User

_MAIN = 3
UNGRADED = "未定等"


@dataclass(frozen=True)
class Line:
    """A unit in the table: `problems` are the kinds that hold, the most frequent first."""

    task: Task
    standing: Standing
    totals: Totals
    grade: str
    holds: int
    problems: list[tuple[str, int]]

    @property
    def review(self) -> Decimal | None:
        """The re-checked total, when every indicator is settled."""
        return self.totals.final

    @property
    def own(self) -> Decimal | None:
        """The self-score: as the form adds it up, else as the report says it."""
        return self.standing.self_score if self.standing.self_score is not None else self.totals.own

    @property
    def gap(self) -> Decimal | None:
        """Self-score less re-checked score."""
        return self.own - self.review if self.own is not None and self.review is not None else None

    @property
    def main(self) -> str:
        """The main problems in words."""
        return "；".join(f"{title} {count} 处" for title, count in self.problems[:_MAIN])


@dataclass(frozen=True)
class Summary:
    """The lines, and counts over them: units by grade, problems by kind with their units, units without any."""

    lines: list[Line]
    grades: list[tuple[str, int]]
    kinds: list[tuple[str, int, int]]
    sound: list[Line]
    received: int
    reviewed: int


def summary(campaign: Campaign, user: User) -> Summary:
    """What `user` sees of the campaign, put together."""
    seen = Task.objects.visible_to(user, "comment").filter(campaign=campaign)
    tasks = list(seen.select_related("unit", "campaign", "reviewer"))
    standing = standings(tasks, user)
    held = _held(campaign, user)
    scores = _scores(campaign, user)
    lines = [
        _line(task, standing[task.pk], scores.get(task.pk, []), held.get(task.pk, Counter()))
        for task in tasks
    ]
    grades = Counter(line.grade or UNGRADED for line in lines)
    return Summary(
        lines,
        sorted(grades.items(), key=lambda one: (one[0] == UNGRADED, -one[1], one[0])),
        _kinds(held),
        [
            line
            for line in lines
            if line.task.state in REVIEWED and not line.holds and not line.standing.errors
        ],
        sum(line.task.state in STARTED for line in lines),
        sum(line.task.state in REVIEWED for line in lines),
    )


def _scores(campaign: Campaign, user: User) -> dict[int, list[ReviewScore]]:
    made: dict[int, list[ReviewScore]] = {}
    for score in ReviewScore.objects.visible_to(user, "comment").filter(task__campaign=campaign):
        made.setdefault(score.task_id, []).append(score)
    return made


def _held(campaign: Campaign, user: User) -> dict[int, Counter[str]]:
    """Rules of the findings that hold, by task; a finding counts in the newest draft that has it unchanged."""
    verdicts = Verdict.objects.visible_to(user).filter(document__task__campaign=campaign)
    holds = verdicts.filter(proposed=False, side=Verdict.Side.REVIEW, choice=Verdict.Choice.HOLDS)
    wanted = {
        (doc, key, sign): task
        for doc, key, sign, task in holds.values_list("document", "key", "sign", "document__task")
    }
    rows = Finding.objects.filter(draft__document__in={doc for doc, _, _ in wanted}).order_by("draft__number")
    rules = {
        (doc, key, sign): rule
        for doc, key, sign, rule in rows.values_list("draft__document", "key", "sign", "rule")
        if (doc, key, sign) in wanted
    }
    made: dict[int, Counter[str]] = {}
    for place, rule in rules.items():
        task = wanted[place]
        assert task is not None
        made.setdefault(task, Counter())[rule] += 1
    return made


def _line(task: Task, standing: Standing, scores: Sequence[ReviewScore], held: Counter[str]) -> Line:
    sums = totals(scores)
    grade = reached(sums.final, sums.weight, task.campaign.norms, task.campaign.year)
    problems = [(messages.title(rule), count) for rule, count in held.most_common()]
    return Line(task, standing, sums, grade, sum(held.values()), problems)


def _kinds(held: dict[int, Counter[str]]) -> list[tuple[str, int, int]]:
    places: Counter[str] = Counter()
    units: Counter[str] = Counter()
    for of in held.values():
        places.update(of)
        units.update(of.keys())
    return [(messages.title(rule), count, units[rule]) for rule, count in places.most_common()]


COLUMNS = (
    ("单位", 30), ("状态", 10), ("自评分", 9), ("机算分", 14), ("复核分", 9), ("自评减复核", 11), ("等次", 8),
    ("错误", 7), ("疑点", 7), ("缺少内容", 9), ("成立的问题", 11), ("主要问题", 50), ("承办", 12),
)  # fmt: skip


def workbook(campaign: Campaign, made: Summary) -> bytes:
    """Three sheets: the units, the problems by kind, the grades."""
    rows: list[list[Value]] = [
        [
            line.task.unit.name, line.task.get_state_display(), line.own, computed(line.standing.computed),
            line.review, line.gap, line.grade or None, line.standing.errors, line.standing.doubts,
            line.standing.missing, line.holds, line.main or None, str(line.task.reviewer or "—"),
        ]
        for line in made.lines
    ]  # fmt: skip
    note = f"{campaign.title}：收到 {made.received} 个单位，已审 {made.reviewed} 个；复核分在各项指标都定分后才写。"
    return book(
        [
            Sheet("通报", COLUMNS, rows, note),
            Sheet("问题分类", (("问题", 50), ("处数", 8), ("单位数", 8)), [list(one) for one in made.kinds]),
            Sheet("等次", (("等次", 12), ("单位数", 8)), [list(one) for one in made.grades]),
        ]
    )
