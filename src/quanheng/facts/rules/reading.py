"""Tokens to records: what each rule of the grammar means. Raises `Refused` where a piece is not sure."""
# ruff: noqa: D102 a method is named for its rule of the grammar

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from lark import Token, Transformer

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
    Discretion,
    Each,
    Full,
    Loss,
    Otherwise,
    Outcome,
    Points,
    Prorata,
    Range,
    Reached,
    Share,
    Spread,
    State,
)
from quanheng.model.rule_words import IN_BUDGET, NOT_IN_TIME, OUT_OF_BUDGET, UNMET, canonical, is_met

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SPOKEN = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_TURNS = re.compile(r"未|不|无|没|免|禁|超|低")
_STATES = re.compile(r"合格|达标|通过|按时|及时|按期|全部|均|都|满意$|方|才|后$|前$|内$")
_BAD_ITEM = re.compile(
    r"不|未|违|问题|事故|差错|错误|投诉|缺失|遗漏|失误|案件|退回|通报|延误|缺项|舆情|隐患|上访|纠纷|浪费|处罚"
)
_MISSED = re.compile(
    r"^(?:未完成|未开展|未报送|未达标|未检查|少|缺|未按时完成|未按要求完成|没有完成|不达标)$"
)
_TARGET = re.compile(r"(?:与|比|较|相比)?(?:目标值?|指标值?|计划数?|任务数?|年初目标值?)(?:相比)?")
_COST = re.compile(r"预算|概算|成本|支出|投资|费用")


class Refused(Exception):
    """A piece that is not understood; `why` in Chinese."""

    def __init__(self, piece: str, why: str) -> None:
        super().__init__(piece, why)
        self.piece, self.why = piece, why


class Words(str):
    """A run of TEXT."""

    __slots__ = ()


class _Included:
    def __init__(self, yes: bool) -> None:
        self.yes = yes


def number(text: str) -> Decimal:
    """A number in digits, or up to 十 in words."""
    found = _DIGITS.search(text)
    if found:
        return Decimal(found[0].replace(",", ""))
    return Decimal(next(_SPOKEN[c] for c in text if c in _SPOKEN))


def amount(text: str) -> Amount:
    """30期, 一个百分点, 5%."""
    found = _DIGITS.match(text)
    unit = text[found.end() :] if found else text[1:]
    if found is None and (len(text) < 2 or text[1] in _SPOKEN):
        raise Refused(text, "数字没有读懂")
    if unit in ("个百分点", "百分点"):
        unit = "%"
    value = number(text)
    if unit == "年" and value >= 1900:
        raise Refused(text, "年份")
    return Amount(value, unit)


def _name(words: Words | None) -> str:
    """Words in front of an amount: a name, which must not turn the meaning."""
    if words is not None and _TURNS.search(words):
        raise Refused(words, "词语可能改变条件")
    return str(words or "")


def _tail(words: Words | None) -> str:
    """Words behind an amount: what is counted, no condition of its own."""
    if words is not None and (_TURNS.search(words) or _STATES.search(words)):
        raise Refused(words, "数量后另有条件")
    return str(words or "")


def _outcome(token: Token) -> Outcome:
    simple: dict[str, Callable[[], Outcome]] = {
        "POINTS": lambda: Points(number(token)),
        "FULL": Full,
        "ZERO": lambda: Points(Decimal(0)),
        "HALF": lambda: Share(Decimal(50)),
        "SHARE": lambda: Share(number(token)),
        "LOSS": lambda: Loss(number(token)),
        "PRORATA": Prorata,
        "DISCRETION": Discretion,
        "SPREAD": lambda: spread(token),
    }
    if token.type not in simple:
        raise Refused(token, "加分没有写明按什么计")
    return simple[token.type]()


def spread(token: str) -> Spread:
    """得60%-80%的分值, 得6-8分."""
    ends = sorted(Decimal(n.replace(",", "")) for n in _DIGITS.findall(token))
    return Spread(ends[0], ends[1], "%" in token)


def _tokens(children: list[Any], *types: str) -> list[Token]:
    return [c for c in children if isinstance(c, Token) and c.type in types]


def _words(children: list[Any]) -> list[Words]:
    return [c for c in children if isinstance(c, Words)]


def _split(children: list[Any], kind: type) -> tuple[Words | None, Words | None]:
    """The words in front of and behind the first child of that kind."""
    at = next(i for i, c in enumerate(children) if isinstance(c, kind))
    before = [c for c in children[:at] if isinstance(c, Words)]
    behind = [c for c in children[at + 1 :] if isinstance(c, Words)]
    return (before[0] if before else None), (behind[0] if behind else None)


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


class Reader(Transformer[Token, Any]):
    """One method for each rule of grammar.lark; their names are those of the grammar."""

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

    def inclusion(self, children: list[Any]) -> _Included:
        return _Included(children[0].type == "INCLUDED")

    def outcome(self, children: list[Any]) -> Outcome:
        return _outcome(children[0])

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
        included = next((c.yes for c in children if isinstance(c, _Included)), None)
        if _tokens(children, "ABOVE"):
            return Range(low=children[0], low_in=included)
        if included is None and "内" in _tokens(children, "BELOW")[0]:
            included = True
        return Range(high=children[0], high_in=included)

    def between(self, children: list[Any]) -> Condition:
        dash = next(i for i, c in enumerate(children) if isinstance(c, Token) and c.type == "DASH")
        ends = [c for c in children if isinstance(c, Amount)]
        said = [
            next((c.yes for c in part if isinstance(c, _Included)), None)
            for part in (children[:dash], children[dash:])
        ]
        return span(ends[0], ends[1], said[0], said[1])

    def chained(self, children: list[Any]) -> Condition:
        ends = [c for c in children if isinstance(c, Amount)]
        first, second = (t.type for t in _tokens(children, "GE", "LE", "GT", "LT"))
        if (first in _LOW) != (second in _LOW):
            raise Refused("".join(str(c) for c in children if isinstance(c, str)), "两个不等号方向不一致")
        for words in _words(children):
            _name(words)
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
        bound, compare = _tokens(children, "ABOVE", "BELOW", "GE", "LE", "GT", "LT")
        if bound.type != "ABOVE" or compare.type not in _HIGH:
            raise Refused(bound + compare, "区间没有读懂")
        first = children[1].yes if isinstance(children[1], _Included) else True
        return self._rising(ends[0], ends[1], (first, _HIGH[compare.type]))

    def two_sided(self, children: list[Any]) -> Condition:
        ends = [c for c in children if isinstance(c, Amount)]
        one, other = (t.type for t in _tokens(children, "GE", "LE", "GT", "LT"))
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
        before, behind = _split(children, Token)
        _tail(behind)
        return State(words), _name(before)

    def compared_words(self, children: list[Any]) -> tuple[Condition, str]:
        one, other = _words(children)
        kind = _tokens(children, "GE", "LE", "GT", "LT")[0].type
        if kind not in ("LE", "GT") or not (_COST.search(one) and _COST.search(other)):
            raise Refused(f"{one}{other}", "两项比较没有读懂")
        return State(IN_BUDGET if kind == "LE" else OUT_OF_BUDGET), _name(one)

    def amounts(self, children: list[Any]) -> tuple[Condition, str]:
        at = next(i for i, c in enumerate(children) if isinstance(c, Reached | Range))
        before, behind = _split(children, Reached | Range)  # type: ignore[arg-type]
        if behind is not None and isinstance(children[at], Reached) and _BAD_ITEM.search(behind):
            return _Faults(children[at].amount), _name(before)  # type: ignore[return-value]
        return children[at], _name(before) + ("…" + _tail(behind) if behind else "")

    def late(self, children: list[Any]) -> tuple[Condition, str]:
        return self._beyond(children, LATE)

    def over(self, children: list[Any]) -> tuple[Condition, str]:
        return self._beyond(children, OVER)

    def _beyond(self, children: list[Any], of: str) -> tuple[Condition, str]:
        at = next(c for c in children if isinstance(c, Amount))
        before, behind = _split(children, Amount)
        if behind is not None and behind not in ("完成", "完成的", "上报", "报送"):
            raise Refused(behind, "时限后另有条件")
        if _tokens(children, "BELOW"):
            return Range(Amount(Decimal(0), at.unit), at, False, True, of), _name(before)
        exceeded = next(t for t in _tokens(children, "LATEBY", "OVERBY")).startswith("超")
        return Range(low=at, low_in=_open_end(children, exceeded), of=of), _name(before)

    def deadline(self, children: list[Any]) -> tuple[Condition, str]:
        year, month, day = re.fullmatch(r"(?:(\d{4})年)?(\d+)月(?:(\d+)日|底)之?前", children[0]).groups()  # type: ignore[union-attr]
        behind = _words(children)
        if behind and not is_met(behind[-1]):
            raise Refused(behind[-1], "期限后另有条件")
        last = 28 if month == "2" else 30 if month in ("4", "6", "9", "11") else 31
        return Deadline(int(month), int(day or last), int(year) if year else None), ""

    def named_deadline(self, children: list[Any]) -> tuple[Condition, str]:
        name = _name(children[0])
        return self.deadline(children[1:])[0], name

    def otherwise(self, _: list[Any]) -> tuple[Condition, str]:
        return Otherwise(), ""

    # -- clauses: lists of Clause

    def award(self, children: list[Any]) -> list[Clause]:
        (condition, subject), outcome = _without_stops(children)
        if isinstance(condition, _Faults):
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
        if not words.endswith(("率", "比例", "完成比")) or _TURNS.search(words):
            raise Refused(words, "乘数不是完成率")

    def free_range(self, children: list[Any]) -> list[Clause]:
        if _words(children) and not re.match(r"视|根据|按", _words(children)[0]):
            raise Refused(_words(children)[0], "给分范围前另有条件")
        return [Clause(spread(children[-1]))]

    def plain_each(self, children: list[Any]) -> list[Clause]:
        return [Clause(children[0])]

    def conditional_each(self, children: list[Any]) -> list[Clause]:
        (condition, subject), each = _without_stops(children)
        if isinstance(condition, _Faults):
            raise Refused(subject, "数量后另有条件")
        if each.period and isinstance(condition, State):
            return [Clause(each, None, _name(Words(condition.words)))]
        if isinstance(condition, State) and not _is_reference(condition, each):
            if _TARGET.fullmatch(condition.words):
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
        items = _words(children)
        if not said and not (items and _BAD_ITEM.search(items[0])):
            step = _step(children)
            if step.unit != "%":
                raise Refused(children[0] + str(step.value) + step.unit, "没有写明数的是什么")
            return Each(FAULT, step, number(children[-1]))  # 超出部分每1%: only behind those words
        if said in ("有", "存在", "产生") and not (items and _BAD_ITEM.search(items[0])):
            raise Refused("".join(items) or said, "没有写明数的是什么")
        return Each(FAULT, _step(children), number(children[-1]), once=not children[0].startswith("每"))

    def gained(self, children: list[Any]) -> Each:
        verb = children[0].removeprefix("每")
        if re.match(r"少|减|降|低|缺|差|超|高|逾|延|推|迟", verb) or _TURNS.search(verb):
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
        words = "".join(_words(children))
        if children[-1].type == "LOSS":
            if not _MISSED.match(words):
                raise Refused(words or children[0], "扣分的情形没有读懂")
            return Each(SHORT, step, number(children[-1]), period=period)
        _tail(Words(words))
        return Each(GAIN, step, number(children[-1]), gains=True, period=period)

    def periodly(self, children: list[Any]) -> list[Clause]:
        period = next(p for p in ("季度", "月", "周") if p in children[1])
        each = Each(GAIN, Amount(Decimal(1), "次"), number(children[-1]), gains=True, period=period)
        return [Clause(each, None, _name(children[0]))]

    def _counted(self, children: list[Any]) -> None:
        for words in _words(children):
            _tail(words)

    def scale(self, children: list[Any]) -> list[Clause]:
        labels = next(iter(_words(children))).split("、")
        given = [*_tokens(children, "POINTS"), *_tokens(children, "BAREPOINTS")]
        levels = number(_tokens(children, "LEVELS")[0])
        if not len(labels) == len(given) == levels:
            raise Refused("、".join(labels), "档数与分数的个数不同")
        values = [Decimal(0) if t.endswith("不得分") else number(t) for t in given]
        return [Clause(Points(v), State(w)) for w, v in zip(labels, values, strict=True)]


def _open_end(children: list[Any], exceeded: bool) -> bool | None:
    """推迟2个月 includes the number, 超2个月 does not, 超2个月以上 leaves it open."""
    return None if _tokens(children, "ABOVE") else not exceeded


class _Faults:
    """一项不符合, waiting for its loss."""

    def __init__(self, step: Amount) -> None:
        self.step = step


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
