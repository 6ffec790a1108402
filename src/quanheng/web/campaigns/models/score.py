"""What reviewers scored, an indicator a row, in the columns of the re-check form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from quanheng.web.campaigns.models.campaign import Task
from quanheng.web.units.rights import Scoped


class ReviewScore(Scoped):
    """One indicator of one unit. The left half is the unit's own, word for word; the right half is the reviewer's.

    rule      id of a rule of deduction, "" while open; `share` the per cent of `weight` that it takes
    note      what the form prints, written from the rule; `comment` is the reviewer's own beside it
    changed   the unit's own half changed after the reviewer decided
    form      name of the form where a unit hands in several; `draft` the one its own half was read from
    machine   what the program works out from the rule, in words; `keys` the findings that stand in that row
    """

    UNIT: ClassVar[str] = "task__unit"

    class State(models.TextChoices):
        """Open, proposed by a third party, or settled by the bureau."""

        OPEN = "open", "未定"
        PROPOSED = "proposed", "建议"
        SETTLED = "settled", "已定"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="scores")
    draft = models.ForeignKey("documents.Draft", null=True, on_delete=models.SET_NULL, related_name="scores")
    key = models.CharField(max_length=64)
    form = models.CharField("表", max_length=120, blank=True)
    order = models.IntegerField("序")
    level1 = models.CharField("一级指标", max_length=120, blank=True)
    level2 = models.CharField("二级指标", max_length=120, blank=True)
    name = models.CharField("三级指标", max_length=200)
    sign = models.CharField("指标性质", max_length=20, blank=True)
    target = models.CharField("指标值", max_length=500, blank=True)
    measure = models.CharField("计量单位", max_length=20, blank=True)
    weight = models.DecimalField("权重", max_digits=12, decimal_places=4, null=True)
    self_result = models.TextField("自评完成值", blank=True)
    self_score = models.DecimalField("自评得分", max_digits=12, decimal_places=4, null=True)
    self_reason = models.TextField("自评说明", blank=True)
    standard = models.TextField("评分标准", blank=True)
    machine = models.TextField("机算", blank=True)
    keys: models.JSONField[Any, Any] = models.JSONField(default=list)
    review_result = models.CharField("复核完成值", max_length=200, blank=True)
    review_score = models.DecimalField("复核得分", max_digits=12, decimal_places=4, null=True, blank=True)
    rule = models.CharField("扣分理由", max_length=30, blank=True, db_index=True)
    share = models.DecimalField("扣分比例", max_digits=7, decimal_places=4, null=True, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    comment = models.CharField("补充说明", max_length=500, blank=True)
    above = models.CharField("高于自评的理由", max_length=300, blank=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    changed = models.BooleanField("自评已变", default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="人员", null=True, blank=True, on_delete=models.PROTECT
    )
    at = models.DateTimeField("时间", auto_now=True)
    version = models.IntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "复核得分"
        ordering: ClassVar = ["task", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "key"], name="one_score_of_an_indicator")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lost(self) -> Decimal | None:
        """Self-score less review score; None while one of them is missing."""
        if self.self_score is None or self.review_score is None:
            return None
        return Decimal(self.self_score) - Decimal(self.review_score)

    @property
    def remark(self) -> str:
        """The last column of the form."""
        parts: list[Any] = [self.note, self.comment]
        if self.above:
            parts.append(f"高于自评的理由：{self.above}")
        return "；".join(part for part in parts if part)
