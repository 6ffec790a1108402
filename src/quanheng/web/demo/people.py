"""The units and people of the demonstration; every name is invented, every password is the same and public."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from quanheng.web.units.models import Membership, Site, Unit, User
from quanheng.web.units.roles import Role

PASSWORD = "quanheng-demo"  # noqa: S105  (it is printed for everybody who opens the demonstration)
COUNTY, PLACE = "青岭县", "43"
DEPARTMENTS = {
    "audit": "青岭县审计局",
    "housing": "青岭县住房和城乡建设局",
    "disabled": "青岭县残疾人联合会",
}
_FINANCE, _FIRM = "青岭县财政局", "明衡绩效评价公司"


@dataclass(frozen=True)
class Guest:
    """A login that whoever tries the workspace may use; `task` says what waits for it."""

    username: str
    shown: str
    role: Role
    over: str
    task: str
    section: str = ""


GUESTS = (
    Guest("kuaiji", "李静", Role.ACCOUNTANT, "audit", "填数据、从台账取数、生成报告、自查、送审签"),
    Guest("gushi", "周平", Role.SECTION, "audit", "记本股室的台账、填本股室的表", "计划财务股"),
    Guest("juzhang", "陈国华", Role.LEADER, "audit", "审签、报送"),
    Guest("caizheng", "王建明", Role.PERFORMANCE, "county", "看各单位、复核、下达整改、销号"),
    Guest("yewugu", "赵敏", Role.DIVISION, "county", "看归口单位、提意见"),
    Guest("pinggu", "孙磊", Role.THIRD_PARTY, "firm", "复核分派给本机构的单位"),
    Guest("shenji", "何志强", Role.AUDITOR, "county", "看已经报送的和全部操作记录"),
    Guest("zhujian", "刘芳", Role.ACCOUNTANT, "housing", "等财政复核"),
    Guest("canlian", "吴晓红", Role.ACCOUNTANT, "disabled", "签收整改、答复、传更正稿"),
    Guest("guanli", "管理员", Role.MANAGER, "county", "单位、人员和角色"),
)
_SIGNERS = {"housing": "谢明远", "disabled": "郑秀兰"}
"""Leaders of the other two departments; they have signed already."""


@dataclass(frozen=True)
class County:
    """The units by name (`county`, `finance`, `firm` and the departments), people by name or `department.role`."""

    units: dict[str, Unit]
    people: dict[str, User]


def settle() -> County:
    """Make site, units and people."""
    Site.objects.create(mode=Site.Mode.OFFICE, name=COUNTY, jurisdiction=PLACE, demo=True)
    root = Unit.objects.create(name=COUNTY, kind=Unit.Kind.AREA, jurisdiction=PLACE)
    units = {
        "county": root,
        "finance": Unit.objects.create(name=_FINANCE, kind=Unit.Kind.FINANCE, parent=root),
        "firm": Unit.objects.create(name=_FIRM, kind=Unit.Kind.FIRM, parent=root),
    }
    for key, name in DEPARTMENTS.items():
        units[key] = Unit.objects.create(name=name, parent=root)
    hashed = make_password(PASSWORD)  # once: it is slow on purpose
    people = {}
    for guest in GUESTS:
        user = _person(guest.username, guest.shown, guest.role, units[guest.over], hashed, guest.section)
        people[guest.username] = people[f"{guest.over}.{guest.role}"] = user
    for key, shown in _SIGNERS.items():
        people[f"{key}.{Role.LEADER}"] = _person(f"{key}-sign", shown, Role.LEADER, units[key], hashed)
    manager = people["guanli"]
    manager.is_staff = manager.is_superuser = True
    manager.save()
    return County(units, people)


def _person(username: str, shown: str, role: Role, unit: Unit, hashed: str, section: str = "") -> User:  # noqa: PLR0913, PLR0917
    user = User.objects.create(username=username, shown=shown, password=hashed)
    Membership.objects.create(user=user, unit=unit, role=role, section=section)
    return user
