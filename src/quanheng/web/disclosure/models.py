"""What a unit owes the public, each version of it that was published, and how much of it is open to everybody."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from quanheng.web.documents.models import Draft
from quanheng.web.files.models import StoredFile
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import Scoped


class Face(models.Model):
    """One row: whether the public pages need no login, and what they show besides the documents."""

    open = models.BooleanField("不登录也能看", default=False)
    problems = models.BooleanField("列出已确认的问题和整改情况", default=False)
    contact = models.CharField("发现错误联系谁", max_length=200, blank=True)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "公开页面"

    def __str__(self) -> str:
        return "公开页面"

    @classmethod
    def now(cls) -> Face:
        """The row, or what holds before anybody has chosen: closed."""
        return cls.objects.order_by("pk").first() or cls(pk=1)


class Publication(Scoped):
    """One kind of document of one unit and year that is to be published.

    approved_on   the day of the approval from which the law counts; None while it is not known
    set_due       a date that the bureau set; the earlier of both counts
    first_at      when the first version was published here; from then on reviewers see the row
    """

    TASK: ClassVar[str] = "releases__draft__document__task"
    SUBMITTED: ClassVar[str | None] = "first_at"

    class Kind(models.TextChoices):
        """What units publish in a year."""

        BUDGET = "budget", "部门预算"
        FINAL_ACCOUNTS = "final_accounts", "部门决算"
        SELF_EVALUATION = "self_evaluation", "绩效自评报告"
        RECTIFICATION = "rectification", "整改结果"

    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField("事项", max_length=20, choices=Kind.choices)
    year = models.IntegerField("年度")
    approved_on = models.DateField("批复日期", null=True, blank=True)
    set_due = models.DateField("规定的期限", null=True, blank=True)
    first_at = models.DateTimeField("首次公开", null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "公开事项"
        ordering: ClassVar = ["unit__path", "-year", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "kind", "year"], name="one_publication_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.title}"

    @property
    def title(self) -> str:
        """2024年度部门决算."""
        return f"{self.year}年度{self.get_kind_display()}"


class Release(Scoped):
    """One version. What was published stays, with the later ones beside it.

    reason    why it goes out although something is open
    note      what a correction corrects; `changes` the figures that differ from the version before:
              name, old, old_place, new, new_place, times, and `state` as `diff --figures` has it
    parts     what the law asks to be published and whether it was found: name, state, text, place, basis
    told      what the leader or the bureau said when sending it back
    withheld  why the text of a replaced version is no longer shown
    """

    UNIT: ClassVar[str] = "publication__unit"
    TASK: ClassVar[str] = "draft__document__task"
    SUBMITTED: ClassVar[str | None] = "published_at"

    class State(models.TextChoices):
        """From the file to the bureau's word."""

        DRAFT = "draft", "拟公开"
        PREPARED = "prepared", "待审签"
        PUBLISHED = "published", "已公开"
        QUESTIONED = "questioned", "待补正"
        CONFIRMED = "confirmed", "财政已核对"

    publication = models.ForeignKey(
        Publication, verbose_name="公开事项", on_delete=models.PROTECT, related_name="releases"
    )
    number = models.IntegerField("版次")
    draft = models.ForeignKey(Draft, verbose_name="文件", on_delete=models.PROTECT, related_name="releases")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    reason = models.CharField("仍要公开的理由", max_length=500, blank=True)
    note = models.CharField("更正说明", max_length=500, blank=True)
    changes: models.JSONField[Any, Any] = models.JSONField("更正的数", default=list)
    parts: models.JSONField[Any, Any] = models.JSONField("应公开的内容", default=list)
    url = models.URLField("网址", max_length=500, blank=True)
    published_on = models.DateField("公开日期", null=True, blank=True)
    evidence = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="releases"
    )
    evidence_name = models.CharField("截图", max_length=255, blank=True)
    told = models.CharField("退回说明", max_length=500, blank=True)
    withheld = models.CharField("不再显示原文的理由", max_length=300, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    prepared_at = models.DateTimeField("送审签时间", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "公开版本"
        ordering: ClassVar = ["publication", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "number"], name="one_release_of_a_number"),
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(state__in=["draft", "prepared"]),
                name="one_release_in_preparation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication} 第{self.number}版"

    @property
    def out(self) -> bool:
        """Whether it was published."""
        return self.published_at is not None

    @property
    def replaced(self) -> bool:
        """Whether a later version of the same is out."""
        later = self.publication.releases.filter(number__gt=self.number, published_at__isnull=False)
        return bool(later.exists())
