"""What the administrator of the workspace does: units, people, roles, passwords; each with its event.

Nobody gives themselves a role, nobody fills in and signs for the same unit, and a person who also works for units
of somebody else is that one's as well.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from quanheng.web.events.log import record
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.rights import visible_units
from quanheng.web.units.roles import Role

UNIT_FIELDS = ("name", "short", "code", "kind", "parent_id", "jurisdiction")
PERSON_FIELDS = ("username", "shown", "phone", "is_active")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for each other on paper
_FILLS = {Role.SECTION, Role.ACCOUNTANT}
_WIDE = {Role.PERFORMANCE, Role.AUDITOR}


class Unsound(ValueError):
    """Why it cannot be done, in Chinese; nothing was changed."""


class Changed(Exception):
    """Somebody else has changed the row since the person saw it; nothing was saved."""


def stamp(row: models.Model, fields: tuple[str, ...]) -> str:
    """What a form carries to notice that the row has changed since."""
    return sha256(repr([str(getattr(row, name)) for name in fields]).encode()).hexdigest()[:16]


def _unchanged(row: models.Model, fields: tuple[str, ...], seen: str) -> None:
    if stamp(row, fields) != seen:
        raise Changed("刚被别人改过，请看过现在的内容再改")


def _own(unit: Unit, by: User) -> None:
    if not visible_units(by, "people").filter(pk=unit.pk).exists():
        raise PermissionDenied(f"{unit} 不归您管理")


def make_unit(given: Mapping[str, Any], by: User) -> Unit:
    """A new unit under `given["parent"]`. Raises PermissionDenied, Unsound."""
    parent: Unit = given["parent"]
    _own(parent, by)
    _free_name(given["name"], parent, None)
    with transaction.atomic():
        unit = Unit.objects.create(**given)
        record(by, "make_unit", unit, unit=unit, words=f"增加单位 {unit.name}，在 {parent.name} 下")
    return unit


def change_unit(unit: Unit, given: Mapping[str, Any], by: User, seen: str) -> Unit:
    """Change a unit; one that moves takes those under it along. Raises PermissionDenied, Unsound, Changed."""
    _own(unit, by)
    with transaction.atomic():
        row = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        _unchanged(row, UNIT_FIELDS, seen)
        parent: Unit | None = given.get("parent", row.parent)
        if parent is not None and parent.pk != row.parent_id:
            _own(parent, by)
            if parent.path.startswith(row.path):
                raise Unsound("单位不能放在自己或自己的下级下面")
        _free_name(given["name"], parent, row.pk)
        before = {name: str(getattr(row, name) or "") for name in given}
        for name, value in given.items():
            setattr(row, name, value)
        row.save()
        told = {
            name: [was, str(getattr(row, name) or "")]
            for name, was in before.items()
            if was != str(getattr(row, name) or "")
        }
        if told:
            record(by, "change_unit", row, unit=row, words=f"修改单位 {row.name}", changed=told)
    return row


def _free_name(name: str, parent: Unit | None, own: int | None) -> None:
    alike = Unit.objects.filter(parent=parent, name=name)
    if any(unit.pk != own for unit in alike):
        raise Unsound(f"{parent or '最上级'} 下已经有“{name}”")


def people(by: User, words: str = "") -> QuerySet[User]:
    """Those who have or had a role in a unit that `by` administers, by name, user name, telephone or unit."""
    found = User.objects.filter(memberships__unit__in=visible_units(by, "people"))
    if words := words.strip():
        named = Q(shown__icontains=words) | Q(username__icontains=words) | Q(phone__icontains=words)
        found = found.filter(named | Q(memberships__unit__name__icontains=words))
    return found.distinct().order_by("shown", "username")


def is_ours(user: User, by: User) -> bool:
    """Whether all roles of the person, past ones too, are in units that `by` administers."""
    if user.is_superuser and not by.is_superuser:
        return False
    outside = user.memberships.exclude(unit__in=visible_units(by, "people"))
    return not outside.exists()


def _theirs(user: User, by: User) -> None:
    if not is_ours(user, by):
        raise PermissionDenied(f"{user} 还有别处的角色，账号由那边的系统管理员办理")


@dataclass(frozen=True)
class Post:
    """A role over a unit and those under it, for a time."""

    unit: Unit
    role: str
    section: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Word:
    """A password to hand over on paper, kept nowhere, and its hash."""

    text: str
    hashed: str


def new_word() -> Word:
    """Twelve letters and digits of 31 in groups of four. Hashing is slow on purpose: not inside a transaction."""
    text = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    return Word(text, make_password(text))


def make_person(given: Mapping[str, Any], post: Post, by: User, word: Word) -> User:
    """A new person with a first role and that password. Raises PermissionDenied, Unsound."""
    if User.objects.filter(username__iexact=given["username"]).exists():
        raise Unsound(f"用户名“{given['username']}”已经有人用")
    with transaction.atomic():
        user = User.objects.create(**given, password=word.hashed, must_change=True)
        record(
            by, "make_person", user, unit=post.unit, words=f"增加用户 {user.username} {user.shown}".rstrip()
        )
        give_role(user, post, by)
    return user


def change_person(user: User, given: Mapping[str, Any], by: User, seen: str) -> User:
    """Name, telephone, and whether the account is in use. Raises PermissionDenied, Unsound, Changed."""
    _theirs(user, by)
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        _unchanged(row, PERSON_FIELDS, seen)
        if row.pk == by.pk and not given.get("is_active", True):
            raise Unsound("不能停用自己的账号")
        for name, value in given.items():
            setattr(row, name, value)
        row.save()
        state = "" if row.is_active else "，停用"
        record(by, "change_person", row, unit=_unit_of(row), words=f"修改用户 {row.username}{state}")
    return row


def new_password(user: User, by: User) -> str:
    """A new password that has to be changed at the next login. Raises PermissionDenied."""
    _theirs(user, by)
    word = new_word()
    with transaction.atomic():
        user.password, user.must_change = word.hashed, True
        user.save()
        record(by, "new_password", user, unit=_unit_of(user), words=f"重设 {user.username} 的密码")
    return word.text


def clear_second_factor(user: User, by: User) -> int:
    """Take the second factor off for somebody who lost it; returns how many there were. Raises PermissionDenied."""
    _theirs(user, by)
    with transaction.atomic():
        count = int(Authenticator.objects.filter(user=user).delete()[0])
        if count:
            record(by, "clear_factor", user, unit=_unit_of(user), words=f"清除 {user.username} 的第二步验证")
    return count


def _unit_of(user: User) -> Unit | None:
    held = user.memberships.select_related("unit").first()
    return held.unit if held else None


def give_role(user: User, post: Post, by: User) -> Membership:
    """Raises PermissionDenied, Unsound."""
    _own(post.unit, by)
    if fault := wrong(user, post, by):
        raise Unsound(fault)
    with transaction.atomic():
        held, made = Membership.objects.update_or_create(
            user=user,
            unit=post.unit,
            role=post.role,
            section=post.section,
            defaults={"starts": post.starts, "ends": post.ends},
        )
        until = f"，至 {post.ends}" if post.ends else ""
        words = f"{user}：{post.unit.name} {_called(held)}{until}"
        record(by, "give_role" if made else "change_role", held, unit=post.unit, words=words)
    return held


def _called(held: Membership) -> str:
    return f"{held.get_role_display()}（{held.section}）" if held.section else str(held.get_role_display())


def end_role(held: Membership, by: User) -> None:
    """The role ends with yesterday; what was done in it stays. Raises PermissionDenied, Unsound."""
    _own(held.unit, by)
    if held.user_id == by.pk:
        raise Unsound("自己的角色由另一位系统管理员改")
    with transaction.atomic():
        yesterday = timezone.localdate() - timedelta(days=1)
        held.ends, held.starts = yesterday, min(held.starts, yesterday) if held.starts else None
        held.save()
        words = f"收回 {held.user} 的角色：{held.unit.name} {_called(held)}"
        record(by, "end_role", held, unit=held.unit, words=words)


def wrong(user: User | None, post: Post, by: User) -> str:
    """Why the role cannot be given, "" where nothing speaks against it; `user` None for somebody new."""
    if user is not None and user.pk == by.pk:
        return "自己的角色由另一位系统管理员改"
    if post.role == Role.SECTION and not post.section.strip():
        return "股室填报人要写股室"
    if post.starts and post.ends and post.ends < post.starts:
        return "止日早于起日"
    unit = post.unit
    if post.role == Role.THIRD_PARTY and unit.kind != Unit.Kind.FIRM:
        return "第三方机构的人要放在性质为“第三方机构”的单位下"
    if post.role in _WIDE and unit.kind == Unit.Kind.FINANCE and unit.parent is not None:
        return f"这个角色管所选单位和它的下级，部门不在{unit.name}下面，请选“{unit.parent.name}”"
    if user is not None and _both(user, post):
        return f"{user} 已经在{unit.name}填报或审签，填报和审签不能是同一个人"
    return ""


def _both(user: User, post: Post) -> bool:
    """Whether the person would fill in and sign for the same unit."""
    other = {Role.LEADER} if post.role in _FILLS else _FILLS if post.role == Role.LEADER else set()
    still = Q(ends=None) | Q(ends__gte=timezone.localdate())
    return user.memberships.filter(still, unit=post.unit, role__in=other).exists()
