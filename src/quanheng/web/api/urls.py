"""Addresses of the API, of its documentation, and of a person's tokens."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from quanheng.web.api import views
from quanheng.web.api.face import api
from quanheng.web.refusals import problem


def _answering_itself(urls: Any) -> Any:
    """A machine is told by the API; it is not led to a page where people sign in."""
    for one in urls[0]:
        one.callback = login_not_required(_told(one.callback))
    return urls


def _told(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **words: Any) -> HttpResponseBase:
        found = view(request, *args, **words)
        if found.status_code == 405:
            told = problem(405, f"这个地址可以用的是 {found['Allow']}")
            told["Allow"] = found["Allow"]
            return told
        return found

    return answer


urlpatterns = [
    path("", views.documentation, name="api"),
    path("tokens/", views.tokens, name="api-tokens"),
    path("tokens/<int:token>/revoke/", views.revoke_token, name="api-token-revoke"),
    path("v1/", _answering_itself(api.urls)),
]
