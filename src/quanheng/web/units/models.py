"""Units in a tree, people, and what they are in which unit for how long."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from quanheng.web.units.roles import Role


class Site(models.Model):
    """One row: how this workspace is used. Made on the first run."""

    class Mode(models.TextChoices):
        """`LOCAL` needs no password: it answers on this machine only."""

        LOCAL = "local", "一个人在本机用"
        OFFICE = "office", "单位和财政局一起用"

    mode = models.CharField("用法", max_length=10, choices=Mode.choices)
    name = models.CharField("名称", max_length=100)
    jurisdiction = models.CharField("区划代码", max_length=12, default="cn")
    begun = models.DateTimeField("启用时间", auto_now_add=True)
    demo = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "工作平台"

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A county, bureau, department or unit under it; `path` holds the ids from the root, so a subtree is a prefix."""

    class Kind(models.TextChoices):
        """What the unit is for the work here."""

        AREA = "area", "地区"
        FINANCE = "finance", "财政部门"
        DEPARTMENT = "department", "部门"
        SUBORDINATE = "subordinate", "下属单位"
        FIRM = "firm", "第三方机构"

    name = models.CharField("名称", max_length=120)
    short = models.CharField("简称", max_length=60, blank=True)
    code = models.CharField("单位代码", max_length=40, blank=True)
    kind = models.CharField("性质", max_length=12, choices=Kind.choices, default=Kind.DEPARTMENT)
    parent = models.ForeignKey(
        "self", verbose_name="上级", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=255, db_index=True, editable=False, default="")
    jurisdiction = models.CharField("区划代码", max_length=12, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "name"], name="one_name_under_one_unit")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """The division whose norms hold for the unit: its own, that of the nearest above it, or the workspace's."""
        above: Unit | None = self
        while above is not None:
            if above.jurisdiction:
                return above.jurisdiction
            above = above.parent
        site = Site.objects.first()
        return site.jurisdiction if site else "cn"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps `path`; a unit that moves takes its subtree along."""
        before = self.path
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        self.path = f"{self.parent.path if self.parent else ''}{self.pk:08d}/"
        if self.path == before:
            return
        Unit.objects.filter(pk=self.pk).update(path=self.path)
        if before:
            for below in Unit.objects.filter(path__startswith=before).exclude(pk=self.pk):
                Unit.objects.filter(pk=below.pk).update(path=self.path + below.path.removeprefix(before))


class User(AbstractUser):
    """A person; what they may do follows from their memberships."""

    shown = models.CharField("姓名", max_length=40, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    must_change = models.BooleanField("下次登录要改密码", default=False)

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "用户"

    def __str__(self) -> str:
        return self.shown or self.username


class Membership(models.Model):
    """A role of a person over a unit and those under it, from `starts` to `ends` (both included, None: open)."""

    user = models.ForeignKey(User, verbose_name="用户", on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("角色", max_length=12, choices=Role.choices)
    section = models.CharField("股室", max_length=40, blank=True)
    starts = models.DateField("自", null=True, blank=True)
    ends = models.DateField("至", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "角色"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "unit", "role", "section"], name="one_role_once"),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
                name="role_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.unit} {self.get_role_display()}"

    @staticmethod
    def current() -> Q:
        """The condition that a membership holds today."""
        today = timezone.localdate()
        return (Q(starts=None) | Q(starts__lte=today)) & (Q(ends=None) | Q(ends__gte=today))
