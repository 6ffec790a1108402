"""Single tokens of a scoring rule: numbers, amounts, names, outcomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from lark import Token

from quanheng.model.rule import (
    Amount,
    Discretion,
    Full,
    Loss,
    Outcome,
    Points,
    Prorata,
    Share,
    Spread,
)

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SPOKEN = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
TURNS = re.compile(r"未|不|无|没|免|禁|超|低")
_STATES = re.compile(r"合格|达标|通过|按时|及时|按期|全部|均|都|满意$|方|才|后$|前$|内$")
BAD_ITEM = re.compile(
    r"不|未|违|问题|事故|差错|错误|投诉|缺失|遗漏|失误|案件|退回|通报|延误|缺项|舆情|隐患|上访|纠纷|浪费|处罚"
)
MISSED = re.compile(r"^(?:未完成|未开展|未报送|未达标|未检查|少|缺|未按时完成|未按要求完成|没有完成|不达标)$")
TARGET = re.compile(r"(?:与|比|较|相比)?(?:目标值?|指标值?|计划数?|任务数?|年初目标值?)(?:相比)?")
COST = re.compile(r"预算|概算|成本|支出|投资|费用")


class Refused(Exception):
    """A piece that is not understood; `why` in Chinese."""

    def __init__(self, piece: str, why: str) -> None:
        super().__init__(piece, why)
        self.piece, self.why = piece, why


class Words(str):
    """A run of TEXT."""

    __slots__ = ()


class Included:
    """（含） or （不含） behind a number."""

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


def name_of(words: Words | None) -> str:
    """Words in front of an amount: a name, which must not turn the meaning."""
    if words is not None and TURNS.search(words):
        raise Refused(words, "词语可能改变条件")
    return str(words or "")


def tail_of(words: Words | None) -> str:
    """Words behind an amount: what is counted, no condition of its own."""
    if words is not None and (TURNS.search(words) or _STATES.search(words)):
        raise Refused(words, "数量后另有条件")
    return str(words or "")


def outcome_of(token: Token) -> Outcome:
    """The outcome that a phrase names; raises `Refused` for points added without a measure."""
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


def tokens_of(children: list[Any], *types: str) -> list[Token]:
    """The tokens of those terminals."""
    return [c for c in children if isinstance(c, Token) and c.type in types]


def words_of(children: list[Any]) -> list[Words]:
    """The runs of words."""
    return [c for c in children if isinstance(c, Words)]


def split_at(children: list[Any], kind: type) -> tuple[Words | None, Words | None]:
    """The words in front of and behind the first child of that kind."""
    at = next(i for i, c in enumerate(children) if isinstance(c, kind))
    before = [c for c in children[:at] if isinstance(c, Words)]
    behind = [c for c in children[at + 1 :] if isinstance(c, Words)]
    return (before[0] if before else None), (behind[0] if behind else None)
