"""What a paragraph opens with as with a heading: a subject with its code, a numbered name, a sentence without figures."""

from __future__ import annotations

import re

from quanheng.facts.leads import item_of
from quanheng.facts.mentions import Mention

_LEAF = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]{1,2}|第[\d一二三四五六七八九十]{1,3}项：?)?“?"
    r"(?:(?P<path>(?:[^，。；：“”]|“[^，。；：“”]{1,12}”){2,60}（[款项]）)”?[^，。；：]{0,20}|(?P<coded>[^，。；：（）]{2,36})（\d{5,7}）”?)[。，：]"
)
_TITLED = re.compile(
    r"(?:\d{1,2}[、.．]|（[\d一二三四五六七八九十]{1,3}）)(?P<title>[^，。；：\d（）]{2,30})(?:（[^（）]{1,30}）)?[。：，]"
)
_HEADED = re.compile(r"[^，。；：\d]{4,24}(?:说明|情况|[预决]算|收支)。")
_GENERAL = re.compile(r"情况|总体|合计|收入|支出|经费|预算|决算|执行|目标|说明|其他|采购|资产|管理")


def leaf(mention: Mention) -> str:
    """The subject that a numbered paragraph opens with: 1、……（款）行政运行（项）。 No total is meant then.

    A name that is a sentence of its own opens one too: 1.河道清淤。全年预算数……
    """
    text = mention.paragraph.text
    found = _LEAF.match(text)
    if found is None:
        found = _TITLED.match(text)
        if found is None or _GENERAL.search(found["title"]) or item_of(found["title"]):
            return ""
        return found["title"] if found.end() <= mention.start else ""
    return found["path"] or found["coded"] if found.end() <= mention.start else ""


def title_item(mention: Mention) -> str:
    """（三）“三公”经费。全年预算48万元，实际支出41.26万元: the item that the number of the paragraph stands for."""
    found = _TITLED.match(mention.paragraph.text)
    return item_of(found["title"]) if found and found.end() <= mention.start and found["title"] else ""


def opening_sentence(mention: Mention) -> str:
    """The sentence without figures that a paragraph opens with as with a heading: 财政拨款支出决算说明."""
    found = _HEADED.match(mention.paragraph.text)
    return found[0] if found and found.end() <= mention.start else ""
