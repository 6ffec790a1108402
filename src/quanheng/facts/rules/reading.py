"""Tokens to records: what each rule of the grammar means. Raises `Refused` where a piece is not sure."""
# ruff: noqa: D102 a method is named for its rule of the grammar

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from lark import Token

from quanheng.facts.rules.conditions import Conditions, Faults
from quanheng.facts.rules.tokens import (
    BAD_ITEM,
    MISSED,
    TARGET,
    TURNS,
    Refused,
    Words,
    name_of,
    number,
    spread,
    tail_of,
    tokens_of,
    words_of,
)
from quanheng.model.rule import (
    FAULT,
    GAIN,
    LATE,
    OVER,
    RESULT,
    SHORT,
    Amount,
    Clause,
    Condition,
    Deadline,
    Each,
    Full,
    Loss,
    Points,
    Prorata,
    Range,
    Reached,
    State,
)
from quanheng.model.rule_words import IN_BUDGET, NOT_IN_TIME, OUT_OF_BUDGET, UNMET, canonical, is_met


class Reader(Conditions):
    """The rules of grammar.lark on clauses, each a list of `Clause`; deductions are `Each`."""

    def award(self, children: list[Any]) -> list[Clause]:
        (condition, subject), outcome = _without_stops(children)
        if isinstance(condition, Faults):
            if not isinstance(outcome, Loss):
                raise Refused(subject, "数量后另有条件")
            return [Clause(Each(FAULT, condition.step, outcome.value, once=True), None, subject)]
        name, _, counted = subject.partition("…")
        return [Clause(outcome, condition, name, counted)]

    def prorata_alone(self, _: list[Any]) -> list[Clause]:
        return [Clause(Prorata())]

    def times_points(self, children: list[Any]) -> list[Clause]:
        self._rate(children[0])
        return [Clause(Prorata(number(children[1])))]

    def times_weight(self, children: list[Any]) -> list[Clause]:
        self._rate(children[0])
        return [Clause(Prorata())]

    def _rate(self, words: Words) -> None:
        if not words.endswith(("率", "比例", "完成比")) or TURNS.search(words):
            raise Refused(words, "乘数不是完成率")

    def free_range(self, children: list[Any]) -> list[Clause]:
        if words_of(children) and not re.match(r"视|根据|按", words_of(children)[0]):
            raise Refused(words_of(children)[0], "给分范围前另有条件")
        return [Clause(spread(children[-1]))]

    def plain_each(self, children: list[Any]) -> list[Clause]:
        return [Clause(children[0])]

    def conditional_each(self, children: list[Any]) -> list[Clause]:
        (condition, subject), each = _without_stops(children)
        if isinstance(condition, Faults):
            raise Refused(subject, "数量后另有条件")
        if each.period and isinstance(condition, State):
            return [Clause(each, None, name_of(Words(condition.words)))]
        if isinstance(condition, State) and not _is_reference(condition, each):
            if TARGET.fullmatch(condition.words):
                return [Clause(each)]
            if canonical(condition.words) not in (UNMET, NOT_IN_TIME, OUT_OF_BUDGET):
                raise Refused(condition.words, "扣分另有条件")
        name, _, counted = subject.partition("…")
        if _is_reference(condition, each):
            return [Clause(Full(), condition, name, counted), Clause(each)]
        return [Clause(each, condition, name, counted)]

    def over_part(self, children: list[Any]) -> list[Clause]:
        each = children[-1]
        if each.way not in (FAULT, OVER):
            raise Refused("超出部分", "超出部分的扣分没有读懂")
        return [Clause(Each(OVER, each.step, each.points, each.gains))]

    def short(self, children: list[Any]) -> Each:
        self._counted(children)
        return Each(SHORT, _step(children), number(children[-1]), once=not children[0].startswith("每"))

    def beyond(self, children: list[Any]) -> Each:
        self._counted(children)
        return Each(OVER, _step(children), number(children[-1]), children[-1].type != "LOSS")

    def delay(self, children: list[Any]) -> Each:
        self._counted(children)
        return Each(LATE, _step(children), number(children[-1]))

    def fault(self, children: list[Any]) -> Each:
        said = children[0].removeprefix("每")
        items = words_of(children)
        if not said and not (items and BAD_ITEM.search(items[0])):
            step = _step(children)
            if step.unit != "%":
                raise Refused(children[0] + str(step.value) + step.unit, "没有写明数的是什么")
            return Each(FAULT, step, number(children[-1]))  # 超出部分每1%: only behind those words
        if said in ("有", "存在", "产生") and not (items and BAD_ITEM.search(items[0])):
            raise Refused("".join(items) or said, "没有写明数的是什么")
        return Each(FAULT, _step(children), number(children[-1]), once=not children[0].startswith("每"))

    def gained(self, children: list[Any]) -> Each:
        verb = children[0].removeprefix("每")
        if re.match(r"少|减|降|低|缺|差|超|高|逾|延|推|迟", verb) or TURNS.search(verb):
            raise Refused(children[0], "加分的方向没有读懂")
        self._counted(children)
        return Each(GAIN, _step(children), number(children[-1]), gains=True)

    def gained_once(self, children: list[Any]) -> Each:
        self._counted(children)
        return Each(GAIN, _step(children), number(children[-1]), gains=True, once=True)

    def periodic(self, children: list[Any]) -> Each:
        period = children[0].removeprefix("每").removeprefix("个")
        period = "季度" if period == "季" else period
        step = next((c for c in children if isinstance(c, Amount)), Amount(Decimal(1), "次"))
        words = "".join(words_of(children))
        if children[-1].type == "LOSS":
            if not MISSED.match(words):
                raise Refused(words or children[0], "扣分的情形没有读懂")
            return Each(SHORT, step, number(children[-1]), period=period)
        tail_of(Words(words))
        return Each(GAIN, step, number(children[-1]), gains=True, period=period)

    def periodly(self, children: list[Any]) -> list[Clause]:
        period = next(p for p in ("季度", "月", "周") if p in children[1])
        each = Each(GAIN, Amount(Decimal(1), "次"), number(children[-1]), gains=True, period=period)
        return [Clause(each, None, name_of(children[0]))]

    def _counted(self, children: list[Any]) -> None:
        for words in words_of(children):
            tail_of(words)

    def scale(self, children: list[Any]) -> list[Clause]:
        labels = next(iter(words_of(children))).split("、")
        given = [*tokens_of(children, "POINTS"), *tokens_of(children, "BAREPOINTS")]
        levels = number(tokens_of(children, "LEVELS")[0])
        if not len(labels) == len(given) == levels:
            raise Refused("、".join(labels), "档数与分数的个数不同")
        values = [Decimal(0) if t.endswith("不得分") else number(t) for t in given]
        return [Clause(Points(v), State(w)) for w, v in zip(labels, values, strict=True)]


def _step(children: list[Any]) -> Amount:
    found = next(c for c in children if isinstance(c, Amount))
    if not found.value:
        raise Refused("0", "每一步为零")
    return found


def _is_reference(condition: Condition, each: Each) -> bool:
    """100%，每下降1%扣…: the condition is where full points end, not where the loss begins."""
    if isinstance(condition, State):
        return condition.words == IN_BUDGET or (is_met(condition.words) and each.way != FAULT)
    if isinstance(condition, Reached):
        return each.way in (SHORT, OVER)
    if isinstance(condition, Deadline):
        return each.way == LATE
    if isinstance(condition, Range) and condition.of == RESULT:
        return (each.way == SHORT and condition.high is None) or (each.way == OVER and condition.low is None)
    return False


def _without_stops(children: list[Any]) -> list[Any]:
    return [c for c in children if not isinstance(c, Token)]
