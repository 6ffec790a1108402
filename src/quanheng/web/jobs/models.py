"""Work that outlasts a request: one row each for progress, cancelling and audit; django-q2 carries it out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from quanheng.web.units.models import Unit
from quanheng.web.units.rights import Scoped


class Job(Scoped):
    """One piece of work. `args` holds ids only; `lease` is how long the worker's word holds without a sign of life."""

    SUBMITTED: ClassVar[str | None] = None
    OWNER: ClassVar[str | None] = "by"

    class State(models.TextChoices):
        """From waiting to one of three ends."""

        WAITING = "waiting", "排队"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "失败"
        CANCELLED = "cancelled", "已取消"

    kind = models.CharField("种类", max_length=30)
    title = models.CharField("事项", max_length=200, blank=True)
    args: models.JSONField[Any, Any] = models.JSONField(default=dict)
    unit = models.ForeignKey(Unit, verbose_name="单位", null=True, on_delete=models.PROTECT)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发起人", null=True, on_delete=models.PROTECT
    )
    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.WAITING, db_index=True
    )
    done = models.IntegerField("已做", default=0)
    total = models.IntegerField("共", default=0)
    step = models.CharField("步骤", max_length=200, blank=True)
    result: models.JSONField[Any, Any] = models.JSONField(default=dict)
    error = models.CharField("原因", max_length=500, blank=True)
    cancel = models.BooleanField("要求取消", default=False)
    attempts = models.IntegerField("次数", default=0)
    lease = models.DateTimeField("有效至", null=True)
    made = models.DateTimeField("时间", auto_now_add=True)
    ended = models.DateTimeField("结束", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.title or self.kind

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}

    @property
    def percent(self) -> int:
        """Share done, 0 to 100, for a progress bar."""
        return 100 if self.state == self.State.DONE else (100 * self.done // self.total if self.total else 0)
