"""A file that came to the bureau: whose it is, or why that is not known yet."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from quanheng.web.campaigns.models.campaign import Campaign, Task
from quanheng.web.units.rights import Scoped


class Receipt(Scoped):
    """One file of one upload. `guesses` are keys of tasks whose unit it may be of, the likeliest first."""

    UNIT: ClassVar[str] = "campaign__unit"
    TASK: ClassVar[str] = "task"
    SUBMITTED: ClassVar[str | None] = None

    class State(models.TextChoices):
        """From the upload to the unit's documents."""

        WAITING = "waiting", "识别中"
        MATCHED = "matched", "已归入"
        UNMATCHED = "unmatched", "待归位"
        DUPLICATE = "duplicate", "重复"
        FAILED = "failed", "读不了"
        DISMISSED = "dismissed", "不归入"

    campaign = models.ForeignKey(
        Campaign, verbose_name="工作任务", on_delete=models.CASCADE, related_name="receipts"
    )
    name = models.CharField("文件名", max_length=255)
    draft = models.ForeignKey(
        "documents.Draft", verbose_name="稿次", null=True, on_delete=models.CASCADE, related_name="receipts"
    )
    task = models.ForeignKey(
        Task,
        verbose_name="单位任务",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="receipts",
    )
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    told = models.CharField("说明", max_length=500, blank=True)
    guesses: models.JSONField[Any, Any] = models.JSONField("可能的单位", default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="收件人", null=True, on_delete=models.PROTECT
    )
    at = models.DateTimeField("收到时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "收件"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name
