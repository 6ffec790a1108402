"""Text of a scoring rule -> `ScoringRule`, or `Unparsed` with the piece that was not understood.

Every character is used by the grammar or the rule is not read; nothing is guessed. The parser is built
when the first rule is met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quanheng.facts.paragraphs import normalise
from quanheng.facts.rules.words import NUMBER, TERMINALS
from quanheng.model.rule import (
    FAULT,
    NONE,
    RATA,
    RESULT,
    SHORT,
    WHOLE,
    Amount,
    Clause,
    Discretion,
    Each,
    Loss,
    Points,
    Range,
    Reached,
    ScoringRule,
    State,
    Unparsed,
)

if TYPE_CHECKING:
    from lark import Lark, Token

_SYMBOLS = str.maketrans("＝﹦≧≦⩾⩽—–〔〕[]", "==≥≤≥≤--（）（）")
_WRITTEN = re.compile(r"^(?:评分标准|扣分标准|评（扣）分标准|评扣分标准|计分标准|得分标准|评分规则)[：:]")
# what a scan does to the words of rules: read again with these, and never sure
_SCANNED = (
    (re.compile(r"(?<=[家个项亿元户次人%天月本分])[和知如](?=\d[\d.]*分)"), "扣"),
    (re.compile(r"(?<=[家个项亿元户次人%天月])扣(?=\d[\d.]*$)"), "扣"),
    (re.compile(r"[和扣](?:宪|完)为止"), "扣完为止"),
    (re.compile(r"(?<=%)。(?=[计得]满分)"), ""),
    (re.compile(r"(?<=\d) (?=[\d.])|(?<=[\d.]) (?=\d)"), ""),
    (re.compile(r"(?<=每少一亿元)和(?=\d)"), "扣"),
    (re.compile(r"(?<=\d分)$|(?<=扣\d)$|(?<=扣0\.\d)$"), ""),
    (re.compile(r"扣(\d+(?:\.\d+)?)$"), r"扣\1分"),
)


def parse(text: str) -> ScoringRule | Unparsed:
    """Read a rule as printed; blanks, widths and brackets are made one first."""
    return _parse(clean(text))


def parse_scanned(text: str) -> tuple[ScoringRule | Unparsed, bool]:
    """As `parse`, then with the usual slips of a scan put right; True where that was needed."""
    made = parse(text)
    if isinstance(made, ScoringRule):
        return made, False
    put_right = clean(text)
    for pattern, right in _SCANNED:
        put_right = pattern.sub(right, put_right)
    again = _parse(put_right)
    return (again, True) if isinstance(again, ScoringRule) else (made, False)


def clean(text: str) -> str:
    """The text that the grammar reads."""
    plain = normalise(text)[0].translate(_SYMBOLS).strip()
    plain = re.sub(r"\s+", "", plain) if not re.search(r"\d \d", plain) else plain
    return _WRITTEN.sub("", plain).replace(":", "：").replace("“", "").replace("”", "")


@lru_cache(maxsize=4096)
def _parse(text: str) -> ScoringRule | Unparsed:
    from lark.exceptions import LarkError, UnexpectedInput, UnexpectedToken, VisitError  # noqa: PLC0415 met only here

    from quanheng.facts.rules.reading import Reader  # noqa: PLC0415
    from quanheng.facts.rules.tokens import Refused  # noqa: PLC0415

    try:
        tree = _grammar().parse(text)
        return _assemble(Reader().transform(tree).children)
    except UnexpectedToken as met:
        token = met.token
        piece = text[token.start_pos or 0 :] if token.type != "$END" else text[-8:]
        return Unparsed(str(piece[:20]), "没有读懂" if token.type != "$END" else "没有写完")
    except VisitError as met:
        if isinstance(met.orig_exc, Refused):
            return Unparsed(str(met.orig_exc.piece), met.orig_exc.why)
        raise
    except Refused as met:
        return Unparsed(str(met.piece), met.why)
    except (UnexpectedInput, LarkError):
        return Unparsed(text[:20], "没有读懂")


@cache
def _grammar() -> Lark:
    from lark import Lark, Token  # noqa: PLC0415 loaded with the first rule
    from lark.lexer import Lexer  # noqa: PLC0415

    # names inside a pattern would clash: only the terminals have them
    pattern = re.compile("|".join(f"(?P<{name}>{words})" for name, words in TERMINALS))

    class Phrases(Lexer):
        """Phrases where one begins, TEXT between them."""

        def __init__(self, conf: Any) -> None:
            pass

        def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
            at = begun = 0
            while at < len(data):
                found = pattern.match(data, at)
                if found is None or found.end() == at or found.lastgroup == "NAME":
                    at = found.end() if found is not None and found.end() > at else at + 1
                    continue
                if at > begun:
                    yield Token("TEXT", data[begun:at], begun)
                yield Token(str(found.lastgroup), found[0], at)
                at = begun = found.end()
            if at > begun:
                yield Token("TEXT", data[begun:], begun)

    source = files(__package__).joinpath("grammar.lark").read_text("utf-8")
    return Lark(source, parser="lalr", lexer=Phrases)


def _assemble(parts: list[Any]) -> ScoringRule:
    """Clauses and notes in order -> one rule; a mark begins an item."""
    from quanheng.facts.rules.tokens import Refused  # noqa: PLC0415

    groups: list[list[Any]] = [[]]
    marked = False
    for part in parts:
        kind = getattr(part, "type", "")
        if kind in ("SEP", "PAUSE"):
            continue
        if kind == "MARK":
            if groups[-1] or not marked:
                groups.append([])
            marked = True
        else:
            groups[-1].append(part)
    if not marked:
        return _rule(groups[0])
    if groups[0]:
        raise Refused("", "编号之前另有内容")
    items = tuple(_rule(group) for group in groups[1:] if group)
    if len(items) < 2:
        return items[0]
    shapes = {any(isinstance(c.outcome, Each) for c in item.clauses) for item in items}
    if len(shapes) > 1:
        raise Refused("", "扣分是对其中一项还是对各项，没有写明")
    most = items[-1].most if all(i.most is None for i in items[:-1]) else None
    until = items[-1].until_empty
    last = replace(items[-1], most=None, until_empty=False)
    return ScoringRule((), most, until, (*items[:-1], last))


def _rule(parts: list[Any]) -> ScoringRule:
    from quanheng.facts.rules.tokens import Refused, number  # noqa: PLC0415

    clauses: list[Clause] = []
    most: Decimal | None = None
    until = False
    for part in parts:
        if isinstance(part, list):
            clauses.extend(part)
            continue
        token = part
        if token.type == "UNTIL":
            until = True
        elif token.type == "CAP":
            most = number(token)
        elif token.type in _PARTS:
            clauses[-1:] = [_partial(clauses, token)]
        elif token.type == "ANDSOON":
            clauses = _and_so_on(clauses)
        elif token.type != "OVERFUL":
            raise Refused(token, "没有读懂")
    if not clauses:
        raise Refused("", "没有写怎样得分")
    clauses = _labelled(clauses)
    _consistent(clauses)
    clauses = _one_unit(clauses)
    return ScoringRule(tuple(_each_meant(clauses, most)), most, until)


def _each_meant(clauses: list[Clause], most: Decimal | None) -> list[Clause]:
    """新增1个得0.5分，加满2分为止: a cap above the points says that each one counts."""
    return [
        replace(c, outcome=replace(c.outcome, once=False))
        if isinstance(c.outcome, Each) and c.outcome.gains and most is not None and most > c.outcome.points
        else c
        for c in clauses
    ]


_PARTS = {"ROUNDED": WHOLE, "IGNORED": NONE, "BYPART": RATA}


def _partial(clauses: list[Clause], token: Any) -> Clause:
    """不足1%按1%计, said of the deduction before it."""
    from quanheng.facts.rules.tokens import Refused, number  # noqa: PLC0415

    last = clauses[-1] if clauses else None
    if last is None or not isinstance(last.outcome, Each):
        raise Refused(token, "不足部分前没有扣分")
    said = {number(n) for n in re.findall(rf"{NUMBER}|[一二两三四五六七八九十](?=[个项%次天月家户])", token)}
    if said != {last.outcome.step.value}:
        raise Refused(token, "不足部分与每一步不同")
    return replace(last, outcome=replace(last.outcome, parts=_PARTS[token.type]))


def _and_so_on(clauses: list[Clause]) -> list[Clause]:
    """以此类推: repeats a deduction, or goes on with tiers of equal steps down to nothing."""
    from quanheng.facts.rules.tokens import Refused  # noqa: PLC0415

    if clauses and isinstance(clauses[-1].outcome, Each):
        return clauses
    tiers = [c for c in clauses if isinstance(c.condition, Reached) and isinstance(c.outcome, Points)]
    if len(tiers) < 2 or len(tiers) != len(clauses):
        raise Refused("以此类推", "没有可以类推的等差")
    at = [(t.condition.amount.value, t.outcome.value) for t in tiers]  # type: ignore[union-attr]
    steps = {(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(at)}
    if len(steps) != 1:
        raise Refused("以此类推", "各档不是等差")
    ((down, less),) = steps
    if less >= 0 or down >= 0:
        raise Refused("以此类推", "不是逐档减少")
    made, (value, points) = list(clauses), at[-1]
    unit = tiers[-1].condition.amount.unit  # type: ignore[union-attr]
    while points > 0 and value + down >= 0:
        value, points = value + down, max(Decimal(0), points + less)
        made.append(Clause(Points(points), Reached(Amount(value, unit)), tiers[-1].subject))
    return made


_VERB = re.compile(
    r"^(?:全面)?(?:完成|达到|达|实现|为|在|当|对于)|(?:达到|达|完成|实现|控制|保持|为|在|于|的)+$"
)


def _labelled(clauses: list[Clause]) -> list[Clause]:
    """效果显著100%计10分，效果良好80%计8分: a scale of words, the percent only repeats the points."""
    tiers = [c for c in clauses if isinstance(c.condition, Reached) and isinstance(c.outcome, Points)]
    names = {_VERB.sub("", t.subject) for t in tiers}
    if len(tiers) < 2 or "" in names or len(names) < len(tiers):
        return clauses
    top = max(t.outcome.value for t in tiers)  # type: ignore[union-attr]
    if any(
        t.condition.amount.unit != "%" or t.condition.amount.value * top != t.outcome.value * 100  # type: ignore[union-attr]
        for t in tiers
    ):
        return clauses
    return [Clause(c.outcome, State(c.subject)) if c in tiers else c for c in clauses]


_OF_TARGET = re.compile(r"(?:目标|指标|计划|任务|预期)(?:值|数|量)?的?$")


def _consistent(clauses: list[Clause]) -> None:
    """What the grammar lets pass but nobody means."""
    from quanheng.facts.rules.tokens import Refused  # noqa: PLC0415

    if all(isinstance(c.outcome, Discretion) for c in clauses):
        raise Refused("", "只有酌情打分")
    if any(
        isinstance(c.outcome, Each) and c.outcome.way == FAULT and c.outcome.step.unit == "%" for c in clauses
    ):
        raise Refused("每", "没有写明每下降还是每超出")
    measured = [
        c
        for c in clauses
        if isinstance(c.condition, Reached) or (isinstance(c.condition, Range) and c.condition.of == RESULT)
    ]
    units = {u for c in measured for u in _units(c.condition)}
    if len(units) > 1:
        raise Refused("、".join(sorted(units)), "一条标准里写了两种量")
    names = sorted({n for c in measured if (n := _VERB.sub("", _VERB.sub("", c.subject)))}, key=len)
    if any(names[0] not in other for other in names[1:]):
        raise Refused("、".join(names), "一条标准里写了两个对象")
    if any("%" in _units(c.condition) and _OF_TARGET.search(c.subject) for c in measured):
        raise Refused("目标值的…%", "按目标值的百分比计，不是按完成值计")
    for clause in measured:
        if isinstance(clause.condition, Reached) and isinstance(clause.outcome, Loss):
            rewarded = any(not isinstance(c.outcome, Loss) for c in measured)
            if not rewarded or _VERB.sub("", _VERB.sub("", clause.subject)):
                raise Refused(clause.subject or "扣", "扣分的情形没有读懂")
    shorts = [
        c for c in clauses if isinstance(c.outcome, Each) and c.outcome.way == SHORT and c.condition is None
    ]
    if len(shorts) > 1:
        raise Refused("每", "有两种扣法")


def _one_unit(clauses: list[Clause]) -> list[Clause]:
    """为0得5分，0-10%得4分: a number without a unit has that of the others."""
    names = {
        u
        for c in clauses
        if isinstance(c.condition, Reached | Range)
        for u in _units(c.condition)
        if isinstance(c.condition, Reached) or c.condition.of == RESULT
    }
    if len(names) != 1:
        return clauses
    (name,) = names

    def named(amount: Amount | None) -> Amount | None:
        return Amount(amount.value, name) if amount is not None and not amount.unit else amount

    made = []
    for clause in clauses:
        condition = clause.condition
        if isinstance(condition, Reached):
            condition = Reached(named(condition.amount) or condition.amount)
        elif isinstance(condition, Range) and condition.of == RESULT:
            condition = replace(condition, low=named(condition.low), high=named(condition.high))
        made.append(replace(clause, condition=condition))
    return made


def _units(condition: object) -> Iterator[str]:
    """The units of a condition on the result."""
    if isinstance(condition, Reached):
        ends: tuple[Amount | None, ...] = (condition.amount,)
    else:
        assert isinstance(condition, Range)
        ends = (condition.low, condition.high)
    yield from (e.unit for e in ends if e is not None and e.unit)
