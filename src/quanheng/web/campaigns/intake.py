"""Files that come to the bureau: told apart by content, given to units, the rest laid in a tray.

The unit is that which the document names, the form that which the check recognises; a file name only proposes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from quanheng import pipeline
from quanheng.model.review import Failure
from quanheng.report import words
from quanheng.web.campaigns.models import Campaign, Receipt, Task
from quanheng.web.campaigns.naming import Names
from quanheng.web.campaigns.placing import place
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.documents.checking import checked
from quanheng.web.documents.intake import adopt
from quanheng.web.documents.models import Draft
from quanheng.web.events.log import record
from quanheng.web.files.models import StoredFile
from quanheng.web.files.store import content, keep
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

_R = Receipt.State
_OVER = {Draft.State.DONE, Draft.State.PARTLY, Draft.State.FAILED}


def take_in(campaign: Campaign, name: str, chunks: Iterable[bytes], actor: User) -> list[Receipt]:
    """Take one upload, a file or a zip, and hand its files to the check; what they are is settled after that.

    Raises PermissionDenied and TooLarge.
    """
    demand(actor, "campaign", campaign)
    whole = keep(chunks)
    made = []
    for found in pipeline.unpacked(name, content(whole)):
        if isinstance(found, Failure):
            told = f"{found.message}。{found.hint}"[:500]
            made.append(
                Receipt.objects.create(
                    campaign=campaign, name=found.path[-255:], state=_R.FAILED, told=told, by=actor
                )
            )
            continue
        shown, data = found
        stored = whole if shown == name else keep([data])
        made.append(_take_one(campaign, PurePath(shown).name[-255:], stored, actor))
    return made


@transaction.atomic
def _take_one(campaign: Campaign, name: str, stored: StoredFile, actor: User) -> Receipt:
    same = _same_bytes(campaign, stored)
    if same is not None:
        of = f"，{same.document.unit}" if same.document.unit else ""
        told = f"与“{same.name}”内容相同{of}，没有重复收"
        return Receipt.objects.create(
            campaign=campaign, name=name, draft=same, state=_R.DUPLICATE, told=told[:500], by=actor
        )
    # The worker sees the draft only with this transaction, so the receipt is there when its check is over.
    draft = adopt(name, stored, actor, campaign.settings)
    receipt = Receipt.objects.create(campaign=campaign, name=name, draft=draft, by=actor)
    if draft.state in _OVER:
        settle(receipt)
    return receipt


def _same_bytes(campaign: Campaign, stored: StoredFile) -> Draft | None:
    drafts = Draft.objects.filter(file=stored).select_related("document__unit")
    given = drafts.filter(document__task__campaign=campaign).first()
    return given or drafts.filter(receipts__campaign=campaign).exclude(receipts__state=_R.DISMISSED).first()


@receiver(checked)
def _checked(sender: type[Draft], draft: Draft, **more: Any) -> None:  # noqa: ARG001
    for receipt in Receipt.objects.filter(draft=draft, state=_R.WAITING).select_related("campaign", "by"):
        settle(receipt)


@transaction.atomic
def settle(receipt: Receipt) -> None:
    """Give a checked file to its unit, or lay it in the tray with the reason and the units it may be of."""
    assert receipt.draft is not None
    draft = Draft.objects.select_related("document").get(pk=receipt.draft.pk)
    if draft.state == Draft.State.FAILED:
        receipt.state, receipt.told = _R.FAILED, draft.told[:500]
        receipt.save()
        return
    tasks = {task.unit_id: task for task in receipt.campaign.tasks.select_related("unit", "campaign")}
    names = Names(task.unit for task in tasks.values())
    said = draft.summary.get("organisation") or ""
    named = names.find(said or PurePath(receipt.name).stem)
    why = _doubt(receipt.campaign, draft, said, named.unit is not None)
    near = [named.unit] if named.unit else list(named.proposals)
    if why or named.unit is None:
        receipt.state, receipt.told = _R.UNMATCHED, why
        receipt.guesses = [tasks[unit.pk].pk for unit in near]
        receipt.save()
        return
    assert receipt.by is not None
    _give(receipt, draft, tasks[named.unit.pk], receipt.by)


def _doubt(campaign: Campaign, draft: Draft, said: str, known: bool) -> str:
    """Why the file cannot be given away by itself; "" where nothing speaks against it."""
    year, kind = draft.summary.get("year"), draft.summary.get("kind")
    if not said:
        return "文件里没有读出单位名称"
    if not known:
        return f"文件写的单位是“{said}”，不在这项任务的名单里"
    if year and year != campaign.year:
        return f"文件写的是 {year} 年，本任务为 {campaign.year} 年"
    if kind in {None, "unknown"}:
        return "认不出是哪一种材料"
    return ""


def assign(receipt: Receipt, task: Task, actor: User, kind: str = "") -> None:
    """Give a file of the tray to a unit; `kind` where the person says what it is.

    Raises PermissionDenied; NotNow where somebody has dealt with it already.
    """
    demand(actor, "campaign", receipt.campaign)
    with transaction.atomic():
        row = _in_tray(receipt)
        if task.campaign_id != row.campaign_id:
            raise NotNow("这个单位不在这项任务里")
        _give(row, Draft.objects.select_related("document").get(receipts=row), task, actor, kind)


def _in_tray(receipt: Receipt) -> Receipt:
    row = Receipt.objects.select_for_update().get(pk=receipt.pk)
    if row.state != _R.UNMATCHED:
        raise NotNow(f"“{row.name}”现在是“{row.get_state_display()}”，不用再归位")
    return row


def _give(receipt: Receipt, draft: Draft, task: Task, actor: User, kind: str = "") -> None:
    given = place(draft, task, kind or draft.summary.get("kind") or "unknown", actor)
    extra = given not in task.campaign.forms
    receipt.state, receipt.task = _R.MATCHED, task
    receipt.told = f"{words.KINDS.get(given, given)}{'，不在应报材料里，作为补充材料' if extra else ''}"
    receipt.save()
    record(
        actor, "receive_file", draft, unit=task.unit, words=f"收件 {receipt.name}", sha256=draft.file_id,
        kind=given, number=draft.number,
    )  # fmt: skip


def dismiss(receipt: Receipt, actor: User) -> None:
    """Leave a file of the tray out. Raises as `assign`."""
    demand(actor, "campaign", receipt.campaign)
    with transaction.atomic():
        row = _in_tray(receipt)
        row.state = _R.DISMISSED
        row.save()
        record(actor, "dismiss_file", row, unit=row.campaign.unit, words=f"不归入 {row.name}")
