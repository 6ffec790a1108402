"""The pages for everybody: they need no login when the bureau has opened them, and show what is out, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from quanheng.web.disclosure import corpus, public
from quanheng.web.disclosure.models import Face, Release
from quanheng.web.documents import made
from quanheng.web.downloads import download
from quanheng.web.files.store import place
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import enqueue
from quanheng.web.units.models import Site, Unit

_View = Callable[..., HttpResponseBase]


def _open(view: _View) -> _View:
    """Let everybody in where the bureau has opened the pages, else those who have signed in."""

    @login_not_required
    @require_GET
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated and not Face.now().open:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def _about_page() -> dict[str, Any]:
    return {"face": Face.now(), "title": str(Site.objects.first() or "")}


@_open
def index(request: HttpRequest) -> HttpResponse:
    """Search a unit; without words all of them."""
    words = request.GET.get("q", "").strip()[:60]
    found = public.units(words)
    return render(request, "public/index.html", {"words": words, "found": found, **_about_page()})


def _unit(number: int) -> Unit:
    """A unit that has published something, or 404."""
    return get_object_or_404(Unit.objects.filter(publications__first_at__isnull=False).distinct(), pk=number)


@_open
def unit(request: HttpRequest, number: int) -> HttpResponse:
    """A unit's documents by year, its figures, what is lacking, how to cite it."""
    row = _unit(number)
    figures = public.figures_of(row)
    shown = {
        "unit": row,
        "figures": figures,
        "waiting": figures is None and _under_way(),
        "years": public.years(row),
        "problems": public.problems(row),
        **_about_page(),
    }
    return render(request, "public/unit.html", shown | {"citation": public.citation(row, shown["title"])})


def _under_way() -> bool:
    """Whether the pages are being made; starts that where nothing was made yet, as after an upgrade."""
    if Job.objects.filter(kind="public", state__in=[Job.State.WAITING, Job.State.RUNNING]).exists():
        return True
    if corpus.standing() is None and corpus.current():
        enqueue("public", "更新公开页面", None)
        return True
    return False


@_open
def figures(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """The figures as CSV."""
    row = _unit(number)
    data = public.csv(row)
    if data is None:
        raise Http404
    return download(data, f"{row.name}.csv")


def _release(number: int, release: int) -> Release:
    """A version that is out and still shown, or 404."""
    seen = Release.objects.filter(published_at__isnull=False, publication__unit=number)
    return get_object_or_404(
        seen.select_related("publication__unit", "draft__file", "draft__document"), pk=release
    )


@_open
def text(request: HttpRequest, number: int, release: int) -> HttpResponse:
    """The reading view of a version, with an anchor at every figure; of a corrected one, what was corrected."""
    row = _release(number, release)
    shown: dict[str, Any] = {
        "release": row,
        "unit": row.publication.unit,
        "versions": row.publication.releases.filter(published_at__isnull=False).order_by("number"),
        **_about_page(),
    }
    if not row.withheld:
        try:
            shown["text"] = corpus.text_of(row)
        except made.Missing:
            shown["waiting"] = _under_way()
    return render(request, "public/text.html", shown)


@_open
def original(request: HttpRequest, number: int, release: int) -> FileResponse:  # noqa: ARG001
    """The file itself, as it was published."""
    row = _release(number, release)
    if row.withheld:
        raise Http404
    return FileResponse(place(row.draft.file_id).open("rb"), as_attachment=True, filename=row.draft.name)


@_open
def about(request: HttpRequest) -> HttpResponse:
    """Where the figures come from, and what is not shown."""
    return render(request, "public/about.html", _about_page())
