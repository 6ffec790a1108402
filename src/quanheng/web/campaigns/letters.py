"""Letters of opinion: put together from what holds, edited, signed; a signed one is a file that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from quanheng.report import numbers
from quanheng.report.papers.filling import Values
from quanheng.report.papers.kinds import template
from quanheng.report.papers.letter import letter as values_of
from quanheng.report.papers.party import Party
from quanheng.report.papers.verdicts import CORRECT, EXPLAIN, IMPROVE
from quanheng.web.campaigns.models import Letter, Task
from quanheng.web.campaigns.papers import party
from quanheng.web.campaigns.sheet import brought_up
from quanheng.web.campaigns.standing import Standing, standings
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.documents.models import Draft, Verdict
from quanheng.web.events.log import record
from quanheng.web.files.store import keep
from quanheng.web.rectification.items import issue
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand, may

KIND = "复核意见书"
GROUPS = {CORRECT: "必须更正", EXPLAIN: "请说明", IMPROVE: "改进建议"}
"""The lists of the letter, and what the desk calls them."""
_CELLS = ("位置", "原文", "问题", "要求")
_BLANK = {"编号": "", "等级": "", "位置": "", "原文": "", "问题": "", "要求": "", "答复": "", "标识": ""}


def unit_party(task: Task, user: User) -> Party:
    """The papers' view of a unit as `user` sees it; a third party's own proposals stand in its papers. Raises NotNow."""
    drafts = standings([task], user)[task.pk].drafts
    proposes = may(user, "propose_score", task) and not may(user, "decide", task)
    return party(task, drafts, brought_up(task, drafts), proposes)


def put_together(task: Task, actor: User) -> Letter:
    """The draft letter: a new one, or the one there is brought up to the verdicts, which loses what was edited.

    Raises PermissionDenied; NotNow outside review, or before anything was checked.
    """
    demand(actor, "draft_opinion", task)
    found = unit_party(task, actor)
    drafts = standings([task], actor)[task.pk].drafts
    content = _content(found) | {"drafts": sorted(draft.pk for draft in drafts)}
    with transaction.atomic():
        row = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
        if row.state not in {Task.State.SUBMITTED, Task.State.REVIEWING}:
            raise NotNow(f"现在是“{row.get_state_display()}”，不能拟意见")
        letter = (
            Letter.objects.select_for_update(of=("self",)).filter(task=task, state=Letter.State.DRAFT).first()
        )
        again = letter is not None
        letter = letter or Letter(task=task, version=0)
        letter.content, letter.by = content, actor
        letter.version += 1
        letter.save()
        record(actor, "draft_letter", letter, unit=task.unit, words="重新汇成意见书" if again else "拟意见书")
    return letter


def _content(found: Party) -> dict[str, Any]:
    values: dict[str, Any] = dict(values_of(found))
    items = {}
    for ask in GROUPS:
        settled = found.asked(ask)
        items[ask] = [
            {**entry, "keys": [[p.path.partition("/")[0], p.finding.key] for p in (one.problem, *one.again)]}
            for entry, one in zip(values.pop(ask), settled, strict=True)
        ]
    bases = values.pop("依据")
    overall = values.pop("总体情况")
    return {"fields": values, "overall": overall, "items": items, "bases": bases}


def edited(letter: Letter, given: Mapping[str, str], actor: User, version: int) -> Letter:
    """Save the texts as they were edited; `given` has 总体情况 and `更正-1-问题` and the like, 删 takes an item out.

    Raises PermissionDenied, Stale; NotNow for a signed letter.
    """
    demand(actor, "draft_opinion", letter)
    with transaction.atomic():
        row = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        if row.state == Letter.State.SIGNED:
            raise NotNow("意见书已签发，不能再改")
        if row.version != version:
            raise Stale(f"意见书刚由 {row.by} 改过")
        row.content = row.content | {
            "overall": given.get("总体情况", row.content["overall"]).strip(),
            "items": _regrouped(row.content["items"], given),
        }
        row.by, row.version = actor, row.version + 1
        row.save()
        record(actor, "edit_letter", row, unit=row.task.unit, words="修改意见书")
    return row


def _regrouped(
    items: dict[str, list[dict[str, Any]]], given: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """The items under the group that the editor chose for each; a new one from the empty block at the end."""
    made: dict[str, list[dict[str, Any]]] = {ask: [] for ask in GROUPS}
    for ask, entries in items.items():
        for number, entry in enumerate(entries, 1):
            name = f"{ask}-{number}"
            if given.get(f"{name}-删"):
                continue
            texts = {cell: given.get(f"{name}-{cell}", entry[cell]).strip() for cell in _CELLS}
            to = given.get(f"{name}-组", ask)
            made[to if to in GROUPS else ask].append(entry | texts)
    if given.get("新-问题", "").strip():
        to = given.get("新-组", IMPROVE)
        texts = {cell: given.get(f"新-{cell}", "").strip() for cell in _CELLS}
        made[to if to in GROUPS else IMPROVE].append(_BLANK | texts | {"keys": []})
    return made


def values(letter: Letter, day: date | None = None) -> Values:
    """What the paper is filled with; numbered anew."""
    content = letter.content
    lists = {
        ask: [
            {name: str(value) for name, value in (entry | {"序号": str(number)}).items() if name != "keys"}
            for number, entry in enumerate(entries, 1)
        ]
        for ask, entries in content["items"].items()
    }
    dated = {"日期": numbers.day(day)} if day else {}
    made: dict[str, str | Sequence[Mapping[str, str]]] = (
        content["fields"] | dated | {"总体情况": content["overall"], "依据": content["bases"]} | lists
    )
    return made


def written(letter: Letter, day: date | None = None) -> bytes:
    """The Word file; a number of issue stays blank."""
    return template(KIND).fill(values(letter, day))


@transaction.atomic
def sign(letter: Letter, actor: User, version: int, task_version: int) -> Letter:
    """签发: the file is kept, the unit's part goes to 意见已出, and what the letter asks for becomes its items.

    Raises PermissionDenied, Stale, NotNow.
    """
    row = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("task__unit", "task__campaign")
        .get(pk=letter.pk)
    )
    demand(actor, "sign_opinion", row)
    if row.state == Letter.State.SIGNED:
        raise NotNow("这份意见书已经签发")
    if row.version != version:
        raise Stale(f"意见书刚由 {row.by} 改过，请看过再签")
    open_ = unsettled(row)
    if open_:
        raise NotNow(f"有 {len(open_)} 条事项现在没有“成立”或“待说明”的结论，不能签发：{'；'.join(open_)}")
    now = timezone.now()
    row.file = keep([written(row, timezone.localdate(now))])
    row.state, row.signed_by, row.signed_at = Letter.State.SIGNED, actor, now
    row.version += 1
    row.save()
    counts = {ask: len(entries) for ask, entries in row.content["items"].items()}
    take(
        row.task, "opine", actor, task_version, "签发复核意见书", letter=row.pk, sha256=row.file_id, **counts
    )
    issue(row, actor)
    return row


def unsettled(letter: Letter) -> list[str]:
    """The matters that rest on no verdict of the reviewers any more, in words: on a proposal, an old text, nothing.

    What the reviewer wrote without a finding rests on the letter itself.
    """
    told = []
    for group, entries in letter.content["items"].items():
        for number, entry in enumerate(entries, 1):
            why = next(
                (why for document, key in entry["keys"] if (why := _lacking(letter, document, key))), ""
            )
            if why:
                told.append(f"{GROUPS[group]}第 {number} 条{why}")
    return told


def _lacking(letter: Letter, document: str, key: str) -> str:
    """Why the finding cannot stand in a signed letter; "" where the reviewers' verdict holds it."""
    drafts = Draft.objects.filter(document=int(document), document__task=letter.task_id)
    newest = drafts.filter(submitted_at__isnull=False).order_by("-number").first()
    finding = newest.findings.filter(key=key).first() if newest else None
    if newest is None or finding is None:
        return "在单位新报的稿里已经没有了"
    said = Verdict.objects.filter(document=newest.document_id, key=key, side=Verdict.Side.REVIEW)
    held = said.filter(proposed=False).first()
    if held is None:
        return "还只是建议，请先采纳或另定" if said.exists() else "没有结论"
    if held.sign != finding.sign:
        return "下结论以后原文变了"
    in_letter = held.choice in {Verdict.Choice.HOLDS, Verdict.Choice.EXPLAIN}
    return "" if in_letter else f"现在的结论是“{held.get_choice_display()}”"


def name_of(letter: Letter) -> str:
    """The name of the Word file."""
    return f"{letter.task.unit.name}_{letter.task.campaign.year}年度_{KIND}.docx"


def warnings(task: Task, standing: Standing, letter: Letter | None, scores: Sequence[Any]) -> list[str]:
    """What a signer should know before signing; of it only matters without a verdict forbid it."""
    said, open_findings = [], standing.undecided
    if letter is not None and letter.state == Letter.State.DRAFT:
        said += unsettled(letter)
        based = letter.content.get("drafts")
        if based is not None and based != sorted(draft.pk for draft in standing.drafts):
            said.append("拟稿以后单位又报来新稿，请看过结论，按现在的结论重新汇成")
    if open_findings:
        said.append(f"还有 {open_findings} 条问题没有结论，不会写进意见书")
    left = sum(score.state != "settled" or score.changed for score in scores)
    if left:
        said.append(f"复核表还有 {left} 项指标未定，意见书不写复核总分")
    if letter is not None and any("【待填" in str(text) for text in letter.content["fields"].values()):
        said.append("落款或联系人还是“【待填】”，请下载后填好，或在新建任务时写上")
    if letter is not None and not any(letter.content["items"].values()):
        said.append("意见书里一条事项也没有；没有问题的可以直接“通过”")
    if task.state == Task.State.SUBMITTED:
        said.append("还没有“开始复核”，签发前请先开始")
    return said
