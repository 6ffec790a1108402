"""People, their roles and passwords."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from quanheng.web.units import administering
from quanheng.web.units.administering import PERSON_FIELDS, Changed, Unsound, stamp
from quanheng.web.units.forms import PersonForm, RoleForm
from quanheng.web.units.models import Membership, User
from quanheng.web.units.views.units import administrator, own_units

_MOST = 300


def index(request: HttpRequest) -> HttpResponse:
    """Everybody with their roles of today, searched by name, user name, telephone or unit."""
    by = administrator(request)
    words = request.GET.get("words", "").strip()
    today = Membership.objects.filter(Membership.current(), unit__in=own_units(by)).select_related("unit")
    found = administering.people(by, words).prefetch_related(Prefetch("memberships", today, "held"))
    rows = list(found[: _MOST + 1])
    context = {
        "rows": rows[:_MOST],
        "more": len(rows) > _MOST,
        "most": _MOST,
        "words": words,
        "here": "people",
    }
    return render(request, "manage/people.html", context)


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """A new person with a first role; the password is shown this once."""
    by = administrator(request)
    form, role = PersonForm(request.POST or None), RoleForm(request.POST or None, user=by)
    if request.method == "POST" and form.is_valid() and role.is_valid():
        word = administering.new_word()
        try:
            user = administering.make_person(form.cleaned_data, role.post(), by, word)
        except Unsound as fault:
            form.add_error(None, str(fault))
        else:
            return _slips(request, [(user, word.text)], f"已增加 {user}")
    faulty = form.errors or role.errors
    context = {"form": form, "role": role, "here": "people"}
    return render(request, "manage/person_new.html", context, status=422 if faulty else 200)


def _slips(request: HttpRequest, passwords: list[tuple[User, str]], told: str) -> HttpResponse:
    return render(request, "manage/slips.html", {"slips": passwords, "told": told, "here": "people"})


def _person(by: User, number: int) -> User:
    return get_object_or_404(administering.people(by), pk=number)


def change(request: HttpRequest, number: int) -> HttpResponse:
    """One person: account, roles, password."""
    by = administrator(request)
    user = _person(by, number)
    form = PersonForm(request.POST or None, known=True, initial=_known(user))
    status, told = 422 if form.errors else 200, ""
    if request.method == "POST" and form.is_valid():
        try:
            administering.change_person(user, form.cleaned_data, by, request.POST.get("seen", ""))
        except Unsound as fault:
            form.add_error(None, str(fault))
            status = 422
        except Changed as fault:
            told, status = f"{user} {fault}。现在是：{user.shown}，{user.phone or '没有电话'}", 409
        else:
            messages.success(request, "已保存")
            return redirect("person", user.pk)
    return _page(request, by, user, {"form": form, "told": told}, status)


def _known(user: User) -> dict[str, Any]:
    return {name: getattr(user, name) for name in PERSON_FIELDS if name != "username"}


def _page(
    request: HttpRequest, by: User, user: User, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    held = (
        user.memberships.filter(unit__in=own_units(by)).select_related("unit").order_by("unit__path", "role")
    )
    current = set(user.memberships.filter(Membership.current()).values_list("pk", flat=True))
    context = {
        "one": user,
        "seen": stamp(user, PERSON_FIELDS),
        "held": [(row, row.pk in current) for row in held],
        "ours": administering.is_ours(user, by),
        "self": user.pk == by.pk,
        "role": RoleForm(user=by),
        "factors": Authenticator.objects.filter(user=user).count(),
        "here": "people",
    }
    return render(request, "manage/person.html", context | more, status=status)


@require_POST
def give(request: HttpRequest, number: int) -> HttpResponse:
    """One more role."""
    by = administrator(request)
    user = _person(by, number)
    role = RoleForm(request.POST, user=by)
    if role.is_valid():
        try:
            held = administering.give_role(user, role.post(), by)
        except Unsound as fault:
            role.add_error(None, str(fault))
        else:
            messages.success(request, f"已给 {held}")
            return redirect("person", user.pk)
    form = PersonForm(known=True, initial=_known(user))
    return _page(request, by, user, {"form": form, "role": role}, 422)


@require_POST
def end(request: HttpRequest, number: int, role: int) -> HttpResponse:
    """A role ends."""
    by = administrator(request)
    user = _person(by, number)
    held = get_object_or_404(user.memberships.filter(unit__in=own_units(by)), pk=role)
    try:
        administering.end_role(held, by)
    except Unsound as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, f"已收回：{held.unit} {held.get_role_display()}")
    return redirect("person", user.pk)


@never_cache
@require_POST
def password(request: HttpRequest, number: int) -> HttpResponse:
    """A new password, shown this once."""
    by = administrator(request)
    user = _person(by, number)
    word = administering.new_password(user, by)
    return _slips(request, [(user, word)], f"已重设 {user} 的密码，原来的密码不能再用")


@require_POST
def factor(request: HttpRequest, number: int) -> HttpResponse:
    """Take the second factor off."""
    by = administrator(request)
    user = _person(by, number)
    administering.clear_second_factor(user, by)
    messages.success(request, f"已清除 {user} 的第二步验证，下次只用密码登录")
    return redirect("person", user.pk)
