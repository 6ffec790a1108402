"""What each figure is: item, year, basis and fund, from its own words or from what stands around it."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from quanheng.facts.leads import CHANGE, COMPLETION, LEVEL, OF, SHARE, fund_of
from quanheng.facts.mentions import Mention
from quanheng.facts.neighbours import read_beside, settle_beside
from quanheng.facts.paragraph_titles import opening_sentence
from quanheng.facts.spoken_of import Subject, item_and_name, item_of_context, totals_several
from quanheng.facts.surroundings import Surroundings
from quanheng.facts.year_and_basis import basis_known, year_known

_OPENING = re.compile(r"(?:年|期)初(?:数|余额)?(?:为|是|有)?$")
_HELD = ("assets.", "people.", "posts.", "vehicles.")
_WHOLES = {"expenditure.total", "expenditure.grand", "income.total", "income.all", "income.current_year"}
_OWN_WORD = re.compile(
    r"(?:决算|预算|实际|全年)?总?(?:支出|收入)(?:决算|预算)?(?=数?(?:总额)?(?:为|是|共|约|达到?)*$)"
)


def _resolve(mention: Mention, subject: Subject, main: Subject, around: Surroundings) -> None:
    lead, figure, totals = mention.lead, mention.figure, totals_several(mention, subject)
    item, name = ("", "合计") if totals else item_and_name(mention, subject, around)
    figure.year, figure.known_by = year_known(mention, subject, around)
    figure.basis = basis_known(mention, item, subject, main, around)
    fund = subject.own_fund if lead.item in _WHOLES else subject.fund
    own = lead.fund or (fund if subject.sentence == mention.sentence and not totals else "")
    figure.fund = own or fund_of(opening_sentence(mention)) or around.nearest("fund")
    if mention.attr == CHANGE and not lead.item and not lead.name:
        mention.named = item_of_context(mention)
        item = mention.named or item
    figure.item, figure.surface = item, name
    mention.subject = subject.name
    _call(mention, subject)


def _call(mention: Mention, subject: Subject) -> None:
    """追加31.80万元（甲21.80万元、乙10.00万元），支出471.16万元: no message calls what is spent 乙 or 追加."""
    lent = mention.figure.surface == subject.name and not mention.lead.name
    own = _OWN_WORD.search(mention.gap) if lent else None
    if own:
        mention.figure.notes["name" if subject.depth > mention.depth else "word"] = own[0]


def _follow(mention: Mention, subject: Subject, main: Subject, whole: bool) -> None:
    """What is spoken of after a figure; `main` is what its sentence began with."""
    figure, lead = mention.figure, mention.lead
    if mention.attr == CHANGE and lead.year and not (lead.item or lead.name) and figure.year == lead.year:
        subject.year = figure.year  # 2025年比2024年增加3万元，其中甲增加2万元
    if (mention.attr in (LEVEL, CHANGE) or mention.founded) and (lead.item or lead.name):
        own = bool(lead.year) or subject.sentence != mention.sentence
        subject.item, subject.name, subject.listed = figure.item, figure.surface, lead.marked
        if not lead.prior and (own or subject.year is None):
            subject.year = figure.year
        subject.basis, subject.fund, subject.sentence = figure.basis, figure.fund, mention.sentence
    elif mention.attr == LEVEL and not whole and (lead.basis or figure.item != subject.item):
        if figure.item and figure.item != subject.item and not lead.prior:
            subject.item, subject.name = figure.item, figure.surface
            subject.fund, subject.year = figure.fund, figure.year
        elif (subject.listed or lead.year) and subject.sentence != mention.sentence:
            subject.item, subject.name, subject.listed = figure.item, figure.surface, False
        subject.basis, subject.sentence = figure.basis, mention.sentence
    elif mention.attr == SHARE and lead.item and not lead.whole:
        subject.item, subject.name, subject.sentence = lead.item, figure.surface, mention.sentence
    elif (
        mention.attr == COMPLETION
        and main.basis == "final"
        and main.sentence == mention.sentence
        and main.item == subject.item
    ):
        subject.basis = main.basis  # 支出x，年初预算为y，完成年初预算的p%，其中: again of what was spent


def resolve(mentions: list[Mention], around: Surroundings) -> None:
    """Fill item, surface, year, basis and fund of the figures of one paragraph."""
    if not mentions:
        return
    subject, main = Subject(), Subject()
    read_beside(mentions)
    wholes = {whole for whole, rate in itertools.pairwise(mentions) if rate.attr == OF}
    for mention in mentions:
        _resolve(mention, subject, main, around)
        named = subject.name
        _follow(mention, subject, main, mention in wholes)
        subject.depth = subject.depth if subject.name == named else mention.depth
        if mention.attr == LEVEL and main.sentence != mention.sentence and mention.figure.item:
            main = replace(subject)
        if "其中" not in mention.gap and mention.attr == LEVEL:
            subject.own_fund = mention.figure.fund  # a part of a list hands no fund on to a new total
        if subject.basis == "quota":  # 总指标x，总支出y: only the first is a quota
            subject.basis = ""
    settle_beside(mentions)
    _opening(mentions)


def _opening(mentions: list[Mention]) -> None:
    """比年初3715.60万元增加: what is held at the beginning of a year was held at the end of the one before."""
    for mention in mentions:
        figure = mention.figure
        held = figure.item.startswith(_HELD) and figure.kind == "level"
        if held and figure.year is not None and _OPENING.search(mention.gap):
            figure.year -= 1
