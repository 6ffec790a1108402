"""Ledgers and processes that an office describes in forms: the library reads them, or says why it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from quanheng.ledgers.load import read_schema
from quanheng.ledgers.measures.slots import slots
from quanheng.ledgers.processes.load import read_process
from quanheng.ledgers.schema import CHOICE, BadLedger, Schema
from quanheng.web.campaigns.steps import Stale
from quanheng.web.events.log import record as event
from quanheng.web.ledgers.described import OWN, schema_of
from quanheng.web.ledgers.drawing import numbered, process_tree, words
from quanheng.web.ledgers.models import Acting, Declaration, Ledger, Run
from quanheng.web.ledgers.people import states_of
from quanheng.web.ledgers.rows import current
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.roles import Role

TYPES = {
    "text": "文字", "date": "日期", "month": "月份", "year": "年份", "count": "个数", "money": "金额", "number": "数",
    "percent": "百分比", "choice": "选项", "credit_code": "统一社会信用代码", "code": "编号",
}  # fmt: skip
STATE = "state"


@dataclass(frozen=True)
class Whose:
    """The unit and office that describe something, and the person."""

    unit: Unit
    section: str
    by: User


def ledger_tree(given: Mapping[str, str]) -> dict[str, Any]:
    """The declaration that the form of a ledger means; raises BadLedger with what is to be mended."""
    title = given.get("title", "").strip()
    if not title:
        raise BadLedger("台账要有名称")
    columns: dict[str, Any] = {}
    key: list[str] = []
    used = [name for _, name in numbered(given, "name") if name]
    free = (f"c{n}" for n in range(1, 1000) if f"c{n}" not in used)
    for at, head in numbered(given, "title"):
        if head:
            name = given.get(f"name-{at}") or next(free)
            columns[name] = _column(given, at, head)
            key += [name] if given.get(f"key-{at}") else []
    if not columns:
        raise BadLedger("至少要有一栏")
    if not key:
        raise BadLedger("至少勾一栏“区分各行”，两行的这几栏不会都相同")
    hidden = [columns[name]["title"] for name in key if columns[name].get("private")]
    if hidden:
        raise BadLedger(
            f"“{'、'.join(hidden)}”不公开，不能用来区分各行：区分各行的内容写进日志，看台账的人都看得见"
        )
    states = words(given.get("states", ""))
    if len(states) == 1:
        raise BadLedger("状态至少写两个，或者都不写")
    made = {"title": title, "section": given.get("section", "").strip(), "columns": columns, "key": key}
    made |= {"about": about} if (about := given.get("about", "").strip()) else {}
    made |= {"evidence": papers} if (papers := words(given.get("evidence", ""))) else {}
    if states:
        columns[STATE] = {"title": "状态", "type": CHOICE, "choices": states}
        made[STATE] = STATE
    return made


def _column(given: Mapping[str, str], at: str, head: str) -> dict[str, Any]:
    kind = given.get(f"type-{at}", "text")
    choices, unit = words(given.get(f"choices-{at}", "")), given.get(f"unit-{at}", "").strip()
    if kind == CHOICE and not choices:
        raise BadLedger(f"“{head}”是选项，要写可以选的词")
    if choices and kind != CHOICE:
        raise BadLedger(f"“{head}”写了可以选的词，类型要选“选项”")
    made: dict[str, Any] = {"title": head, "type": kind if kind in TYPES else "text"}
    made |= {"choices": choices} if choices else {}
    made |= {"unit": unit} if unit else {}
    made |= {"decimals": "2"} if kind == "number" else {}
    return made | {name: "yes" for name in ("required", "private") if given.get(f"{name}-{at}")}


def own_section(user: User) -> str:
    """The office of a person who fills for one office alone; "" for an accountant, who fills for all."""
    roles = Membership.objects.filter(Membership.current(), user=user)
    if roles.filter(role=Role.ACCOUNTANT).exists():
        return ""
    mine = roles.filter(role=Role.SECTION).values_list("section", flat=True)
    return next(iter(mine), "")


def described(ledger: Ledger, user: User) -> Declaration | None:
    """The unit's own description of the ledger, for who may change it; None for a ledger that the library has."""
    own = Declaration.objects.visible_to(user, "edit_section")
    found: Declaration | None = own.filter(
        unit=ledger.unit, kind=Declaration.Kind.LEDGER, name=ledger.name
    ).first()
    return found


def process_of(ledger: Ledger, user: User) -> Declaration | None:
    """The unit's own description of the process over the ledger, for who may change it."""
    own = Declaration.objects.visible_to(user, "edit_section")
    found: Declaration | None = own.filter(
        unit=ledger.unit, kind=Declaration.Kind.PROCESS, tree__ledger=ledger.name
    ).first()
    return found


def _unchanged(row: Declaration | None, seen: int) -> None:
    """Lock the row. Raises Stale where it is not the one that the person saw."""
    if row is None:
        return
    now = Declaration.objects.select_for_update(of=("self",)).select_related("by").get(pk=row.pk)
    if now.version != seen:
        raise Stale(f"{now.by or '别人'}刚改过“{now}”，请看过现在的内容再保存")


def save_ledger(row: Declaration | None, given: Mapping[str, str], whose: Whose, seen: int = 0) -> Ledger:
    """Keep a ledger that an office described, and begin to keep it; `seen` is the version that was changed.

    Raises BadLedger, Stale.
    """
    tree = ledger_tree(given)
    with transaction.atomic():
        _unchanged(row, seen)
        name = row.name if row else _free(whose.unit, Declaration.Kind.LEDGER)
        made = read_schema(name, tree, tree["title"])
        held = row or Declaration(unit=whose.unit, kind=Declaration.Kind.LEDGER, name=name)
        ledger = Ledger.objects.filter(unit=whose.unit, name=name).first()
        if ledger:
            _unhurt(ledger, made)
        slots(made, ledger.slots if ledger else {})  # there may be too many columns
        held.tree, held.by, held.section = tree, whose.by, whose.section
        held.version += 1
        held.save()
        if ledger is None:
            year = timezone.localdate().year - 1
            ledger = Ledger.objects.create(unit=whose.unit, name=name, section=whose.section, year=year)
        Ledger.objects.filter(pk=ledger.pk).update(checked=-1)
        event(whose.by, "declare-ledger", held, unit=whose.unit, words=f"自建台账“{tree['title']}”")
    return ledger


def _free(unit: Unit, kind: str) -> str:
    taken = set(Declaration.objects.filter(unit=unit, kind=kind).values_list("name", flat=True))
    return next(name for n in range(1, 10_000) if (name := f"{OWN}{n}") not in taken)


def _unhurt(ledger: Ledger, new: Schema) -> None:
    """Columns that rows use must stay and keep their type; raises BadLedger."""
    old = schema_of(ledger)
    for column in old.columns:
        same = new.has(column.name) and new.column(column.name).type == column.type
        if not same and current(ledger).filter(data__has_key=column.name).exists():
            raise BadLedger(f"“{column.title}”已有记录，不能删去或改类型")
    used = set(Run.objects.filter(ledger=ledger, ended=False).values_list("state", flat=True))
    left = set(new.column(new.state).choices) if new.state else set()
    if used - left - {""}:
        raise BadLedger(f"有事项正处在“{'、'.join(sorted(used - left))}”，这个状态不能删去")


def _described_by_now(ledger: Ledger) -> bool:
    """Whether somebody has described the process since the form was opened; the lock orders two who do it at once."""
    Ledger.objects.select_for_update(of=("self",)).get(pk=ledger.pk)
    kind = Declaration.Kind.PROCESS
    return Declaration.objects.filter(unit=ledger.unit, kind=kind, tree__ledger=ledger.name).exists()


def save_process(
    ledger: Ledger, row: Declaration | None, given: Mapping[str, str], whose: Whose, seen: int = 0
) -> Declaration:
    """Keep a process that an office described over one of its ledgers; `seen` as of `save_ledger`, 0 for a new one.

    Raises BadLedger, Stale.
    """
    schema = schema_of(ledger)
    known = dict(row.tree.get("roles", {})) if row else {}
    tree = process_tree(given, schema, known)
    with transaction.atomic():
        _unchanged(row, seen)
        if row is None and _described_by_now(ledger):
            raise Stale("别人刚写好了这本台账的流程，请看过再改")
        name = row.name if row else _free(whose.unit, Declaration.Kind.PROCESS)
        made = read_process(name, tree, tree["title"], schema)
        held = row or Declaration(unit=whose.unit, kind=Declaration.Kind.PROCESS, name=name)
        held.tree, held.by, held.section = tree, whose.by, whose.section
        held.version += 1
        held.save()
        for one in Acting.objects.filter(unit=whose.unit, process=name):
            one.states = states_of(made, one.role)
            one.save()
        event(whose.by, "declare-process", held, unit=whose.unit, words=f"自建流程“{tree['title']}”")
    return held
