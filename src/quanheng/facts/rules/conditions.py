"""Conditions of a scoring rule: ranges of amounts, words, delays, dates."""
# ruff: noqa: D102 a method is named for its rule of the grammar

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, cast

from lark import Token, Transformer

from quanheng.facts.rules.tokens import (
    BAD_ITEM,
    COST,
    Included,
    Refused,
    Words,
    amount,
    name_of,
    number,
    outcome_of,
    split_at,
    tail_of,
    tokens_of,
    words_of,
)
from quanheng.model.rule import (
    LATE,
    OVER,
    Amount,
    Condition,
    Deadline,
    Otherwise,
    Outcome,
    Range,
    Reached,
    State,
)
from quanheng.model.rule_words import IN_BUDGET, OUT_OF_BUDGET, is_met


class Faults:
    """一项不符合, waiting for its loss."""

    def __init__(self, step: Amount) -> None:
        self.step = step


_LOW = {"GE": True, "GT": False}
_HIGH = {"LE": True, "LT": False}


def _side(kind: str, at: Amount, included: bool | None = None) -> Range:
    if kind in _LOW:
        return Range(low=at, low_in=_LOW[kind] if included is None else included)
    return Range(high=at, high_in=_HIGH[kind] if included is None else included)


def _same_unit(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    if low.unit and high.unit and low.unit != high.unit:
        raise Refused(f"{low.value}{low.unit}-{high.value}{high.unit}", "两端单位不同")
    unit = low.unit or high.unit
    return Amount(low.value, unit), Amount(high.value, unit)


def span(low: Amount, high: Amount, low_in: bool | None, high_in: bool | None) -> Range:
    """A range in rising order; where one end says whether it is included the other is not."""
    low, high = _same_unit(low, high)
    if low.value > high.value:
        low, high, low_in, high_in = high, low, high_in, low_in
    if low_in is not None and high_in is None:
        high_in = not low_in
    elif high_in is not None and low_in is None:
        low_in = not high_in
    return Range(low, high, low_in, high_in)


class Conditions(Transformer[Token, Any]):
    """One method for each rule of grammar.lark on conditions; their names are those of the grammar."""

    def words(self, children: list[Any]) -> Words:
        return Words("、".join(t for t in children if t.type == "TEXT"))

    def quantity(self, children: list[Any]) -> Amount:
        return amount(children[0]) if children[0].type == "AMOUNT" else Amount(number(children[0]))

    def comparison(self, children: list[Any]) -> Token:
        return cast("Token", children[0])

    bound = comparison
    note = comparison
    gain = comparison
    gain_or_loss = comparison

    def inclusion(self, children: list[Any]) -> Included:
        return Included(children[0].type == "INCLUDED")

    def outcome(self, children: list[Any]) -> Outcome:
        return outcome_of(children[0])

    # -- ranges

    def plain(self, children: list[Any]) -> Condition:
        if len(children) > 1 and not children[1].yes:
            raise Refused("不含", "单个数不含本数")
        return Reached(children[0])

    def one_sided(self, children: list[Any]) -> Condition:
        included = children[2].yes if len(children) > 2 else None
        return _side(children[0].type, children[1], included)

    def twice_sided(self, children: list[Any]) -> Condition:
        kind, bound = children[0].type, children[-1].type
        if (kind in _LOW) != (bound == "ABOVE"):
            raise Refused(children[0] + "…" + children[-1], "两处方向相反")
        return _side(kind, children[1])

    def bounded(self, children: list[Any]) -> Condition:
        included = next((c.yes for c in children if isinstance(c, Included)), None)
        if tokens_of(children, "ABOVE"):
            return Range(low=children[0], low_in=included)
        if included is None and "内" in tokens_of(children, "BELOW")[0]:
            included = True
        return Range(high=children[0], high_in=included)

    def between(self, children: list[Any]) -> Condition:
        dash = next(i for i, c in enumerate(children) if isinstance(c, Token) and c.type == "DASH")
        ends = [c for c in children if isinstance(c, Amount)]
        said = [
            next((c.yes for c in part if isinstance(c, Included)), None)
            for part in (children[:dash], children[dash:])
        ]
        return span(ends[0], ends[1], said[0], said[1])

    def chained(self, children: list[Any]) -> Condition:
        ends = [c for c in children if isinstance(c, Amount)]
        first, second = (t.type for t in tokens_of(children, "GE", "LE", "GT", "LT"))
        if (first in _LOW) != (second in _LOW):
            raise Refused("".join(str(c) for c in children if isinstance(c, str)), "两个不等号方向不一致")
        for words in words_of(children):
            name_of(words)
        closed = (first in ("LE", "GE"), second in ("LE", "GE"))
        low, high = (ends[0], ends[1]) if first in _HIGH else (ends[1], ends[0])
        flags = closed if first in _HIGH else closed[::-1]
        return self._rising(low, high, flags)

    def _rising(self, low: Amount, high: Amount, flags: tuple[bool | None, bool | None]) -> Range:
        low, high = _same_unit(low, high)
        if low.value > high.value:
            raise Refused(f"{low.value}…{high.value}", "区间两端颠倒")
        return Range(low, high, *flags)

    def from_to(self, children: list[Any]) -> Condition:
        ends = [c for c in children if isinstance(c, Amount)]
        bound, compare = tokens_of(children, "ABOVE", "BELOW", "GE", "LE", "GT", "LT")
        if bound.type != "ABOVE" or compare.type not in _HIGH:
            raise Refused(bound + compare, "区间没有读懂")
        first = children[1].yes if isinstance(children[1], Included) else True
        return self._rising(ends[0], ends[1], (first, _HIGH[compare.type]))

    def two_sided(self, children: list[Any]) -> Condition:
        ends = [c for c in children if isinstance(c, Amount)]
        one, other = (t.type for t in tokens_of(children, "GE", "LE", "GT", "LT"))
        if (one in _LOW) == (other in _LOW):
            raise Refused("".join(c for c in children if isinstance(c, Token)), "区间没有读懂")
        low, high = (ends[0], ends[1]) if one in _LOW else (ends[1], ends[0])
        flags = (_LOW.get(one, _LOW.get(other)), _HIGH.get(other, _HIGH.get(one)))
        return self._rising(low, high, flags)

    # -- conditions: (condition, subject)

    def state(self, children: list[Any]) -> tuple[Condition, str]:
        return State(str(children[0])), ""

    def in_budget(self, children: list[Any]) -> tuple[Condition, str]:
        return self._budget(children, IN_BUDGET)

    def out_of_budget(self, children: list[Any]) -> tuple[Condition, str]:
        return self._budget(children, OUT_OF_BUDGET)

    def _budget(self, children: list[Any], words: str) -> tuple[Condition, str]:
        before, behind = split_at(children, Token)
        tail_of(behind)
        return State(words), name_of(before)

    def compared_words(self, children: list[Any]) -> tuple[Condition, str]:
        one, other = words_of(children)
        kind = tokens_of(children, "GE", "LE", "GT", "LT")[0].type
        if kind not in ("LE", "GT") or not (COST.search(one) and COST.search(other)):
            raise Refused(f"{one}{other}", "两项比较没有读懂")
        return State(IN_BUDGET if kind == "LE" else OUT_OF_BUDGET), name_of(one)

    def amounts(self, children: list[Any]) -> tuple[Condition, str]:
        at = next(i for i, c in enumerate(children) if isinstance(c, Reached | Range))
        before, behind = split_at(children, Reached | Range)  # type: ignore[arg-type]
        if behind is not None and isinstance(children[at], Reached) and BAD_ITEM.search(behind):
            return Faults(children[at].amount), name_of(before)  # type: ignore[return-value]
        return children[at], name_of(before) + ("…" + tail_of(behind) if behind else "")

    def late(self, children: list[Any]) -> tuple[Condition, str]:
        return self._beyond(children, LATE)

    def over(self, children: list[Any]) -> tuple[Condition, str]:
        return self._beyond(children, OVER)

    def _beyond(self, children: list[Any], of: str) -> tuple[Condition, str]:
        at = next(c for c in children if isinstance(c, Amount))
        before, behind = split_at(children, Amount)
        if behind is not None and behind not in ("完成", "完成的", "上报", "报送"):
            raise Refused(behind, "时限后另有条件")
        if tokens_of(children, "BELOW"):
            return Range(Amount(Decimal(0), at.unit), at, False, True, of), name_of(before)
        exceeded = next(t for t in tokens_of(children, "LATEBY", "OVERBY")).startswith("超")
        return Range(low=at, low_in=_open_end(children, exceeded), of=of), name_of(before)

    def deadline(self, children: list[Any]) -> tuple[Condition, str]:
        year, month, day = re.fullmatch(r"(?:(\d{4})年)?(\d+)月(?:(\d+)日|底)之?前", children[0]).groups()  # type: ignore[union-attr]
        behind = words_of(children)
        if behind and not is_met(behind[-1]):
            raise Refused(behind[-1], "期限后另有条件")
        last = 28 if month == "2" else 30 if month in ("4", "6", "9", "11") else 31
        return Deadline(int(month), int(day or last), int(year) if year else None), ""

    def named_deadline(self, children: list[Any]) -> tuple[Condition, str]:
        name = name_of(children[0])
        return self.deadline(children[1:])[0], name

    def otherwise(self, _: list[Any]) -> tuple[Condition, str]:
        return Otherwise(), ""


def _open_end(children: list[Any], exceeded: bool) -> bool | None:
    """推迟2个月 includes the number, 超2个月 does not, 超2个月以上 leaves it open."""
    return None if tokens_of(children, "ABOVE") else not exceeded
