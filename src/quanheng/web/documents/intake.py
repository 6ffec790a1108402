"""Files come in: stored, made a draft, handed to the check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db import transaction

from quanheng import pipeline
from quanheng.model.review import Failure
from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.documents.models import Document, Draft
from quanheng.web.events.log import record
from quanheng.web.files.models import StoredFile
from quanheng.web.files.store import content, keep
from quanheng.web.jobs.run import enqueue
from quanheng.web.units.models import Unit, User
from quanheng.web.units.rights import demand, may

_LONGEST = 200
SETTINGS = ("year", "organisation", "jurisdiction", "kind", "select", "ignore")
"""What a draft's settings may hold; the fields of `model.setting.Setting`."""


def receive(  # noqa: PLR0913  (five of them say where it belongs, by name)
    name: str,
    chunks: Iterable[bytes],
    by: User,
    *,
    unit: Unit | None = None,
    task: Task | None = None,
    document: Document | None = None,
    settings: dict[str, Any] | None = None,
) -> Draft:
    """Store one file as the next draft of `document`, or of a new one, and hand it to the check.

    The same bytes as an earlier draft of that document give that draft again.

    Raises:
        TooLarge: more bytes than one upload may have; nothing is kept.
    """
    return _received(name, keep(chunks), by, _Place(unit, task, document, settings or {}))


_WITH_THE_BUREAU = {Task.State.SUBMITTED, Task.State.REVIEWING}


def replaceable(document: Document, by: User) -> None:
    """Raise PermissionDenied for who may not put a new draft in the place of the document's last.

    A unit's document is the unit's: reviewers judge it and never change it.
    """
    demand(by, "edit" if document.unit_id else "check", document)


def may_replace(document: Document, by: User) -> bool:
    """Whether the person may put a new draft in, and the document is not with the bureau now."""
    with_bureau = document.task is not None and document.task.state in _WITH_THE_BUREAU
    return not with_bureau and may(by, "edit" if document.unit_id else "check", document)


def replace(document: Document, name: str, chunks: Iterable[bytes], by: User) -> Draft:
    """A corrected file as the next draft. Raises as `replaceable` and `receive`; NotNow while the bureau has it."""
    replaceable(document, by)
    if document.task is not None and document.task.state in _WITH_THE_BUREAU:
        state = document.task.get_state_display()
        raise NotNow(f"现在是“{state}”，不能换稿。领导可以先撤回；复核人退回以后也可以换")
    return receive(name, chunks, by, document=document)


def adopt(name: str, file: StoredFile, by: User, settings: dict[str, Any]) -> Draft:
    """Make a file that is stored already a document of its own, and hand it to the check."""
    return _received(name, file, by, _Place(None, None, None, settings))


def receive_many(  # noqa: PLR0913
    name: str,
    chunks: Iterable[bytes],
    by: User,
    *,
    unit: Unit | None = None,
    task: Task | None = None,
    settings: dict[str, Any] | None = None,
) -> tuple[list[Draft], list[str]]:
    """The same for a file that may be a zip: one document for each file in it.

    Returns the drafts, and in Chinese what of the zip could not be opened. Raises TooLarge.
    """
    whole = keep(chunks)
    place = _Place(unit, task, None, settings or {})
    drafts, told = [], []
    for found in pipeline.unpacked(name, content(whole)):
        if isinstance(found, Failure):
            told.append(f"{found.path}：{found.message}。{found.hint}")
        else:
            shown, data = found
            stored = whole if shown == name else keep([data])
            drafts.append(_received(PurePath(shown).name, stored, by, place))
    return drafts, told


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file belongs, and how it is to be checked."""

    unit: Unit | None
    task: Task | None
    document: Document | None
    settings: dict[str, Any]


@transaction.atomic
def _received(name: str, file: StoredFile, by: User, place: _Place) -> Draft:
    name, document = name[-255:], place.document
    if document is None:
        title = PurePath(name).stem[:_LONGEST] or name[:_LONGEST]
        # Who uploads for a unit is no owner: an owner may everything, and submitter and reviewer are kept apart.
        owner = None if place.unit else by
        document = Document.objects.create(title=title, unit=place.unit, task=place.task, owner=owner)
    else:
        # The lock orders two uploads at the same moment; each gets a number of its own.
        document = Document.objects.select_for_update().get(pk=document.pk)
        known = document.drafts.filter(file=file).order_by("-number").first()
        if known is not None:
            return known
    last = document.latest
    given = place.settings or (last.settings if last else {})
    draft = Draft.objects.create(
        document=document,
        number=last.number + 1 if last else 1,
        name=name,
        file=file,
        by=by,
        settings={key: given[key] for key in SETTINGS if given.get(key)},
    )
    words = f"上传 {name}，第 {draft.number} 稿"
    record(by, "upload", document, unit=document.unit, words=words, sha256=file.pk, number=draft.number)
    return start(draft, by)


@transaction.atomic
def start(draft: Draft, by: User) -> Draft:
    """Hand the draft to the check; an earlier run that is still under way writes nothing any more."""
    Draft.objects.filter(pk=draft.pk).update(job=None, state=Draft.State.WAITING, told="")
    job = enqueue("check", f"核对 {draft.name}", by, draft.document.unit, draft=draft.pk)
    # Where jobs are done at once (tests), the job is over by now and has set the rest itself.
    Draft.objects.filter(pk=draft.pk).update(job=job)
    draft.refresh_from_db()
    return draft


def again(draft: Draft, by: User, settings: dict[str, Any]) -> Draft:
    """Check the same file under other settings: year, organisation, place, rules."""
    draft.settings = {key: settings[key] for key in SETTINGS if settings.get(key)}
    document = draft.document
    with transaction.atomic():
        draft.save(update_fields=["settings"])
        words = f"重新核对第 {draft.number} 稿"
        record(by, "recheck", document, unit=document.unit, words=words, settings=draft.settings)
        return start(draft, by)
