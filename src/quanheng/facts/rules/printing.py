"""`ScoringRule` -> plain Chinese that reads back to the same rule."""

from __future__ import annotations

from quanheng.model.quantity import plain
from quanheng.model.rule import (
    FAULT,
    GAIN,
    LATE,
    NONE,
    OVER,
    RATA,
    SHORT,
    WHOLE,
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
    ScoringRule,
    Share,
    Spread,
    State,
)

_MARKS = "①②③④⑤⑥⑦⑧⑨⑩"
_PARTS = {WHOLE: "不足{0}按{0}计", NONE: "不足{0}不扣分", RATA: "不足{0}按比例计算"}
_EACH = {SHORT: "每少", OVER: "每超出", LATE: "每逾期", FAULT: "每发现", GAIN: "每完成"}


def printed(rule: ScoringRule) -> str:
    """The rule in plain Chinese: `parse(printed(rule)) == rule`."""
    said = [f"{mark}{_clauses(item)}" for mark, item in zip(_MARKS, rule.items, strict=False)]
    said.append(_clauses(rule))
    if rule.most is not None:
        said.append(f"最高不超过{plain(rule.most)}分")
    if rule.until_empty:
        said.append("扣完为止")
    return "；".join(s for s in said if s) + "。"


def amount(value: Amount) -> str:
    """30期, 95%."""
    return plain(value.value) + value.unit


def _clauses(rule: ScoringRule) -> str:
    return "，".join(_clause(clause) for clause in rule.clauses)


def _clause(clause: Clause) -> str:
    made = clause.outcome
    if clause.condition is None:
        return clause.subject + _alone(made)
    if isinstance(made, Each):
        return f"{_condition(clause)}的，{_each(made)}"
    return f"{_condition(clause)}的{_outcome(made)}"


def _alone(made: Outcome) -> str:
    if isinstance(made, Each):
        return _each(made)
    if isinstance(made, Spread):
        return f"在{plain(made.low)}-{plain(made.high)}分之间给分"
    if isinstance(made, Prorata):
        return f"完成率×{plain(made.of)}分" if made.of is not None else "得分=完成率×分值"
    raise ValueError(f"no condition: {made}")


def _condition(clause: Clause) -> str:
    return clause.subject + _where(clause.condition) + clause.counted


def _where(condition: Condition | None) -> str:
    if isinstance(condition, Reached):
        return amount(condition.amount)
    if isinstance(condition, State):
        return condition.words
    if isinstance(condition, Otherwise):
        return "否则"
    if isinstance(condition, Deadline):
        year = f"{condition.year}年" if condition.year else ""
        return f"{year}{condition.month}月{condition.day}日前完成"
    assert isinstance(condition, Range)
    return _range(condition) if condition.of == "result" else _beyond(condition)


def _beyond(span: Range) -> str:
    """逾期1个月以内, 超1个月, 逾期2个月, 逾期2个月以上."""
    late = span.of == LATE
    if span.high is not None:
        return f"{'逾期' if late else '超预算'}{amount(span.high)}以内"
    assert span.low is not None
    if span.low_in is None:
        return f"{'逾期' if late else '超预算'}{amount(span.low)}以上"
    return f"{'逾期' if span.low_in else '超'}{'' if late else '预算'}{amount(span.low)}"


def _range(span: Range) -> str:
    low, high = span.low, span.high
    if low is None:
        assert high is not None
        return {True: f"≤{amount(high)}", False: f"<{amount(high)}", None: f"{amount(high)}以下"}[
            span.high_in
        ]
    if high is None:
        return {True: f"≥{amount(low)}", False: f">{amount(low)}", None: f"{amount(low)}以上"}[span.low_in]
    if span.low_in is None or span.high_in is None:
        return f"{amount(low)}-{amount(high)}"
    return f"{'≥' if span.low_in else '>'}{amount(low)}{'≤' if span.high_in else '<'}{amount(high)}"


def _outcome(made: Outcome) -> str:
    if isinstance(made, Points):
        return f"得{plain(made.value)}分" if made.value else "不得分"
    if isinstance(made, Full):
        return "得满分"
    if isinstance(made, Share):
        return f"得{plain(made.percent)}%的分值"
    if isinstance(made, Loss):
        return f"扣{plain(made.value)}分"
    if isinstance(made, Spread):
        sign = "%" if made.percent else ""
        return f"得{plain(made.low)}{sign}-{plain(made.high)}{sign}{'的分值' if made.percent else '分'}"
    if isinstance(made, Discretion):
        return "酌情扣分"
    assert isinstance(made, Prorata)
    return "按完成比例得分"


def _each(made: Each) -> str:
    step = amount(made.step)
    gain = f"加{plain(made.points)}分" if made.way == OVER else f"得{plain(made.points)}分"
    points = gain if made.gains else f"扣{plain(made.points)}分"
    parts = "，" + _PARTS[made.parts].format(step) if made.parts else ""
    if made.period:
        return f"每{made.period}开展{step}{points}" if made.gains else f"每{made.period}未完成{step}{points}"
    word = _EACH[made.way]
    if made.once:
        word = {SHORT: "少", FAULT: "发现", GAIN: "新增"}[made.way]
    return word + step + ("问题" if made.way == FAULT else "") + points + parts
