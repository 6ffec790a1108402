"""Whose amount a figure of an item is: the department's, or that of a part of it, a project, a unit, another fund.

Each reason is a function of its own; the table below them is what is asked, in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quanheng.facts.leads import item_of
from quanheng.facts.mentions import Mention
from quanheng.facts.paragraph_titles import leaf

_SOME = re.compile(r"\d+个[^，。；]{0,12}项目")
_COUNTED = re.compile(r"[\d两二三四五六七八九十]+个[^，。；、]{0,6}项目(?:支出|资金|经费)?(?:合计|共计|共)?$")
_OWN_LEVEL = re.compile(r"其中[：:，]?[^，。；、]{0,6}(?:本级|所属|下属)[^。；]*$")
_PAID_FROM = re.compile(
    r"支出[\d,.]+[万亿]?元[^。]*[。；，]其中[^。；]*$"
)  # 其中上年结转16万元、当年财政拨款165万元
_PART_OF = re.compile(r"其中[^，。；、]{0,10}$")
_MOVED = re.compile(r"(?:增加|减少|净[增减])[^，。；、（）]{0,12}（[^）]*$")  # 减少4人（退休6人，新招录2人）
_OTHER_FUND = re.compile(r"^.{0,12}(?:政府性基金|国有资本经营|社会保险基金|基金预算)")
_BOUGHT = re.compile(r"，(?:其中)?：?(?:货物|工程|服务)")  # 支出总额134.80万元，其中货物84.50万元
_ECONOMIC = re.compile(r"办公费[^。]{0,60}(?:印刷|邮电|水电|取暖|差旅|物业)")
_APART_FROM = re.compile(r"累计|其余|剩余|余下|此外")
_LESS_SOME = re.compile(
    r"(?:扣除|剔除|除去|抛开|不含|不计|不包括|同口径|可比口径)[^，。；\d]{0,16}，?[^，。；、\d]{0,8}$"
)
_FORM_SOURCE = "上年结转资金"


def _of_goods(mention: Mention, item: str) -> bool:  # noqa: ARG001
    return _BOUGHT.match(mention.after) is not None


def _of_other_fund(mention: Mention, item: str) -> bool:
    return item.startswith("carryover.") and _OTHER_FUND.search(mention.paragraph.text) is not None


def _of_titled(mention: Mention, item: str) -> bool:  # noqa: ARG001
    """1.局本级：合计100万元，其中接待费16万元."""
    title = leaf(mention)
    return bool(title) and not item_of(title)


def _of_running_cost(mention: Mention, item: str) -> bool:
    """Among 办公费、差旅费: of the running cost of the office."""
    return item.startswith("three_public.") and _ECONOMIC.search(mention.paragraph.text) is not None


def _of_movement(mention: Mention, item: str) -> bool:  # noqa: ARG001
    moved = _MOVED.search(mention.paragraph.text, max(0, mention.start - 60), mention.start)
    return bool(mention.depth and moved)


def _of_project(mention: Mention, item: str) -> bool:  # noqa: ARG001
    """4个项目支出1876万元: of these."""
    some = mention.figure.surface == "项目" and _SOME.search(_said(mention)) is not None
    return some or _COUNTED.search(_said(mention)) is not None


def _of_own_level(mention: Mention, item: str) -> bool:  # noqa: ARG001
    """全镇“三公”经费16.74万元……其中镇本级“三公”经费9.48万元."""
    return _OWN_LEVEL.search(_said(mention)) is not None


def _of_unnamed_whole(mention: Mention, item: str) -> bool:  # noqa: ARG001
    """6个项目涉及资金2056万元，其中一般公共预算拨款1761万元; 两项合计82.77万元，其中2023年支出61.20万元."""
    above = mention.parents[-1].figure if mention.parents else None
    part = above is not None and not above.item and above.base > mention.figure.base
    return part or (not mention.lead.item and _PART_OF.search(_said(mention)) is not None)


def _of_payment(mention: Mention, item: str) -> bool:
    return item.startswith("income.") and _PAID_FROM.search(_said(mention)) is not None


def _of_the_rest(mention: Mention, item: str) -> bool:  # noqa: ARG001
    return _APART_FROM.search(_said(mention), max(0, mention.start - 12)) is not None


def _of_what_is_left(mention: Mention, item: str) -> bool:  # noqa: ARG001
    """扣除防疫因素，项目支出3823.60万元."""
    return _LESS_SOME.search(_said(mention), max(0, mention.start - 30)) is not None


def _said(mention: Mention) -> str:
    return mention.paragraph.text[: mention.start]


_PARTS: tuple[Callable[[Mention, str], bool], ...] = (
    _of_goods, _of_other_fund, _of_titled, _of_running_cost, _of_movement, _of_project, _of_unnamed_whole,
    _of_payment, _of_the_rest, _of_own_level,
    _of_what_is_left,
)  # fmt: skip


def of_a_part(mention: Mention, item: str) -> bool:
    """Not the department's amount of the item: of a part of it, of a project, of a unit, of another fund or year."""
    if mention.paragraph.cell is not None:
        # a table divides a class by columns that the key does not hold; a form tells the funds of its project
        return item.startswith("function.") or mention.figure.surface.endswith(_FORM_SOURCE)
    return any(part(mention, item) for part in _PARTS)
