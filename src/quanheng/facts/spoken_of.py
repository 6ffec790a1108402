"""What is being spoken of, and the item and name that a figure has by its own words or from there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quanheng.facts.leads import LEVEL, is_prior, item_of
from quanheng.facts.mentions import Mention
from quanheng.facts.paragraph_titles import leaf, title_item
from quanheng.facts.surroundings import Surroundings
from quanheng.lexicon.load import label
from quanheng.model.quantity import COUNT, MONEY

_FOLLOWS = re.compile(r"(?!的?(?:基础|基数)上)[^，。；：、（）\d“”]{1,16}")
_TOTALLED = re.compile(
    r"[，、；]?(?:以上|前述|上述)?(?:[两二三四五六七八九十]项)?(?:合计|共计|总计)(?:为|达|支出)?"
)
_VERB = re.compile(
    r"^(?:共有|共|已|组织|完成|实现|将|其中|新增|累计|全年|举办|召开|对|针对|给|为|向|把|有|安排|开展|帮助|发展|达到?)*$"
)
_SEVERAL = re.compile(
    r"(?:[\d两三四五六七八九十]{1,3}|[以上各]+)[项个类笔](?:[\u4e00-\u9fff]{0,4})?(?:合计|共计|总计|共)"
)
_ACHIEVED = re.compile(r"(?:实际完成|完成值|实际)(?:了|为|值为?)?$")
CLAUSES = re.compile(r"[，。；：]")
_BEFORE_BASE = re.compile(r"(?:相?比|较|与)(?=上|去|20|年初|预算|本)")


@dataclass(slots=True)
class Subject:
    """What the figures behind it may be of: the last name with its year, basis and fund."""

    item: str = ""
    name: str = ""
    basis: str = ""
    year: int | None = None
    fund: str = ""
    own_fund: str = ""
    sentence: int = -1
    listed: bool = False  # a numbered part, of which a new sentence does not speak
    depth: int = 0  # brackets that its name stands in


def _surface(mention: Mention) -> str:
    name = mention.lead.name
    if mention.dimension == COUNT and (not name or _VERB.match(name) or mention.lead.attr != LEVEL):
        found = _FOLLOWS.match(mention.paragraph.text, mention.end)
        return name + (found[0] if found else "")
    return name


def in_prior_bracket(mention: Mention) -> bool:
    """In a bracket that speaks of last year: 支出8万元（上年9万元）; one that closed before it says nothing of it."""
    inside = mention.gap[mention.gap.rfind("（") + 1 :]
    return bool(mention.opened) and "）" not in inside and is_prior(mention.gap)


def item_of_context(mention: Mention) -> str:
    """The item that a clause before a change names: 公务接待费比预算无变化，比上年增加."""
    for clause in reversed(CLAUSES.split(mention.context)):
        named = item_of(_BEFORE_BASE.split(clause)[0])
        if named:
            return named
    return ""


def _named_before(mention: Mention) -> str:
    """The item of a name that stands alone before the figure: 2、社会保障和就业支出。年初预算为."""
    clauses = [c for c in CLAUSES.split(mention.context) if c]
    return item_of(clauses[-1]) if clauses and mention.context.endswith(("。", "：")) else ""


_SIDES = {
    "income": ("income",),
    "expenditure": (
        "expenditure",
        "function",
        "economic",
        "three_public",
        "agency",
        "procurement",
        "meeting",
        "training",
    ),
}


def _same_side(generic: str, item: str) -> bool:
    """支出决算 can mean an expenditure that was spoken of, not a balance or an asset."""
    return item.partition(".")[0] in _SIDES[generic.partition(".")[0]]


def totals_several(mention: Mention, subject: Subject) -> bool:
    """基本支出1万元，项目支出2万元，合计3万元: not of what was spoken of last."""
    bare = bool(mention.lead.generic) and not _surface(mention)
    if bare and _SEVERAL.search(mention.gap):
        return True
    told = bool(subject.item) and subject.sentence == mention.sentence
    return bare and told and _TOTALLED.fullmatch(mention.gap) is not None


def item_and_name(mention: Mention, subject: Subject, around: Surroundings) -> tuple[str, str]:
    """Item and name: its own, those that paragraph or clause open with, or of what is being spoken of."""
    lead, name = mention.lead, _surface(mention)
    if lead.item:
        return lead.item, name
    text, start = mention.paragraph.text, mention.start
    here = subject.sentence == mention.sentence
    if lead.generic and not name and mention.dimension == COUNT and here:
        name = subject.name if _ACHIEVED.search(text[max(0, start - 8) : start]) else ""
    bare = bool(lead.generic) and not name
    if (
        bare
        and mention.dimension == MONEY
        and not (subject.item and here)
        and (headed := title_item(mention))
    ):
        return headed, label(headed)
    if bare and mention.dimension != COUNT and not (subject.item and here) and (opened := leaf(mention)):
        return "", opened
    whole_year = "全年" in text[max(0, start - 12) : start] or lead.basis == "adjusted"
    if bare and whole_year and mention.dimension == MONEY and not subject.item and not around.item:
        return "funds.total", label("funds.total")
    if bare and mention.attr == LEVEL and (named := _named_before(mention)):
        return named, label(named)
    if (bare and (mention.dimension != COUNT or mention.attr != LEVEL)) or in_prior_bracket(mention):
        return _spoken_of(mention, subject, around)
    return "", name


def _spoken_of(mention: Mention, subject: Subject, around: Surroundings) -> tuple[str, str]:
    """Item and name of the figure before, of the heading, or the total that the words mean by themselves."""
    generic = mention.lead.generic
    here = subject if subject.sentence == mention.sentence or mention.attr != LEVEL else None
    item = here.item if here and (here.item or here.name) else around.item
    if generic not in ("", "any") and item and not _same_side(generic, item):
        item, here = "", None
    if not item and not (here and here.name) and generic != "any":
        return generic, label(generic)
    return item, (here.name if here else "") or around.nearest("title")
