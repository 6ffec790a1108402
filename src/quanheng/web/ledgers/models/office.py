"""Rows of a unit of which an office sees its own: what `section` names."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q

from quanheng.web.units.models import Membership
from quanheng.web.units.rights import Scoped
from quanheng.web.units.roles import TABLE, Role, Scope

if TYPE_CHECKING:
    from quanheng.web.units.rights import Person


class OfOffice(Scoped):
    """Seen by the unit; a person who fills for one office sees that office's and what is given to none.

    `SECTION` leads to the words that name the office. Reviewers never see the rows: they see what was frozen.
    """

    SUBMITTED: ClassVar[str | None] = None
    SECTION: ClassVar[str] = "section"

    class Meta:
        abstract = True

    @classmethod
    def reach(cls, user: Person, action: str) -> Q:
        """The condition for rows of this model on which `user` has `action` today."""
        found = Q(pk__in=[])
        if not user.is_authenticated:
            return found
        roles = [role for role, over in TABLE[action].items() if over == Scope.ALWAYS]
        held = Membership.objects.filter(Membership.current(), user_id=user.pk, role__in=roles)
        for path, role, section in held.values_list("unit__path", "role", "section"):
            one = Q(**{f"{cls.UNIT}__path__startswith": path})
            if role == Role.SECTION and section:
                one &= Q(**{f"{cls.SECTION}__in": [section, ""]})
            found |= one
        return found
