"""Lists of counts whose kinds exclude each other, or leave nothing out, by their names alone.

县道612公里、乡道874公里、村道2977公里: no road is two of them; 合格45件、不合格3件: nothing is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quanheng.lexicon.load import series

_TAIL = 4  # characters behind the kind: 高级职称, 初级及以下
_NOT = re.compile(r"^(?:不|未|非|无)(?!来|分|定级)")
_BARE = ("不", "非", "无")  # 未 is left of 未完成 and 未实现, whose other side has no name
_LEVEL = re.compile(r"(?:争取|安排|下达)?(?:中央|国家|省|自治区|市|州|盟|县|区|旗|本级|地方|上级)")
_OWN = re.compile(r"(?:安排)?(?:县|区|旗|本级|地方)")
_OTHERS_PAY = re.compile(r"自筹|其余|其他|剩余|余下|不足|缺口|社会|银行|贷款|^等")
_HEAD = re.compile(r"^(?:其中|全县|全市|全区|现有|共有|属于|已|有)+(?!$)")


def exclude(names: Sequence[str]) -> bool:
    """Whether no thing is of two of these kinds; no name stands twice."""
    return len(set(names)) == len(names) > 1 and (_in_series(names)[0] or complete(names))


def complete(names: Sequence[str]) -> bool:
    """Whether every thing is of one of these kinds: 男 and 女, what was done and what was not."""
    if len(names) != len(set(names)):
        return False
    return _in_series(names)[1] or _said_and_denied(names)


def of_every_level(names: Sequence[str], behind: str) -> bool:
    """中央812万元、省级174万元、县级300万元: the purses down to the own one, and nobody else is named behind them."""
    levels = len(names) > 2 and all(_LEVEL.match(name) for name in names) and _OWN.match(names[-1])
    return bool(levels) and not _OTHERS_PAY.search(behind.partition("。")[0])


def _said_and_denied(names: Sequence[str]) -> bool:
    """合格 and 不合格, 已完工 and 未完工."""
    if len(names) != 2:
        return False
    said, denied = sorted((_HEAD.sub("", name) for name in names), key=lambda n: _NOT.match(n) is not None)
    return _NOT.match(said) is None and _NOT.sub("", denied, count=1) == said and denied not in _BARE


def _in_series(names: Sequence[str]) -> tuple[bool, bool]:
    """Whether the names are different kinds of one series, and whether they are all of it."""
    for kinds, whole in _series():
        found = [
            next((k for k in kinds if name.startswith(k)), "") for name in (_HEAD.sub("", n) for n in names)
        ]
        tails = {_HEAD.sub("", name)[len(kind) :] for name, kind in zip(names, found, strict=True)}
        same = len(tails) == 1 or all(len(tail) <= _TAIL for tail in tails)
        if all(found) and len(set(found)) == len(found) and same:
            return True, whole and len(found) == len(kinds)
    return False, False


@cache
def _series() -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The kinds of each series, the longest first."""
    return tuple((tuple(sorted(kinds, key=len, reverse=True)), whole) for kinds, whole in series())
