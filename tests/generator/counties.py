"""Counties over several years: every department's accounts and form, year after year, and what was planted in them.

The books agree: what a year's document says of the year before is what that year's document said. A plant is
one thing wrong that only other documents show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import escape
from random import Random

from tests.generator.accounts.offices import OFFICES, PLACES

COUNTIES = (
    "青岚县",
    "枫溪口县",
    "云麓坪县",
    "澄湖县",
    "锦石岭县",
    "白鹭洲区",
    "南汀县",
    "松坪县",
    "桐川市",
    "望江坪区",
)
_TASKS = (
    ("完成{a}处{t}设施改造", "处"), ("组织{t}专题培训", "人次"), ("开展{t}现场检查", "次"), ("整理{t}档案", "卷"),
    ("服务{t}群众", "人"), ("新建{t}示范点", "个"), ("处理{t}来信", "件"), ("巡查{t}线路", "公里"), ("发放{t}手册", "份"),
)  # fmt: skip
_TOPICS = "防汛 灌溉 护林 养路 助老 救助 防疫 普法 统计 招商 保洁 治污 文保 阅读 应急 监测 就业 征信 育苗 改水 供暖 托幼 体检 禁捕".split()
_STANDARD = (
    ("三公经费控制率", "≤100%", "96.5%"),
    ("预算执行率", "≥95%", "99.2%"),
    ("资金使用合规率", "100%", "100%"),
)
_GIVEN = (
    "本部门严格执行中央八项规定及其实施细则精神，坚持厉行节约、反对浪费，严格控制一般性支出，进一步规范公务接待和公务用车管理，"
    "确保各项支出依法依规、公开透明，自觉接受社会各界的监督。"
)
_VERBS = "先后 分批 集中 按月 逐户 会同乡镇 委托专业机构 联合有关部门 依托村组 利用农闲".split()
_ENDS = "得到群众好评 问题当场交办 结果及时公示 台账同步更新 全部通过验收 形成长效机制 经验在全县推广 隐患逐一销号".split()


@dataclass(slots=True)
class Year:
    """What a department prints for one year; amounts in hundredths of 万元, those of the year before too."""

    name: str
    year: int
    amounts: dict[str, int]
    before: dict[str, int]
    indicators: list[tuple[str, str, str]]
    story: list[str]


@dataclass(frozen=True, slots=True)
class Plant:
    """One thing wrong: `kind` is that of the remark that should tell it, with the names and years it is about."""

    kind: str
    names: tuple[str, ...]
    year: int
    text: str = ""


@dataclass(slots=True)
class County:
    """Years of departments, and what was planted; `links` are the lines of the user's list for its renamings."""

    years: list[Year]
    plants: list[Plant] = field(default_factory=list)
    links: list[tuple[str, str, int, str]] = field(default_factory=list)

    def files(self) -> Iterator[tuple[str, str]]:
        """Name and HTML of every document."""
        for one in self.years:
            yield f"{one.name}{one.year}决算.html", accounts_page(one)
            yield f"{one.name}{one.year}自评表.html", form_page(one)


def county(seed: int, departments: int = 12, first: int = 2020, years: int = 4) -> County:
    """A county in which nothing is wrong."""
    rng = Random(f"county {seed}")
    place = COUNTIES[seed % len(COUNTIES)]
    names = [
        office.name if office.name[0] not in "镇乡街" else PLACES[n % len(PLACES)] + office.name
        for n, office in enumerate(OFFICES)
    ]
    made = County([])
    for name in rng.sample(names, min(departments, len(names))):
        amounts = _amounts(rng, None)
        for year in range(first, first + years):
            before, amounts = amounts, _amounts(rng, amounts)
            made.years.append(Year(place + name, year, amounts, before, _indicators(rng), _story(rng, year)))
    return made


def _amounts(rng: Random, last: dict[str, int] | None) -> dict[str, int]:
    """A year's amounts, near those of the last one."""

    def near(key: str, low: int, high: int) -> int:
        base = last[key] if last else rng.randint(low * 100, high * 100)
        return max(1, base * rng.randint(90, 112) // 100 + rng.randint(-37, 37))

    made = {key: near(key, low, high) for key, low, high in (
        ("personnel", 200, 900), ("operating", 40, 200), ("project", 100, 3000), ("overseas", 1, 4),
        ("running", 2, 20), ("receptions", 1, 15), ("opening", 1, 60),
    )}  # fmt: skip
    made["basic"] = made["personnel"] + made["operating"]
    made["spent"] = made["basic"] + made["project"]
    made["public"] = made["overseas"] + made["running"] + made["receptions"]
    return made


def _indicators(rng: Random) -> list[tuple[str, str, str]]:
    rows = []
    for pattern, unit in rng.sample(_TASKS, 6):
        topic, target = rng.choice(_TOPICS), rng.randint(23, 2900)
        name = pattern.format(t=topic, a="")
        rows.append((name, f"≥{target}{unit}", f"{target + rng.randint(0, 90)}{unit}"))
    return [*rows, *_STANDARD]


def _story(rng: Random, year: int) -> list[str]:
    """Paragraphs of the department's own."""
    made = []
    for number in "一二三":
        sentences = []
        for _ in range(3):
            topic, other = rng.sample(_TOPICS, 2)
            sentences.append(
                f"{rng.choice(_VERBS)}推进{topic}和{other}工作，全年投入{rng.randint(1100, 98000) / 100:.2f}万元，"
                f"完成{rng.randint(103, 4890)}项任务，{rng.choice(_ENDS)}"
            )
        made.append(f"{number}是{year}年" + "；".join(sentences) + "。")
    return made


def _wan(amount: int) -> str:
    return f"{Decimal(amount) / 100:.2f}万元"


def accounts_page(one: Year) -> str:
    """The year's accounts in words and a table of two years."""
    now, then, y = one.amounts, one.before, one.year
    rows = [
        ("项目", f"{y}年决算数", f"{y - 1}年决算数"),
        *((label, f"{Decimal(now[key]) / 100:.2f}", f"{Decimal(then[key]) / 100:.2f}") for label, key in (
            ("支出合计", "spent"), ("基本支出", "basic"), ("人员经费", "personnel"), ("公用经费", "operating"),
            ("项目支出", "project"),
        )),
    ]  # fmt: skip
    spent = (
        f"{y}年支出合计{_wan(now['spent'])}，其中：基本支出{_wan(now['basic'])}，项目支出{_wan(now['project'])}。"
        f"基本支出中，人员经费{_wan(now['personnel'])}，公用经费{_wan(now['operating'])}。"
    )
    public = (
        f"{y}年“三公”经费支出决算{_wan(now['public'])}，其中：因公出国（境）费{_wan(now['overseas'])}，"
        f"公务用车购置及运行维护费{_wan(now['running'])}，公务接待费{_wan(now['receptions'])}。"
    )
    body = [
        f"<h1>{one.name}{y}年度部门决算公开说明</h1>",
        "<h2>一、支出决算情况</h2>",
        f"<p>{spent}</p>",
        "<p>部门支出决算对比表（单位：万元）</p>",
        _table(rows),
        "<h2>二、“三公”经费支出情况</h2>",
        f"<p>{public}</p>",
        f"<p>{y - 1}年“三公”经费支出决算{_wan(then['public'])}，其中：公务接待费{_wan(then['receptions'])}。</p>",
        "<h2>三、主要工作</h2>",
        *(f"<p>{escape(text)}</p>" for text in one.story),
        "<h2>四、其他说明</h2>",
        f"<p>{_GIVEN}</p>",
    ]
    return _page(f"{one.name}{y}年度部门决算", body)


def form_page(one: Year) -> str:
    """The year's self-evaluation form."""
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    points = 100 // len(one.indicators)
    rows = [heads]
    for number, (name, target, result) in enumerate(one.indicators):
        worth = str(points if number else 100 - points * (len(one.indicators) - 1))
        rows.append(("产出指标", "数量指标", name, target, result, worth, worth))
    rows.append(("总分", "", "", "", "", "100", "100"))
    title = f"{one.year}年度{one.name}部门整体支出绩效自评表"
    return _page(title, [f"<h1>{title}</h1>", f"<p>填报单位：{one.name}</p>", _table(rows)])


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table border='1'>{''.join(lines)}</table>"


def _page(title: str, body: list[str]) -> str:
    return f"<!DOCTYPE html><html lang='zh'><head><meta charset='utf-8'><title>{title}</title></head><body>{''.join(body)}</body></html>"


def planted(seed: int, departments: int = 16) -> County:
    """A county with one plant of each kind."""
    made = county(seed, departments)
    rng = Random(f"plants {seed}")
    names = list(dict.fromkeys(one.name for one in made.years))
    rng.shuffle(names)
    _wrong_prior(made, names[0], rng)
    _copied_story(made, names[1], names[2], rng)
    _last_years_story(made, names[3], rng)
    _copied_indicators(made, names[4], names[5], rng)
    _last_years_results(made, names[6], rng)
    _renamed(made, names[7], rng)
    _rounded(made, names[8], rng)
    return made


def _of(made: County, name: str) -> list[Year]:
    return [one for one in made.years if one.name == name]


def _wrong_prior(made: County, name: str, rng: Random) -> None:
    """This year's document gives another figure for the year before: one digit of one item."""
    one = rng.choice(_of(made, name)[1:])
    key = rng.choice(("receptions", "project", "operating"))
    one.before = one.before | {key: one.before[key] + rng.choice((1, 3, 7)) * 10 ** rng.randint(1, 3)}
    made.plants.append(Plant("prior", (name,), one.year, _wan(one.before[key]).removesuffix("万元")))


def _copied_story(made: County, name: str, other: str, rng: Random) -> None:
    """A paragraph of another department of the same year, with its figures."""
    year = rng.choice(_of(made, name)).year
    source = next(one for one in _of(made, other) if one.year == year)
    target = next(one for one in _of(made, name) if one.year == year)
    target.story = [*target.story[:2], source.story[rng.randrange(3)]]
    made.plants.append(Plant("copied_departments", tuple(sorted((name, other))), year))


def _last_years_story(made: County, name: str, rng: Random) -> None:
    """A paragraph of the year before with its figures; only the year is changed."""
    years = _of(made, name)
    at = rng.randrange(1, len(years))
    old, new = years[at - 1], years[at]
    new.story = [old.story[0].replace(str(old.year), str(new.year)), *new.story[1:]]
    made.plants.append(Plant("copied_years", (name,), new.year))


def _copied_indicators(made: County, name: str, other: str, rng: Random) -> None:
    year = rng.choice(_of(made, name)).year
    source = next(one for one in _of(made, other) if one.year == year)
    target = next(one for one in _of(made, name) if one.year == year)
    target.indicators = [*source.indicators[:4], *target.indicators[4:]]
    made.plants.append(Plant("indicators_departments", tuple(sorted((name, other))), year))


def _last_years_results(made: County, name: str, rng: Random) -> None:
    years = _of(made, name)
    at = rng.randrange(1, len(years))
    years[at].indicators = list(years[at - 1].indicators)
    made.plants.append(Plant("indicators_years", (name,), years[at].year))


def _renamed(made: County, name: str, rng: Random) -> None:
    """From one year on another name; the figures go on."""
    years = _of(made, name)
    at = rng.randrange(1, len(years))
    new = name[:-1] + "事务中心"
    for number, one in enumerate(made.years):
        if one.name == name and one.year >= years[at].year:
            made.years[number] = replace(one, name=new)
    made.plants.append(Plant("renamed", (name, new), years[at].year))
    made.links.append((name, new, years[at].year, "更名"))


def _rounded(made: County, name: str, rng: Random) -> None:
    """Whole 万元 throughout, printed with two decimals, in the last year."""
    one = max(_of(made, name), key=lambda year: year.year)
    whole = {key: max(100, value // 100 * 100) for key, value in one.amounts.items()}
    whole["basic"] = whole["personnel"] + whole["operating"]
    whole["spent"] = whole["basic"] + whole["project"]
    whole["public"] = whole["overseas"] + whole["running"] + whole["receptions"]
    one.amounts = whole
    made.plants.append(Plant("round", (name,), one.year))
    del rng
