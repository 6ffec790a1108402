"""How a unit's task moves: one table of steps, one function that takes them.

A step checks the right, the state and the version it was decided on, writes the event, and changes the
row, in one transaction with the row locked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from quanheng.web.campaigns.models import Task
from quanheng.web.events.log import record
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

_S = Task.State

moved = Signal()
"""Sent inside the transaction of a step, with `task`, `step` (its name) and `actor`."""


class Stale(Exception):
    """The row has changed since the person saw it; nothing was saved."""


class NotNow(Exception):
    """The step does not lead away from the present state, or lacks what it needs."""


@dataclass(frozen=True)
class Step:
    """`right` is an action of the table of roles; `reason` says whether one must be given."""

    words: str
    sources: tuple[str, ...]
    target: str
    right: str
    reason: bool = False


STEPS: dict[str, Step] = {
    "check": Step("开始自查", (_S.DRAFT, _S.RETURNED), _S.CHECKING, "edit"),
    "prepare": Step("送审签", (_S.DRAFT, _S.CHECKING, _S.RETURNED), _S.TO_SIGN, "prepare_submission"),
    "revise": Step("退给填报人", (_S.TO_SIGN,), _S.DRAFT, "submit", reason=True),
    "submit": Step("报送", (_S.TO_SIGN,), _S.SUBMITTED, "submit"),
    "withdraw": Step("撤回", (_S.SUBMITTED,), _S.DRAFT, "withdraw", reason=True),
    # Files that came to the bureau by another way count as handed in; who received them is in the event.
    "receive": Step("收件", (_S.DRAFT, _S.CHECKING, _S.TO_SIGN, _S.RETURNED), _S.SUBMITTED, "campaign"),
    "take_up": Step("开始复核", (_S.SUBMITTED,), _S.REVIEWING, "accept"),
    "return": Step("退回修改", (_S.SUBMITTED, _S.REVIEWING), _S.RETURNED, "return", reason=True),
    "pass": Step("通过", (_S.REVIEWING,), _S.CLOSED, "accept"),
    "opine": Step("出具意见", (_S.REVIEWING,), _S.OPINION, "sign_opinion"),
    "acknowledge": Step("签收", (_S.OPINION,), _S.RECTIFYING, "answer"),
    "close": Step("销号", (_S.OPINION, _S.RECTIFYING), _S.CLOSED, "close_item"),
    "publish": Step("公开", (_S.CLOSED,), _S.PUBLISHED, "publish"),
    "archive": Step("归档", (_S.CLOSED, _S.PUBLISHED), _S.ARCHIVED, "confirm_publication"),
}


def open_steps(task: Task) -> list[str]:
    """The names of the steps that lead away from the task's state, whoever may take them."""
    return [name for name, step in STEPS.items() if task.state in step.sources]


def take(task: Task, name: str, actor: User, version: int, reason: str = "", **detail: Any) -> Task:
    """Take one step and return the task as it is then.

    Raises:
        Stale: when `version` is not the row's any more.
        NotNow: from another state, or without the reason that the step wants.
        PermissionDenied: when the actor has not the right.
    """
    step = STEPS[name]
    with transaction.atomic():
        waiting = Task.objects.select_for_update(of=("self",)).select_related("unit", "campaign")
        row = waiting.get(pk=task.pk)
        demand(actor, step.right, row)
        if row.version != version:
            raise Stale(f"{row.unit} 的任务刚被别人改成“{row.get_state_display()}”，请刷新后再办")
        if row.state not in step.sources:
            raise NotNow(f"现在是“{row.get_state_display()}”，不能{step.words}")
        if step.reason and not reason.strip():
            raise NotNow(f"{step.words}要写明理由")
        before, row.state, row.version = row.state, step.target, row.version + 1
        if name in {"submit", "withdraw"}:
            row.submitted_at = timezone.now() if name == "submit" else None
            hand_over(row, row.submitted_at)
        elif name == "receive":  # the unit's own drafts stay its own
            row.submitted_at = timezone.now()
        row.save()
        record(
            actor,
            name,
            row,
            unit=row.unit,
            words=reason or step.words,
            before=before,
            after=row.state,
            **detail,
        )
        moved.send(sender=Task, task=row, step=name, actor=actor)
    return row


def hand_over(task: Task, at: datetime | None) -> None:
    """Open the newest draft of each document of the task to its reviewers; with None take all of them back."""
    for document in task.documents.all():
        drafts = document.drafts.order_by("-number")
        if at is None:
            drafts.update(submitted_at=None)
        elif newest := drafts.first():
            newest.submitted_at = at
            newest.save()
