"""Keeping drafts true: to the end of their job, and to the wish of their owner."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from quanheng.web.documents.models import Document, Draft
from quanheng.web.events.log import record
from quanheng.web.files.models import StoredFile
from quanheng.web.files.store import place
from quanheng.web.jobs.models import Job
from quanheng.web.units.models import User

_UNDER_WAY = (Draft.State.WAITING, Draft.State.READING)


def settle(draft: Draft) -> Draft:
    """A draft whose job has ended without a word of its own (cancelled while waiting, given up) ends too."""
    job = draft.job
    if draft.state not in _UNDER_WAY or job is None or not job.over or job.state == Job.State.DONE:
        return draft
    ended = Draft.State.PARTLY if job.state == Job.State.CANCELLED else Draft.State.FAILED
    Draft.objects.filter(pk=draft.pk, job=job, state__in=_UNDER_WAY).update(
        state=ended, told=job.error or "没有做完"
    )
    draft.refresh_from_db(fields=["state", "told"])
    return draft


def remove_own(document: Document, by: User) -> None:
    """Delete somebody's own quick check. Raises PermissionDenied for a unit's document, which stays."""
    if document.unit_id or document.task_id:
        raise PermissionDenied("这份文稿属于单位的工作，要保留。只有自己的快速核对可以删除。")
    remove(document, by, "删除快速核对")


def remove(document: Document, by: User, words: str) -> None:
    """Delete a document, and of its files those that nothing else needs; `words` say in the log what it was."""
    with transaction.atomic():
        drafts = list(document.drafts.select_related("file", "job"))
        files = [draft.file for draft in drafts]
        folders = {draft.summary["made"] for draft in drafts if draft.summary.get("made")}
        Job.objects.filter(drafts__in=drafts).update(cancel=True)
        record(by, "delete", document, unit=document.unit, words=f"{words}：{document.title}")
        document.delete()
        unused = [f for f in files if not f.drafts.exists() and _only_ours(f)]
        for file in unused:
            StoredFile.objects.filter(pk=file.pk).delete()
        transaction.on_commit(lambda: _sweep(unused, folders))


def _only_ours(file: StoredFile) -> bool:
    """Whether nothing but drafts ever pointed at the file."""
    for relation in file._meta.related_objects:  # noqa: SLF001  (Django's public way to its relations)
        name = relation.get_accessor_name()
        if name and getattr(file, name).exists():
            return False
    return True


def _sweep(unused: list[StoredFile], folders: set[str]) -> None:
    for file in unused:
        place(file.pk).unlink(missing_ok=True)
    for name in folders:
        if not Draft.objects.filter(summary__made=name).exists():
            shutil.rmtree(Path(settings.HOME) / "made" / name, ignore_errors=True)
