"""Lists pasted from Excel: first shown with what is wrong, then taken over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from quanheng.web.units import pasting
from quanheng.web.units.administering import Unsound
from quanheng.web.units.models import Unit, User
from quanheng.web.units.pasting import Pasted
from quanheng.web.units.roles import Role
from quanheng.web.units.views.units import administrator


def units(request: HttpRequest) -> HttpResponse:
    """Units."""
    kinds = "、".join(str(kind.label) for kind in Unit.Kind)
    more = {
        "title": "粘贴单位",
        "columns": pasting.UNIT_COLUMNS,
        "help": f"只有“单位名称”必填；上级不写就放在最上级下面；性质：{kinds}",
        "here": "units",
    }
    return _pasted(request, pasting.units, more)


@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """People with their roles; new passwords are shown this once."""
    roles = "、".join(str(role.label) for role in Role)
    more = {
        "title": "粘贴人员",
        "columns": pasting.PERSON_COLUMNS,
        "help": f"一人几个角色就写几行；用户名不写就用电话；角色：{roles}",
        "here": "people",
    }
    return _pasted(request, pasting.people, more)


def _pasted(
    request: HttpRequest, read: Callable[[str, User, bool], Pasted], more: dict[str, Any]
) -> HttpResponse:
    by = administrator(request)
    if request.method != "POST":
        return render(request, "manage/paste.html", more)
    text, apply = request.POST.get("text", ""), request.POST.get("apply") == "1"
    try:
        made = read(text, by, apply)
    except Unsound as fault:
        return render(request, "manage/paste.html", {**more, "text": text, "refused": str(fault)}, status=422)
    if not made.rows:
        told = "没有读到行。请在 Excel 里选中表格复制，再粘贴到这里"
        return render(request, "manage/paste.html", {**more, "text": text, "refused": told}, status=422)
    done = {"pasted": made, "done": apply, "text": text, "slips": [r for r in made.rows if r.password]}
    return render(request, "manage/paste.html", more | done)
