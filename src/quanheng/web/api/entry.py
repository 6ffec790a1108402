"""Who comes in: a machine with a person's token, or the person's own browser with its session and CSRF token."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from quanheng.web.api.tokens import person_of


class TokenAuth(HttpBearer):
    """`Authorization: Bearer qh_…`; from here on the request is that person's, in rights, history and events."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The person, or None."""
        user = person_of(token)
        if user is not None:
            request.user = user
        return user


WAYS_IN = [TokenAuth(), SessionAuth()]
"""The token first: a request with one needs no CSRF token, for no browser sends it by itself."""
