"""Units, people and roles for the administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from simple_history.admin import SimpleHistoryAdmin

from quanheng.web.units.models import Membership, Unit, User

if TYPE_CHECKING:  # the stubs' classes are generic, Django's are not
    _Inline = admin.TabularInline[Membership, User]
    _People = UserAdmin[User]
else:
    _Inline, _People = admin.TabularInline, UserAdmin


@admin.register(Unit)
class UnitAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # the library has no types
    """Units by their tree."""

    list_display = ("name", "kind", "parent", "code")
    list_filter = ("kind",)
    search_fields = ("name", "short", "code")
    autocomplete_fields = ("parent",)


class MembershipInline(_Inline):
    """A person's roles on the person's page."""

    model = Membership
    extra = 1
    autocomplete_fields = ("unit",)


@admin.register(User)
class PersonAdmin(_People):
    """People; what they may do follows from the roles below, not from Django's permissions."""

    list_display = ("username", "shown", "phone", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("联系", {"fields": ("shown", "phone", "email")}),
        ("状态", {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    inlines = (MembershipInline,)
