"""Pages in which units and the bureau keep their publications; what everybody sees stands in `public`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.disclosure import board, choosing, owing, releases
from quanheng.web.disclosure.clock import BY_LAW, clock
from quanheng.web.disclosure.concerns import concerns
from quanheng.web.disclosure.forms import OweForm
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.documents.models import Document
from quanheng.web.documents.standing import settle
from quanheng.web.documents.views import ACCEPTED
from quanheng.web.files.store import TooLarge, keep, place
from quanheng.web.rectification.models import Item
from quanheng.web.refusals import refusal
from quanheng.web.typed import day, whole
from quanheng.web.units.entry import person
from quanheng.web.units.models import Unit, User
from quanheng.web.units.rights import can_anywhere, may, visible_units


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What the person's units owe; who only looks for the bureau is led to the overview."""
    user = person(request)
    prepares, publishes = (can_anywhere(user, name) for name in ("prepare_publication", "publish"))
    if not prepares and not publishes:
        if can_anywhere(user, "confirm_publication"):
            return redirect("disclosure-county")
        return redirect("public")
    shown = {
        "rows": board.owing(user),
        "units": visible_units(user, "prepare_publication").exclude(kind=Unit.Kind.AREA),
        "form": OweForm(),
    }
    return render(request, "disclosure/index.html", shown | tabs(user))


def tabs(user: User) -> dict[str, bool]:
    """Which of the two sides the person has pages on."""
    return {
        "keeps": can_anywhere(user, "prepare_publication") or can_anywhere(user, "publish"),
        "overlooks": can_anywhere(user, "confirm_publication"),
    }


@require_POST
def owe(request: HttpRequest) -> HttpResponse:
    """A unit notes that it has something to publish."""
    user, form = person(request), OweForm(request.POST)
    units = visible_units(user, "prepare_publication")
    unit = get_object_or_404(units, pk=whole(request.POST.get("unit")) or 0)
    if not form.is_valid():
        shown = {"rows": board.owing(user), "units": units.exclude(kind=Unit.Kind.AREA), "form": form}
        return render(request, "disclosure/index.html", shown | tabs(user), status=422)
    given = form.cleaned_data
    made = owing.owe([unit], given["kind"], given["year"], user, owing.Days(given["approved_on"]))
    return redirect("publication", made[0].pk)


def publications_of(user: User) -> QuerySet[Publication]:
    """Those that the person keeps, overlooks, or reviews after they are out."""
    found = Publication.objects.visible_to(user, "view_whole").values("pk")
    owed = Publication.objects.visible_to(user, "confirm_publication").values("pk")
    seen = Publication.objects.filter(pk__in=found) | Publication.objects.filter(pk__in=owed)
    return seen.select_related("unit__parent")


def publication_of(request: HttpRequest, number: int) -> Publication:
    """One of them; 404 for everybody else."""
    return get_object_or_404(publications_of(person(request)), pk=number)


@require_GET
def publication(request: HttpRequest, number: int) -> HttpResponse:
    """Its clock, the version that is being prepared with what the check says, and those that are out."""
    return render(request, "disclosure/publication.html", _shown(request, publication_of(request, number)))


def _shown(request: HttpRequest, row: Publication) -> dict[str, Any]:
    user = person(request)
    # A version that is not out belongs to the unit; the bureau sees that there is one, not what is in it.
    all_ = list(row.releases.select_related("draft__document", "published_by", "confirmed_by"))
    ahead = next((r for r in all_ if not r.out), None)
    keeps = may(user, "prepare_publication", row) or may(user, "publish", row)
    if ahead is not None:
        settle(ahead.draft)
    ready = ahead is not None and ahead.draft.state == "done"
    out = [r for r in all_ if r.out]
    documents = Document.objects.visible_to(user, "prepare_publication").filter(unit=row.unit)
    return {
        "publication": row,
        "clock": clock(row),
        "by_law": row.kind in BY_LAW,
        "ahead": ahead if keeps else None,
        "hidden": ahead is not None and not keeps,
        "concerns": concerns(ahead) if keeps and ahead is not None and ready else None,
        "ready": ready,
        "out": out,
        "items": Item.objects.filter(document__in=[r.draft.document_id for r in all_]).order_by("number"),
        "documents": [d for d in documents[:20] if d.latest is not None],
        "may_prepare": may(user, "prepare_publication", row),
        "may_publish": may(user, "publish", row),
        "may_confirm": may(user, "confirm_publication", row),
        "accepted": ACCEPTED,
        "today": timezone.localdate(),
        **tabs(user),
    }


@require_POST
def approved(request: HttpRequest, number: int) -> HttpResponse:
    """Note the day of the approval, or (bureau) the deadline."""
    row, user = publication_of(request, number), person(request)
    days = owing.Days(day(request.POST.get("approved_on")), day(request.POST.get("set_due")))

    def step() -> None:
        owing.owe([row.unit], row.kind, row.year, user, days)

    return _done(request, row, step)


@require_POST
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file: uploaded now, or the newest draft of one of the unit's documents."""
    row, user = publication_of(request, number), person(request)
    choosing.demand_preparing(row, user)
    file, chosen = request.FILES.get("file"), whole(request.POST.get("document"))

    def step() -> None:
        if file is not None:
            choosing.uploaded(row, file.name or "公开稿", file.chunks(), user)
        elif chosen:
            own = Document.objects.visible_to(user, "prepare_publication").filter(unit=row.unit)
            choosing.of_document(row, get_object_or_404(own, pk=chosen), user)
        else:
            raise NotNow("请先选择文件")

    return _done(request, row, step)


def release_of(request: HttpRequest, number: int) -> Release:
    """A version: of one's own unit any, of others those that are out; 404 for everybody else."""
    seen = Release.objects.visible_to(person(request), "view_whole").select_related("publication__unit")
    found: Release = get_object_or_404(seen, pk=number)
    return found


@require_POST
def step(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Take one step with a version."""
    row, user = release_of(request, number), person(request)
    words, version = request.POST.get("words", ""), whole(request.POST.get("version")) or 0
    steps: dict[str, Callable[[], object]] = {
        "prepare": lambda: releases.prepare(row, words, request.POST.get("note", ""), user, version),
        "return": lambda: releases.send_back(row, words, user, version),
        "discard": lambda: releases.discard(row, user, version),
        "publish": lambda: releases.publish(row, _where(request), user, version),
        "relocate": lambda: releases.relocate(row, _where(request), user, version),
        "confirm": lambda: releases.confirm(row, user, version),
        "question": lambda: releases.question(row, words, user, version),
        "withhold": lambda: releases.withhold(row, words, user, version),
    }
    if what not in steps:
        raise Http404
    return _done(request, row.publication, steps[what])


def _where(request: HttpRequest) -> releases.Where:
    file = request.FILES.get("evidence")
    return releases.Where(
        day(request.POST.get("published_on")),
        request.POST.get("url", "").strip(),
        keep(file.chunks()) if file else None,
        (file.name or "截图") if file else "",
    )


def _done(request: HttpRequest, row: Publication, act: Callable[[], object]) -> HttpResponse:
    """Do it and go back to the page; what cannot be done now is said there, with what was written."""
    try:
        act()
    except Stale as fault:
        return refusal(request, "已被别人改动", f"{fault}。您写的：{_written(request)}")
    except (NotNow, TooLarge) as fault:
        shown = _shown(request, row) | {"refused": str(fault), "given": request.POST}
        return render(request, "disclosure/publication.html", shown, status=422)
    return redirect("publication", row.pk)


def _written(request: HttpRequest) -> str:
    given = (request.POST.get(name, "").strip() for name in ("words", "note", "url"))
    return "；".join(text for text in given if text) or "（没有写字）"


@require_GET
def evidence(request: HttpRequest, number: int) -> FileResponse:
    """The picture of the page on which it was published."""
    row = release_of(request, number)
    if row.evidence_id is None:
        raise Http404
    return FileResponse(place(row.evidence_id).open("rb"), as_attachment=True, filename=row.evidence_name)
