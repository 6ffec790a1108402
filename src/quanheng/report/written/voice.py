"""What a template may say of the workbook: values, their changes, shares and completions, as Chinese clauses.

Every clause takes values and prints them through `amounts`; the words are those of phrases.yaml. A value
that the workbook does not have reads 【待补：…】, also within a clause, and nothing is computed from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quanheng.model.quantity import trimmed
from quanheng.report.written import amounts

MONEY, COUNT, PERCENT, SCORE = "money", "count", "percent", "score"


@cache
def phrases() -> dict[str, Any]:
    """The words of phrases.yaml."""
    made: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("phrases.yaml").read_text("utf-8"))
    return made


def missing(what: str) -> str:
    """What stands where the workbook has nothing."""
    return str(phrases()["missing"]).format(what=what)


def asks(text: str) -> bool:
    """True for a text in which something is to be supplied."""
    return str(phrases()["missing"]).partition("{")[0] in text


@dataclass(frozen=True, slots=True)
class Value:
    """An amount in 万元, a count, a percentage or a score; `what` names it where it is missing."""

    amount: Decimal | None
    what: str
    kind: str = MONEY
    unit: str = ""

    def __str__(self) -> str:
        """Its print, with the unit."""
        if self.amount is None:
            return missing(self.what)
        if self.kind == MONEY:
            return amounts.money(self.amount)
        if self.kind == PERCENT:
            return amounts.percent(self.amount)
        if self.kind == SCORE:
            return amounts.points(self.amount) + "分"
        return trimmed(self.amount) + self.unit

    def __bool__(self) -> bool:
        """True when it is there and not nothing."""
        return bool(self.amount)

    @property
    def known(self) -> bool:
        """True when the workbook has it."""
        return self.amount is not None


def change(now: Value, then: Value) -> str:
    """Against the year before: 比上年增加…，增长…; 与上年持平; from nothing there is no rate."""
    words = phrases()
    if now.amount is None:
        return str(now)
    if then.amount is None:
        return missing(then.what)
    if amounts.alike(now.amount, then.amount):
        return str(words["same"])
    way = words["up" if now.amount > then.amount else "down"]
    gap, rate = amounts.step(now.amount, then.amount)
    return str(words["change" if rate else "from_nothing"]).format(gap=gap, rate=rate, then=then, **way)


def beyond(now: Value, budget: Value, name: str = "年初预算") -> str:
    """Against the budget: 较年初预算增加…，增长…; from a budget of nothing there is no rate."""
    words = phrases()
    if now.amount is None or budget.amount is None:
        return missing((now if now.amount is None else budget).what)
    if amounts.alike(now.amount, budget.amount):
        return str(words["beyond_same"]).format(budget=name)
    way = words["up" if now.amount > budget.amount else "down"]
    gap, rate = amounts.step(now.amount, budget.amount)
    return str(words["beyond" if rate else "beyond_nothing"]).format(budget=name, gap=gap, rate=rate, **way)


def share(part: Value, whole: Value, name: str) -> str:
    """占…的…%; of nothing there is no share and nothing is said."""
    if part.amount is None or whole.amount is None:
        return missing((part if part.amount is None else whole).what)
    rate = amounts.ratio(part.amount, whole.amount)
    return str(phrases()["share"]).format(whole=name, rate=rate) if rate else ""


def parts(children: Sequence[tuple[str, Value]], whole: Value, all_: bool = False) -> str:
    """The members of a whole with their shares; members that are nothing only with `all_`, or when all are."""
    words, made = phrases(), []
    kept = [(label, value) for label, value in children if all_ or value]
    for label, value in kept or list(children)[:1]:
        rate = None
        if value.amount is not None and whole.amount:
            rate = amounts.ratio(value.amount, whole.amount)
        form = words["part_share" if rate else "part"]
        made.append(form.format(label=label, amount=value, rate=rate))
    return str(words["part_stop"]).join(made)


def completion(final: Value, budget: Value, name: str = "年初预算") -> str:
    """完成年初预算的…%; a budget of nothing has no rate."""
    words = phrases()
    if final.amount is None or budget.amount is None:
        return missing((final if final.amount is None else budget).what)
    rate = amounts.ratio(final.amount, budget.amount)
    return str(words["completion" if rate else "no_budget"]).format(budget=name, rate=rate)


def rate(part: Value, whole: Value) -> str:
    """A rate alone: 96.63%."""
    if part.amount is None or whole.amount is None:
        return missing((part if part.amount is None else whole).what)
    return amounts.ratio(part.amount, whole.amount) or "—"


def order(final: Value, budget: Value, why: str, name: str = "年初预算数") -> str:
    """决算数大于年初预算数，主要原因是…; 持平 needs no reason."""
    words = phrases()
    if final.amount is None or budget.amount is None:
        return missing((final if final.amount is None else budget).what)
    if amounts.alike(final.amount, budget.amount):
        return str(words["order_same"]).format(budget=name)
    way = words["up" if final.amount > budget.amount else "down"]
    return str(words["order"]).format(budget=name, **way) + "，" + because(why, name)


def because(why: str, what: str) -> str:
    """主要原因是 what people wrote, or that it is to be written."""
    words = phrases()
    return str(words["because"]).format(
        why=why.rstrip("。；") or missing(words["reason_of"].format(what=what))
    )


def listing(names: Sequence[str], what: str) -> str:
    """Names joined by 、."""
    return str(phrases()["list_stop"]).join(names) or missing(what)
