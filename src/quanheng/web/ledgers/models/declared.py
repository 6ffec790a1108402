"""Ledgers and processes that an office described itself, without code."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from quanheng.web.ledgers.models.office import OfOffice
from quanheng.web.units.models import Unit


class Declaration(OfOffice):
    """A description that the library read without objection: `tree` is what its YAML would hold."""

    class Kind(models.TextChoices):
        """What is described."""

        LEDGER = "ledger", "台账"
        PROCESS = "process", "流程"

    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="declarations")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    name = models.CharField("标识", max_length=60)
    section = models.CharField("股室", max_length=40, blank=True)
    tree: models.JSONField[Any, Any] = models.JSONField("内容", default=dict)
    version = models.IntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField("更新", auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "自建台账和流程"
        ordering: ClassVar = ["kind", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "kind", "name"], name="one_declaration_of_a_name")
        ]

    def __str__(self) -> str:
        return str(self.tree.get("title", self.name))
