"""What each figure is: item, year, basis and fund, from its own words or from what stands around it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from quanheng.facts.leads import (
    CHANGE,
    COMPLETION,
    LEVEL,
    OF,
    SHARE,
    basis_of,
    fund_of,
    is_prior,
    item_of,
    year_of,
)
from quanheng.facts.mentions import Mention
from quanheng.facts.neighbours import read_beside, settle_beside
from quanheng.facts.surroundings import Surroundings
from quanheng.lexicon.load import label
from quanheng.model.quantity import COUNT, MONEY

_FOLLOWS = re.compile(r"[^，。；：、（）\d“”]{1,16}")
_OPENING = re.compile(r"(?:年|期)初(?:数|余额)?(?:为|是|有)?$")
_HELD = ("assets.", "people.", "posts.", "vehicles.")
_TOTALLED = re.compile(
    r"[，、；]?(?:以上|前述|上述)?(?:[两二三四五六七八九十]项)?(?:合计|共计|总计)(?:为|达|支出)?"
)
_VERB = re.compile(
    r"^(?:共有|共|已|组织|完成|实现|将|其中|新增|累计|全年|举办|召开|对|针对|给|为|向|把|有|安排|开展|帮助|发展|达到?)*$"
)
_COMPARES = re.compile(r"[比较与同]|持平|对比")
_LEAF = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]{1,2}|第[\d一二三四五六七八九十]{1,3}项：?)?“?"
    r"(?:(?P<path>(?:[^，。；：“”]|“[^，。；：“”]{1,12}”){2,60}（[款项]）)”?[^，。；：]{0,20}|(?P<coded>[^，。；：（）]{2,36})（\d{5,7}）”?)[。，：]"
)
_TITLED = re.compile(
    r"(?:\d{1,2}[、.．]|（[\d一二三四五六七八九十]{1,3}）)(?P<title>[^，。；：\d（）]{2,30})(?:（[^（）]{1,30}）)?[。：，]"
)
_HEADED = re.compile(r"[^，。；：\d]{4,24}(?:说明|情况)。")
_SEVERAL = re.compile(
    r"(?:[\d两三四五六七八九十]{1,3}|[以上各]+)[项个类笔](?:[\u4e00-\u9fff]{0,4})?(?:合计|共计|总计|共)"
)
_GENERAL = re.compile(r"情况|总体|合计|收入|支出|经费|预算|决算|执行|目标|说明|其他|采购|资产|管理")
_WHOLES = {"expenditure.total", "expenditure.grand", "income.total", "income.all", "income.current_year"}
_SPENT = re.compile(r"(?<!安排)(?:支出|开支|实支|使用)(?:总额|数)?(?:共|合计|为)?$")
_THIS_YEAR = re.compile(r"[本今当]年[^，。；、（）%]*$")
_ACHIEVED = re.compile(r"(?:实际完成|完成值|实际)(?:了|为|值为?)?$")
_SETS_BASIS = re.compile(r"(?:(?<!其)中|预算|决算|情况|如下)[，：]?$")
_OWN_WORD = re.compile(
    r"(?:决算|预算|实际|全年)?总?(?:支出|收入)(?:决算|预算)?(?=数?(?:总额)?(?:为|是|共|约|达到?)*$)"
)
_CLAUSES = re.compile(r"[，。；：]")
_BEFORE_BASE = re.compile(r"(?:相?比|较|与)(?=上|去|20|年初|预算|本)")


@dataclass(slots=True)
class _Subject:
    item: str = ""
    name: str = ""
    basis: str = ""
    year: int | None = None
    fund: str = ""
    own_fund: str = ""
    sentence: int = -1
    listed: bool = False  # a numbered part, of which a new sentence does not speak
    depth: int = 0  # brackets that its name stands in


def _own_basis(mention: Mention) -> str:
    basis = mention.lead.basis
    if mention.dimension == MONEY or mention.lead.item:
        return "" if basis == "quota" and mention.lead.item != "quota.total" else basis
    return "target" if basis in ("target", "quota") else ""


def _surface(mention: Mention) -> str:
    name = mention.lead.name
    if mention.dimension == COUNT and (not name or _VERB.match(name) or mention.lead.attr != LEVEL):
        found = _FOLLOWS.match(mention.paragraph.text, mention.end)
        return name + (found[0] if found else "")
    return name


def _stated_year(context: str) -> int | None:
    """The year that a clause without figures sets; one that compares sets none."""
    if "20" not in context:
        return None
    return year_of("，".join(c for c in _CLAUSES.split(context) if not _COMPARES.search(c)))


def _in_prior_bracket(mention: Mention) -> bool:
    """In a bracket that speaks of last year: 支出8万元（上年9万元）; one that closed before it says nothing of it."""
    inside = mention.gap[mention.gap.rfind("（") + 1 :]
    return bool(mention.opened) and "）" not in inside and is_prior(mention.gap)


def _year(mention: Mention, subject: _Subject, around: Surroundings) -> tuple[int | None, str]:
    if mention.lead.year:
        return mention.lead.year, "written"
    here = not mention.lead.prior  # 本年收入较上年5,381.95万元减少: of last year all the same
    if (
        here
        and around.year
        and _THIS_YEAR.search(mention.paragraph.text, max(0, mention.start - 14), mention.start)
    ):
        return around.year, "written"
    if mention.lead.prior or _in_prior_bracket(mention):
        base = subject.year or around.year
        return (base - 1 if base else None), "written"
    stated = _stated_year(mention.context)
    if stated and mention.attr in (LEVEL, "rate"):
        return stated, "written"
    if subject.year and subject.sentence == mention.sentence:
        return subject.year, "inherited"
    heading = year_of(around.nearest("title"))
    return (subject.year or heading or around.year), "inherited"


def _basis(mention: Mention, item: str, subject: _Subject, main: _Subject, around: Surroundings) -> str:
    own = _own_basis(mention)
    if own:
        return own
    spent = (
        mention.lead.generic == "expenditure.total"
        or mention.lead.name.endswith("总体支出")
        or (
            item == subject.item
            and _SPENT.search(mention.paragraph.text, max(0, mention.start - 8), mention.start)
        )
    )
    if spent and subject.basis in ("initial", "adjusted") and subject.sentence == mention.sentence:
        return "final"  # 预算10万元、支出7.50万元
    sets = mention.context and _SETS_BASIS.search(mention.context, max(0, len(mention.context) - 4))
    context = basis_of(mention.context[-14:]) if sets else ""
    if context in ("initial", "final") and mention.attr == LEVEL and "相比" not in mention.context:
        return context
    if not item and mention.dimension != MONEY:
        return ""
    among = "其中" in mention.gap and mention.sentence <= subject.sentence + 1
    if (
        among
        and main.basis == "final"
        and main.item == subject.item
        and subject.basis in ("initial", "adjusted")
    ):
        return main.basis  # 支出12万元，完成预算的86%，预算为14万元；其中: of what was spent
    if subject.basis and (among or subject.sentence == mention.sentence or mention.attr == CHANGE):
        return subject.basis
    return around.nearest("basis") or subject.basis or around.basis


def _of_context(mention: Mention) -> str:
    """The item that a clause before a change names: 公务接待费比预算无变化，比上年增加."""
    for clause in reversed(_CLAUSES.split(mention.context)):
        named = item_of(_BEFORE_BASE.split(clause)[0])
        if named:
            return named
    return ""


def _named_before(mention: Mention) -> str:
    """The item of a name that stands alone before the figure: 2、社会保障和就业支出。年初预算为."""
    clauses = [c for c in _CLAUSES.split(mention.context) if c]
    return item_of(clauses[-1]) if clauses and mention.context.endswith(("。", "：")) else ""


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


def _title_item(mention: Mention) -> str:
    """（三）“三公”经费。全年预算48万元，实际支出41.26万元: the item that the number of the paragraph stands for."""
    found = _TITLED.match(mention.paragraph.text)
    return item_of(found["title"]) if found and found.end() <= mention.start and found["title"] else ""


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


def _title(mention: Mention) -> str:
    """The sentence without figures that a paragraph opens with as with a heading: 财政拨款支出决算说明."""
    found = _HEADED.match(mention.paragraph.text)
    return found[0] if found and found.end() <= mention.start else ""


def _totals(mention: Mention, subject: _Subject) -> bool:
    """基本支出1万元，项目支出2万元，合计3万元: not of what was spoken of last."""
    bare = bool(mention.lead.generic) and not _surface(mention)
    if bare and _SEVERAL.search(mention.gap):
        return True
    told = bool(subject.item) and subject.sentence == mention.sentence
    return bare and told and _TOTALLED.fullmatch(mention.gap) is not None


def _named(mention: Mention, subject: _Subject, around: Surroundings) -> tuple[str, str]:
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
        and (headed := _title_item(mention))
    ):
        return headed, label(headed)
    if bare and mention.dimension != COUNT and not (subject.item and here) and (opened := leaf(mention)):
        return "", opened
    whole_year = "全年" in text[max(0, start - 12) : start] or lead.basis == "adjusted"
    if bare and whole_year and mention.dimension == MONEY and not subject.item and not around.item:
        return "funds.total", label("funds.total")
    if bare and mention.attr == LEVEL and (named := _named_before(mention)):
        return named, label(named)
    if (bare and (mention.dimension != COUNT or mention.attr != LEVEL)) or _in_prior_bracket(mention):
        return _spoken_of(mention, subject, around)
    return "", name


def _spoken_of(mention: Mention, subject: _Subject, around: Surroundings) -> tuple[str, str]:
    """Item and name of the figure before, of the heading, or the total that the words mean by themselves."""
    generic = mention.lead.generic
    here = subject if subject.sentence == mention.sentence or mention.attr != LEVEL else None
    item = here.item if here and (here.item or here.name) else around.item
    if generic not in ("", "any") and item and not _same_side(generic, item):
        item, here = "", None
    if not item and not (here and here.name) and generic != "any":
        return generic, label(generic)
    return item, (here.name if here else "") or around.nearest("title")


def _resolve(mention: Mention, subject: _Subject, main: _Subject, around: Surroundings) -> None:
    lead, figure, totals = mention.lead, mention.figure, _totals(mention, subject)
    item, name = ("", "合计") if totals else _named(mention, subject, around)
    figure.year, figure.known_by = _year(mention, subject, around)
    figure.basis = _basis(mention, item, subject, main, around)
    fund = subject.own_fund if lead.item in _WHOLES else subject.fund
    own = lead.fund or (fund if subject.sentence == mention.sentence and not totals else "")
    figure.fund = own or fund_of(_title(mention)) or around.nearest("fund")
    if mention.attr == CHANGE and not lead.item and not lead.name:
        mention.named = _of_context(mention)
        item = mention.named or item
    figure.item, figure.surface = item, name
    mention.subject = subject.name
    _call(mention, subject)


def _call(mention: Mention, subject: _Subject) -> None:
    """追加31.80万元（甲21.80万元、乙10.00万元），支出471.16万元: no message calls what is spent 乙 or 追加."""
    lent = mention.figure.surface == subject.name and not mention.lead.name
    own = _OWN_WORD.search(mention.gap) if lent else None
    if own:
        mention.figure.notes["name" if subject.depth > mention.depth else "word"] = own[0]


def _follow(mention: Mention, subject: _Subject, main: _Subject, whole: bool) -> None:
    """What is spoken of after a figure; `main` is what its sentence began with."""
    figure, lead = mention.figure, mention.lead
    if mention.attr == CHANGE and lead.year and not (lead.item or lead.name) and figure.year == lead.year:
        subject.year = figure.year  # 2025年比2024年增加3万元，其中甲增加2万元
    if mention.attr in (LEVEL, CHANGE) and (lead.item or lead.name):
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
    subject, main = _Subject(), _Subject()
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
