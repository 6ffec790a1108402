"""Units in their tree."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from quanheng.web.units import administering
from quanheng.web.units.administering import UNIT_FIELDS, Changed, Unsound, stamp
from quanheng.web.units.entry import person
from quanheng.web.units.forms import UnitForm
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.rights import can_anywhere, visible_units


def administrator(request: HttpRequest) -> User:
    """Who asks, if they administer units at all; raises PermissionDenied."""
    user = person(request)
    if not can_anywhere(user, "people"):
        raise PermissionDenied("单位、人员和角色由系统管理员办理")
    return user


def own_units(user: User) -> QuerySet[Unit]:
    """The units that the person administers, in the order of the tree."""
    return visible_units(user, "people").select_related("parent").order_by("path")


def index(request: HttpRequest) -> HttpResponse:
    """The tree with how many people each unit has."""
    user = administrator(request)
    today = Q(memberships__in=Membership.objects.filter(Membership.current(), user__is_active=True))
    words = request.GET.get("words", "").strip()
    units = own_units(user).annotate(held=Count("memberships__user", filter=today, distinct=True))
    if words:
        units = units.filter(Q(name__icontains=words) | Q(code__icontains=words) | Q(short__icontains=words))
    rows = list(units)
    deep = min((unit.path.count("/") for unit in rows), default=0)
    context = {
        "rows": [(unit, unit.path.count("/") - deep if not words else 0) for unit in rows],
        "words": words,
        "here": "units",
    }
    return render(request, "manage/units.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    user = administrator(request)
    form = UnitForm(request.POST or None, user=user, initial={"parent": request.GET.get("under", "")})
    if request.method == "POST" and form.is_valid():
        try:
            unit = administering.make_unit(form.cleaned_data, user)
        except Unsound as fault:
            form.add_error("name", str(fault))
        else:
            messages.success(request, f"已增加 {unit}")
            return redirect("manage")
    context = {"form": form, "title": "增加单位", "here": "units"}
    return render(request, "manage/unit.html", context, status=422 if form.errors else 200)


def change(request: HttpRequest, unit: int) -> HttpResponse:
    """Change a unit; whoever saves an old one is told, with what they typed."""
    user = administrator(request)
    row = get_object_or_404(own_units(user), pk=unit)
    known = {name: getattr(row, name) for name in ("name", "kind", "code", "short", "jurisdiction")}
    form = UnitForm(request.POST or None, user=user, unit=row, initial={**known, "parent": row.parent_id})
    status, told = 422 if form.errors else 200, ""
    if request.method == "POST" and form.is_valid():
        try:
            administering.change_unit(row, form.cleaned_data, user, request.POST.get("seen", ""))
        except Unsound as fault:
            form.add_error(None, str(fault))
            status = 422
        except Changed as fault:
            told, status = (
                f"{row} {fault}。现在是：{row.name}，{row.get_kind_display()}，代码 {row.code or '—'}",
                409,
            )
        else:
            messages.success(request, f"已保存 {form.cleaned_data['name']}")
            return redirect("manage")
    context = {
        "form": form,
        "title": row.name,
        "seen": stamp(row, UNIT_FIELDS),
        "told": told,
        "here": "units",
        "held": row.memberships.filter(Membership.current()).select_related("user").order_by("role"),
    }
    return render(request, "manage/unit.html", context, status=status)
