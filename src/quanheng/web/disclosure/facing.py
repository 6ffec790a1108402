"""What of the publications everybody may see: one row of settings, kept by the bureau."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from quanheng.web.campaigns.steps import Stale
from quanheng.web.disclosure.models import Face
from quanheng.web.events.log import record
from quanheng.web.units.models import User
from quanheng.web.units.rights import can_anywhere

FIELDS = ("open", "problems", "contact")


def demand_overlooking(user: User) -> None:
    """Raise PermissionDenied for who does not overlook the publications of all units."""
    if not can_anywhere(user, "confirm_publication"):
        raise PermissionDenied("全部单位的公开情况和公开页面的设置由财政绩效股办理")


def keep(given: Face, user: User, seen: int) -> Face:
    """Keep the settings; `seen` is the version that was changed. Raises PermissionDenied, Stale."""
    demand_overlooking(user)
    with transaction.atomic():
        row = Face.objects.select_for_update().order_by("pk").first() or Face(pk=1)
        if row.version != seen:
            raise Stale("别人刚改过公开页面的设置，请看过现在的再保存")
        for name in FIELDS:
            setattr(row, name, getattr(given, name))
        row.version += 1
        row.save()
        words = f"公开页面：{'不登录可看' if row.open else '登录才能看'}，{'列出' if row.problems else '不列'}已确认的问题"
        record(user, "face", row, words=words)
    return row
