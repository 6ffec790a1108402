"""The words before a figure: what it is called and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from quanheng.lexicon.load import bare, names

LEVEL, BASE, CHANGE, SHARE, COMPLETION, RATE, OF = (
    "level",
    "base",
    "change",
    "share",
    "completion",
    "rate",
    "of",
)

_UP = "增加|增长|增幅|增速|上升|提高|提升|净增|增支|增收|上涨|涨幅|上调|超支|新增加|超出|调增|^多支|^多收"
_DOWN = (
    "减少|下降|降低|降幅|减幅|压减|压缩|缩减|减支|减收|回落|节约|节省|下调|调减|下浮|核减|少支出|^少支|^少收"
)
_CHANGE = re.compile(
    rf"(?:(?P<both>增减(?:变动|变化)?|增加（减少）|增长（下降）|增加[/或]减少|增长[/或]下降)|(?P<up>{_UP})|(?P<down>{_DOWN}))"
    r"(?:了|额|率|幅度|幅|比例|比率|数额?|金额|收入|支出|资金|经费|约|近|共计?|合计|大约|达到?|为|是|：|“|”|人数?|预算){0,4}$"
)
_MORE = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:(?P<both>$^)|(?P<up>(?<=[数年额期算度])(?:多|高)出?)|(?P<down>(?<=[数年额期算度])(?:少|低|结余|节余|节省|剩余)))"
    r"(?:支出?|用|花)?(?:了|约)?$"
)
_TO = re.compile(
    r"(?:(?<![幅率速额]达)到|至)(?:了|为)?$|^(?:调[增减整]|[上下]调)为$|(?:压减|压缩|缩减|减少|降低?|下降|增加|上升|提高|变)为$"
)  # 由1.2万吨调减为: a new level
_COMPARE = re.compile(
    r"(?P<head>.*?)(?:(?<!经)相?比较?(?!例|重)|(?<!比)较之?|与|同(?!志)|和(?=20|上年|去年|年初|预算)|对比|相比)(?P<phrase>[^，；。]{0,46}?)(?:相比较?|对比|比较|相较|比)?[，：]?$"
)
_FOUNDED = re.compile(r"(?P<head>.*?)(?:[在以](?P<phrase>[^，；。]{0,46}?))的?$")  # 在2022年468万元的基础上
_SUMMED = re.compile(r"[，；。、]?(?:合计|共计|总计)")
_PHRASE = re.compile(
    r"(?:20\d\d|上年|上一年|去年|前年|同期|往年|预算|决算|计划|年初|批复|执行数|调整|目标|送审|概算|估算|控制价|合同)"
)
_SHARE = re.compile(
    r"(?P<head>.*?)(?:所?占)(?!用)(?P<whole>[^，；。]{0,36}?)(?:的)?(?:总额的?|总数的?)?(?:比重|比例|比率|比|百分比)?(?:约?为|达到?|是|约|近|：)?$"
    r"|(?P<head2>.*?)(?:比重|占比|比例)(?:约?为|达到?|是|约|近|：)$"
)
_COMPLETION = re.compile(
    r"(?P<head>.*?)(?:完成了?|占比?|达到?了?|为|是|执行)(?P<base>(?:了|当年|本年度?|全年|年度|年初|调整后?|批复|财政|支出|\d{4}年度?|的|市定|县定|省定|目标){0,5}"
    r"(?:预算|计划|目标|任务|指标)(?:安排|总额|数|额|任务|目标|资金|支出|指标)*)的?(?:约|近|比例为|比重为)?$"
)
_OF = re.compile(r"的(?:比例|比重)?(?:约?为|约|达到?)?")
_RATE = re.compile(
    r"(?P<name>[^，；。]{0,24}?(?:率|强度|满意度|增速|幅度|进度|合格度|及时性|比重))(?:均|约|都|已|仅)?(?:为|达到?了?|是|：|在|不低于|实现)?$"
)
_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|[①-⑳]|[（(]?\d{1,2}[）).、](?!\d)|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|[-—●·]+)"
)
_OPEN = re.compile(r"其中|包括|分别|主要用于|用于以下|具体为|具体是|具体如下|主要是(?!因|由于)|构成")
_FUND = re.compile(
    r"(?P<fund>政府性基金)|(?P<state>国有资本经营)|(?P<general>一般公共(?!服务)|公共财政|公共预算)|(?P<fiscal>(?<!非)财政拨款|财政补助|财政资金)"
)
_PRIOR = re.compile(r"上年度?同期|上年度?(?!度?(?:末)?结[转余])|上一年度?(?!结[转余])|去年同期|去年度?")
_YEAR = re.compile(r"(20\d\d)(?:年度?|-|/)")
_BASIS = re.compile(
    r"(?P<adjusted>(?:全年|调整后?的?|年中|追加后)(?:预算|后预算)数?)"
    r"|(?P<final>决算数?|执行数|实际支出|实际使用|实际投入|实际到位|实际完成|实际收入|支出数)"
    r"|(?P<initial>年初(?:部门)?预算(?:安排)?数?|年初批复|(?<!公共)(?<!基金)(?<!经营)预算(?!绩效|管理|单位|执行|法|编制|部门|科)(?:安排|总额|数|批复)?|批复)"
    r"|(?P<target>目标|计划|任务)|(?P<quota>指标)"
)
_TRIM_HEAD = re.compile(
    r"^(?:[，、；：。“”-]|[经据](?:比较|统计|汇总|核算|测算|初步统计)|[镇县区市省乡]本级|(?:其中|截[至止]到?|至)|(?:19|20)\d\d年?(?:度|底|末|初)?(?:\d{1,2}月)?(?:\d{1,2}日)?[底末]?|"
    r"(?:本|当|全|今|该|此)年度?|年度|年(?=部门|财政)|"
    r"(?:我|本|全|该|各)(?:局|单位|部门|级|县|区|市|镇|乡|校|院|中心|委|办|所|站|街道|处|系统|会)(?:本级)?|(?:共|总|合)计|主要(?:用于|包括|是)|用于|"
    r"包括|分别(?:为|是)?|另有|另外|以及|和|及|与|由(?!于)|累计|实际|共|全部|总共|共有|现有|部门|单位|安排的?|由于|因(?!公)|在(?!职|编|用|岗|册|校|园|建|线|产)|按照?|是|为|有(?![效机害偿线])|"
    r"上年度?同期|上年度?(?!结转|结余)|去年同期|去年|全口径|年初(?=预算|安排|批复|部门|支出|收入)|年末(?=资产|固定|负债|净资产|实有|公务|车辆|在职|总)|开支(?=财政|一般)|"
    r"财政拨款(?=.*三公|.*公务|.*因公|.*机关运行|.*基本支出|.*项目支出|开支)|一般公共预算(?=.*三公|.*公务|.*因公|.*机关运行)|(?:政府性基金|国有资本经营)预算(?:财政拨款)?(?=年[初末]|本年[收支]))+"
)
_REACHES = r"(?:增加?|增长|减少?|提[高升]|上[升调]|[下升]?降低?|下调|压减|压缩|缩减|扩大)[到至]了?"  # 支出增至540万元
_TRIM_TAIL = re.compile(
    rf"(?:{_REACHES}|[：、，“”]|年度(?=指标|目标)|指标值|目标值|目标数?|实际完成值?|完成值|计划数?|(?:19|20)\d\d年度?|为|是|达到?|(?<!公)共计?|合计|累计|总计|完成了?|实现|安排了?|(?<![签合节预])约|近|均|等|的|了|有|仅|就|已|计|"
    r"(?<!公共)预算(?:安排|总额|总计|合计|批复)?数?|年初|全年|调整后?|(?:支出|收入)?决算(?:总额|合计|总计)?数?|(?:支出|收入)(?:执行)?数|执行数|实际(?:支出|发生|完成|使用|到位|投入)?"
    r"|总额|总数|金额|数额|资金总量|共有|财政拨款(?=$)|批复|申报数|人数(?=为)|(?<!总人)(?<!天)数(?=为|$)|大约|大概|超过?|不低于|不少于|以上|突破|[-—])+$"
)
_OWNER = re.compile(
    r"(?:局|委|办|院|校|镇|乡|所|站|部门|单位|中心|街道|本级)((?:共|总|本年|全年|决算|预算|基本|项目|三公|公用|人员|机关|政府采购)[^局委院校镇乡所站]{1,12})$"
)
_CLASSES = re.compile(r"（[类款项]）$|(?:支出)?（[类款项]）(?=支出$)")  # 住房保障（类）支出 is 住房保障支出
_COPULA = re.compile(r"(?:为|是|共|有|达到?|约|：)+$")
_YEARLY = re.compile(r"^(?:19|20)\d\d年度?")
_YEAR_EDGE = re.compile(r"(?:19|20)\d\d年(?=[初末][结财固资负净])")
# 收入对比率；社会组织管理与服务（项）2023年预算: the word stands in a name
_NO_BASE = re.compile(r"对比|同比|环比|（[类款项]）")
_EMPTY = {
    "",
    "支出",
    "收入",
    "预算支出",
    "经费",
    "资金",
    "费用",
    "金额",
    "数",
    "总额",
    "合计",
    "小计",
    "年初",
    "支出预算",
    "年",
    "预算",
    "决算",
    "实际支出",
}
_GENERIC = {
    "支出": "expenditure.total",
    "支出预算": "expenditure.total",
    "支出决算": "expenditure.total",
    "预算支出": "expenditure.total",
    "决算支出": "expenditure.total",
    "实际支出": "expenditure.total",
    "收入": "income.all",
    "收入预算": "income.all",
    "收入决算": "income.all",
    "预算收入": "income.all",
    "决算收入": "income.all",
}  # names that mean what is being spoken of, and the department's total where nothing is
_BUDGETS = ("一般公共预算", "公共预算")  # whose money, not whether it came in or was spent


@dataclass(frozen=True, slots=True)
class Lead:
    """The reading of the words before a figure.

    `name` is cleaned; `item` its identifier or ""; `attr` what the figure says (level, change,
    share, completion, rate); `phrase` the base of a comparison or completion, `whole` the
    denominator of a share; `sign` +1, -1, or 0 for 增减; `opens` that a list begins.
    """

    attr: str
    name: str
    item: str
    fund: str
    basis: str
    year: int | None
    prior: bool
    sign: int = 1
    word: str = ""
    phrase: str | None = None
    whole: str = ""
    opens: bool = False
    marked: bool = False
    generic: str = ""


@lru_cache(maxsize=4096)
def fund_of(text: str) -> str:
    """Which budget the words speak of: general, fund, state, fiscal or ""."""
    found = _FUND.search(text)
    return str(found.lastgroup) if found else ""


@lru_cache(maxsize=4096)
def basis_of(text: str) -> str:
    """The last basis named: initial, adjusted, final, target, quota or ""."""
    last = ""
    for found in _BASIS.finditer(text):
        last = str(found.lastgroup)
    return last


@lru_cache(maxsize=4096)
def year_of(text: str) -> int | None:
    """The last year named in the words."""
    found = _YEAR.findall(text) if "20" in text else None
    return int(found[-1]) if found else None


@lru_cache(maxsize=4096)
def is_prior(text: str) -> bool:
    """True when the words speak of last year."""
    return _PRIOR.search(text) is not None


def speaks_of_base(text: str) -> bool:
    """True when a comparison phrase names a year or a basis."""
    return _PHRASE.search(text) is not None


@lru_cache(maxsize=16384)
def item_of(name: str) -> str:
    """The identifier of a name, tried as it stands and without what may stand around it, or ""."""
    known = names()
    plain = bare(name)
    if plain in _GENERIC:
        return ""
    if plain in known:
        return known[plain]
    if edge := _YEAR_EDGE.search(name):
        name = "年" + name[edge.end() :]
    name = _CLASSES.sub("", name)
    said = _COPULA.sub("", name)
    for trimmed in (
        name,
        said,
        _MARK.sub("", _OPEN.split(said)[-1]),
        _YEARLY.sub("", said),
        _TRIM_HEAD.sub("", name),
        _TRIM_TAIL.sub("", name),
        clean(name),
    ):
        found = known.get(bare(trimmed))
        if found:
            return found
    owned = _OWNER.search(plain)
    if owned and owned[1] in known:
        return known[owned[1]]
    core = bare(_CLASSES.sub("", clean(name)))
    if core in known:
        return known[core]
    if not core or core in _GENERIC or core in _BUDGETS:
        return ""
    for suffix in ("支出", "费用", "费", "经费"):
        if core.endswith(suffix) and core[: -len(suffix)] in known:
            return known[core[: -len(suffix)]]
    return known.get(core + "支出", "")


@lru_cache(maxsize=16384)
def clean(name: str) -> str:
    """A name without numbering, year, owner and role words around it."""
    name = _MARK.sub("", name)
    if name.endswith(("分别", "分别为", "各")):
        name = name.removesuffix("为").removesuffix("分别").removesuffix("各")
    opened = _OPEN.split(name)
    if len(opened) > 1:
        name = opened[-1]
    return _TRIM_TAIL.sub("", _TRIM_HEAD.sub("", name)).replace("“", "").replace("”", "")


def _named(text: str) -> tuple[str, str, str]:
    """Cleaned name, item, and the generic item that the words mean where nothing else is spoken of."""
    item = item_of(text)
    name = clean(text)
    if item:
        return name, item, ""
    generic = _generic(text)
    if generic or bare(name) in _EMPTY:
        return "", "", generic or "any"
    return name, "", ""


def _generic(text: str) -> str:
    core = bare(_TRIM_HEAD.sub("", _MARK.sub("", text)))
    while (
        core not in _GENERIC
        and (shorter := re.sub(rf"(?:{_REACHES}|为|是|数|共|合计|总额|安排|达到?|完成|使用)$", "", core))
        != core
    ):
        core = shorter
    return _GENERIC.get(core, "")


def _base(text: str, rest: str, attr: str, **more: object) -> Lead:
    name, item, generic = _named(rest)
    return Lead(
        attr,
        name,
        item,
        fund_of(rest),
        basis_of(rest),
        year_of(rest),
        is_prior(rest),
        opens=_OPEN.search(text) is not None,
        marked=_MARK.match(text) is not None,
        generic=generic,
        **more,  # type: ignore[arg-type]
    )


def _change(text: str, found: re.Match[str]) -> Lead:
    sign = 0 if found["both"] else 1 if found["up"] else -1
    rest, phrase = text[: found.start()], None
    compared = _COMPARE.match(rest)
    if found.re is _MORE and not (compared and _PHRASE.search(compared["phrase"])):
        return _base(text, text, LEVEL)
    if compared and (_PHRASE.search(compared["phrase"]) or not compared["phrase"]):
        rest, phrase = compared["head"], compared["phrase"]
    return _base(text, rest, CHANGE, sign=sign, word=found[0], phrase=phrase)


@lru_cache(maxsize=32768)
def read_lead(text: str, percent: bool) -> Lead:
    """Read the words before a figure; `percent` tells whether the figure is a percentage."""
    found = _CHANGE.search(text) or _MORE.search(text)
    if found and not _TO.search(text):
        return _change(text, found)
    if percent:
        if _OF.fullmatch(text):
            return Lead(OF, "", "", "", "", None, prior=False)
        done = _COMPLETION.match(text)
        if done:
            return _base(text, done["head"], COMPLETION, phrase=done["base"])
        part = _SHARE.match(text)
        if part and not text.endswith(
            ("由", "从")
        ):  # 占比由14.4%降到8.8%: the first is no share of this year
            head = part["head"] if part["head"] is not None else part["head2"]
            return _base(text, head, SHARE, whole=part["whole"] or "")
        rate = _RATE.search(text)
        if rate:
            return _base(text, rate["name"], RATE)
    based = _COMPARE.match(text)
    if based and _PHRASE.search(based["phrase"]) and not _NO_BASE.search(text, based.start("phrase")):
        return _compared(text, based)
    return _base(text, text, LEVEL)


def read_founded(text: str) -> Lead:
    """Read the words before a figure that something is built on: 在2022年支出468万元的基础上."""
    based = _FOUNDED.match(text)
    return _compared(text, based) if based else _base(text, text, BASE, phrase=text)


def _compared(text: str, based: re.Match[str]) -> Lead:
    phrase = based["phrase"]
    made = replace(_base(text, phrase, BASE, phrase=phrase), prior=is_prior(phrase))
    head = based["head"] or ""
    if _SUMMED.fullmatch(head):
        return replace(made, name="合计", item="", generic="")
    name, item, generic = _named(head)
    if made.item or made.name or not (item or name):
        return made
    return replace(made, name=name, item=item, generic=generic)  # 本年收入较上年5,381.95万元减少
