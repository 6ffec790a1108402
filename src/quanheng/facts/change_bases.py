"""What a change is measured from: a figure printed beside it, or one that the words of the base name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quanheng.facts.changed import from_last_year
from quanheng.facts.index import Index
from quanheng.facts.leads import BASE, CHANGE, LEVEL, basis_of, fund_of, is_prior, speaks_of_base, year_of
from quanheng.facts.lists import same_kind
from quanheng.facts.mentions import Mention
from quanheng.model.figure import Figure
from quanheng.model.quantity import COUNT, MONEY, PERCENT

_NEAR = 4
_YEAR = re.compile(r"20\d\d(?=年)")
_LAST_YEAR = re.compile(r"（(?:上年|去年|20\d\d年)(?:同期|完成|为|是|数|全年|度)*")
_THEN = re.compile(r"[，；]而?(?:上年|去年|20\d\d年)(?:同期|年?[末底]|完成|实有|共?有|为|是|全年|度)*")
_FROM = re.compile(
    r"(?:(?<!相)比|较|与)([^，。；、（）\d]{2,10}?)(?:相比)?(?:增|减|多|少|上升|下降|提高|降低)"
)
_SAME_TIME = re.compile(r"(?:上年|去年|20\d\d年)同期[^，。；、]{0,8}$")
_NOW = re.compile(r"(?:今年|本年|本期|20\d\d年)")
_STARTS = re.compile(r"[由从](?:上年|去年|年初|20\d\d年|原来?)?(?:同期)?的?$")  # 标准由84.75元提高1.67元
_ENDS = re.compile(r"[，。；、（）]|到|至")
_REACHED = re.compile(r"(?:到|至|达)[了为]?$")
_WHOLES = ("income.total", "income.all", "income.current_year", "expenditure.total", "expenditure.grand")


def base_phrase(mention: Mention) -> str:
    """The words that name the base: 上年, 2018年, 年初预算."""
    if mention.lead.phrase:
        return mention.lead.phrase
    context = mention.context
    for cue in ("相比", "比", "较", "与"):
        at = context.rfind(cue)
        if at >= 0:
            around = context[max(0, at - 14) : at + 24]
            return around if speaks_of_base(around) else ""
    return ""


def explicit_base(change: Mention, mentions: list[Mention]) -> Mention | None:
    """A base printed in the sentence: 与2018年80万元相比, （上年80万元）, 较上年80万元."""
    at = mentions.index(change)
    for mention in reversed(mentions[:at]):
        if (
            mention.sentence != change.sentence
            and _year_before(mention, change) is False
            and at - mentions.index(mention) > _NEAR
        ):
            break
        if mention is change.target or mention.attr == CHANGE:
            continue
        if mention.dimension in (MONEY, COUNT) and mention.figure.unit.dimension == _kind(change, mention):
            if change.target and not same_kind(mention, change.target):
                continue
            if _parted(mention, change, mentions) or _named_otherwise(mention, change):
                continue
            prior = mention.attr == BASE or mention.lead.prior or _year_before(mention, change)
            if prior and mention.sentence == change.sentence and _of_same(mention, change, mentions):
                return mention
            if (
                mention.attr == LEVEL
                and not prior
                and not (change.target and mention.figure.surface == change.target.figure.surface)
            ):
                return None
    return None


def base_behind(change: Mention, mentions: list[Mention]) -> Mention | None:
    """同比增长9.2%（上年502.3万人次）: the base in the bracket behind the change, or behind a comma, its percentage between."""
    for mention in mentions[mentions.index(change) + 1 :][:2]:
        if mention.depth == change.depth + 1 and mention.opened:
            said = _LAST_YEAR.fullmatch(mention.gap) is not None
            target = change.target
            return mention if said and target is not None and same_kind(mention, target) else None
        if mention.sentence != change.sentence:
            break
        if mention.attr != CHANGE:
            return mention if _told_behind(mention, change) else None
    return None


def _told_behind(base: Mention, change: Mention) -> bool:
    """在职人员45人，比上年减少2人，上年末47人: last year's figure of the same thing, by its place or its name."""
    said, target = _THEN.match(base.gap), change.target
    if said is None or target is None or not same_kind(base, target):
        return False
    name = base.gap[said.end() :]
    last = target.figure.year is not None and base.figure.year == target.figure.year - 1
    return (last or is_prior(said[0])) and (not name or name == target.figure.surface)


def _parted(base: Mention, change: Mention, mentions: list[Mention]) -> bool:
    """A change with a subject of its own behind a semicolon: the base before it is of something else."""
    named = change.lead.item or change.named
    between = mentions[mentions.index(base) + 1 : mentions.index(change) + 1]
    return bool(named) and named != base.figure.item and any(m.separator == "；" for m in between)


def _named_otherwise(base: Mention, change: Mention) -> bool:
    """较年初预算80万元增加2.60万元，较上年决算数增加4.15万元; 2024年比2022年: the words name another base."""
    own = change.lead.phrase or ""
    year = year_of(own)
    if year and base.figure.year is not None and base.figure.year != year:
        return True
    budgeted = basis_of(base.lead.phrase or "") in ("initial", "adjusted")
    return bool(own) and base.attr == BASE and budgeted and is_prior(own)


def _year_before(mention: Mention, change: Mention) -> bool:
    target = change.target
    if target is None or mention.figure.year is None or target.figure.year is None:
        return False
    same = mention.figure.item == target.figure.item and mention.figure.surface == target.figure.surface
    return same and mention.figure.year == target.figure.year - 1


def _of_same(base: Mention, change: Mention, mentions: list[Mention]) -> bool:
    """A base stands behind the figure that it is the base of, or names the same thing in front of it."""
    target = change.target
    if target is None or mentions.index(base) > mentions.index(target):
        return True
    if base.founded:
        return target.attr == LEVEL and mentions[mentions.index(base) + 1] is target and _reached(target)
    same_item = base.figure.item == target.figure.item and bool(base.figure.item)
    return base.attr == LEVEL and (same_item or base.figure.surface == target.figure.surface)


def _reached(level: Mention) -> bool:
    """在468万元的基础上增至540万元, 2023年支出540万元: nothing else says what it came to."""
    return _REACHED.search(level.gap) is not None or bool(level.lead.year)


def _kind(change: Mention, other: Mention) -> str:
    return other.dimension if change.dimension == PERCENT else change.dimension


def looked_up(change: Mention, index: Index, phrase: str) -> list[Mention]:
    """Figures of the document that the phrase can mean; empty when the phrase leaves it open."""
    figure = change.target.figure if change.target else change.figure
    if not figure.item or not phrase or (figure.year is None and (is_prior(phrase) or year_of(phrase))):
        return []
    basis = basis_of(phrase)
    year = year_of(phrase) or (figure.year - 1 if is_prior(phrase) and figure.year else figure.year)
    if year == figure.year and basis in ("", figure.basis):
        return []
    fund = fund_of(phrase) or figure.fund
    if not basis:
        found = index.find(figure.item, year, figure.basis, fund) or [
            m for m in index.find(figure.item, year, "", fund) if not _only_planned(m.figure, figure)
        ]
    else:
        found = index.find(figure.item, year, basis, fund)
        if not found and basis == "initial":
            found = index.find(figure.item, year, "adjusted", fund)
    if figure.item in _WHOLES:  # 收支总计 of all funds and of one fund are no bases of each other
        found = [m for m in found if m.figure.fund == fund]
    return [m for m in found if m is not change.target]


def _only_planned(prior: Figure, current: Figure) -> bool:
    """True of last year's budget beside this year's accounts; a budget is set beside last year's accounts at times."""
    return prior.basis == "initial" and current.basis == "final"


def note_base(figure: Figure, currents: Sequence[Figure], phrase: str) -> None:
    """Note what a change is measured from, for documents that stand beside this one.

    `base` is year|basis, `of` has the ids of the figures that the change may be of.
    """
    current = currents[0]
    year = year_of(phrase) or (current.year - 1 if is_prior(phrase) and current.year else None)
    if year is not None and year != current.year:
        figure.notes["base"] = f"{year}|{basis_of(phrase) or current.basis}"
        figure.notes["of"] = " ".join(str(known.id) for known in currents)


def _is_last_years(known: Mention, change: Mention) -> bool:
    """2023年支出268.40万元，2024年比上年减少39.16万元: the figure before the change is what it is measured from.

    第三次、第四次投入286万元、415万元，较第四次增加171万元: it names what it is measured from.
    """
    if _STARTS.search(known.gap) and change.gap and not _ENDS.search(change.gap):
        return True
    if _SAME_TIME.search(known.gap) and _NOW.search(change.gap):
        return True  # 2024年同期支出1088万元，今年同比增加115万元
    named = _FROM.search(known.paragraph.text, known.end, change.start)
    if named and named[1] in known.paragraph.text[: known.end] and not speaks_of_base(named[1]):
        return True
    years = [int(year) for year in _YEAR.findall(change.gap)]
    year = max(years, default=None)  # 2025年比2024年增加
    phrase = base_phrase(change)
    if not phrase and (change.lead.name or change.lead.item):
        year = change.figure.year  # 2023年货物512万元；2024年货物减少44万元
    after = bool(year) and known.figure.year is not None and known.figure.year + 1 == year
    return after and (not phrase or is_prior(phrase) or year_of(phrase) == known.figure.year)


def begins_change(known: Mention, change: Mention, mentions: list[Mention]) -> bool:
    """Whether the words, or the figure of the year behind it, make a figure the one that the change is measured from."""
    return _is_last_years(known, change) or from_last_year(known, change, mentions)


def base_of_another(base: Mention, current: Mention) -> bool:
    """Whether the words before a base name what it is of, and that is not the figure before.

    兑现3,206.20万元……2023年预算比2022年的4,000万元压减; 基金增至39.50万元；一般公共预算比上年的655.10万元增加.
    """
    if base.attr != BASE:
        return False
    basis = basis_of(re.split(r"[比较与]", base.gap)[0].rsplit("，", 1)[-1])
    if basis and basis != current.figure.basis:
        return True
    lead, figure = base.lead, current.figure
    alike = lead.item == figure.item if lead.item and figure.item else lead.name in figure.surface
    return "；" in base.gap and bool(lead.item or lead.name) and not alike
