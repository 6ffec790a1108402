"""What came and what went, and the change that they leave: 净增24家（新增31家、退出7家）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import BASE, CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY, PERCENT, counts_alike
from quanheng.model.relation import Claim, Operand

_CAME = re.compile(
    r"(?:新增|增加|购置|购入|新购|调入|招录|招聘|新招|新进|录用|划入|转入|收入|筹集|归集|举借|新?接收)[^，。；、]{0,8}$"
)
_WENT = re.compile(
    r"(?:减少|处置|报废|剔除|注销|退出|调出|核销|退休|辞职|离职|去世|死亡|解除|划出|转出|支出|偿还|化解|发放|移交)[^，。；、]{0,8}$"
)
_CHANGED = re.compile(r"(?P<net>净)?(?:(?P<up>增)[加长]?|减少?|少)了?$")
_WORN = re.compile(r"折旧|摊销")
_NET = re.compile(r"[，；][^，。；、]{0,8}净(?:(?P<up>增)|减)[加少]?(?:了|额|数|为)*$")
_PUT = re.compile(r"(?:追加|调增|增加|新增)(?:预算|资金|经费)?$")
_CUT = re.compile(r"(?:追减|调减|核减|压减|收回|减少)(?:预算|资金|经费)?$")
_MORE = ("等", "及其他")


def direction(mention: Mention) -> int:
    """+1 for what came, -1 for what went, 0 where the words say neither."""
    if _CAME.search(mention.gap):
        return 1
    return -1 if _WENT.search(mention.gap) else 0


def come_and_go(parts: Sequence[Mention]) -> bool:
    """Whether some of a list came and others went, or wore off: it makes no total."""
    worn = any(_WORN.search(part.gap) for part in parts)  # 净值903万元（原值1,875万元，累计折旧972万元）
    return worn or {1, -1} <= {direction(part) for part in parts}


def movement_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """A change and, listed behind it, all that came and went; without 净 it is only asked about."""
    for at, whole in enumerate(mentions):
        said = _CHANGED.search(whole.gap)
        if said is None or whole.attr not in (LEVEL, CHANGE, BASE) or whole.dimension not in (MONEY, COUNT):
            continue
        parts = _listed(mentions[at + 1 :], whole)
        if len(parts) < 2 or not all(map(direction, parts)) or parts[-1].after.startswith(_MORE):
            continue
        if not said["net"] and not come_and_go(parts):
            continue
        sign = 1 if said["up"] else -1
        operands = tuple(Operand("part", p.figure, sign * direction(p)) for p in parts)
        notes = {} if said["net"] else {"asks": True}
        total = Operand("total", whole.figure)
        yield Claim("balance", "movement", (total, *operands), whole.figure.place, notes=notes)


def net_behind_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """甲追加33.60万元，乙调减15.00万元，预算净增加18.60万元: all that moved in the sentence, told before its net."""
    for at, whole in enumerate(mentions):
        said = _NET.search(whole.gap)
        if said is None or whole.depth or whole.dimension not in (MONEY, COUNT):
            continue
        before = [m for m in mentions[:at] if m.sentence == whole.sentence]
        signs = [_moved(m) for m in before]
        plain = all(
            m.figure.unit is whole.figure.unit and m.figure.hedge == EXACT and not m.depth for m in before
        )
        if (
            not plain
            or not {1, -1} <= set(signs)
            or 0 in signs
            or any(m.after.startswith(_MORE) for m in before)
        ):
            continue
        sign = 1 if said["up"] else -1
        ending = "额" if whole.dimension == MONEY else "数"
        whole.figure.notes.setdefault(
            "name", re.sub(r"(?:了|额|数|为)*$", "", whole.gap.strip("，；")) + ending
        )
        parts = (Operand("part", m.figure, sign * s) for m, s in zip(before, signs, strict=True))
        operands = (Operand("total", whole.figure), *parts)
        yield Claim("balance", "net-behind", operands, whole.figure.place, notes={"bound": True})


def _moved(mention: Mention) -> int:
    """+1 for an amount added to a budget or a stock, -1 for one taken from it."""
    if _PUT.search(mention.gap):
        return 1
    return -1 if _CUT.search(mention.gap) else 0


def _listed(behind: list[Mention], whole: Mention) -> list[Mention]:
    """The figures in the bracket or behind the 其中 that follows; none where one of them is of another kind."""
    parts: list[Mention] = []
    for mention in behind:
        if mention.sentence != whole.sentence or (parts and mention.separator in ("；", "。")):
            break
        if not parts and mention.dimension == PERCENT:
            continue  # 净减少3名，减幅1.71%，其中
        among = "净" in whole.gap[-6:] and mention.gap.startswith("，其中")
        opens = mention.depth > whole.depth if "（" in mention.gap[:3] else among
        if not parts and not opens:
            break
        if parts and mention.depth != parts[0].depth:
            break
        parts.append(mention)
    alike = all(counts_alike(p.figure.unit, whole.figure.unit) and p.figure.hedge == EXACT for p in parts)
    return parts if alike else []
