"""What indicators take from ledgers: measures that people made, bindings, and what was frozen at handing in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from quanheng.web.files.models import StoredFile
from quanheng.web.ledgers.models.rows import Ledger, OfLedger
from quanheng.web.units.rights import Scoped


class SavedMeasure(OfLedger):
    """A measure that somebody of the unit made; `tree` is what the library reads, `inputs` what was chosen."""

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="measures")
    title = models.CharField("名称", max_length=120)
    tree: models.JSONField[Any, Any] = models.JSONField("取数", default=dict)
    inputs: models.JSONField[Any, Any] = models.JSONField("填的", default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "自建取数"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """How bindings and addresses name it."""
        return f"saved-{self.pk}"


class _OfBook(Scoped):
    UNIT: ClassVar[str] = "book__unit"
    TASK: ClassVar[str] = "book__tasks"
    SUBMITTED: ClassVar[str | None] = "book__tasks__submitted_at"

    class Meta:
        abstract = True


class Binding(_OfBook):
    """An indicator takes its result from a measure of a ledger: `measure` names a shipped or a saved one.

    `whole` is the total that a coverage is divided by, where no ledger has it.
    """

    book = models.ForeignKey("departments.Book", on_delete=models.CASCADE, related_name="bindings")
    indicator = models.CharField("指标", max_length=400)
    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="bindings")
    measure = models.CharField("取数", max_length=60)
    whole = models.DecimalField("总数", max_digits=20, decimal_places=4, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "指标取数"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "indicator"], name="one_binding_of_an_indicator")
        ]

    def __str__(self) -> str:
        return self.indicator


class Frozen(_OfBook):
    """The results of a book's indicators as they were handed in, with the rows that proved them.

    `file` holds proofs, lists of rows and remarks as JSON; `hash` is its own, `count` the proofs.
    """

    book = models.ForeignKey("departments.Book", on_delete=models.CASCADE, related_name="frozen")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    count = models.IntegerField("指标数")
    rows = models.IntegerField("行数")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "报送时的台账取数"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.book} {self.count}"
