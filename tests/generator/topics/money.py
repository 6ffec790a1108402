"""Income, expenditure, balance and the functional classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator import words
from tests.generator.habit import Value
from tests.generator.ledger import DepartmentYear, percent
from tests.generator.topics.phrases import against_budget, bracket, cause, listing, order_of, since_last_year

if TYPE_CHECKING:
    from tests.generator.canvas import Canvas


def name_of(c: Canvas, item: str) -> str:
    """One of the names of an item."""
    return c.pick(*words.NAMES[item])


def year_of(c: Canvas, books: DepartmentYear) -> str:
    """The year as a report writes it."""
    return c.pick(f"{books.year}年度", f"{books.year}年")


def balance(c: Canvas, books: DepartmentYear) -> None:
    """Totals with what was carried in and out."""
    c.paragraph()
    grand = books.money("grand")
    written = c.say(
        (
            "{y}收入总计{grand}",
            "{y}收、支总计均为{grand}",
            "{y}本部门收入总计{grand}，支出总计{twin}",
            "本部门{y}收入总计为{grand}",
        ),
        y=year_of(c, books),
        grand=grand,
        twin=Value(grand.dim, grand.exact, "grand", grand.year, "final"),
    )
    since_last_year(c, written["grand"], grand, books.money("grand", year=-1))
    c.say(
        ("，主要原因是{why}。", "，主要是因为：{why}。"),
        why=cause(c, order_of(c, grand, books.money("grand", year=-1))),
    )
    if not (books.money("opening").exact or books.money("closing").exact):
        return
    c.say(
        (
            "年初结转和结余{opening}，本年收入{income}，本年支出{spent}，年末结转和结余{closing}。",
            "其中：本年收入合计{income}，年初结转和结余{opening}；本年支出合计{spent}，年末结转和结余{closing}。",
            "上年结转{opening}，当年收入{income}，当年支出{spent}，年末结转{closing}。",
        ),
        [("sum", "closing", ("opening", "income", "-spent"))],
        opening=books.money("opening"),
        income=books.money("income"),
        spent=books.money("expenditure"),
        closing=books.money("closing"),
    )


def income(c: Canvas, books: DepartmentYear) -> None:
    """Income by source."""
    c.paragraph()
    value = books.money("income")
    written = c.say(
        ("{y}{n}{v}", "本年收入合计{v}", "{y}决算总收入{v}", "本部门{y}收入合计{v}", "{y}单位年度总收入{v}"),
        y=year_of(c, books),
        n=name_of(c, "income"),
        v=value,
    )
    items = [item for item in ("income.fiscal", "income.business", "income.other") if books.money(item).exact]
    if len(items) == 1 and c.rng.random() < 0.5:
        items.append("income.other")
    listing(c, written["v"], value, [(name_of(c, i), books.money(i)) for i in items], "收入合计")


def expenditure(c: Canvas, books: DepartmentYear, basis: str = "final") -> None:
    """Expenditure as basic and project."""
    c.paragraph()
    value = books.money("expenditure", basis)
    variants = {
        "final": (
            "{y}{n}{v}",
            "本年支出合计{v}",
            "{y}总支出{v}",
            "{y}部门决算支出总计{v}",
            "本部门{y}支出总额为{v}",
        ),
        "initial": (
            "{y}年初预算安排支出{v}",
            "年初批复{y}部门预算支出总计{v}",
            "{y}支出预算{v}",
            "{y}年初支出预算为{v}",
        ),
    }[basis]
    written = c.say(variants, y=year_of(c, books), n=name_of(c, "expenditure"), v=value)
    children = [(name_of(c, i), books.money(i, basis)) for i in ("basic", "project")]
    listing(c, written["v"], value, children, "总支出" if basis == "final" else "预算总额")


def against_initial(c: Canvas, books: DepartmentYear) -> None:
    """The year's final expenditure measured by the opening budget."""
    c.paragraph()
    final, budget = books.money("expenditure"), books.money("expenditure", "initial")
    written = c.say(
        (
            "{y}部门整体支出年初预算为{b}，支出决算为{f}",
            "年初预算支出{b}，决算支出{f}",
            "{y}支出年初预算数{b}，决算数{f}",
        ),
        y=year_of(c, books),
        b=budget,
        f=final,
    )
    against_budget(c, written["f"], written["b"], (final, budget))


def basic(c: Canvas, books: DepartmentYear, deep: bool = False) -> None:
    """Basic expenditure by staff and running cost, or by economic class with items in brackets."""
    c.paragraph()
    value = books.money("basic")
    written = c.say(
        ("{y}基本支出{v}", "基本支出{v}", "{y}财政拨款基本支出{v}", "基本支出决算{v}"),
        y=year_of(c, books),
        v=value,
    )
    if not deep:
        pair = [(name_of(c, i), books.money(i)) for i in ("personnel", "operating")]
        listing(c, written["v"], value, pair, "基本支出")
        return
    parts = []
    c.say(("，其中：", "，包括："))
    for position, item in enumerate(("wages", "supplies", "subsidies")):
        mark = c.habit.punctuate(words.CIRCLES[position])
        said = c.say((f"{mark}{{n}}{{v}}",), n=name_of(c, item), v=books.money(item))
        parts.append(said["v"])
        bracket(c, said["v"], [(name, books.money(f"{item}.{name}")) for name in books.lists[item]])
        c.say(("；",) if position < 2 else ("。",))
    c.bind("sum", written["v"], parts)


def fiscal(c: Canvas, books: DepartmentYear) -> None:
    """Fiscal income and expenditure against last year."""
    c.paragraph()
    value, spent = books.money("income.fiscal"), books.money("fiscal")
    written = c.say(("{y}财政拨款收入{v}", "{y}财政拨款收入决算{v}"), y=year_of(c, books), v=value)
    since_last_year(c, written["v"], value, books.money("income.fiscal", year=-1))
    written = c.say(("；财政拨款支出{v}", "；本年财政拨款支出{v}", "。财政拨款支出{v}"), v=spent)
    since_last_year(c, written["v"], spent, books.money("fiscal", year=-1))
    c.say(
        ("。", "，变动的主要原因是{why}。"), why=cause(c, order_of(c, spent, books.money("fiscal", year=-1)))
    )


def fiscal_part(c: Canvas, books: DepartmentYear) -> None:
    """Fiscal expenditure as a share of all expenditure."""
    c.paragraph()
    part, whole = books.money("fiscal"), books.money("expenditure")
    written = c.say(
        (
            "{y}一般公共预算财政拨款支出{v}，占本年支出合计的{p}",
            "{y}财政拨款支出{v}，占本年支出合计{w}的{p}",
            "{y}财政拨款支出为{v}，占总支出的{p}",
        ),
        [("share", "p", ("v", "w"))],
        y=year_of(c, books),
        v=part,
        w=whole,
        p=percent(part, whole, "share.fiscal"),
    )
    total = next(i for i, f in enumerate(c.figures) if f.item == "expenditure" and f.basis == "final")
    if "w" not in written:
        c.bind("share", written["p"], (written["v"], total))
    since_last_year(c, written["v"], part, books.money("fiscal", year=-1))
    c.say(("。",))


def classes(c: Canvas, books: DepartmentYear, basis: str = "final") -> None:
    """Expenditure by functional class."""
    c.paragraph()
    value = books.money("fiscal", basis)
    word = "支出" if basis == "final" else "支出预算"
    written = c.say(
        ("{y}财政拨款{word}{v}", "{y}一般公共预算财政拨款{word}{v}", "财政拨款{word}{v}"),
        y=year_of(c, books),
        word=word,
        v=value,
    )
    opener = c.pick("（类）", "", "")
    children = [(name + opener, books.money(f"class.{name}", basis)) for name in books.lists["classes"]]
    listing(c, written["v"], value, children, f"财政拨款{word}")


def class_details(c: Canvas, books: DepartmentYear) -> None:
    """Budget and final of every class in numbered paragraphs under their totals."""
    c.paragraph()
    final, budget = books.money("fiscal"), books.money("fiscal", "initial")
    total = c.say(
        (
            "{y}财政拨款支出年初预算数为{b}，支出决算数为{f}，完成年初预算的{p}，其中：",
            "{y}财政拨款支出年初预算为{b}，支出决算为{f}，完成年初预算的{p}。其中：",
            "{y}一般公共预算财政拨款支出年初预算{b}，决算{f}，完成年初预算的{p}，具体情况如下：",
        ),
        [("share", "p", ("f", "b"))],
        y=year_of(c, books),
        b=budget,
        f=final,
        p=percent(final, budget, "done.fiscal"),
    )
    marks = c.pick("{n}、", "{n}.", "（{n}）")
    rows = [_class_row(c, books, name, marks.format(n=i)) for i, name in enumerate(books.lists["classes"], 1)]
    c.bind("sum", total["f"], [row["f"] for row in rows])
    c.bind("sum", total["b"], [row["b"] for row in rows])


def _class_row(c: Canvas, books: DepartmentYear, name: str, mark: str) -> dict[str, int]:
    final, budget = books.money(f"class.{name}"), books.money(f"class.{name}", "initial")
    c.paragraph(mark + name + c.pick("（类）", "", "。") + c.pick("", "", "\n"))
    written = c.say(
        ("年初预算为{b}，支出决算为{f}", "年初预算{b}，决算数{f}", "年初预算数为{b}，决算数为{f}"),
        b=budget,
        f=final,
    )
    against_budget(c, written["f"], written["b"], (final, budget))
    return written


def projects(c: Canvas, books: DepartmentYear) -> None:
    """Project expenditure by project."""
    c.paragraph()
    value = books.money("project")
    written = c.say(
        ("{y}项目支出{v}", "项目支出决算{v}", "{y}共安排项目支出{v}"), y=year_of(c, books), v=value
    )
    children = [(f"{name}项目", books.money(f"project.{name}")) for name in books.lists["projects"]]
    listing(c, written["v"], value, children, "项目支出")


def execution(c: Canvas, books: DepartmentYear) -> None:
    """Expenditure against the adjusted budget."""
    c.paragraph()
    spent, planned = books.money("expenditure"), books.money("expenditure", "adjusted")
    c.say(
        (
            "{y}全年预算数{w}，全年执行数{v}，预算执行率{p}。",
            "{y}调整预算数为{w}，实际支出{v}，预算执行率为{p}。",
            "{y}全年预算{w}，实际执行{v}，执行率达到{p}。",
        ),
        [("share", "p", ("v", "w"))],
        y=year_of(c, books),
        w=planned,
        v=spent,
        p=percent(spent, planned, "rate.execution"),
    )


def difference_table(c: Canvas, books: DepartmentYear) -> None:
    """Budget, final, difference and rate by class, with a total row."""
    unit = f"项目|决算数（{c.habit.unit}）|预算数（{c.habit.unit}）|比预算数增减|增减%".split("|")
    names = [("fiscal", "财政拨款支出合计")] + [(f"class.{n}", n) for n in books.lists["classes"]]
    rows: list[list[Value | str | None]] = [list(unit)]
    for position, (item, name) in enumerate(names):
        final, budget = books.money(item), books.money(item, "initial")
        gap = Value(final.dim, final.exact - budget.exact, "", final.year)
        rate = Value("percent", gap.exact / budget.exact * 100, "", final.year)
        rows.append([("其中：" if position == 1 else "") + name, final, budget, gap, rate])
    numbers = c.table(rows)
    for row in numbers[1:]:
        c.bind("sum", row[3], (row[1], row[2]), (1, -1))
        c.bind("growth", row[4], (row[1], row[2]))
    for column in (1, 2, 3):
        c.bind("sum", numbers[1][column], [row[column] for row in numbers[2:]])
