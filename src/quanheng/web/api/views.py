"""Pages about the API: its documentation, and the tokens of the person who asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from quanheng.web.api.documented import groups
from quanheng.web.api.models import Token
from quanheng.web.api.tokens import LONGEST, NotMade, issue, revoke
from quanheng.web.units.entry import person


class TokenForm(forms.Form):
    """What a token is for, and how long it holds."""

    name = forms.CharField(
        label="用途", max_length=60, help_text="哪个程序用，如“一体化系统导数”，以后好认出来吊销"
    )
    expires = forms.DateField(
        label="有效至",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=f"最长 {LONGEST} 天，到期自动作废",
    )


@require_GET
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with what it takes and gives."""
    shown = {"groups": groups(), "host": request.build_absolute_uri("/")[:-1]}
    return render(request, "api/documentation.html", shown)


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """My tokens; POST makes one, whose text is shown on the answer and never again."""
    user = person(request)
    form = TokenForm(request.POST or None, initial={"expires": timezone.localdate() + timedelta(days=90)})
    if request.method == "POST" and form.is_valid():
        try:
            row, text = issue(user, form.cleaned_data["name"], form.cleaned_data["expires"])
        except NotMade as fault:
            form.add_error("expires", str(fault))
        else:
            return _page(request, TokenForm(initial=form.initial), made=row, text=text)
    return _page(request, form)


def _page(request: HttpRequest, form: forms.Form, **more: Any) -> HttpResponse:
    shown = {
        "tokens": person(request).tokens.all(),
        "form": form,
        "host": request.build_absolute_uri("/")[:-1],
    }
    return render(request, "api/tokens.html", shown | more, status=422 if form.errors else 200)


@require_POST
def revoke_token(request: HttpRequest, token: int) -> HttpResponse:
    """Close one of mine."""
    row = get_object_or_404(Token, pk=token, user=person(request))
    revoke(row)
    messages.success(request, f"已吊销 {row}，用它的程序从现在起进不来")
    return redirect("api-tokens")
