"""How a publication moves: a file is chosen, put before the leader, published, looked at by the bureau, corrected.

Every step checks the right, the state and the version it was decided on, and writes its event in the transaction.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from quanheng.report.figure_changes import OPEN, SAME, compare
from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.disclosure.concerns import concerns
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.disclosure.parts import parts
from quanheng.web.documents import made
from quanheng.web.documents.models import Draft
from quanheng.web.events.log import record
from quanheng.web.files.models import StoredFile
from quanheng.web.jobs.run import enqueue
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand, may

_S = Release.State
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Where:
    """Where and when something was published, and what proves it: a picture or print of the page."""

    day: date | None
    url: str = ""
    evidence: StoredFile | None = None
    evidence_name: str = ""


def begin(publication: Publication, draft: Draft, by: User) -> Release:
    """Take that file as the next version, or in place of the one that is being prepared.

    Raises:
        PermissionDenied: for whoever may not prepare for the unit.
        NotNow: the leader has it before him, or the same bytes are out already.
    """
    demand(by, "prepare_publication", publication)
    with transaction.atomic():
        row = Publication.objects.select_for_update().get(pk=publication.pk)
        _not_out(row, draft)
        last = row.releases.order_by("-number").first()
        if last is not None and last.state == _S.PREPARED:
            raise NotNow("上一次的文件还在等领导审签，请领导退回后再换文件")
        if last is not None and not last.out:
            last.draft, last.version = draft, last.version + 1
            last.reason, last.changes, last.parts = "", [], []
            last.save()
            release = last
        else:
            release = Release.objects.create(
                publication=row, number=last.number + 1 if last else 1, draft=draft
            )
        record(by, "choose-file", release, unit=row.unit, words=f"{release}：{draft.name}")
    return release


def _not_out(row: Publication, draft: Draft) -> None:
    """The same bytes are published once; what two units publish alike belongs to one of them."""
    alike = Release.objects.filter(draft__file=draft.file_id, published_at__isnull=False)
    for other in alike.select_related("publication"):
        if other.publication_id == row.pk:
            raise NotNow(f"这个文件和已公开的第 {other.number} 版一模一样，没有要更正的")
        if other.publication.unit_id != row.unit_id:
            raise NotNow("这个文件另一个单位已经公开了，请核对是不是选错了文件")


def prepare(release: Release, reason: str, note: str, by: User, version: int) -> Release:
    """Put it before the leader.

    Raises:
        PermissionDenied, Stale.
        NotNow: the file is not checked; something is open and no reason is given; a correction says not what it
            corrects; the file of an older version has to be checked again to be compared.
    """
    demand(by, "prepare_publication", release)
    with transaction.atomic():
        row = _fresh(release, version, {_S.DRAFT})
        if row.draft.state != Draft.State.DONE:
            raise NotNow("文件还没有核对完，核对完才能送审签")
        open_ = concerns(row)
        if open_ and not reason.strip():
            raise NotNow("还有没有解决的问题。请先改好再传，或写明为什么仍要公开")
        if row.number > 1 and not note.strip():
            raise NotNow("更正公开要写更正说明：更正了什么，为什么")
        row.reason = reason.strip()[:_LONGEST] if open_ else ""
        row.note, row.told = note.strip()[:_LONGEST], ""
        _read(row)
        row.prepared_by, row.prepared_at = by, timezone.now()
        _to(row, _S.PREPARED)
        said = f"，仍要公开的理由：{row.reason}" if row.reason else ""
        record(by, "prepare-publication", row, unit=row.publication.unit, words=f"{row} 送审签{said}")
    return row


def _read(row: Release) -> None:
    """What the law asks for, and the figures that differ from the version before."""
    try:
        now = made.reviewed(row.draft)
        row.parts = parts(now, row.publication)
        before = row.publication.releases.filter(number=row.number - 1).first()
        if before is not None:
            found = compare(made.reviewed(before.draft), now).changes
            # Why the old figure was wrong is a finding, and not for the public unless it was confirmed.
            row.changes = [asdict(c) | {"why": ""} for c in found if c.state not in {SAME, OPEN}]
    except made.Missing as fault:
        raise NotNow("核对结果是旧版程序做的，请在核对页重新核对这一稿和上一版，再送审签") from fault


def send_back(release: Release, words: str, by: User, version: int) -> Release:
    """The leader gives it back. Raises PermissionDenied, Stale, NotNow (no reason)."""
    demand(by, "publish", release)
    if not words.strip():
        raise NotNow("退回要写明理由")
    with transaction.atomic():
        row = _fresh(release, version, {_S.PREPARED})
        row.told = words.strip()[:_LONGEST]
        _to(row, _S.DRAFT)
        record(by, "return-publication", row, unit=row.publication.unit, words=f"{row} 退回：{row.told}")
    return row


def discard(release: Release, by: User, version: int) -> None:
    """Drop a version that never went to the leader. Raises PermissionDenied, Stale, NotNow."""
    demand(by, "prepare_publication", release)
    with transaction.atomic():
        row = _fresh(release, version, {_S.DRAFT})
        record(by, "discard-publication", row, unit=row.publication.unit, words=f"{row} 不公开了")
        row.delete()


def publish(release: Release, where: Where, by: User, version: int) -> Release:
    """The leader says that it is out: where, since when. The version before stays and is shown beside it.

    Raises:
        PermissionDenied, Stale.
        NotNow: no day, a day in the future, neither an address nor a proof.
    """
    demand(by, "publish", release)
    _sound(where, release)
    with transaction.atomic():
        row = _fresh(release, version, {_S.PREPARED})
        _not_out(row.publication, row.draft)
        _place(row, where)
        row.published_by, row.published_at = by, timezone.now()
        _to(row, _S.PUBLISHED)
        publication = Publication.objects.select_for_update().get(pk=row.publication_id)
        if publication.first_at is None:
            publication.first_at, publication.version = row.published_at, publication.version + 1
            publication.save()
        if row.draft.submitted_at is None:  # what everybody may read the bureau may read
            row.draft.submitted_at = row.published_at
            row.draft.save(update_fields=["submitted_at"])
        what = "更正公开" if row.number > 1 else "公开"
        record(
            by, "publish", row, unit=publication.unit, words=f"{what} {row}，{row.published_on} {row.url}",
            sha256=row.draft.file_id,
        )  # fmt: skip
        _task_on(row, by)
        refresh(by)
    return row


def _task_on(row: Release, by: User) -> None:
    """The unit's task of the year goes on to 已公开 where it was waiting for that."""
    task = row.draft.document.task
    if task is not None and task.state == Task.State.CLOSED and may(by, "publish", task):
        take(task, "publish", by, task.version)


def refresh(by: User) -> None:
    """Make the public pages anew from what is out now."""
    enqueue("public", "更新公开页面", by)


def relocate(release: Release, where: Where, by: User, version: int) -> Release:
    """The answer to the bureau's question: where it is to be found. Raises PermissionDenied, Stale, NotNow."""
    demand(by, "publish", release)
    _sound(where, release)
    with transaction.atomic():
        row = _fresh(release, version, {_S.QUESTIONED})
        _place(row, where)
        _to(row, _S.PUBLISHED)
        record(
            by, "relocate", row, unit=row.publication.unit, words=f"{row} 补正：{row.published_on} {row.url}"
        )
    return row


def confirm(release: Release, by: User, version: int) -> Release:
    """The bureau has looked: it is there, and it is that file. Raises PermissionDenied, Stale, NotNow."""
    demand(by, "confirm_publication", release)
    with transaction.atomic():
        row = _fresh(release, version, {_S.PUBLISHED})
        row.confirmed_by, row.confirmed_at, row.told = by, timezone.now(), ""
        _to(row, _S.CONFIRMED)
        record(by, "confirm-publication", row, unit=row.publication.unit, words=f"{row} 已核对")
    return row


def question(release: Release, words: str, by: User, version: int) -> Release:
    """The bureau did not find it so; it stays out. Raises PermissionDenied, Stale, NotNow (no words)."""
    demand(by, "confirm_publication", release)
    if not words.strip():
        raise NotNow("请写明要补正什么")
    with transaction.atomic():
        row = _fresh(release, version, {_S.PUBLISHED, _S.CONFIRMED})
        row.told = words.strip()[:_LONGEST]
        row.confirmed_by = row.confirmed_at = None
        _to(row, _S.QUESTIONED)
        record(by, "question-publication", row, unit=row.publication.unit, words=f"{row} 请补正：{row.told}")
    return row


def withhold(release: Release, words: str, by: User, version: int) -> Release:
    """Show the text of a replaced version no more, as where it names private people; that it was out stays listed.

    Raises PermissionDenied, Stale, NotNow (no reason, or nothing newer is out).
    """
    demand(by, "publish", release)
    if not words.strip():
        raise NotNow("请写明为什么不再显示")
    with transaction.atomic():
        row = _fresh(release, version, {_S.PUBLISHED, _S.CONFIRMED, _S.QUESTIONED})
        if not row.replaced:
            raise NotNow("这是现行的版本。请先更正公开，再不显示旧版")
        row.withheld = words.strip()[:300]
        _to(row, _S(row.state))
        record(by, "withhold", row, unit=row.publication.unit, words=f"{row} 不再显示原文：{row.withheld}")
    return row


def _sound(where: Where, release: Release) -> None:
    if where.day is None:
        raise NotNow("请写公开日期")
    if where.day > timezone.localdate():
        raise NotNow("公开日期还没有到。公开以后再登记")
    if where.url and urlsplit(where.url).scheme not in {"http", "https"}:
        raise NotNow("网址以 http:// 或 https:// 开头，请从浏览器的地址栏复制")
    if not where.url and where.evidence is None and not release.evidence_id:
        raise NotNow("请写网址，或附上页面截图")


def _place(row: Release, where: Where) -> None:
    row.published_on, row.url, row.told = where.day, where.url[:_LONGEST], ""
    if where.evidence is not None:
        row.evidence, row.evidence_name = where.evidence, where.evidence_name[:255]


def _fresh(release: Release, version: int, states: set[Release.State]) -> Release:
    row: Release = (
        Release.objects.select_for_update(of=("self",))
        .select_related("publication__unit", "draft__document__task", "draft__file")
        .get(pk=release.pk)
    )
    if row.version != version:
        raise Stale(f"{row} 刚被别人改成“{row.get_state_display()}”，请看过再办")
    if row.state not in states:
        raise NotNow(f"{row} 现在是“{row.get_state_display()}”，不能这样办")
    return row


def _to(row: Release, state: Release.State) -> None:
    row.state, row.version = state, row.version + 1
    row.save()
