"""The board of a campaign: a row a unit, facets with counts, order, header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from quanheng.report import messages, words
from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.standing import Standing, standings
from quanheng.web.documents.models import Finding
from quanheng.web.units.models import User

_S = Task.State
STARTED = (
    _S.SUBMITTED, _S.REVIEWING, _S.OPINION, _S.RECTIFYING, _S.CLOSED, _S.PUBLISHED, _S.ARCHIVED,
)  # fmt: skip
"""States of a part that has been handed in and not sent back."""
REVIEWED = (_S.OPINION, _S.RECTIFYING, _S.CLOSED, _S.PUBLISHED, _S.ARCHIVED)
"""States of a part whose review is over."""
NOBODY, YES, NO = "未分派", "有", "无"
_SHOWN = 20


@dataclass(frozen=True)
class Row:
    """A unit's part with its standing."""

    task: Task
    standing: Standing
    rules: frozenset[str] = frozenset()

    @property
    def reviewer(self) -> str:
        """Who reviews it."""
        return str(self.task.reviewer) if self.task.reviewer else NOBODY

    @property
    def open(self) -> int:
        """Findings without a decision."""
        return self.standing.undecided


@dataclass(frozen=True)
class Choice:
    """One value of a facet with how many rows have it under the other facets."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A column to filter by; none chosen is no filter."""

    name: str
    label: str
    choices: list[Choice]
    more: int = 0


@dataclass
class Board:
    """Rows that fit what was chosen, in the order asked for; facets over all rows; counts of the header."""

    rows: list[Row]
    facets: list[Facet]
    total: int
    header: dict[str, Any] = field(default_factory=dict)


FACETS: dict[str, tuple[str, Callable[[Row], Iterable[str]]]] = {
    "state": ("状态", lambda row: [row.task.state]),
    "reviewer": ("承办", lambda row: [row.reviewer]),
    "area": ("上级", lambda row: [str(row.task.unit.parent or "")]),
    "severity": ("等级", lambda row: [s for s in words.SEVERITIES if row.standing.counts.get(s)]),
    "lacking": ("缺件", lambda row: [YES if row.standing.lacking else NO]),
    "drawn": ("抽中", lambda row: ["是" if row.task.sampled else "否"]),
    "rule": ("规则", lambda row: sorted(row.rules)),
}
ORDERS: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "risk": ("风险", lambda row: (-row.standing.risk, row.task.unit.path)),
    "unit": ("单位", lambda row: row.task.unit.path),
    "due": ("剩余天数", lambda row: (row.task.days_left, row.task.unit.path)),
    "errors": ("错误", lambda row: (-row.standing.errors, row.task.unit.path)),
    "gap": ("自评减机算", lambda row: (-_gap(row), row.task.unit.path)),
    "state": ("状态", lambda row: (_S.values.index(row.task.state), row.task.unit.path)),
}


def rows_of(tasks: Sequence[Task], user: User) -> list[Row]:
    """The rows of the tasks that `user` sees."""
    standing = standings(tasks, user)
    rules = _rules({draft.pk: key for key, one in standing.items() for draft in one.drafts})
    return [Row(task, standing[task.pk], frozenset(rules.get(task.pk, ()))) for task in tasks]


def board(rows: list[Row], chosen: dict[str, list[str]], order: str) -> Board:
    """The board; `chosen` are values by facet, several of one facet are alternatives."""
    fit = [row for row in rows if all(_fits(row, name, values) for name, values in chosen.items() if values)]
    fit.sort(key=ORDERS.get(order, ORDERS["risk"])[1])
    facets = [made for name in FACETS if (made := _facet(name, rows, chosen)).choices]
    return Board(
        fit,
        [one for one in facets if len(one.choices) > 1 or any(c.chosen for c in one.choices)],
        len(rows),
        _header(rows),
    )


def _gap(row: Row) -> Any:
    one = row.standing
    return one.self_score - one.computed[1] if one.self_score is not None and one.computed else -1000


def _fits(row: Row, name: str, values: list[str]) -> bool:
    return name not in FACETS or bool(set(FACETS[name][1](row)) & set(values))


def _facet(name: str, rows: list[Row], chosen: dict[str, list[str]]) -> Facet:
    """Counts under what was chosen in the other facets."""
    label, of = FACETS[name]
    others = {other: values for other, values in chosen.items() if other != name and values}
    fit = [row for row in rows if all(_fits(row, other, values) for other, values in others.items())]
    counts = Counter(value for row in fit for value in of(row))
    own = chosen.get(name, [])
    for value in own:
        counts.setdefault(value, 0)
    ranked = sorted(counts, key=lambda value: (value not in own, -counts[value], value))
    choices = [Choice(v, _label(name, v), counts[v], v in own) for v in ranked if v]
    return Facet(name, label, choices[:_SHOWN], max(len(choices) - _SHOWN, 0))


def _label(name: str, value: str) -> str:
    if name == "state":
        return str(
            dict(Task.State.choices).get(value, value)
        )  # an address may ask for a state that there is not
    if name == "severity":
        return words.NAMES.get(value, value)
    if name == "rule":
        return f"{messages.code(value)} {messages.title(value)}"
    return value


def _rules(drafts: dict[int, int]) -> dict[int, set[str]]:
    made: dict[int, set[str]] = {}
    rows = Finding.objects.filter(draft__in=drafts).values_list("draft", "rule")
    for draft, rule in rows.annotate(number=Count("pk")).order_by().values_list("draft", "rule"):
        made.setdefault(drafts[draft], set()).add(rule)
    return made


def _header(rows: list[Row]) -> dict[str, Any]:
    """Received, reviewed, returned, late, and when the review will be over at the pace so far."""
    drawn = [row for row in rows if row.task.sampled]
    done = [row for row in drawn if row.task.state in REVIEWED]
    return {
        "units": len(rows),
        "received": sum(row.task.state in STARTED for row in rows),
        "drawn": len(drawn),
        "reviewed": len(done),
        "returned": sum(row.task.state == _S.RETURNED for row in rows),
        "late": sum(row.task.days_left < 0 and row.task.state not in STARTED for row in rows),
        "lacking": sum(bool(row.standing.lacking) for row in rows),
        "expected": expected([row.task for row in drawn], done, timezone.localdate()),
    }


def expected(drawn: Sequence[Task], done: Sequence[Row], today: date) -> date | None:
    """The day on which all drawn units are reviewed at the pace since the first was handed in; None without pace."""
    begun = [timezone.localdate(task.submitted_at) for task in drawn if task.submitted_at]
    if not done or not begun or len(done) == len(drawn):
        return None
    days = max((today - min(begun)).days, 1)
    left = len(drawn) - len(done)
    return today + timedelta(days=-(-left * days // len(done)))
