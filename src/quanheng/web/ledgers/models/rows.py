"""A unit's ledgers: rows with every change, what came in at once, evidence, and what the traps caught."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from quanheng.ledgers.measures.slots import every, is_number
from quanheng.web.files.models import StoredFile
from quanheng.web.ledgers.models.office import OfOffice
from quanheng.web.units.models import Unit


class Readable(json.JSONEncoder):
    """Chinese as it is, so that a row can be searched as text and takes half the room."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "ensure_ascii": False})


class Ledger(OfOffice):
    """A ledger that the unit keeps. Its rows go through the years; `year` is the one it is checked for.

    `version` grows with every change of a row; `checked` is the version that the traps have seen. `slots` tells where
    the cells of each column stand (`storage.laid_out`).
    """

    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="ledgers")
    name = models.CharField("台账", max_length=60)
    section = models.CharField("股室", max_length=40, blank=True)
    year = models.IntegerField("核对年度")
    version = models.IntegerField(default=0)
    checked = models.IntegerField(default=-1)
    slots: models.JSONField[Any, Any] = models.JSONField(default=dict)
    made = models.DateTimeField("启用时间", auto_now_add=True)
    changed = models.DateTimeField("更新", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "台账"
        ordering: ClassVar = ["unit__path", "section", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="one_ledger_of_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.name}"


class OfLedger(OfOffice):
    """What belongs to a ledger, and is seen with it."""

    UNIT: ClassVar[str] = "ledger__unit"
    SECTION: ClassVar[str] = "ledger__section"

    class Meta:
        abstract = True


class Row(OfLedger):
    """One row: `data` as the library keeps it, `raw` what could not be typed. Its history are its changes."""

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField(max_length=300)
    data: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=Readable)
    raw: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=Readable)
    version = models.IntegerField(default=1)
    deleted = models.BooleanField("已删", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "台账记录"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["ledger", "deleted", "key"], name="row_by_key")]

    def __str__(self) -> str:
        return self.key


class Cells(OfLedger):
    """The typed cells of a row that counts, in the slots of its ledger: what measures and lists read.

    The database writes them from `Row.data` (`storage.follow`) with the row. They refer without constraints, which
    would lock and look up every row that is written.
    """

    row = models.OneToOneField(
        Row, primary_key=True, on_delete=models.CASCADE, db_constraint=False, related_name="cells"
    )
    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, db_constraint=False, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "台账各格"

    def __str__(self) -> str:
        return str(self.pk)


for _slot in every():
    Cells.add_to_class(
        _slot, models.BigIntegerField(null=True) if is_number(_slot) else models.TextField(null=True)
    )


class Batch(OfLedger):
    """What came in at once, from a clipboard or a file: first looked at, then taken, perhaps undone."""

    class State(models.TextChoices):
        """A preview changes nothing."""

        PREVIEW = "preview", "待确认"
        TAKEN = "taken", "已收下"
        UNDONE = "undone", "已撤销"
        DROPPED = "dropped", "未收"

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="batches")
    source = models.CharField("来源", max_length=255)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    chosen: models.JSONField[Any, Any] = models.JSONField(default=dict)
    unit = models.CharField("金额单位", max_length=10, blank=True)
    table = models.IntegerField("第几张表", default=-1)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PREVIEW)
    told = models.CharField("说明", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "收入批次"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.source


class Change(OfLedger):
    """What one change did to a row: the cells before and after, only those that differ; {} before for a new row."""

    class What(models.TextChoices):
        """How it came about."""

        NEW = "new", "新增"
        EDIT = "edit", "修改"
        DELETE = "delete", "删除"
        RESTORE = "restore", "恢复"

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="changes")
    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="changes")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.SET_NULL, related_name="changes")
    what = models.CharField(max_length=10, choices=What.choices)
    why = models.CharField("经由", max_length=200, blank=True)
    before: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=Readable)
    after: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=Readable)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "台账改动"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.row} {self.get_what_display()}"


class RowEvidence(OfLedger):
    """A file that proves a row, with the page where it says so."""

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="evidence")
    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="evidence")
    paper = models.CharField("佐证名称", max_length=100, blank=True)
    name = models.CharField("文件名", max_length=255)
    page = models.CharField("页", max_length=40, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="ledger_evidence")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "台账佐证"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class Doubt(OfLedger):
    """Something that a trap caught, once for each row that it is about; made anew with every checking."""

    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="doubts")
    row = models.ForeignKey(Row, null=True, on_delete=models.CASCADE, related_name="doubts")
    number = models.IntegerField()
    severity = models.CharField(max_length=10)
    trap = models.CharField(max_length=40)
    column = models.CharField(max_length=60, blank=True)
    message = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "台账疑点"
        ordering: ClassVar = ["number", "pk"]

    def __str__(self) -> str:
        return self.message[:60]
