"""A department's year: every cell as an entry with its history, the sections in hand, evidence, written documents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from quanheng.web.campaigns.models import Task
from quanheng.web.files.models import StoredFile
from quanheng.web.jobs.models import Job
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import Scoped


class Book(Scoped):
    """What the unit's workbook of that year holds.

    `tasks` are the unit's parts of all campaigns of the year (monitoring, then self-evaluation): whoever reviews one
    of them sees the book once that part is handed in. `task` is the one that is being worked on now.
    """

    TASK: ClassVar[str] = "tasks"
    SUBMITTED: ClassVar[str | None] = "tasks__submitted_at"
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="books")
    year = models.IntegerField("年度")
    framework = models.CharField("分值方案", max_length=40, blank=True)
    task = models.ForeignKey(
        Task, verbose_name="现在的任务", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tasks = models.ManyToManyField(Task, verbose_name="任务", blank=True, related_name="books")
    made = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "年度数据"
        ordering: ClassVar = ["-year", "unit__path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["unit", "year"], name="one_book_of_a_year")]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}年"


class _OfBook(Scoped):
    UNIT: ClassVar[str] = "book__unit"
    TASK: ClassVar[str] = "book__tasks"
    SUBMITTED: ClassVar[str | None] = "book__tasks__submitted_at"

    class Meta:
        abstract = True


class Part(_OfBook):
    """A section of the workbook in somebody's hands. `version` grows with every saving."""

    class State(models.TextChoices):
        """From empty to handed in."""

        EMPTY = "empty", "待填"
        FILLING = "filling", "填报中"
        HANDED = "handed", "已交"
        RETURNED = "returned", "退回"

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="parts")
    section = models.CharField("部分", max_length=40)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.EMPTY)
    told = models.CharField("退回理由", max_length=300, blank=True)
    version = models.IntegerField(default=1)
    changed = models.DateTimeField("更新", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        verbose_name = verbose_name_plural = "分工"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "section"], name="one_part_of_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.section}"


class Entry(_OfBook):
    """One cell: `key` is the JSON of its key in model.workbook_flat, `value` its text there."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=600)
    value = models.TextField(blank=True)
    order = models.IntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "数据"
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["book", "key"], name="one_entry_of_a_key")]

    def __str__(self) -> str:
        return self.key


class Evidence(_OfBook):
    """A file that proves an indicator's result, with the page where it says so."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="evidence")
    indicator = models.CharField("指标", max_length=400)
    name = models.CharField("文件名", max_length=255)
    page = models.CharField("页", max_length=40, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="evidence")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "佐证"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class Reading(_OfBook):
    """How far an indicator was at the end of a month, for monitoring; `value` as typed, a number or words."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="readings")
    indicator = models.CharField("指标", max_length=400)
    month = models.IntegerField("月")
    value = models.CharField("完成值", max_length=200)
    note = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "监控记录"
        ordering: ClassVar = ["month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["book", "indicator", "month"], name="one_reading_of_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.month}月"


class Written(_OfBook):
    """A document written from the book; `state_of_book` is the hash of the entries it was written from."""

    book = models.ForeignKey(Book, on_delete=models.CASCADE, related_name="written")
    name = models.CharField("文件名", max_length=255)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="written")
    state_of_book = models.CharField(max_length=64)
    told: models.JSONField[Any, Any] = models.JSONField("说明", default=list)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "生成的文稿"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name
