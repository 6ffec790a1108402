"""The one way to ask whether somebody may do something, and which objects they see.

Pages and API read every object through `visible_to`; another unit's object is not found (404), an action
that the role has not on a visible object is refused (403).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone

from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.roles import TABLE, Role, Scope

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    Person = User | AnonymousUser

_M = TypeVar("_M", bound="Scoped")
_NOBODY = Q(pk__in=[])


_asked: ContextVar[dict[int, list[tuple[str, str]]] | None] = ContextVar("asked", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """While one request is answered the roles of a person are those they had when it first asked: a page asks often."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def _roles(user: Person) -> list[tuple[str, str]]:
    """(role, path of the unit) of all that the person is today."""
    if user.pk is None:
        return []
    known = _asked.get()
    if known is not None and user.pk in known:
        return known[user.pk]
    found = Membership.objects.filter(Membership.current(), user_id=user.pk)
    pairs = list(found.values_list("role", "unit__path"))
    if known is not None:
        known[user.pk] = pairs
    return pairs


def paths(user: Person, action: str, scope: Scope) -> list[str]:
    """The subtrees (paths of units) over which `user` has `action` with that scope today."""
    return [path for role, path in _roles(user) if TABLE[action].get(Role(role)) == scope]


def has_role(user: Person, *roles: Role) -> bool:
    """Whether the person has one of the roles today, wherever."""
    return any(role in roles for role, _ in _roles(user))


def can_anywhere(user: Person, action: str) -> bool:
    """Whether there is a unit over which the person may do it; for menus, never for access."""
    return has_role(user, *TABLE[action])


class ScopedQuerySet(models.QuerySet[_M]):
    """Rows that belong to a unit, read through the rights of who asks."""

    def visible_to(self, user: Person, action: str = "view") -> ScopedQuerySet[_M]:
        """The rows on which `user` has `action`."""
        return self.filter(self.model.reach(user, action)).distinct()


class Scoped(models.Model):
    """A row of a unit, by ways through foreign keys from the row.

    `UNIT` leads to the unit; `TASK` to the task through which third parties are assigned; `SUBMITTED` to the
    time from which reviewers see the row, None where they never do; `OWNER` to the one person who always does.
    """

    UNIT: ClassVar[str] = "unit"
    TASK: ClassVar[str] = "task"
    SUBMITTED: ClassVar[str | None] = "task__submitted_at"
    OWNER: ClassVar[str | None] = None

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def reach(cls, user: Person, action: str) -> Q:
        """The condition for rows of this model on which `user` has `action` today."""
        if not user.is_authenticated:
            return _NOBODY
        found = _under(cls.UNIT, paths(user, action, Scope.ALWAYS))
        if cls.OWNER:
            found |= Q(**{cls.OWNER: user.pk})
        if cls.SUBMITTED is None:
            return found
        submitted = Q(**{f"{cls.SUBMITTED}__isnull": False})
        found |= submitted & _under(cls.UNIT, paths(user, action, Scope.SUBMITTED))
        if Scope.ASSIGNED in TABLE[action].values() and has_role(user, Role.THIRD_PARTY):
            found |= submitted & _assigned(user, f"{cls.TASK}__" if cls.TASK else "")
        return found


def _under(way: str, subtrees: list[str]) -> Q:
    found = _NOBODY
    for path in subtrees:
        found |= Q(**{f"{way}__path__startswith": path})
    return found


def _assigned(user: User, way: str) -> Q:
    today = timezone.localdate()
    return Q(
        **{
            f"{way}assignments__user": user.pk,
            f"{way}assignments__starts__lte": today,
            f"{way}assignments__ends__gte": today,
        }
    )


def visible_units(user: Person, action: str = "view") -> models.QuerySet[Unit]:
    """The units over which the person has `action` without any submission: their own, or those they administer."""
    found = _NOBODY
    for path in paths(user, action, Scope.ALWAYS):
        found |= Q(path__startswith=path)
    return Unit.objects.filter(found)


def may(user: Person, action: str, row: Scoped) -> bool:
    """Whether `user` may do `action` on that row now."""
    return bool(type(row).objects.filter(pk=row.pk).visible_to(user, action).exists())


def demand(user: Person, action: str, row: Scoped) -> None:
    """Raise PermissionDenied (403), saying who may, unless `user` may do `action` on the row."""
    if not may(user, action, row):
        who = "、".join(str(role.label) for role in TABLE[action])
        raise PermissionDenied(f"您没有这项权限；可以办理的是：{who}")
