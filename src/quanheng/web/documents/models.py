"""Documents of units, their drafts, what was found in each, and what people said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from quanheng.web.campaigns.models import Task
from quanheng.web.files.models import StoredFile
from quanheng.web.jobs.models import Job
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import Scoped

if TYPE_CHECKING:
    from quanheng.web.units.rights import Person


class Document(Scoped):
    """A report through all its drafts. Without a unit it is somebody's quick check, seen by that person alone."""

    OWNER: ClassVar[str | None] = "owner"

    title = models.CharField("名称", max_length=200)
    kind = models.CharField("类型", max_length=30, default="unknown")
    year = models.IntegerField("年度", null=True, blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name="单位", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    task = models.ForeignKey(
        Task, verbose_name="任务", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", null=True, blank=True, on_delete=models.PROTECT
    )
    made = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "文稿"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def latest(self) -> Draft | None:
        """The newest draft."""
        return self.drafts.order_by("-number").first()

    def drafts_for(self, user: Person) -> models.QuerySet[Draft]:
        """The drafts that the person sees, the newest first: reviewers those that were handed in."""
        seen: models.QuerySet[Draft] = Draft.objects.visible_to(user, "view_whole")
        return seen.filter(document=self).order_by("-number")


class Draft(Scoped):
    """One file of a document. `summary` counts what the check found; details are rows and made files."""

    UNIT: ClassVar[str] = "document__unit"
    TASK: ClassVar[str] = "document__task"
    SUBMITTED: ClassVar[str | None] = "submitted_at"
    OWNER: ClassVar[str | None] = "document__owner"

    class State(models.TextChoices):
        """Where the check of the file is."""

        WAITING = "waiting", "排队"
        READING = "reading", "核对中"
        DONE = "done", "完成"
        PARTLY = "partly", "部分完成"
        FAILED = "failed", "失败"

    document = models.ForeignKey(
        Document, verbose_name="文稿", on_delete=models.CASCADE, related_name="drafts"
    )
    number = models.IntegerField("稿次")
    name = models.CharField("文件名", max_length=255)
    file = models.ForeignKey(StoredFile, verbose_name="文件", on_delete=models.PROTECT, related_name="drafts")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", null=True, on_delete=models.PROTECT
    )
    at = models.DateTimeField("上传时间", auto_now_add=True)
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="drafts")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    settings: models.JSONField[Any, Any] = models.JSONField("核对设置", default=dict)
    summary: models.JSONField[Any, Any] = models.JSONField("核对结果", default=dict)
    told = models.CharField("说明", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "稿次"
        ordering: ClassVar = ["document", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="one_draft_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.document} 第{self.number}稿"


class Finding(Scoped):
    """What the check says of one draft. `key` is stable across drafts, `sign` covers what the finding quotes.

    `content` is the finding as `check --format json` prints it.
    """

    UNIT: ClassVar[str] = "draft__document__unit"
    TASK: ClassVar[str] = "draft__document__task"
    SUBMITTED: ClassVar[str | None] = "draft__submitted_at"
    OWNER: ClassVar[str | None] = "draft__document__owner"

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="findings")
    order = models.IntegerField("序")
    key = models.CharField(max_length=120, db_index=True)
    sign = models.CharField(max_length=64)
    rule = models.CharField("规则", max_length=80, db_index=True)
    severity = models.CharField("等级", max_length=8, db_index=True)
    message = models.TextField("问题")
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "问题"
        ordering: ClassVar = ["draft", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "key"], name="one_finding_of_a_key")
        ]

    def __str__(self) -> str:
        return self.message[:60]


class Verdict(Scoped):
    """What a person said about a finding of a document; it outlives drafts as long as `sign` is the same."""

    UNIT: ClassVar[str] = "document__unit"
    TASK: ClassVar[str] = "document__task"
    SUBMITTED: ClassVar[str | None] = "document__task__submitted_at"
    OWNER: ClassVar[str | None] = "document__owner"

    class Choice(models.TextChoices):
        """The words of the review desk."""

        HOLDS = "holds", "成立"
        NOT = "not", "不成立"
        EXPLAIN = "explain", "待说明"
        LATER = "later", "稍后再看"

    class Side(models.TextChoices):
        """Whose word it is: the department's own, or the reviewers'; one does not overwrite the other."""

        OWN = "own", "本单位"
        REVIEW = "review", "复核"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="verdicts")
    key = models.CharField(max_length=120)
    sign = models.CharField(max_length=64)
    choice = models.CharField("结论", max_length=8, choices=Choice.choices)
    reason = models.CharField("理由", max_length=500, blank=True)
    side = models.CharField("哪一方", max_length=6, choices=Side.choices, default=Side.OWN)
    proposed = models.BooleanField("建议", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.PROTECT)
    at = models.DateTimeField("时间", auto_now=True)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "结论"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "key", "side", "proposed"], name="one_verdict_of_a_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.get_choice_display()}"


class Waiver(Scoped):
    """「本单位不查此项」: a rule that one document is not asked about any more, why, by whom, and until when."""

    UNIT: ClassVar[str] = "document__unit"
    TASK: ClassVar[str] = "document__task"
    SUBMITTED: ClassVar[str | None] = "document__task__submitted_at"
    OWNER: ClassVar[str | None] = "document__owner"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="waivers")
    rule = models.CharField("规则", max_length=80)
    reason = models.CharField("理由", max_length=500)
    until = models.DateField("至", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="人员", on_delete=models.PROTECT)
    at = models.DateTimeField("时间", auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "不查的规则"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "rule"], name="one_waiver_of_a_rule")
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.rule}"
