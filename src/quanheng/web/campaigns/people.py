"""Who can be given a unit's review: people of the bureau, and of third parties."""

from __future__ import annotations

from django.db.models import QuerySet

from quanheng.web.units.models import Membership, User
from quanheng.web.units.roles import Role


def with_role(role: Role) -> QuerySet[User]:
    """The active people that have the role somewhere today."""
    ids = Membership.objects.filter(Membership.current(), role=role).values("user_id")
    return User.objects.filter(pk__in=ids, is_active=True).order_by("shown", "username")


def reviewers() -> QuerySet[User]:
    """The people of the performance section."""
    return with_role(Role.PERFORMANCE)


def third_parties() -> QuerySet[User]:
    """The people of third parties."""
    return with_role(Role.THIRD_PARTY)
