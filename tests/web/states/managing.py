"""States of the administrator's pages and of the log."""

from __future__ import annotations

from typing import Any

import pytest

from quanheng.web.events.models import Event
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.roles import Role
from tests.web.states.acts import LONG, changed
from tests.web.states.state import NOBODY, Rows, State

_UNIT = {"name": "青岭县林业局", "kind": "department", "code": "", "short": "", "jurisdiction": ""}
_PERSON = {"shown": "周工", "username": "zhou.gong", "phone": "2266001"}


def _new_unit(rows: Rows) -> dict[str, str]:
    return _UNIT | {"parent": str(rows["unit"].parent_id)}


def _new_person(rows: Rows) -> dict[str, str]:
    return _PERSON | {"unit": str(rows["unit"].pk), "role": "accountant"}


def _many(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """A county of many units with long names, each with a person."""
    above = rows["unit"].parent
    for number in range(60):
        unit = Unit.objects.create(name=f"{LONG}{number}", parent=above, code=f"430400{number:06}")
        user = User.objects.create(username=f"a.very.long.name.{number}@unit", shown=f"欧阳建国{number}")
        Membership.objects.create(user=user, unit=unit, role=Role.ACCOUNTANT)


def _manager(page: str, name: str, **more: Any) -> State:
    return State(page, name, "manager", **more)


_UNITS = (
    "单位名称\t上级\t性质\t单位代码\n青岭县林业局\t青岭县\t部门\t0501\n青岭县没有的上级\t白沙县\t部门\t\n"
)
_PEOPLE = "姓名\t用户名\t单位\t角色\t股室\t电话\n周工\tzhougong\t青岭县水务局\t单位财务\t\t2266\n李工\tligong\t青岭县没有\t单位财务\t\t\n"
STATES = [
    _manager("manage", "filled"),
    _manager("manage", "many", first=_many),
    _manager("manage", "nothing-found", query="?words=海关"),
    State("manage", "403", status=403, shows="由系统管理员办理"),
    _manager("unit-new", "filled"),
    _manager("unit-new", "lacking", sends={"name": "", "jurisdiction": "湖南"}, status=422),
    _manager("unit-new", "made", sends=_new_unit, lands="manage", shows="已增加 青岭县林业局"),
    _manager("unit", "filled", args="unit"),
    _manager("unit", "lacking", args="unit", sends=_UNIT | {"name": ""}, status=422),
    _manager("unit", "conflict", args="unit", sends=lambda r: _new_unit(r) | {"seen": "old"}, status=409,
        shows="现在是"),
    _manager("units-paste", "filled"),
    _manager("units-paste", "empty", sends={"text": ""}, status=422, shows="没有读到行"),
    _manager("units-paste", "looked-at", sends={"text": _UNITS}),
    _manager("units-paste", "taken", sends={"text": _UNITS.rsplit("青岭县没有", 1)[0], "apply": "1"}),
    _manager("people", "filled"),
    _manager("people", "many", first=_many),
    _manager("people", "nothing-found", query="?words=无此人"),
    _manager("person-new", "filled"),
    _manager("person-new", "lacking", sends={"shown": "", "username": "张 三"}, status=422),
    _manager("person-new", "made", sends=_new_person, shows="已增加"),
    _manager("people-paste", "filled"),
    _manager("people-paste", "empty", sends={"text": ""}, status=422, shows="没有读到行"),
    _manager("people-paste", "looked-at", sends={"text": _PEOPLE}),
    _manager("people-paste", "taken", sends={"text": _PEOPLE.rsplit("李工", 1)[0], "apply": "1"}),
    _manager("person", "filled", args="leader"),
    _manager("person", "inactive", args="leader", first=changed("leader", is_active=False)),
    _manager("person", "lacking", args="leader", sends={"shown": ""}, status=422),
    _manager("person", "conflict", args="leader", sends={"shown": "李局", "seen": "old"}, status=409, shows="现在是"),
    _manager("person-role", "lacking", args="leader", sends={"unit": ""}, status=422),
    _manager("person-role-end", "ended", args="leader held", sends={}, lands="person", shows="已收回"),
    _manager("person-password", "made", args="leader", sends={}, shows="已重设"),
    _manager("person-factor", "cleared", args="leader", sends={}, lands="person", shows="已清除"),
    _manager("log", "filled"),
    _manager("log", "verified", query="?verify=1"),
    _manager("log", "broken", query="?verify=1",
        first=lambda *_: Event.objects.filter(number=7).update(words="改过")),
    _manager("log", "empty", query="?words=没有这样的话"),
    State("log", "403", "third_party", status=403, shows="可以看的是"),
    State("home", "manager", "manager"),
    State("home", "empty", scene="people", shows="暂无待办"),
    State("home", "filled"),
    State("home", "signer", "juzhang", scene="demo"),
    State("home", "accountant", "kuaiji", scene="demo"),
    State("home", "reviewer", "caizheng", scene="demo"),
    State("home", "nobody", NOBODY, lands="public"),
]  # fmt: skip
