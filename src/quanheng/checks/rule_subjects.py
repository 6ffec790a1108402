"""Whether a scoring rule speaks of the indicator beside it."""

from __future__ import annotations

import re

from quanheng.facts.rules import parse_scanned, result
from quanheng.model.figure import Statement
from quanheng.model.quantity import COUNT, MONEY, unit
from quanheng.model.rule import Range, Reached, ScoringRule

_COMMON = re.compile(
    r"完成|任务|工作|情况|指标|目标|数量|质量|时效|成本|达标|达到|得分|企业|项目|单位|当年|本年|年度|全年|及时|实际|"
    r"新增|开展|实现|数|率|量|额|值|及|的|与|和|各类|产出|效益|效果|经济|社会|生态|可持续|影响|履职|投入|过程|决策"
)
_LONG = 4  # shorter subjects say too little


def foreign(said: Statement) -> str:
    """What the rule speaks of instead, in Chinese; "" where it may be the indicator's own."""
    rule, _ = parse_scanned(said.text)
    if not isinstance(rule, ScoringRule) or not said.value:
        return ""
    subject = _subject(rule)
    if _foreign(subject, said.value):
        return f"写的是“{subject}”"
    units = _units(rule, said.surface)
    return f"按“{units[0]}”计分，指标值却以“{units[1]}”计" if units is not None else ""


def _subject(rule: ScoringRule) -> str:
    return next((s for c in rule.clauses if (s := _named(c.subject + c.counted))), "")


def _named(words: str) -> str:
    """The name without the verbs in front: 完成及科技型企业申报 -> 科技型企业申报."""
    return re.sub(r"^(?:全面|全年|当年|当)?(?:完成|实现|达到)?(?:及)?", "", words).strip("的")


def _foreign(subject: str, name: str) -> bool:
    """No two characters in common once the words that every indicator uses are gone."""
    bare, other = _COMMON.sub(" ", subject), _COMMON.sub(" ", name)
    mine, theirs = _pairs(bare), _pairs(other)
    return (
        len(subject) >= _LONG
        and len(mine) >= 2
        and bool(theirs)
        and not mine & theirs
        and not _shares(bare, other)
    )


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1) if " " not in text[i : i + 2]}


def _shares(one: str, other: str) -> bool:
    """More than one character in common: abbreviations (高企, 高新技术企业) keep the first ones."""
    return len((set(one) & set(other)) - {" "}) > 1


def _units(rule: ScoringRule, target: str) -> tuple[str, str] | None:
    """A rule in money for a target that counts, or the other way round."""
    planned = result(target).amount if target else None
    levels = [
        end.unit
        for c in rule.clauses
        if isinstance(c.condition, Reached | Range)
        for end in (
            [c.condition.amount] if isinstance(c.condition, Reached) else [c.condition.low, c.condition.high]
        )
        if end is not None and end.unit
    ]
    if planned is None or not planned.unit or not levels:
        return None
    kinds = {unit(levels[0]).dimension, unit(planned.unit).dimension}
    return (levels[0], planned.unit) if kinds == {MONEY, COUNT} else None
