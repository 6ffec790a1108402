"""Tokens by which machines come in for a person; only their hashes are kept."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Token(models.Model):
    """One token of one person. `digest` is its SHA-256: it has 256 random bits, so a slow hash adds nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="用户", on_delete=models.CASCADE, related_name="tokens"
    )
    name = models.CharField("用途", max_length=60)
    start = models.CharField("开头", max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField("建立时间", auto_now_add=True)
    expires = models.DateField("有效至")
    used = models.DateTimeField("最近使用", null=True, blank=True)
    revoked = models.DateTimeField("吊销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "令牌"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.start}…）"

    @staticmethod
    def current() -> Q:
        """The condition that a token opens today: not revoked, not expired, its person still active."""
        return Q(revoked=None, expires__gte=timezone.localdate(), user__is_active=True)

    @property
    def state(self) -> str:
        """In words."""
        if self.revoked:
            return "已吊销"
        return "已过期" if self.expires < timezone.localdate() else "有效"
