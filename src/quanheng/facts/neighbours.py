"""What a figure's neighbour says of it: that it is a change, a base, of a fund, or misnamed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from quanheng.facts.leads import BASE, CHANGE, LEVEL, SHARE, fund_of
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import MONEY, PERCENT

_MEASURED = re.compile(r"(?:相?较|相?比)(?!例|重)于?[\u4e00-\u9fff（）]{1,12}$")
_BESIDE_BASE = re.compile(r"(?:(?P<up>[多高超]出?)|(?P<down>[少低]))了?")
_ADDED = re.compile(
    r"(?:(?P<up>新[增建设]|[又再另多](?!次)|追加)|(?P<down>少))[^到至达，。；]{0,6}$"
)  # behind 在800户的基础上
_COMPARED = re.compile(r"^，?决算数?(?:大于|小于|等于|高于|低于|多于|少于|与)")
_CLOSE = 6  # characters between a change and its rate


def read_beside(mentions: Sequence[Mention]) -> None:
    """Correct the leads of one paragraph by the figures beside, before their items are known."""
    _changes_without_word(mentions)
    for base, change in itertools.pairwise(mentions):
        if base.dimension == change.dimension:
            _base_and_change(base, change)


def settle_beside(mentions: Sequence[Mention]) -> None:
    """Correct fund and basis by the figures beside, once items are known."""
    for here, after in itertools.pairwise(mentions):
        if after.attr == SHARE and here.attr == LEVEL and after.lead.whole and not here.lead.fund:
            here.figure.fund = fund_of(after.lead.whole) or here.figure.fund  # 基本支出x，占财政拨款支出的p%
    for first, second in itertools.pairwise(mentions):
        _misnamed(first, second)


def _changes_without_word(mentions: Sequence[Mention]) -> None:
    """A figure among changes whose 增加 was left out, known by the growth rate behind it."""
    for before, here, after in zip(mentions, mentions[1:], mentions[2:], strict=False):
        lone = here.attr == LEVEL and here.dimension == MONEY and here.lead.item and not here.lead.phrase
        among = before.attr == after.attr == CHANGE and before.sentence == here.sentence
        rate = after.dimension == PERCENT and not after.lead.name and after.lead.phrase is None
        if lone and among and rate and len(after.gap) < _CLOSE:
            here.read_as(replace(here.lead, attr=CHANGE, sign=after.lead.sign, word=after.lead.word))
            here.figure.kind, here.figure.polarity = "delta", after.lead.sign


def _base_and_change(base: Mention, change: Mention) -> None:
    """较控制价4460万元下浮122万元; 比年初预算2.40万元少0.54万元; 在上年800户的基础上新增50户."""
    measured = not change.separator and _MEASURED.match(base.gap[len(base.context) :])
    if base.attr == LEVEL and change.attr == CHANGE and not base.lead.item and measured:
        base.read_as(replace(base.lead, attr=BASE))
    beside = _BESIDE_BASE.fullmatch(change.gap)
    if base.founded:
        beside = _ADDED.search(change.gap)
    if base.attr == BASE and change.attr == LEVEL and beside:
        sign = 1 if beside["up"] else -1
        name = change.lead.name if change.lead.item else ""  # 新增 names nothing
        change.read_as(replace(change.lead, attr=CHANGE, sign=sign, word=beside[0], name=name))
        change.figure.kind, change.figure.polarity = "delta", sign


def _misnamed(first: Mention, second: Mention) -> None:
    """年初预算10万元，支出预算为8万元，决算数小于预算数: the second is the final figure, whatever it is called."""
    a, b = first.figure, second.figure
    levels = first.attr == second.attr == LEVEL and first.sentence == second.sentence
    same = a.item and a.item == b.item and a.year == b.year and a.basis == b.basis == "initial"
    if levels and same and a.base != b.base and _COMPARED.search(second.after):
        b.notes["called"], b.basis = "initial", "final"
