"""Addresses of the API, of its documentation, and of a person's tokens."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from quanheng.web.api.face import api


def _answering_itself(urls: Any) -> Any:
    """A machine is told 401 by the API; it is not led to a page where people sign in."""
    for one in urls[0]:
        login_not_required(one.callback)
    return urls


urlpatterns = [path("v1/", _answering_itself(api.urls))]
