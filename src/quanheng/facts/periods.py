"""Months, quarters and halves of a year by name: their sums, the step from one to the next, their shares of the year.

一季度104万元、二季度46万元，上半年累计150万元; 9月120件，10月90件，10月环比下降25%; 四个季度依次为96.40、118.75、121.30、145.85万元，
四季度占30.24%. A period is its first and its last month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quanheng.facts.leads import CHANGE, LEVEL, SHARE
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT, Figure, is_share
from quanheng.model.quantity import NO_UNIT, PERCENT
from quanheng.model.relation import Claim, Operand

_QUARTERS = "一二三四"
_TO = r"[至到—~-]"
_ONE = r"(?:第?(?P<quarter>[一二三四])季度|(?P<month>1[0-2]|[1-9])月份?|(?P<half>[上下])半年)"
# 前三季度, 一、二季度, 1-8月 are several
_APART = r"(?<![前比较\d])(?<![一二三四\d][至到和及、—~-])"
_PLAIN = r"(?:(?![比较多少高低初末底目增减升降占均每其])[\u4e00-\u9fff]){0,6}"
_NAMED = re.compile(rf"{_APART}{_ONE}(?P<said>{_PLAIN})$")
_SPANS = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "全年": (1, 12), "四个季度": (1, 12)}
_MADE = re.compile(
    rf"[，；。、](?:(?P<span>{'|'.join(_SPANS)})|{_ONE}|(?P<from>\d{{1,2}})(?:{_TO}(?P<to>\d{{1,2}})月份?|、(?P<next>\d{{1,2}})两个?月))"
    rf"(?:完成|支出|实现|拨付|收入)?(?P<added>累计|合计|共计|总计|共)(?:完成|支出|实现|拨付|收入|为|有)*$"
)
_ADDED = re.compile(r"累计|合计|共计|总计|共")
_LISTED = re.compile(
    rf"(?:(?:四个|[一1]{_TO}[四4]|各|逐)季度?|(?P<from>\d{{1,2}}){_TO}(?P<to>\d{{1,2}})月份?)[^，。；\d]{{0,12}}$"
)
_BETWEEN = re.compile(r"[、，和与及]")
_STEP = re.compile(rf"{_APART}{_ONE}(?P<how>[^。；\d]{{0,14}}?)，?环比[^。；，\d]{{0,4}}$")
_AGAIN = re.compile(
    r"，环比(?:[增上下提降减回][\u4e00-\u9fff]{1,3})(?:了|为)?$"
)  # 四季度占30.24%，环比增长20.24%
_REASON = re.compile(r"[，（]|[因受由]")
_SHARE = re.compile(
    rf"{_APART}{_ONE}[^。；\d]{{0,14}}?占(?:比|(?:全年|全部|四个季度|总[量数额])(?:支出|收入)?(?:总[量数额])?(?:的(?:比重|比例)?)?)?(?:为|达)?$"
)
_NEXT_YEAR = re.compile(r"[次下翌]年")
_YEAR, _TELLING, _NEAR = 12, 3, 2
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Period:
    """What is printed for a period, what of it is told, and where it stands."""

    figure: Figure
    said: str
    sentence: int


def period_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """What a paragraph says of the periods that it names."""
    text = mentions[0].paragraph.text if mentions else ""
    if "季度" not in text and "半年" not in text and "环比" not in text and "月合计" not in text:
        return
    known: dict[Span, _Period] = {}
    last: Span | None = None
    for at, mention in enumerate(mentions):
        if mention.dimension == PERCENT:
            stepped = _STEP.search(mention.gap)
            if stepped or not _AGAIN.fullmatch(mention.gap):
                named = stepped or _SHARE.search(mention.gap)
                last = _span(named) if named else None
            if mention.attr == CHANGE and last:
                yield from _step(mention, last, known, stepped["how"] if stepped else "")
            elif mention.attr == SHARE and last:
                yield from _share(mention, last, known, mentions)
            continue
        last = None
        plain = mention.attr == LEVEL and mention.figure.hedge == EXACT and not mention.depth
        if not plain:
            continue
        made = _MADE.search(mention.gap)
        if made:
            yield from _sum(mention, made, known)
        named = _NAMED.search(mention.gap)
        if named and not _NEXT_YEAR.search(mention.gap):
            _note(
                known, _span(named), _Period(mention.figure, _ADDED.sub("", named["said"]), mention.sentence)
            )
        elif listed := _LISTED.search(mention.gap):
            for span, figure in _run(mentions[at:], listed):
                _note(known, span, _Period(figure, "", mention.sentence))


def _note(known: dict[Span, _Period], span: Span, period: _Period) -> None:
    """A period told again, or a first one, begins another year or thing: 二季度200万元，去年二季度180万元."""
    before = [other for s, other in known.items() if _length(s) == _length(span)]
    if before and not period.said and span[0] > 1:
        period = replace(period, said=before[-1].said)  # 一季度收入20万元，二季度30万元
    if span in known or span[0] == 1:
        for other in [s for s in known if _length(s) == _length(span)]:
            del known[other]
    known[span] = period


def _span(found: re.Match[str]) -> Span:
    if found["quarter"]:
        first = 3 * _QUARTERS.index(found["quarter"]) + 1
        return first, first + 2
    if found["month"]:
        return int(found["month"]), int(found["month"])
    return (1, 6) if found["half"] == "上" else (7, 12)


def _length(span: Span) -> int:
    return span[1] - span[0] + 1


def _run(mentions: Sequence[Mention], listed: re.Match[str]) -> list[tuple[Span, Figure]]:
    """The figures of a list of quarters or months, one for each, in the unit that the last of them has."""
    months = (int(listed["from"]), int(listed["to"])) if listed["from"] else (1, _YEAR)
    step = 1 if listed["from"] else 3
    count = _length(months) // step
    run = list(mentions[:count])
    joined = all(_BETWEEN.fullmatch(m.gap) for m in run[1:])
    ended = len(run) == count and not _BETWEEN.fullmatch(run[-1].after[:1] if len(mentions) > count else "")
    unit = run[-1].figure.unit
    alike = all(m.figure.unit in (unit, NO_UNIT) or m.figure.unit.name == unit.name[:1] for m in run)
    exact = all(m.figure.hedge == EXACT for m in run)
    if count < 2 or not (joined and alike and exact and (ended or run[-1].separator == "、")):
        return []
    spans = ((months[0] + step * n, months[0] + step * n + step - 1) for n in range(count))
    return [(span, replace(m.figure, unit=unit)) for span, m in zip(spans, run, strict=True)]


def _tiles(span: Span, length: int, known: dict[Span, _Period]) -> list[_Period]:
    """The periods of that length that make up the span, all of one unit and thing, or none."""
    wanted = [(first, first + length - 1) for first in range(span[0], span[1] + 1, length)]
    found = [known[one] for one in wanted if one in known]
    whole = len(found) == len(wanted) > 1 and wanted[-1][1] == span[1]
    alike = len({p.figure.unit for p in found}) == 1 and len({p.said for p in found} - {""}) < 2
    return found if whole and alike else []


def _sum(total: Mention, made: re.Match[str], known: dict[Span, _Period]) -> Iterator[Claim]:
    if made["span"]:
        span = _SPANS[made["span"]]
    elif made["from"]:
        span = int(made["from"]), int(made["to"] or made["next"])
    else:
        span = _span(made)
    for length in (1, 3, 6):
        parts = _tiles(span, length, known)
        if (
            parts
            and parts[0].figure.unit is total.figure.unit
            and total.sentence - parts[0].sentence <= _NEAR
        ):
            operands = (Operand("total", total.figure), *(Operand("part", p.figure) for p in parts))
            notes = {"asks": True, "bound": True}
            yield Claim("sum", "quarters", operands, total.figure.place, closed=False, notes=notes)
            return


def _step(rate: Mention, span: Span, known: dict[Span, _Period], how: str) -> Iterator[Claim]:
    """二季度环比增长70.99%: against the period before it."""
    length = _length(span)
    now, before = known.get(span), known.get((span[0] - length, span[0] - 1))
    if now is None or before is None or not rate.figure.polarity or not before.figure.value:
        return
    told = {now.said, before.said} - {""}
    other = how and not _REASON.search(how) and how not in told
    if now.figure.unit is before.figure.unit and len(told) < 2 and not other:
        pair = (Operand("current", now.figure), Operand("prior", before.figure))
        yield Claim("growth", "period", (Operand("rate", rate.figure), *pair), rate.figure.place)


def _share(
    rate: Mention, span: Span, known: dict[Span, _Period], mentions: Sequence[Mention]
) -> Iterator[Claim]:
    """三季度占31.70%: of the four quarters; 上半年占全年41.90% of an amount of the year that is printed, or of both halves."""
    parts = _tiles((1, _YEAR), _length(span), known)
    if not parts or span not in known:
        return
    part = known[span].figure
    year = _year_of(rate.figure, part, mentions) if _length(span) > 3 else None
    if year is not None:
        operands = (Operand("total", year), *(Operand("part", p.figure) for p in parts))
        notes = {"asks": True, "bound": True}
        yield Claim("sum", "halves", operands, year.place, closed=False, notes=notes)
        return
    others = (Operand("other", p.figure) for p in parts if p.figure is not part)
    operands = (Operand("rate", rate.figure), Operand("part", part), *others)
    yield Claim("share_of_sum", "of-the-year", operands, rate.figure.place, notes={"telling": len(parts)})


def _year_of(rate: Figure, part: Figure, mentions: Sequence[Mention]) -> Figure | None:
    """The amount before the rate of which the part is that share to the last digit."""
    if sum(c.isdigit() for c in rate.text) < _TELLING:
        return None
    levels = (m.figure for m in mentions if m.attr == LEVEL and m.figure.unit is part.unit)
    wholes = [f for f in levels if f.base > part.base and f.place.start < rate.place.start]
    return next((f for f in wholes if is_share(rate, part.base, f.base)), None)
