"""What a unit has to put right after a review, and what it answers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from quanheng.web.campaigns.models import Letter, Task
from quanheng.web.documents.models import Document, Draft
from quanheng.web.files.models import StoredFile
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import Scoped


class Item(Scoped):
    """One matter of a signed letter, as a duty with a deadline.

    `keys` are those of its findings in `document`, so a re-check finds them, none for a matter that the
    reviewer wrote without a finding; `rule` and `about` say what it is about whatever the year.
    """

    class State(models.TextChoices):
        """From the letter to the end, or to next year's check."""

        SENT = "sent", "已下达"
        TAKEN = "taken", "已签收"
        WORKING = "working", "整改中"
        ANSWERED = "answered", "待复核"
        EXTENSION = "extension", "申请延期"
        REFUSED = "refused", "复核不通过"
        CLOSED = "closed", "已销号"
        NEXT_YEAR = "next_year", "转来年核对"
        WITHDRAWN = "withdrawn", "已撤销"

    OVER: ClassVar = (State.CLOSED, State.NEXT_YEAR, State.WITHDRAWN)
    """States in which nothing is to be done any more in this year's work."""

    class Ask(models.TextChoices):
        """What the letter asks for."""

        CORRECT = "correct", "请更正"
        EXPLAIN = "explain", "请说明"
        PROVE = "prove", "请补证"
        IMPROVE = "improve", "建议改进"

    task = models.ForeignKey(Task, verbose_name="任务", on_delete=models.PROTECT, related_name="items")
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.PROTECT, related_name="items")
    letter = models.ForeignKey(
        Letter, verbose_name="意见书", on_delete=models.PROTECT, related_name="items", null=True
    )
    document = models.ForeignKey(
        Document, verbose_name="文稿", null=True, on_delete=models.PROTECT, related_name="items"
    )
    draft = models.ForeignKey(
        Draft, verbose_name="稿次", null=True, on_delete=models.PROTECT, related_name="items"
    )
    number = models.IntegerField("编号")
    keys: models.JSONField[Any, Any] = models.JSONField("标识", default=list)
    rule = models.CharField("规则", max_length=80, blank=True)
    about = models.CharField("所指", max_length=200, blank=True)
    severity = models.CharField("等级", max_length=8, blank=True)
    place = models.CharField("位置", max_length=300, blank=True)
    message = models.TextField("问题")
    request = models.TextField("整改要求", blank=True)
    ask = models.CharField("要求", max_length=8, choices=Ask.choices)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.SENT, db_index=True)
    due = models.DateField("期限")
    version = models.IntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "整改事项"
        ordering: ClassVar = ["task", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "number"], name="one_item_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number:04d} {self.message[:40]}"

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in self.OVER

    @property
    def days_left(self) -> int:
        """Days to the deadline; negative when it has passed."""
        return int((self.due - timezone.localdate()).days)

    @property
    def late(self) -> bool:
        """Open after the deadline."""
        return self.open and self.days_left < 0

    @property
    def waiting(self) -> Answer | None:
        """The unit's answer that waits for the reviewer's word; None where none does."""
        if self.state not in {self.State.ANSWERED, self.State.EXTENSION}:
            return None
        said = [one for one in self.answers.all() if one.kind in Answer.OF_UNIT]
        return said[-1] if said else None


class Answer(Scoped):
    """What the unit says to an item, or the reviewer to the answer: one of OF_UNIT, else the reviewer's."""

    UNIT: ClassVar[str] = "item__unit"
    TASK: ClassVar[str] = "item__task"
    SUBMITTED: ClassVar[str | None] = "item__task__submitted_at"

    class Kind(models.TextChoices):
        """The department's four answers, and the reviewer's two to each kind."""

        CORRECTED = "corrected", "已更正"
        EXPLAINED = "explained", "说明"
        EXTEND = "extend", "申请延期"
        DISAGREE = "disagree", "不认可"
        PASSED = "passed", "复核通过"
        NOT_PASSED = "not_passed", "复核不通过"
        GRANTED = "granted", "同意延期"
        DENIED = "denied", "不同意延期"
        ADOPTED = "adopted", "采纳单位意见，撤销"
        UPHELD = "upheld", "维持原意见"

    OF_UNIT: ClassVar = (Kind.CORRECTED, Kind.EXPLAINED, Kind.EXTEND, Kind.DISAGREE)

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField("答复", max_length=12, choices=Kind.choices)
    words = models.CharField("内容", max_length=1000, blank=True)
    until = models.DateField("延期至", null=True, blank=True)
    draft = models.ForeignKey(Draft, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    evidence = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    evidence_name = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    detail: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.item} {self.get_kind_display()}"

    @property
    def of_unit(self) -> bool:
        """Whether the unit said it."""
        return self.kind in self.OF_UNIT
