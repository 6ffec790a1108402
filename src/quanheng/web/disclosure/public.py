"""What everybody may see of a unit: its documents and their versions, its figures, what is lacking or late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Q
from django.urls import reverse

from quanheng.compare import compare
from quanheng.model.comparison import Comparison, Source
from quanheng.report.comparison import encode_csv
from quanheng.report.public.department import lead
from quanheng.report.public.figures import figures
from quanheng.report.public.reading import anchor
from quanheng.web.disclosure import corpus
from quanheng.web.disclosure.board import Row, rows
from quanheng.web.disclosure.models import Face, Publication, Release
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import Unit

_FOUND_AT_ONCE = 200
_HELD = (Item.Ask.CORRECT, Item.Ask.PROVE)
"""What is only to be explained, or could be better, is no confirmed problem."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit in the search: how many documents are out, and of which years."""

    unit: Unit
    documents: int
    years: str


def published() -> Any:
    """The publications that are out, with their versions."""
    return (
        Publication.objects.filter(first_at__isnull=False)
        .select_related("unit__parent")
        .prefetch_related("releases__draft__file")
    )


def units(words: str = "") -> list[Listed]:
    """The units that have published something and bear or bore a name with these words; all for none."""
    seen = Publication.objects.filter(first_at__isnull=False).select_related("unit")
    for word in words.split():
        former = Unit.history.filter(name__contains=word).values("id")
        seen = seen.filter(Q(unit__name__contains=word) | Q(unit__short__contains=word) | Q(unit__in=former))
    found: dict[Unit, list[int]] = {}
    for unit, year in ((p.unit, p.year) for p in seen):
        found.setdefault(unit, []).append(year)
    return [Listed(unit, len(years), _span(years)) for unit, years in list(found.items())[:_FOUND_AT_ONCE]]


def _span(years: list[int]) -> str:
    first, last = min(years), max(years)
    return f"{first}年" if first == last else f"{first}–{last}年"


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a unit as the panel has them: the sentence, the piece of the page, the values."""

    lead: str
    html: str
    made: Comparison


def figures_of(unit: Unit) -> Figures | None:
    """None while there is no panel, or nothing of the unit is in it."""
    name, known = corpus.standing(), current_of(unit)
    if name is None:
        return None
    return _figures(name, tuple((digest, text_address(release)) for digest, release in known.items()))


@lru_cache(maxsize=128)
def _figures(name: str, files: tuple[tuple[str, str], ...]) -> Figures | None:
    """The figures of the unit whose files these are (digest, address of the text); the same for the same panel."""
    panel, known = corpus.opened(name), dict(files)
    slugs = {paper.slug for digest, paper in panel.papers().items() if digest in known}
    department = next((d for d in panel.departments() if d.slug in slugs), None)
    if department is None:
        return None
    made = compare(panel, [department])
    return Figures(lead(department, made), figures(department, made, panel, leading(known)), made)


def current_of(unit: Unit) -> dict[str, Release]:
    """The current versions of a unit by the digest of their file."""
    found: dict[str, Release] = {}
    for publication in published().filter(unit=unit):
        out = [r for r in publication.releases.all() if r.out]
        last = max(out, key=lambda r: r.number)
        found.setdefault(last.draft.file_id, last)
    return found


def leading(known: dict[str, str]) -> Callable[[Source], str]:
    """The address of a place in one of these documents (digest: address of its text), "" in others."""

    def address(source: Source) -> str:
        text = known.get(source.sha256)
        return f"{text}#{anchor(source)}" if text else ""

    return address


def text_address(release: Release) -> str:
    """The page with the text of a version."""
    return reverse("public-text", args=[release.publication.unit_id, release.pk])


def csv(unit: Unit) -> bytes | None:
    """The figures for Excel; None while there are none."""
    found = figures_of(unit)
    return encode_csv(found.made) if found else None


@dataclass(frozen=True, slots=True)
class Year:
    """What a unit published of a year, as board rows with their versions and parts."""

    year: int
    rows: list[tuple[Row, list[Release], list[dict[str, Any]]]]


def years(unit: Unit) -> list[Year]:
    """What is out and, where the clock has run out, what is not; the newest year first."""
    asked = Publication.objects.filter(unit=unit).select_related("unit__parent")
    found: dict[int, list[tuple[Row, list[Release], list[dict[str, Any]]]]] = {}
    for row in rows(asked.prefetch_related("releases__draft__file").order_by("-year", "kind")):
        if row.last is None and not row.clock.late:
            continue
        out = sorted((r for r in row.publication.releases.all() if r.out), key=lambda r: -r.number)
        found.setdefault(row.publication.year, []).append((row, out, _parts(row.last)))
    return [Year(year, those) for year, those in found.items()]


def _parts(release: Release | None) -> list[dict[str, Any]]:
    if release is None:
        return []
    places = {s.label: f"{text_address(release)}#{anchor(s)}" for s in corpus.part_sources(release)}
    return [part | {"href": places.get(part["name"], "")} for part in release.parts]


def problems(unit: Unit) -> list[Item]:
    """What reviewers held of published documents, with the state of its rectification; nothing while switched off."""
    if not Face.now().problems:
        return []
    documents = Release.objects.filter(publication__unit=unit, published_at__isnull=False).values(
        "draft__document"
    )
    held = Item.objects.filter(document__in=documents, ask__in=_HELD)
    return list(held.select_related("document").order_by("document", "number"))


def citation(unit: Unit, title: str) -> str:
    """How to name this page's data: the files by the beginning of their digest."""
    marks = "、".join(
        f"{release.publication.title}第{release.number}版 {digest[:12]}"
        for digest, release in current_of(unit).items()
    )
    return (
        f"{unit.name}数据，{title}公开页面，由公开文件自动取数（文件内容标识 SHA-256：{marks}），以原文为准。"
    )
