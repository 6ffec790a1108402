"""The administrator: units in their tree, people, roles and passwords; lists pasted from Excel."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quanheng.web.events.log import broken
from quanheng.web.events.models import Event
from quanheng.web.units import administering, pasting
from quanheng.web.units.administering import Post, Unsound, give_role, is_ours, new_password
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.rights import has_role
from quanheng.web.units.roles import Role

UNITS = (
    "单位名称\t上级\t性质\t单位代码\n"
    "青岭县林业局\t\t\t0012\n"
    "林业站\t青岭县林业局\t\t\n"
    "青岭县水务局\t\t\t\n"
    "没有的局\t天上局\t\t\n"
    "坏代码局\t\t\t4.3E+17"
)
PEOPLE = (
    "姓名\t用户名\t单位\t角色\t股室\t电话\n"
    "周会计\tzhou\t青岭县水务局\t单位财务\t\t13900000001\n"
    "周会计\tzhou\t青岭县水务局\t股室填报人\t农水股\t\n"
    "周会计\tzhou\t青岭县水务局\t单位领导\t\t\n"
    "吴局长\t\t青岭县文化馆\t单位领导\t\t13900000002\n"
    "钱复核\tqian\t青岭县财政局\t财政绩效股\t\t\n"
    "某某\tmou\t青岭县水务局\t局长\t\t"
)


@pytest.fixture
def manager(county: Any) -> User:
    made: User = county.people["manager"]
    return made


def test_pasted_units_are_shown_before_they_are_made(county: Any, manager: User) -> None:
    before = Unit.objects.count()
    look = pasting.units(UNITS, manager)
    assert [row.state for row in look.rows] == ["新增", "新增", "已有", "有误", "有误"]
    assert (Unit.objects.count(), Event.objects.count()) == (before, 0)
    pasting.units(UNITS, manager, apply=True)
    station = Unit.objects.get(name="林业站")
    assert (station.parent.name if station.parent else "", station.kind) == ("青岭县林业局", "subordinate")
    assert Unit.objects.get(name="青岭县林业局").code == "0012"
    assert station.path.startswith(county.root.path)
    assert [row.state for row in pasting.units(UNITS, manager).rows][:3] == ["已有"] * 3
    assert list(broken()) == []


def test_columns_are_found_by_their_names_or_stand_in_order(manager: User) -> None:
    rows = pasting.units("代码\t名称\n7\t青岭县气象局", manager).rows
    assert (rows[0].cells["单位名称"], rows[0].cells["单位代码"]) == ("青岭县气象局", "7")
    assert pasting.units("青岭县气象局\t青岭县", manager).rows[0].told.startswith("放在 青岭县 下")


@pytest.mark.usefixtures("county")
def test_pasted_people_get_a_password_of_their_own(manager: User) -> None:
    look = pasting.people(PEOPLE, manager)
    assert [row.state for row in look.rows] == ["新增", "新增", "有误", "新增", "有误", "有误"]
    assert "不能是同一个人" in look.rows[2].told
    assert "请选“青岭县”" in look.rows[4].told
    assert not User.objects.filter(username="zhou").exists()
    done = pasting.people(PEOPLE, manager, apply=True)
    zhou = User.objects.get(username="zhou")
    assert zhou.check_password(done.rows[0].password)
    assert zhou.must_change
    assert {held.role for held in zhou.memberships.all()} == {"accountant", "section"}
    assert User.objects.get(username="13900000002").check_password(done.rows[3].password)
    assert done.rows[0].password not in str(list(Event.objects.values_list("detail", "words")))


def test_nobody_gives_themselves_a_role(county: Any, manager: User) -> None:
    with pytest.raises(Unsound, match="另一位"):
        give_role(manager, Post(county.root, Role.PERFORMANCE), manager)
    with pytest.raises(Unsound, match="另一位"):
        administering.end_role(manager.memberships.get(), manager)
    assert not has_role(manager, Role.PERFORMANCE)


def test_an_administrator_stays_within_their_units(county: Any) -> None:
    small = User.objects.create_user("small", password="long enough to pass")
    Membership.objects.create(user=small, unit=county.department, role=Role.MANAGER)
    with pytest.raises(PermissionDenied):
        give_role(county.stranger, Post(county.other, Role.LEADER), small)
    both = county.people["accountant"]
    Membership.objects.create(user=both, unit=county.other, role=Role.ACCOUNTANT)
    assert not is_ours(both, small)
    with pytest.raises(PermissionDenied):
        new_password(both, small)
    names = {one.username for one in administering.people(small)}
    assert names == {"section", "accountant", "leader", "division", "small"}


def test_a_role_that_ended_gives_nothing_more(county: Any, manager: User) -> None:
    leader = county.people["leader"]
    held = leader.memberships.get()
    held.starts = timezone.localdate()
    held.save()
    administering.end_role(held, manager)
    assert not has_role(leader, Role.LEADER)
    give_role(leader, Post(county.department, Role.LEADER), manager)
    assert has_role(leader, Role.LEADER)


def test_who_saves_an_old_unit_is_told(county: Any) -> None:
    client, page = county.client("manager"), reverse("unit", args=[county.other.pk])
    seen = re.search(r'name="seen" value="(\w+)"', client.get(page).content.decode())
    assert seen
    given = {"name": "青岭县博物馆", "parent": county.root.pk, "kind": "department", "seen": seen[1]}
    assert client.post(page, given).status_code == 302
    answer = client.post(page, given | {"name": "青岭县美术馆"})
    assert answer.status_code == 409
    assert "青岭县美术馆" in answer.content.decode()
    assert "青岭县博物馆" in answer.content.decode()
    county.other.refresh_from_db()
    assert county.other.name == "青岭县博物馆"


def test_a_unit_cannot_move_under_itself(county: Any, manager: User) -> None:
    below = administering.make_unit({"name": "水政队", "parent": county.department}, manager)
    seen = administering.stamp(county.department, administering.UNIT_FIELDS)
    with pytest.raises(Unsound, match="下级"):
        administering.change_unit(county.department, {"name": "x", "parent": below}, manager, seen)


def test_a_first_password_has_to_be_changed(county: Any) -> None:
    page = reverse("person-password", args=[county.people["leader"].pk])
    shown = county.client("manager").post(page).content.decode()
    word = re.search(r'class="word">([\w-]+)<', shown)
    assert word
    client = county.client("leader")
    assert client.get("/").status_code == 302
    login = client.post("/account/login/", {"login": "leader", "password": word[1]})
    assert login.status_code == 302
    change = reverse("account_change_password")
    assert client.get("/rectification/").headers["Location"] == change
    assert client.get(change).status_code == 200
    own = "a quite different one 7"
    client.post(change, {"oldpassword": word[1], "password1": own, "password2": own})
    county.people["leader"].refresh_from_db()
    assert not county.people["leader"].must_change
    assert client.get("/rectification/").status_code == 200


def test_a_forgotten_password_is_set_anew_by_the_administrator_not_by_mail(county: Any) -> None:
    somebody = county.people["accountant"]
    somebody.email = "somebody@example.org"
    somebody.save()
    page = Client().get("/account/password/reset/")
    assert "系统管理员" in page.content.decode()
    assert 'name="email"' not in page.content.decode()
    assert Client().post("/account/password/reset/", {"email": somebody.email}).status_code == 200
    added = county.client("accountant").post(
        "/account/email/", {"action_add": "", "email": "new@example.org"}
    )
    assert added.status_code < 500


def test_a_paste_hashes_passwords_before_it_writes(manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    atomic = []

    def hashed(text: str) -> str:
        atomic.append(len(connection.savepoint_ids))
        return f"!{text}"

    monkeypatch.setattr("quanheng.web.units.administering.make_password", hashed)
    outside = len(connection.savepoint_ids)
    made = pasting.people(
        "姓名\t用户名\t单位\t角色\n甲某\tjia\t青岭县水务局\t单位财务\n乙某\tyi\t青岭县文化馆\t单位财务",
        manager,
        apply=True,
    )
    assert all(row.password for row in made.rows)
    assert atomic == [outside, outside]


def test_a_person_is_added_on_the_page(county: Any) -> None:
    client = county.client("manager")
    given = {"shown": "林静", "username": "linjing", "unit": county.other.pk, "role": "leader"}
    assert "只显示这一次" in client.post(reverse("person-new"), given).content.decode()
    assert client.post(reverse("person-new"), given).status_code == 422
    assert "林静" in client.get(reverse("people") + "?words=文化馆").content.decode()
    made = User.objects.get(username="linjing")
    assert (
        client.post(
            reverse("person-role", args=[made.pk]), {"unit": county.other.pk, "role": "accountant"}
        ).status_code
        == 422
    )
    page = reverse("person", args=[made.pk])
    seen = administering.stamp(made, administering.PERSON_FIELDS)
    client.post(page, {"shown": "林静", "phone": "8812", "seen": seen})
    made.refresh_from_db()
    assert (made.is_active, made.phone) == (False, "8812")
    assert client.post(page, {"shown": "林", "seen": seen}).status_code == 409


@pytest.mark.parametrize(
    "name", ["manage", "unit-new", "units-paste", "people", "person-new", "people-paste"]
)
def test_only_the_administrator_is_let_in(county: Any, name: str) -> None:
    assert county.client("manager").get(reverse(name)).status_code == 200
    assert county.client("performance").get(reverse(name)).status_code == 403


def test_a_paste_goes_from_look_to_slips(county: Any) -> None:
    client, page = county.client("manager"), reverse("people-paste")
    assert client.post(page, {"text": " "}).status_code == 422
    look = client.post(page, {"text": PEOPLE}).content.decode()
    assert "导入新增的 3 行" in look
    assert 'class="word"' not in look
    done = client.post(page, {"text": PEOPLE, "apply": "1"})
    assert done.content.decode().count('class="word"') == 2
    assert "no-store" in done.headers["Cache-Control"]


def test_no_mail_address_is_taken(county: Any) -> None:
    client = county.client("leader")
    assert "不用电子邮件" in client.get("/account/email/").content.decode()
    client.post("/account/email/", {"email": "somebody@example.org", "action_add": ""})
    assert not EmailAddress.objects.exists()
    assert Client().get("/account/email/").status_code == 302


def test_the_api_administers_as_the_pages_do(county: Any) -> None:
    manager, js = county.client("manager"), "application/json"
    post = {"unit": county.department.pk, "role": "section", "section": "办公室"}
    made = manager.post("/api/v1/people", {"shown": "王明", "username": "wangming", "role": post}, js)
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    user = User.objects.get(username="wangming")
    assert user.check_password(made.json()["password"])
    assert user.must_change
    assert made.json()["password"] not in "".join(Event.objects.values_list("words", flat=True))
    at = f"/api/v1/people/{user.pk}"
    again = manager.post("/api/v1/people", {"shown": "王明", "username": "wangming", "role": post}, js)
    assert (again.status_code, "wangming" in again.json()["detail"]) == (422, True)
    both = manager.post(f"{at}/roles", {"unit": county.department.pk, "role": "leader"}, js)
    assert (both.status_code, "填报和审签" in both.json()["detail"]) == (422, True)
    seen = manager.get(at)["ETag"]
    changed = {"shown": "王小明", "is_active": False}
    assert manager.put(at, changed, js).status_code == 428
    assert manager.put(at, changed, js, headers={"If-Match": seen}).status_code == 200
    assert manager.put(at, changed, js, headers={"If-Match": seen}).status_code == 412
    (held,) = manager.get(at).json()["roles"]
    assert manager.delete(f"{at}/roles/{held['id']}").status_code == 204
    assert not user.memberships.filter(Membership.current()).exists()
    assert manager.get("/api/v1/people?words=王小").json()["count"] == 1
    assert list(broken()) == []
