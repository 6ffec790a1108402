"""The first run: how this workspace will be used, and its first person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from quanheng.web.events.log import record
from quanheng.web.units.entry import LOCAL_USER
from quanheng.web.units.models import Membership, Site, Unit, User
from quanheng.web.units.roles import Role

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class AloneForm(forms.Form):
    """What a workspace on one machine has to know."""

    mode = forms.CharField(widget=forms.HiddenInput, initial=Site.Mode.LOCAL)
    name = forms.CharField(label="本单位名称", max_length=100, help_text="与公章一致，如 ××县水务局")
    jurisdiction = forms.RegexField(
        r"^(cn|\d{2}(\d{2}(\d{2})?)?)$",
        label="区划代码",
        initial="cn",
        help_text="前 2、4 或 6 位，如 43、4301、430102；不清楚就写 cn，用全国的规则",
        error_messages={"invalid": "写 2、4 或 6 位数字，或 cn"},
    )


class OfficeForm(AloneForm):
    """With accounts, the first one needs a name and a good password."""

    username = forms.CharField(label="系统管理员用户名", max_length=60)
    password = forms.CharField(label="密码", widget=forms.PasswordInput({"autocomplete": "new-password"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "县（市、区）名称"
        self.fields["name"].help_text = "单位和人以后在“管理”里加"
        self.fields["password"].help_text = "至少 10 位，不要只用数字"
        self.fields["mode"].initial = Site.Mode.OFFICE

    def clean_password(self) -> str:
        """By the rules of all passwords here."""
        given = str(self.cleaned_data["password"])
        validate_password(given)
        return given


_FORMS = {Site.Mode.LOCAL.value: AloneForm, Site.Mode.OFFICE.value: OfficeForm}


@login_not_required
def first(request: HttpRequest) -> HttpResponse:
    """Two ways to choose from, then the few questions of that way; once set up it leads home."""
    if Site.objects.exists():
        return redirect("home")
    kind = _FORMS.get(request.POST.get("mode") or request.GET.get("mode") or "")
    if kind is None:
        return render(request, "first.html")
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = set_up(form.cleaned_data)
        if user is not None:
            login(request, user, backend=_BACKEND)
        return redirect("home")
    return render(request, "first.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def set_up(given: dict[str, Any]) -> User | None:
    """Make the workspace; None when somebody else was quicker."""
    if Site.objects.select_for_update().exists():
        return None
    local = given["mode"] == Site.Mode.LOCAL
    place = given["jurisdiction"]
    site = Site.objects.create(mode=given["mode"], name=given["name"], jurisdiction=place)
    kind = Unit.Kind.DEPARTMENT if local else Unit.Kind.AREA
    root = Unit.objects.create(name=given["name"], kind=kind, jurisdiction=place)
    user = User(username=LOCAL_USER if local else given["username"], shown="本机用户" if local else "")
    user.is_staff = user.is_superuser = not local
    if local:
        user.set_unusable_password()
    else:
        user.set_password(given["password"])
    user.save()
    for role in (Role.ACCOUNTANT, Role.LEADER, Role.PERFORMANCE, Role.MANAGER) if local else (Role.MANAGER,):
        Membership.objects.create(user=user, unit=root, role=role)
    record(user, "begin", site, unit=root, words=f"启用工作平台：{site.get_mode_display()}")
    return user
