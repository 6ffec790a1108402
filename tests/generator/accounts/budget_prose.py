"""The notes of a published budget."""

from __future__ import annotations

from tests.generator.accounts import keys
from tests.generator.accounts.books import BASIC, PROJECT, SOURCES, Books
from tests.generator.accounts.economic import RUNNING, STAFF
from tests.generator.accounts.making import FUND_NAMES, SOURCE_NAMES, numeral
from tests.generator.accounts.offices import name_of
from tests.generator.accounts.sentences import Part, compared, parts
from tests.generator.canvas import Canvas

_PARTS = (
    ("因公出国（境）费", "overseas"),
    ("公务用车购置及运行维护费", "vehicles"),
    ("公务接待费", "reception"),
)


def notes(c: Canvas, b: Books) -> None:
    """All notes, each under its heading."""
    sections = (
        ("部门收支总体情况说明", whole),
        ("部门收入总体情况说明", income),
        ("部门支出总体情况说明", expenditure),
        ("一般公共预算拨款支出预算情况说明", general),
        ("一般公共预算基本支出预算情况说明", basic),
        ("“三公”经费预算情况说明", public),
        ("其他重要事项的情况说明", others),
    )
    for number, (name, section) in enumerate(sections, 1):
        c.heading(f"{numeral(number)}、{name}", 2)
        c.paragraph()
        section(c, b)


def whole(c: Canvas, b: Books) -> None:
    """Totals of both sides and last year."""
    now = keys.grand(b)
    written = c.say(
        ("{y}年收支总预算{v}", "{n}{y}年收入总计{v}，支出总计{w}", "按照综合预算的原则，{y}年部门收支总预算{v}"),
        y=str(b.year), n=b.name, v=now, w=now,
    )  # fmt: skip
    compared(c, written["v"], now, keys.grand(b, year=-1))


def income(c: Canvas, b: Books) -> None:
    """Income by source."""
    total = keys.grand(b)
    written = c.say(
        ("{y}年收入预算{v}", "本部门{y}年收入预算合计{v}", "{y}年部门收入总预算{v}"), y=str(b.year), v=total
    )
    children: list[Part] = [
        (FUND_NAMES[f], keys.income(b, f))
        for f in ("general", "fund", "state")
        if f == "general" or keys.income(b, f).exact
    ]
    children += [(SOURCE_NAMES[s], keys.income(b, s)) for s in SOURCES if keys.income(b, s).exact]
    if keys.opening(b).exact:
        children.append(("上年结转结余", keys.opening(b)))
    parts(c, written["v"], total, children, "收入预算")


def expenditure(c: Canvas, b: Books) -> None:
    """Basic and project."""
    total = keys.spend(b, "")
    written = c.say(
        ("{y}年支出预算{v}", "本部门{y}年支出预算合计{v}", "{y}年部门支出总预算{v}"), y=str(b.year), v=total
    )
    children: list[Part] = [
        ("基本支出", keys.spend(b, "", kind=BASIC)),
        ("项目支出", keys.spend(b, "", kind=PROJECT)),
    ]
    operating = keys.spend(b, "", kind="operating")
    if operating.exact:
        children.append(("事业单位经营支出", operating))
    parts(c, written["v"], total, children, "支出预算")


def general(c: Canvas, b: Books) -> None:
    """The general budget by class, then item by item against last year."""
    total = keys.spend(b, "", "general")
    written = c.say(
        ("{y}年一般公共预算拨款支出{v}", "{y}年一般公共预算支出预算{v}", "一般公共预算当年拨款支出{v}"),
        y=str(b.year),
        v=total,
    )
    compared(c, written["v"], total, keys.spend(b, "", "general", year=-1))
    c.paragraph()
    again = c.say(
        ("一般公共预算拨款支出{v}，按功能分类", "{y}年一般公共预算支出{v}，主要用于以下方面"),
        v=total,
        y=str(b.year),
    )
    parts(
        c,
        again["v"],
        total,
        [(f"{name_of(code)}（类）", keys.spend(b, code, "general")) for code in b.codes(3, "general")],
        "一般公共预算支出",
    )
    made = []
    for number, code in enumerate(b.codes(7, "general"), 1):
        c.paragraph()
        path = [name_of(code[:n]) for n in (3, 5, 7)]
        amount = keys.spend(b, code, "general")
        item = c.say(
            (
                "{k}.{a}（类）{b}（款）{c}（项）{y}年预算数为{v}",
                "{k}、{a}（类）{b}（款）{c}（项）{v}",
                "{k}.{a}（类）{b}（款）{c}（项）：{y}年预算安排{v}",
            ),
            k=str(number), a=path[0], b=path[1], c=path[2], y=str(b.year), v=amount,
        )  # fmt: skip
        compared(c, item["v"], amount, keys.spend(b, code, "general", year=-1))
        made.append(item["v"])
    c.bind("sum", written["v"], made)


def basic(c: Canvas, b: Books) -> None:
    """Staff and running cost."""
    c.say(
        (
            "{y}年一般公共预算基本支出{v}，其中：人员经费{s}，公用经费{r}。",
            "{n}{y}年一般公共预算基本支出{v}，其中：人员经费{s}；公用经费{r}。",
            "一般公共预算基本支出{v}，包括人员经费{s}和公用经费{r}。",
        ),
        [("sum", "v", ("s", "r"))],
        y=str(b.year), n=b.name, v=keys.spend(b, "", "general", BASIC), s=keys.block(b, STAFF), r=keys.block(b, RUNNING),
    )  # fmt: skip


def public(c: Canvas, b: Books) -> None:
    """Three public expenses against last year."""
    total = keys.public(b, "total", "initial")
    if not total.exact:
        c.say(("{n}{y}年没有安排“三公”经费预算。", "本部门{y}年无“三公”经费预算。"), n=b.name, y=str(b.year))
        return
    written = c.say(
        ("{y}年“三公”经费预算数为{v}", "本部门{y}年“三公”经费预算{v}", "{n}{y}年“三公”经费财政拨款预算{v}"),
        y=str(b.year),
        n=b.name,
        v=total,
    )
    compared(c, written["v"], total, keys.public(b, "total", "initial", -1), reason=False)
    rows = []
    for number, (name, item) in enumerate(_PARTS, 1):
        c.paragraph()
        amount = keys.public(b, item, "initial")
        row = c.say(
            ("（{k}）{n}{v}", "（{k}）{n}预算{v}", "{k}、{n}{v}"), k=numeral(number), n=name, v=amount
        )
        compared(c, row["v"], amount, keys.public(b, item, "initial", -1), reason=False)
        rows.append(row["v"])
    c.bind("sum", written["v"], rows)


def others(c: Canvas, b: Books) -> None:
    """Running cost of the agency, procurement, targets."""
    if b.office.kind == "institution":
        c.say(
            ("本单位为事业单位，无机关运行经费。", "（一）机关运行经费：本单位{y}年无机关运行经费预算。"),
            y=str(b.year),
        )
    else:
        c.say(
            ("{y}年机关运行经费预算{v}。", "（一）机关运行经费。{n}{y}年机关运行经费财政拨款预算{v}。"),
            y=str(b.year),
            n=b.name,
            v=keys.part_of(keys.block(b, RUNNING), "agency"),
        )
    c.paragraph()
    c.say(
        (
            "{y}年政府采购预算总额{v}，其中：政府采购货物预算{g}、政府采购工程预算{w}、政府采购服务预算{s}。",
            "本部门{y}年政府采购预算{v}，其中：货物类{g}，工程类{w}，服务类{s}。",
        ),
        [("sum", "v", ("g", "w", "s"))],
        y=str(b.year), v=keys.bought(b, "total"), g=keys.bought(b, "goods"), w=keys.bought(b, "works"), s=keys.bought(b, "services"),
    )  # fmt: skip
    c.paragraph()
    project = keys.part_of(keys.spend(b, "", "general", PROJECT), "evaluated")
    if project.exact:
        c.say(
            (
                "{y}年实行绩效目标管理的项目{n}，涉及一般公共预算资金{v}。",
                "按照预算绩效管理要求，{y}年编报绩效目标的项目{n}，涉及项目预算资金{v}。",
            ),
            y=str(b.year),
            n=b.count("graded", "个"),
            v=project,
        )
