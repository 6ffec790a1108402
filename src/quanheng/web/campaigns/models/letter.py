"""Letters of opinion: drafted, edited, signed once, and then only read."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from quanheng.web.campaigns.models.campaign import Task
from quanheng.web.files.models import StoredFile
from quanheng.web.units.rights import Scoped


class Letter(Scoped):
    """One letter to one unit.

    `content` has `fields` (values of the paper by name), `overall`, and `items` by 更正, 说明, 建议: each with the
    cells of the paper's list and `keys`, the findings behind it as [document, key].
    """

    UNIT: ClassVar[str] = "task__unit"

    class State(models.TextChoices):
        """Being written, or signed."""

        DRAFT = "draft", "拟稿"
        SIGNED = "signed", "已签发"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="letters")
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.DRAFT)
    content: models.JSONField[Any, Any] = models.JSONField("内容", default=dict)
    file = models.ForeignKey(
        StoredFile, verbose_name="文件", null=True, on_delete=models.PROTECT, related_name="letters"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="拟稿人", on_delete=models.PROTECT, related_name="letters"
    )
    at = models.DateTimeField("时间", auto_now=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="签发人",
        null=True,
        on_delete=models.PROTECT,
        related_name="letters_signed",
    )
    signed_at = models.DateTimeField("签发时间", null=True)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "复核意见书"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task"], condition=Q(state="draft"), name="one_letter_in_draft")
        ]

    def __str__(self) -> str:
        return f"{self.task.unit} 复核意见书"
