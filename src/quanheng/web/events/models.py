"""Who decided what, and when: a log that only grows, each line sealed with the one before it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from quanheng.web.units.models import Unit
from quanheng.web.units.rights import Scoped


class Chain(models.Model):
    """One row: the last hash. Whoever writes an event holds this row, so the chain has one order."""

    last = models.CharField(max_length=64, default="")
    length = models.BigIntegerField(default=0)


class Event(Scoped):
    """One decision. `hash` = SHA-256 over all other columns and `previous`, in the canonical form of `seal`."""

    SUBMITTED: ClassVar[str | None] = None
    OWNER: ClassVar[str | None] = "actor"

    number = models.BigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人员", null=True, on_delete=models.PROTECT
    )
    actor_name = models.CharField("姓名", max_length=60)
    unit = models.ForeignKey(Unit, verbose_name="单位", null=True, on_delete=models.PROTECT)
    action = models.CharField("事项", max_length=40)
    subject = models.CharField("对象", max_length=80)
    words = models.CharField("说明", max_length=500, blank=True)
    detail: models.JSONField[Any, Any] = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "事件"
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [models.Index(fields=["subject", "number"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once."""
        if self.pk:
            raise TypeError("事件只能追加，不能修改")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ARG002
        """Never."""
        raise TypeError("事件只能追加，不能删除")
