"""Pictures of the pages of a draft with the boxes of what was found there; drawn when first looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.cache import cache

from quanheng import pipeline
from quanheng.model.review import Failure, Reviewed
from quanheng.web.documents import made
from quanheng.web.documents.models import Draft
from quanheng.web.files.store import content

DRAWN = frozenset({"pdf", "scan"})
_AHEAD = 6
"""Pages drawn at once: starting the process that draws costs more than a page."""
_NAME = re.compile(r"page-(\d+)-([\d.]+)x([\d.]+)\.(png|jpg)")


@dataclass(frozen=True, slots=True)
class Box:
    """A frame on a page in points: the finding's number, its severity or role, and its corner and size."""

    number: int
    look: str
    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its picture on the disk and its size in points."""

    path: Path
    width: float
    height: float


def keep_recognised(place: Path, reviewed: Reviewed) -> None:
    """The pictures of pages that were recognised: those that the recognition saw."""
    for number, image in reviewed.document.images.items():
        made.write(place, f"page-{number}-{image.width:.2f}x{image.height:.2f}.jpg", image.jpeg)


def page(draft: Draft, number: int) -> Shown | None:
    """The page of that number from 1; None where the file has none or it cannot be drawn."""
    if draft.summary.get("format") not in DRAWN or not 1 <= number <= (draft.summary.get("pages") or 0):
        return None
    return _kept(draft, number) or _draw(draft, number)


def _kept(draft: Draft, number: int) -> Shown | None:
    for path in made.folder(draft).glob(f"page-{number}-*"):
        parts = _NAME.fullmatch(path.name)
        if parts:
            return Shown(path, float(parts[2]), float(parts[3]))
    return None


def _draw(draft: Draft, number: int) -> Shown | None:
    """Draw this page and the next ones that are missing; of two that ask at once one may draw in vain."""
    failed = f"undrawable-{draft.file_id}-{number}"
    if cache.get(failed):
        return None
    wanted = [n for n in range(number, number + _AHEAD) if _kept(draft, n) is None]
    drawn = pipeline.page_images(draft.name, content(draft.file), wanted)
    if isinstance(drawn, Failure) or number not in drawn:
        cache.set(failed, 1, 600)
        return None
    place = made.folder(draft)
    for n, picture in drawn.items():
        made.write(place, f"page-{n}-{picture.width:.2f}x{picture.height:.2f}.png", picture.png)
    return _kept(draft, number)


def boxes(draft: Draft, number: int) -> list[Box]:
    """The frames of the findings on that page, in document order; those with no box in the file have none."""
    found = []
    for finding in draft.findings.all():
        tree: dict[str, Any] = finding.content
        for place in tree["places"]:
            if place["page"] == number and place["box"] and not place["document"]:
                left, top, right, bottom = (float(end) for end in place["box"])
                look = finding.severity if place["role"] == "stated" else place["role"]
                found.append(Box(finding.order, look, place["text"], left, top, right - left, bottom - top))
    return found
