"""A piece of the year's work that the finance bureau sets, and each unit's part in it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from quanheng.web.units.models import Unit
from quanheng.web.units.rights import Scoped


class Campaign(Scoped):
    """One 工作任务: what, for which year, by when, under which norms."""

    SUBMITTED: ClassVar[str | None] = None

    class Kind(models.TextChoices):
        """The kinds of the year's work."""

        GOALS = "goals", "绩效目标申报"
        MONITORING = "monitoring", "绩效运行监控"
        SELF_EVALUATION = "self_evaluation", "绩效自评"
        REVIEW = "review", "财政复核"
        DISCLOSURE = "disclosure", "预决算公开"

    class Sampling(models.TextChoices):
        """How the units that are reviewed were chosen."""

        ALL = "all", "全部"
        RANDOM = "random", "随机"
        AMOUNT = "amount", "按金额从大到小"
        RISK = "risk", "按风险从高到低"

    class State(models.TextChoices):
        """Being set up, open to the units, or ended."""

        DRAFT = "draft", "筹备"
        OPEN = "open", "进行中"
        CLOSED = "closed", "已结束"

    kind = models.CharField("种类", max_length=20, choices=Kind.choices)
    year = models.IntegerField("年度")
    title = models.CharField("名称", max_length=120)
    unit = models.ForeignKey(
        Unit, verbose_name="组织单位", on_delete=models.PROTECT, related_name="campaigns"
    )
    deadline = models.DateField("截止日期")
    norms = models.CharField("规则区划", max_length=12, default="cn")
    forms: models.JSONField[Any, Any] = models.JSONField("应报表格", default=list)
    norms_version = models.CharField("规范版本", max_length=20, blank=True)
    office: models.JSONField[Any, Any] = models.JSONField("文书落款", default=dict, blank=True)
    sampling = models.CharField("抽样方法", max_length=8, choices=Sampling.choices, default=Sampling.ALL)
    share = models.DecimalField("抽查比例", max_digits=5, decimal_places=2, null=True, blank=True)
    seed = models.CharField("抽样种子", max_length=40, blank=True)
    answer_days = models.PositiveSmallIntegerField("整改期限（日）", default=30)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "工作任务"
        ordering: ClassVar = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def settings(self) -> dict[str, Any]:
        """How files of this work are checked: by the norms of its place, where it has any of its own."""
        return {"jurisdiction": self.norms} if self.norms != "cn" else {}


class Task(Scoped):
    """A unit's part in a campaign. `version` grows with every change: who saves an old one is told."""

    TASK: ClassVar[str] = ""
    SUBMITTED: ClassVar[str | None] = "submitted_at"

    class State(models.TextChoices):
        """From the first draft to the archive."""

        DRAFT = "draft", "草稿"
        CHECKING = "checking", "自查中"
        TO_SIGN = "to_sign", "待审签"
        SUBMITTED = "submitted", "已报送"
        RETURNED = "returned", "退回修改"
        REVIEWING = "reviewing", "复核中"
        OPINION = "opinion", "意见已出"
        RECTIFYING = "rectifying", "整改中"
        CLOSED = "closed", "已销号"
        PUBLISHED = "published", "已公开"
        ARCHIVED = "archived", "归档"

    campaign = models.ForeignKey(
        Campaign, verbose_name="工作任务", on_delete=models.PROTECT, related_name="tasks"
    )
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="tasks")
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DRAFT, db_index=True)
    due = models.DateField("截止日期", null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="承办人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reviews",
    )
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    sampled = models.BooleanField("抽中", default=True)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "单位任务"
        ordering: ClassVar = ["unit__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="one_task_of_a_unit_in_a_campaign")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.campaign}"

    @property
    def deadline(self) -> Any:
        """The unit's own date where it was given one, else the campaign's."""
        return self.due or self.campaign.deadline

    @property
    def days_left(self) -> int:
        """Days to the deadline; negative when it has passed."""
        return int((self.deadline - timezone.localdate()).days)


class Assignment(models.Model):
    """A third party's person on a unit's task, from `starts` to `ends`, both included."""

    task = models.ForeignKey(
        Task, verbose_name="单位任务", on_delete=models.CASCADE, related_name="assignments"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.CASCADE, related_name="assignments"
    )
    starts = models.DateField("自")
    ends = models.DateField("至")

    class Meta:
        verbose_name = verbose_name_plural = "分派"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "user"], name="one_assignment_of_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.task}"
