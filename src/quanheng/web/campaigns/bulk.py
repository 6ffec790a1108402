"""The same step for many units: each on its own, and what could not be done said by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.setting_up import share_out
from quanheng.web.campaigns.standing import Standing
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.events.log import record
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

RETURN_TEXT = "{单位}：报送的材料核对出错误 {错误} 处、疑点 {疑点} 处、缺少的内容 {缺少} 处{缺件}。请按问题清单逐条改正或说明后重新报送。"
"""What a return says to each unit; the names in braces are filled in for each."""


@dataclass
class Outcome:
    """Units by name: what was done, and why it was not."""

    done: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def told(self, words: str) -> str:
        """One sentence of both."""
        left = f"；没有办的：{'；'.join(self.refused)}" if self.refused else ""
        return f"{words} {len(self.done)} 个单位{left}"


def each(tasks: Iterable[Task], act: Callable[[Task], object]) -> Outcome:
    """Do it for every task in a transaction of its own."""
    made = Outcome()
    for task in tasks:
        try:
            with transaction.atomic():
                act(task)
            made.done.append(str(task.unit))
        except (NotNow, Stale, PermissionDenied) as fault:
            made.refused.append(f"{task.unit}：{fault}")
    return made


def send_back(
    tasks: Iterable[Task], standings: dict[int, Standing], text: str, actor: User, versions: dict[int, int]
) -> Outcome:
    """退回修改 with the text filled in for each; `versions` are those that the person saw."""

    def act(task: Task) -> None:
        reason = filled(text, task, standings[task.pk])
        take(task, "return", actor, versions.get(task.pk, task.version), reason)

    return each(tasks, act)


def filled(text: str, task: Task, standing: Standing) -> str:
    """The template text for one unit; braces that are no field stay as they are."""
    lacking = f"，未报送{standing.lacking_words}" if standing.lacking else ""
    values = {
        "单位": task.unit.name,
        "错误": str(standing.errors),
        "疑点": str(standing.doubts),
        "缺少": str(standing.missing),
        "缺件": lacking,
        "截止": task.deadline.isoformat(),
    }
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text[:500]


def take_up(tasks: Iterable[Task], actor: User, versions: dict[int, int]) -> Outcome:
    """开始复核."""
    return each(tasks, lambda task: take(task, "take_up", actor, versions.get(task.pk, task.version)))


@transaction.atomic
def assign(tasks: list[Task], person: User, actor: User) -> Outcome:
    """Give the units to one reviewer. Raises PermissionDenied."""
    if tasks:
        demand(actor, "campaign", tasks[0].campaign)
        share_out(tasks, [person], tasks[0].campaign, actor)
    return Outcome([str(task.unit) for task in tasks])


@transaction.atomic
def remind(tasks: list[Task], standings: dict[int, Standing], actor: User) -> str:
    """The text to paste into the work group, and an event that it was asked for. Raises PermissionDenied."""
    if not tasks:
        return ""
    campaign = tasks[0].campaign
    demand(actor, "campaign", campaign)
    text = reminder(tasks, standings)
    record(actor, "remind", campaign, unit=campaign.unit, words=f"催报 {len(tasks)} 个单位", text=text)
    return text


def reminder(tasks: list[Task], standings: dict[int, Standing]) -> str:
    """Who owes what until when, one unit a line."""
    campaign = tasks[0].campaign
    lines = [
        f"【催报】{campaign.title}，截止日期 {campaign.deadline:%Y年%-m月%-d日}。下列单位还没有报齐，请抓紧："
    ]
    for number, task in enumerate(tasks, 1):
        standing = standings[task.pk]
        lacking = standing.lacking_words
        owed = f"缺{lacking}" if lacking else "已收到材料，请在系统里完成报送"
        when = f"已超期 {-task.days_left} 天" if task.days_left < 0 else f"剩 {task.days_left} 天"
        lines.append(f"{number}. {task.unit}：{owed}（{when}）")
    contact = " ".join(filter(None, (campaign.office.get("联系人", ""), campaign.office.get("联系电话", ""))))
    return "\n".join([*lines, f"有问题请联系 {contact}。" if contact else "有问题请与绩效股联系。"])
