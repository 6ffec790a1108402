"""What a person does with findings on the result page; each answers with the card, or leads back to it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from quanheng.web.documents import board, verdicts
from quanheng.web.documents.models import Draft, Finding, Verdict
from quanheng.web.documents.views import draft_of
from quanheng.web.units.entry import person


def _reason(request: HttpRequest, finding: Finding) -> str:
    """The reason stands in the field of its card; the fields of all cards belong to one form."""
    both = (request.POST.get(f"{name}-{finding.pk}", "").strip() for name in ("reason", "note"))
    return next((given for given in both if given), "")


def _answer(
    request: HttpRequest, draft: Draft, finding: Finding, refused: str = "", status: int = 200
) -> HttpResponse:
    """The card as it stands now, for the script; the page at that card for a browser without it."""
    if request.htmx:  # type: ignore[attr-defined]  # set by the middleware
        shown = {
            "draft": draft,
            "card": board.card(draft, finding, person(request)),
            "refused": refused,
            "given": _reason(request, finding) if refused else "",
            "may_decide": True,
        }
        return render(request, "documents/card.html", shown, status=status)
    if refused:
        messages.error(request, refused)
    return redirect(reverse("draft", args=[draft.document_id, draft.number]) + f"#d0f{finding.order}")


def _done(request: HttpRequest, draft: Draft, finding: Finding, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except verdicts.Unsound as fault:
        return _answer(request, draft, finding, f"没有记下：{fault}", 422)
    except verdicts.Stale as fault:
        return _answer(request, draft, finding, f"没有记下：{fault}", 409)
    return _answer(request, draft, finding)


@require_POST
def verdict(request: HttpRequest, document: int, number: int, finding: int, version: int) -> HttpResponse:
    """成立, 不成立 with a reason, 待说明, 稍后再看."""
    draft = draft_of(request, document, number)
    one = get_object_or_404(draft.findings, pk=finding)
    choice, reason = request.POST.get("choice", ""), _reason(request, one)
    return _done(
        request,
        draft,
        one,
        lambda: verdicts.decide(draft.document, one, choice, reason, person(request), version),
    )


@require_POST
def adopt(  # noqa: PLR0913, PLR0917  (the words of its address)
    request: HttpRequest, document: int, number: int, verdict: int, seen: int, version: int
) -> HttpResponse:
    """采纳: what somebody proposed becomes the verdict; `seen` is the version of the proposal."""
    draft = draft_of(request, document, number)
    row = get_object_or_404(draft.document.verdicts, pk=verdict, proposed=True)
    one = get_object_or_404(draft.findings, key=row.key)
    return _done(request, draft, one, lambda: verdicts.adopt(row, one, person(request), seen, version))


@require_POST
def undo(request: HttpRequest, document: int, number: int, verdict: int, version: int) -> HttpResponse:
    """Take one verdict back."""
    draft = draft_of(request, document, number)
    row = get_object_or_404(draft.document.verdicts, pk=verdict)
    one = get_object_or_404(draft.findings, key=row.key)
    return _done(request, draft, one, lambda: verdicts.undo(row, person(request), version))


@require_POST
def rule(request: HttpRequest, document: int, number: int, finding: int) -> HttpResponse:
    """One verdict for every open finding of the rule; it can be undone as a whole."""
    draft = draft_of(request, document, number)
    one = get_object_or_404(draft.findings, pk=finding)
    choice = request.POST.get("choice", "")
    try:
        rows = verdicts.decide_rule(draft, one.rule, choice, _reason(request, one), person(request))
    except (verdicts.Unsound, verdicts.Stale) as fault:
        messages.error(request, f"没有记下：{fault}")
    else:
        word = Verdict.Choice(choice).label
        request.session["bulk"] = {
            "draft": draft.pk,
            "words": f"“{one.content['title']}”的 {len(rows)} 条都记为{word}",
            "rows": [[row.pk, row.version] for row in rows],
        }
    return redirect(reverse("draft", args=[document, number]) + f"#d0f{one.order}")


@require_POST
def undo_rule(request: HttpRequest, document: int, number: int) -> HttpResponse:
    """Take the last verdict on a whole rule back; what somebody has changed since stays."""
    draft = draft_of(request, document, number)
    bulk = request.session.pop("bulk", {})
    kept = 0
    for pk, version in bulk.get("rows", []) if bulk.get("draft") == draft.pk else []:
        row = draft.document.verdicts.filter(pk=pk).first()
        try:
            if row:
                verdicts.undo(row, person(request), version)
        except verdicts.Stale:
            kept += 1
    if kept:
        messages.info(request, f"有 {kept} 条后来又改过，保持后来的结论")
    return redirect("draft", document, number)


@require_POST
def waive(request: HttpRequest, document: int, number: int, finding: int) -> HttpResponse:
    """本单位不查此项."""
    draft = draft_of(request, document, number)
    one = get_object_or_404(draft.findings, pk=finding)
    try:
        verdicts.waive(draft.document, one.rule, _reason(request, one), person(request))
    except verdicts.Unsound as fault:
        messages.error(request, f"没有记下：{fault}")
    return redirect(reverse("draft", args=[document, number]) + f"#d0f{one.order}")


@require_POST
def unwaive(request: HttpRequest, document: int, number: int, waiver: int) -> HttpResponse:
    """Ask about the rule again."""
    draft = draft_of(request, document, number)
    verdicts.unwaive(get_object_or_404(draft.document.waivers, pk=waiver), person(request))
    return redirect("draft", document, number)
