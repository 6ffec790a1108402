"""How people come in: the first run, the single user of a local workspace, no sign-up from outside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as EntryForm
from allauth.account.forms import ReauthenticateForm
from allauth.account.signals import password_changed
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect

from quanheng.web.units.models import Site, User
from quanheng.web.units.rights import asked_once

LOCAL_USER = "local"
_LOOPBACK = {"127.0.0.1", "::1"}
_FREE = ("/static/", "/first/", "/alive/")
_CHANGING = ("/account/password/change/", "/account/logout/", "/account/reauthenticate/")
"""What is open to whoever came in with a password that the administrator knows."""


def person(request: HttpRequest) -> User:
    """Who asks; nobody gets to a page without having signed in unless it says so."""
    assert isinstance(request.user, User)
    return request.user


def address(request: HttpRequest) -> str | None:
    """Where the request comes from; behind the office's proxy that is what the proxy wrote last. None: not an address."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    for one in (told.rpartition(",")[2], request.META.get("REMOTE_ADDR", "")):
        with suppress(ValueError):
            return str(ip_address(one.strip()))
    return None


class EntryMiddleware:
    """Sends an empty workspace to the first-run page; signs in the one user of a local workspace."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.mode: str | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or send it where it has to begin."""
        with asked_once():
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_FREE):
            return self.get_response(request)
        self.mode = self.mode or Site.objects.values_list("mode", flat=True).first()
        if self.mode is None:
            return redirect("first")
        if self.mode == Site.Mode.LOCAL:
            # Without a password the machine itself is the lock: nobody from elsewhere, whatever the proxy says.
            if request.META.get("REMOTE_ADDR") not in _LOOPBACK:
                return HttpResponseForbidden("本机版只能在这台电脑上打开")
            if not request.user.is_authenticated:
                user = User.objects.get(username=LOCAL_USER)
                login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        if getattr(request.user, "must_change", False) and not request.path.startswith(_CHANGING):
            return redirect("account_change_password")
        return self.get_response(request)


@receiver(password_changed)
def _changed(sender: type[User], user: User, **more: Any) -> None:  # noqa: ARG001
    """The person has a password that nobody else knows."""
    if user.must_change:
        user.must_change = False
        user.save(update_fields=["must_change"])


class LoginForm(EntryForm):  # type: ignore[misc]  # the library has no types
    """User name and password; a forgotten one is set again by the administrator, not by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class AgainForm(ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """The password once more, before something of the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class LongEnough(MinimumLengthValidator):
    """The library's rule, whose own words have no Chinese."""

    def get_error_message(self) -> str:
        """Why the password is refused."""
        return f"密码太短，至少要 {self.min_length} 位"


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are made by the administrator of the workspace."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False
