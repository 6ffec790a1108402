"""A change and the reason given for it: does the reason point the other way?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quanheng.facts.leads import CHANGE
from quanheng.facts.mentions import Mention
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.subject_items import SubjectItem, core
from quanheng.facts.wording_statement import said
from quanheng.lexicon.load import label
from quanheng.model.figure import Statement
from quanheng.model.quantity import MONEY, PERCENT

UP, DOWN, SAME = "up", "down", "same"
_UP = "增加|增长|上升|提高|增多|上调|扩大|新增"
_DOWN = "减少|下降|降低|压减|缩减|减小|下调"
_REASON = re.compile(
    rf"(?:(?P<up>(?:{_UP}))|(?P<down>(?:{_DOWN})))?(?:较多|较大)?的?(?:主要)?原因(?:主要)?(?:是因为|是由于|是因|是|为|在于)?[：，]?(?P<reason>[^。；]{{3,80}})"
)
_SINGLE = re.compile(
    rf"(?:由于|因为|因)?(?:本年度?|今年|当年|20\d\d年度?|年内)?(?P<subject>[^，、；：（）和及与]{{2,40}}?)(?:的)?(?:有所|略有|相应|同比|较上年|比上年|较去年|大幅度?|逐年|明显)?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:较多|较大|明显)?(?:所致|导致)?"
)
# another year, a source, a transfer or a saving can turn either way round
_TURNS = re.compile(
    r"上年|去年|以前年度|往年|上一年|结转|结余|节约|力度|管控|使|因此|而|但|转|调|划|自有|自筹|其他资金|非税|收回|口径|效率|退|抵|减免|缴|还|基数|存量|盘活|一次性|社会|上级|基金|财力"
)
_HEADS = re.compile(
    r"(?:经费|支出|费用|费|人员|人数|项目|工资|补贴|津贴|业务量|工作量|任务|预算|资金|拨款|编制|活动|次数|批次|班次|场次|人次|规模|数量)$"
)
# a balance or a saving moves against what it is the rest of
_RESTS = ("carryover", "surplus", "assets", "income", "vehicles", "people", "posts")
_WITHIN = 60


@dataclass(frozen=True, slots=True)
class _Change:
    """The last change in front of a reason, and what it is a change of."""

    way: str
    mention: Mention
    names: tuple[str, ...]


def _last_change(mentions: Sequence[Mention], at: int, paragraph: Paragraph) -> Mention | None:
    """The change spoken of in the sentence that the reason closes, or in the one just before."""
    before = [m for m in mentions if m.end <= at]
    if not before or before[-1].attr != CHANGE or before[-1].dimension not in (MONEY, PERCENT):
        return None
    last = before[-1]
    between = paragraph.text[last.end : at]
    if len(between) > _WITHIN or between.count("。") > 1 or "；" in between or "其中" in between:
        return None
    return last


def _names(last: Mention, items: Iterable[SubjectItem]) -> tuple[str, ...]:
    owner = next((i for i in items if i.paragraph is last.paragraph and i.start <= last.start < i.end), None)
    if owner is not None:
        return tuple(core(name) for name in (owner.name, owner.full_name, "".join(owner.names)) if name)
    figure = last.target.figure if last.target is not None else last.figure
    known = {core(figure.surface), core(label(figure.item)) if figure.item else ""}
    return tuple(name for name in known if len(name) > 1)


def _change(
    found: re.Match[str], mentions: Sequence[Mention], items: Sequence[SubjectItem]
) -> _Change | None:
    """Direction and subject; where the words say it themselves (减少的主要原因), they must agree with the figure."""
    if not mentions:
        return None
    last = _last_change(mentions, found.start(), mentions[0].paragraph)
    if last is None or not last.figure.value or not last.figure.polarity:
        return None
    way = UP if last.figure.polarity > 0 else DOWN
    word = UP if found["up"] else DOWN if found["down"] else way
    return _Change(way, last, _names(last, items)) if word == way else None


def reason_statements(
    paragraph: Paragraph, mentions: Sequence[Mention], items: Sequence[SubjectItem]
) -> Iterator[Statement]:
    """Statement opposite_reason: `degree` own where the reason speaks of the item itself, other where of a part of it."""
    if "原因" not in paragraph.text:
        return
    for found in _REASON.finditer(paragraph.text):
        change = _change(found, mentions, items)
        reason = _SINGLE.fullmatch(found["reason"])
        if change is None or reason is None:
            continue
        way = UP if reason["up"] else DOWN
        subject = core(reason["subject"])
        if way == change.way or not subject:
            continue
        own = subject in change.names
        if not own and (
            _TURNS.search(found["reason"]) or not _HEADS.search(reason["subject"]) or _rest(change.mention)
        ):
            continue
        start = _clause(paragraph.text, change.mention)
        yield said(
            "opposite_reason",
            paragraph,
            (start, found.end("reason")),
            "减少" if change.way == DOWN else "增加",
            degree="own" if own else "other",
            change=paragraph.original(start, change.mention.end),
            reason=found["reason"],
            name=change.names[0] if change.names else "",
        )


def _rest(last: Mention) -> bool:
    figure = last.target.figure if last.target is not None else last.figure
    return figure.item.startswith(_RESTS) or any(
        w in figure.surface for w in ("结余", "结转", "收入", "节约")
    )


def _clause(text: str, last: Mention) -> int:
    """Where the clause of the change begins."""
    first = max(text.rfind(mark, 0, last.start) for mark in "，。；：")
    return first + 1
