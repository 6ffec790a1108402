"""Processes under way: who acts as what, each thing on its way, every step that was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from quanheng.web.ledgers.models.office import OfOffice
from quanheng.web.ledgers.models.rows import Ledger, Readable, Row
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import Scoped

if TYPE_CHECKING:
    from quanheng.web.units.rights import Person


class Acting(Scoped):
    """A person acts in a role of a process of the unit; they need not belong to the unit (experts, firms, finance).

    `states` are those in which the role has a step (kept here so that rights are one question to the database);
    with `own` the person sees what their organisation began and nothing else. `ties` are names of organisations
    and persons, one a line, of which the person may not judge.
    """

    SUBMITTED: ClassVar[str | None] = None
    unit = models.ForeignKey(Unit, verbose_name="单位", on_delete=models.CASCADE, related_name="acting")
    process = models.CharField("流程", max_length=60)
    role = models.CharField("身份", max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acting")
    organisation = models.CharField("所在单位", max_length=120, blank=True)
    ties = models.TextField("利害关系", blank=True)
    own = models.BooleanField("只办自己的", default=False)
    states: models.JSONField[Any, Any] = models.JSONField(default=list)
    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "流程人员"
        ordering: ClassVar = ["process", "role", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "process", "role", "user"], name="one_acting_of_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


class Run(OfOffice):
    """One row of a ledger on its way through a process. `organisation` is whose it is, "" for the unit's own."""

    UNIT: ClassVar[str] = "ledger__unit"
    SECTION: ClassVar[str] = "ledger__section"
    ledger = models.ForeignKey(Ledger, on_delete=models.CASCADE, related_name="runs")
    row = models.OneToOneField(Row, on_delete=models.CASCADE, related_name="run")
    process = models.CharField("流程", max_length=60)
    state = models.CharField("状态", max_length=40, blank=True)
    since = models.DateField("自", null=True)
    organisation = models.CharField("申报单位", max_length=120, blank=True)
    ended = models.BooleanField("已结束", default=False)
    version = models.IntegerField(default=1)
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "在办事项"
        ordering: ClassVar = ["ended", "-pk"]

    def __str__(self) -> str:
        return self.row.key

    @property
    def key(self) -> str:
        """The row's."""
        return self.row.key

    @classmethod
    def reach(cls, user: Person, action: str) -> Q:
        """Those of the unit's ledgers, and to look at those in which the person acts."""
        found = super().reach(user, action)
        if action != "view" or not user.is_authenticated:
            return found
        for one in Acting.objects.filter(user=user.pk):
            theirs = Q(moves__by=user.pk)
            if one.organisation:
                theirs |= Q(organisation=one.organisation)
            if not one.own:
                theirs |= Q(state__in=one.states)
            found |= Q(ledger__unit=one.unit_id, process=one.process) & theirs
        return found


class Move(Scoped):
    """A step that was taken; `person` is who did it, `by` who entered it. Never changed."""

    UNIT: ClassVar[str] = "run__ledger__unit"
    SUBMITTED: ClassVar[str | None] = None
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="moves")
    number = models.IntegerField()
    step = models.CharField(max_length=40)
    person = models.CharField("办理人", max_length=80)
    role = models.CharField("身份", max_length=40)
    on = models.DateField("办理日")
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40, blank=True)
    data: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=Readable)
    papers: models.JSONField[Any, Any] = models.JSONField(default=list, encoder=Readable)
    note = models.CharField("意见", max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "办理步骤"
        ordering: ClassVar = ["run", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number"], name="one_move_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.step}"
