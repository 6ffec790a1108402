"""Putting a checked file among a unit's documents: a new one, or the next draft of one that is there."""

from __future__ import annotations

from pathlib import PurePath

from django.utils import timezone

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import STEPS, take
from quanheng.web.documents.models import Document, Draft
from quanheng.web.units.models import User

_ONE_A_YEAR = {"self_evaluation_report", "final_accounts", "budget", "workbook"}
"""Kinds of which a unit has one a year: another file is the next draft. Of other kinds the file name must be the same."""


def place(draft: Draft, task: Task, kind: str, actor: User) -> str:
    """Make the draft the unit's own and handed in; in the caller's transaction. Returns the kind."""
    alone = draft.document
    same = _earlier(alone, draft, task, kind)
    if same is None:
        alone.unit, alone.task, alone.kind, alone.year = task.unit, task, kind, task.campaign.year
        alone.owner = None  # an owner may everything; receiving gives no such right
        alone.save()
    else:
        last = same.latest
        draft.document, draft.number = same, last.number + 1 if last else 1
    draft.submitted_at = timezone.now()
    draft.save()
    if same is not None:
        alone.delete()
    if task.state in STEPS["receive"].sources:
        take(task, "receive", actor, Task.objects.get(pk=task.pk).version)
    return kind


def _earlier(alone: Document, draft: Draft, task: Task, kind: str) -> Document | None:
    stem = PurePath(draft.name).stem
    others = Document.objects.select_for_update().filter(task=task, kind=kind).exclude(pk=alone.pk)
    for document in others:
        last = document.latest
        if kind in _ONE_A_YEAR or (last is not None and PurePath(last.name).stem == stem):
            return document
    return None
