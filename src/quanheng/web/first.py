"""The first run: how this workspace will be used, and its first person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from quanheng.web.events.log import record
from quanheng.web.units.entry import LOCAL_USER
from quanheng.web.units.models import Membership, Site, Unit, User
from quanheng.web.units.roles import Role

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class FirstForm(forms.Form):
    """Alone on this machine, or together with accounts."""

    mode = forms.ChoiceField(
        label="怎样使用", choices=Site.Mode.choices, widget=forms.RadioSelect, initial=Site.Mode.LOCAL
    )
    name = forms.CharField(
        label="单位名称", max_length=100, help_text="一个人用写本单位；一起用写县（市、区）名称"
    )
    jurisdiction = forms.RegexField(
        r"^(cn|\d{2,12})$",
        label="区划代码",
        initial="cn",
        help_text="如 430000；不清楚可写 cn，用全国的规则",
        error_messages={"invalid": "写 2 到 12 位数字的区划代码，或 cn"},
    )
    username = forms.CharField(label="管理员用户名", max_length=60, required=False, help_text="一起用时填写")
    password = forms.CharField(
        label="密码", widget=forms.PasswordInput, required=False, help_text="至少 10 位"
    )

    def clean(self) -> dict[str, Any]:
        """With accounts, the first one needs a name and a good password."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("mode") == Site.Mode.OFFICE:
            if not given.get("username"):
                self.add_error("username", "请填写管理员用户名")
            try:
                validate_password(given.get("password") or "")
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        return given


def first(request: HttpRequest) -> HttpResponse:
    """Show or take the form; once the workspace is set up it leads home."""
    if Site.objects.exists():
        return redirect("home")
    form = FirstForm(request.POST or None)
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
