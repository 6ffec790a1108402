"""Files by content: one row and one file for the same bytes, however often they were given."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """Bytes in the data folder under their SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField("字节数")
    at = models.DateTimeField("存入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return self.sha256[:12]
