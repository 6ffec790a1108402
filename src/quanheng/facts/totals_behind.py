"""Parts in front of their total: 甲1万元、乙2万元，共计3万元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quanheng.facts.leads import LEVEL
from quanheng.facts.list_members import per_head
from quanheng.facts.list_parts import claim_at
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import sum_of
from quanheng.model.quantity import MONEY, SCORE
from quanheng.model.relation import Claim

_OPENED = re.compile(r"(?:分类?|构成|明细|如下|组成|分别|其中|支出|资金)[为是]?：[^，。；：、\d]{1,20}$")
_ENDS = re.compile(
    r"[，；、](?:以上)?(?:[两二三四五六七八九\d]{1,2}[项类者个笔])?(?:共计|合计|总计)(?:支出|金额|资金)?[为是]?"
)
_STOCK = re.compile(r"[结节]余|余额|年末|期末|年底")  # 年末累计结余: carried over, not added up here
_PLANNED = re.compile(r"计划|预算|概算|总投资|目标|任务")
_TOTALLED = re.compile(r"(?:共计|合计|累计|总计|总共)[^，。；、（）]{0,8}$")


def behind_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """甲1万元、乙2万元，共计3万元: parts in front of their total."""
    run: list[Mention] = []
    for mention in mentions:
        if run and mention.depth > run[-1].depth:
            continue  # 得19分（满分20分）
        plain = (
            mention.attr == LEVEL
            and mention.dimension in (MONEY, SCORE)
            and not mention.lead.prior
            and not per_head(mention)
        )
        apart = run and (mention.sentence, mention.depth, mention.dimension) != _stand(run[-1])
        if apart or not plain:
            run = []
        if plain and len(run) > 1 and _totals(mention, run):
            while len(run) > 2 and mention.dimension == MONEY and _planned(run):
                run = run[1:]  # 计划投资368万元，今年完成142万元，明年完成210万元，累计完成352万元
            mention.figure.surface = mention.lead.name or "合计"
            readings = [sum_of(mention, run[start:]) for start in range(len(run) - 1)]
            notes = {"asks": True} | ({"bound": True} if _listed(mention, run) else {})
            yield claim_at(
                "sum", "total-behind", readings[0], mention, closed=False,
                alternatives=tuple(readings[1:]), notes=notes,
            )  # fmt: skip
            run = []
        elif plain:
            run.append(mention)


def _planned(run: list[Mention]) -> bool:
    """Whether a run begins with a plan; 三年预算分别为1万元、2万元、3万元 are plans all."""
    return _PLANNED.search(run[0].gap) is not None and run[1].gap != "、"


def _listed(total: Mention, run: list[Mention]) -> bool:
    """支出分类：甲1万元、乙2万元，合计3万元: a colon opens the run and the total ends it, with nothing else between."""
    first, between = run[0], total.paragraph.text[run[0].end : total.start]
    opened = total.dimension == MONEY and _OPENED.search(first.gap) and _ENDS.fullmatch(total.gap)
    return bool(opened) and between.count("，") + between.count("、") + between.count("；") == len(run)


def _stand(mention: Mention) -> tuple[int, int, str]:
    return mention.sentence, mention.depth, mention.dimension


def _totals(mention: Mention, run: list[Mention]) -> bool:
    said = _TOTALLED.search(mention.gap) and not mention.lead.item and not _STOCK.search(mention.gap)
    # 上半年累计5亿元，前三季度累计8亿元; 接待费合计3万元、运行费合计5万元、购置费合计9万元
    reached = any(_TOTALLED.search(m.gap) for m in run)
    return bool(said) and not reached and not any(m.parents for m in run)
