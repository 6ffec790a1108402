"""The three public expenses, procurement, running cost of the agency, assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator.ledger import DepartmentYear, change, growth, percent
from tests.generator.topics.money import name_of, year_of
from tests.generator.topics.phrases import against_budget, cause, listing, order_of, since_last_year

if TYPE_CHECKING:
    from tests.generator.canvas import Canvas, Law

_PARTS = ("overseas", "vehicles", "reception")


def three_public(c: Canvas, books: DepartmentYear) -> None:
    """Budget and final, each with its parts."""
    for basis, word in (("initial", "预算"), ("final", "决算")):
        c.paragraph()
        value = books.money("three_public", basis)
        written = c.say(
            ("{y}“三公”经费{w}数{v}", "{y}“三公”经费{w}为{v}", "{y}“三公”经费财政拨款{w}{v}"),
            y=year_of(c, books),
            w=word,
            v=value,
        )
        listing(
            c, written["v"], value, [(name_of(c, i), books.money(i, basis)) for i in _PARTS], "“三公”经费总额"
        )


def three_public_disclosure(c: Canvas, books: DepartmentYear) -> None:
    """The disclosure's overall paragraph, then one paragraph an expense."""
    c.paragraph()
    final, budget = books.money("three_public"), books.money("three_public", "initial")
    total = c.say(
        (
            "“三公”经费财政拨款支出预算为{b}，支出决算为{f}，完成预算的{p}，其中：",
            "{y}“三公”经费财政拨款支出年初预算{b}，支出决算{f}，完成年初预算的{p}。其中：",
            "{y}“三公”经费预算数{b}，决算数{f}，完成预算的{p}，具体如下：",
        ),
        [("share", "p", ("f", "b"))],
        y=year_of(c, books),
        b=budget,
        f=final,
        p=percent(final, budget, "done.three_public"),
    )
    rows = [_expense(c, books, item) for item in _PARTS]
    c.bind("sum", total["f"], [row["f"] for row in rows])
    c.bind("sum", total["b"], [row["b"] for row in rows])


def _expense(c: Canvas, books: DepartmentYear, item: str) -> dict[str, int]:
    final, budget = books.money(item), books.money(item, "initial")
    c.paragraph()
    written = c.say(
        ("{n}支出预算为{b}，支出决算为{f}", "{n}预算数为{b}，决算数为{f}", "{n}年初预算{b}，支出决算{f}"),
        n=name_of(c, item),
        b=budget,
        f=final,
    )
    since_last_year(c, written["f"], final, books.money(item, year=-1))
    against_budget(c, written["f"], written["b"], (final, budget))
    return written


def three_public_structure(c: Canvas, books: DepartmentYear) -> None:
    """Shares of the final, then what the money was for with counts."""
    c.paragraph()
    value = books.money("three_public")
    written = c.say(
        ("{y}“三公”经费财政拨款支出决算{v}", "{y}“三公”经费支出决算总额{v}", "“三公”经费决算{v}"),
        y=year_of(c, books),
        v=value,
    )
    listing(c, written["v"], value, [(name_of(c, i), books.money(i)) for i in _PARTS], "“三公”经费决算")
    c.paragraph()
    c.say(
        (
            "1、因公出国（境）费支出决算为{v}，全年安排因公出国（境）团组{a}，累计{b}。",
            "1.因公出国（境）费{v}。全年共有因公出国（境）团组{a}，{b}。",
        ),
        v=books.money("overseas"),
        a=books.count("trips", "个"),
        b=books.count("travellers", "人次"),
    )
    _vehicles(c, books)
    _reception(c, books)


def _vehicles(c: Canvas, books: DepartmentYear) -> None:
    c.paragraph()
    written = c.say(
        ("2、公务用车购置及运行维护费支出决算为{v}", "2.公务用车购置及运行维护费支出{v}"),
        v=books.money("vehicles"),
    )
    pair = [(name_of(c, i), books.money(i)) for i in ("purchase", "running")]
    listing(c, written["v"], books.money("vehicles"), pair, "公务用车费用")
    c.say(
        (
            "截至{y}年12月31日，公务用车保有量为{n}，当年新增{m}。",
            "全年购置公务用车{m}，年末公务用车保有量{n}。",
        ),
        y=str(books.year),
        n=books.count("cars", "辆"),
        m=books.count("cars.bought", "辆"),
    )


def _reception(c: Canvas, books: DepartmentYear) -> None:
    c.paragraph()
    c.say(
        (
            "3、公务接待费支出决算{v}，全年共接待来访团组{a}、来宾{b}，主要用于上级检查调研接待。",
            "3.公务接待费支出{v}。国内公务接待{a}，{b}。",
            "3.公务接待费{v}，共接待{a}、{b}。",
        ),
        v=books.money("reception"),
        a=books.count("batches", "批次"),
        b=books.count("visitors", "人次"),
    )


def three_public_years(c: Canvas, books: DepartmentYear) -> None:
    """This year against last year, total then parts."""
    c.paragraph()
    now, then = books.money("three_public"), books.money("three_public", year=-1)
    written = c.say(("{y}“三公”经费支出合计{v}", "{y}“三公”经费支出共计{v}"), y=year_of(c, books), v=now)
    since_last_year(c, written["v"], now, then)
    c.say(("，主要原因是{why}。其中：",), why=cause(c, order_of(c, now, then)))
    for item in _PARTS:
        value = books.money(item)
        part = c.say(("{n}支出{v}", "{n}{v}"), n=name_of(c, item), v=value)
        since_last_year(c, part["v"], value, books.money(item, year=-1))
        c.say(("。",) if item == _PARTS[-1] else ("；",))


def procurement(c: Canvas, books: DepartmentYear) -> None:
    """Procurement by kind, then the share of small firms."""
    c.paragraph()
    value = books.money("bought")
    written = c.say(
        ("{y}政府采购支出总额{v}", "{y}政府采购支出{v}", "本部门{y}政府采购支出总额{v}"),
        y=year_of(c, books),
        v=value,
    )
    kinds = ("goods_bought", "works_bought", "services_bought")
    listing(c, written["v"], value, [(name_of(c, i), books.money(i)) for i in kinds], "政府采购支出总额")
    small, micro = books.money("small_firms"), books.money("micro_firms")
    laws: list[Law] = [
        ("share", "p", ("v", written["v"])),
        ("share", "q", ("m", "v")),
        ("at_most", "m", ("v",)),
    ]
    c.say(
        (
            "授予中小企业合同金额{v}，占政府采购支出总额的{p}，其中：授予小微企业合同金额{m}，占授予中小企业合同金额的{q}。",
            "其中，授予中小企业合同金额{v}，占政府采购支出总额的{p}。",
            "授予中小企业合同{v}，占比{p}。",
        ),
        laws,
        v=small,
        p=percent(small, value),
        m=micro,
        q=percent(micro, small),
    )


def agency(c: Canvas, books: DepartmentYear) -> None:
    """Running cost of the agency against last year."""
    c.paragraph()
    value, then = books.money("agency"), books.money("agency", year=-1)
    written = c.say(
        ("{y}机关运行经费支出{v}", "本部门{y}机关运行经费支出{v}", "{y}机关运行经费{v}"),
        y=year_of(c, books),
        v=value,
    )
    since_last_year(c, written["v"], value, then)
    c.say(("，主要原因是{why}。", "。主要是{why}。"), why=cause(c, order_of(c, value, then)))


def assets(c: Canvas, books: DepartmentYear) -> None:
    """Assets, debts and net assets; fixed assets in use."""
    c.paragraph()
    c.say(
        (
            "{y}年末资产总额{a}，负债总额{d}，净资产{n}。",
            "截至{y}年12月31日，资产总额{a}，负债{d}，净资产{n}。",
            "{y}年年末，本单位资产总计{a}，其中负债合计{d}，净资产合计{n}。",
        ),
        [("sum", "n", ("a", "-d"))],
        y=str(books.year),
        a=books.money("assets"),
        d=books.money("debts"),
        n=books.money("net"),
    )
    fixed, used = books.money("fixed"), books.money("in_use")
    c.say(
        (
            "固定资产账面原值{a}，在用资产{u}，资产使用率{p}。",
            "固定资产原值{a}，其中在用{u}，固定资产利用率为{p}。",
        ),
        [("share", "p", ("u", "a")), ("at_most", "u", ("a",))],
        a=fixed,
        u=used,
        p=percent(used, fixed),
    )


def public_budget(c: Canvas, books: DepartmentYear) -> None:
    """The budget of the three public expenses against last year's budget."""
    c.paragraph()
    now, then = books.money("three_public", "initial"), books.money("three_public", "initial", -1)
    written = c.say(
        ("{y}“三公”经费预算数{v}", "{y}财政拨款安排“三公”经费预算{v}", "{y}“三公”经费预算总计{v}"),
        y=year_of(c, books),
        v=now,
    )
    listing(
        c, written["v"], now, [(name_of(c, i), books.money(i, "initial")) for i in _PARTS], "“三公”经费预算"
    )
    if c.habit.numeral(now) == c.habit.numeral(then):
        c.say(("与上年预算基本持平。",))
        return
    d, g = change(now, then), growth(now, then)
    c.say(
        (
            "比上年预算{up}{d}，{grow}{g}，主要原因是{why}。",
            "较{then_year}年预算{then}{up}{d}，{grow}{g}，主要是{why}。",
            "与{then_year}年预算相比{up}{d}，{grow}{g}。",
        ),
        [
            ("sum", written["v"], ("then", "d")),
            ("growth", "g", (written["v"], "then")),
            ("step", "g", (written["v"], "d")),
        ],
        then=then,
        d=d,
        g=g,
        then_year=str(then.year),
        up="增加" if d.sign > 0 else "减少",
        grow="增长" if d.sign > 0 else "下降",
        why=cause(c, ">" if d.sign > 0 else "<"),
    )
