"""The file of a publication's next version: uploaded now, or the newest draft of one of the unit's documents."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from quanheng.web.campaigns.steps import NotNow
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.disclosure.releases import begin
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Document
from quanheng.web.units.models import User
from quanheng.web.units.rights import may


def demand_preparing(publication: Publication, by: User) -> None:
    """Raise PermissionDenied unless the person prepares the unit's publications."""
    if not may(by, "prepare_publication", publication):
        raise PermissionDenied("公开的文件由本单位财务准备")


def uploaded(publication: Publication, name: str, chunks: Iterable[bytes], by: User) -> Release:
    """Take a file as the next draft of what was published before. Raises as `begin`, and TooLarge."""
    demand_preparing(publication, by)
    last = publication.releases.order_by("-number").first()
    document = last.draft.document if last else None
    return begin(publication, receive(name, chunks, by, unit=publication.unit, document=document), by)


def of_document(publication: Publication, document: Document, by: User) -> Release:
    """Take the newest draft of a document. Raises as `begin`."""
    demand_preparing(publication, by)
    if document.latest is None:
        raise NotNow("这份文稿还没有文件")
    return begin(publication, document.latest, by)
