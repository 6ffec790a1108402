"""Part three of the final accounts: 三公 expenses as a whole and each by itself, in several wordings."""

from __future__ import annotations

from tests.generator.accounts import keys
from tests.generator.accounts.books import Books
from tests.generator.accounts.making import PUBLIC_NAMES
from tests.generator.accounts.sentences import compared, parts, year_in
from tests.generator.canvas import Canvas
from tests.generator.ledger import percent
from tests.generator.topics.phrases import cause, order_of

_PARTS = ("overseas", "vehicles", "reception")
_NAMES = {**PUBLIC_NAMES, "vehicles": "公务用车购置及运行维护费"}


def public_total(c: Canvas, b: Books) -> None:
    """七（一） 三公经费总体情况."""
    c.paragraph()
    final, initial = keys.public(b, "total"), keys.public(b, "total", "initial")
    if not final.exact and not initial.exact:
        c.say(
            (
                "{n}{y}无“三公”经费财政拨款支出。",
                "{y}本部门没有安排“三公”经费财政拨款预算和支出。",
                "{y}本部门未发生“三公”经费支出。",
            ),
            n=b.name,
            y=year_in(c, b),
        )
        return
    written = c.say(
        (
            "{y}“三公”经费财政拨款支出预算为{b}，支出决算为{f}，完成预算的{p}。其中：",
            "“三公”经费财政拨款支出年初预算为{b}，支出决算为{f}，完成预算的{p}，其中：",
            "{y}“三公”经费财政拨款支出预算{b}，支出决算{f}，完成年初预算的{p}，其中：",
        ),
        [("share", "p", ("f", "b"))],
        y=year_in(c, b), b=initial, f=final, p=percent(final, initial, "done.public"),
    )  # fmt: skip
    rows = [_public_item(c, b, item) for item in _PARTS]
    c.bind("sum", written["f"], [row["f"] for row in rows])
    c.bind("sum", written["b"], [row["b"] for row in rows])


def _public_item(c: Canvas, b: Books, item: str) -> dict[str, int]:
    c.paragraph()
    final, initial, then = (
        keys.public(b, item),
        keys.public(b, item, "initial"),
        keys.public(b, item, year=-1),
    )
    if initial.exact:
        written = c.say(
            ("{n}支出预算为{b}，支出决算为{f}，完成预算的{p}", "{n}预算{b}，决算{f}，完成预算的{p}", "{n}年初预算为{b}，支出决算为{f}"),
            [("share", "p", ("f", "b"))],
            n=_NAMES[item], b=initial, f=final, p=percent(final, initial, f"done.public.{item}"),
        )  # fmt: skip
    else:
        written = c.say(
            ("{n}支出预算为{b}，支出决算为{f}", "{n}预算为{b}，支出决算为{f}", "{n}年初预算{b}，支出决算{f}"),
            n=_NAMES[item],
            b=initial,
            f=final,
        )
    if initial.exact and c.habit.numeral(final) != c.habit.numeral(initial):
        word = order_of(c, final, initial)
        c.bind("order", written["f"], (written["b"],), word=word)
        c.say(
            ("，决算数{w}预算数的主要原因是{why}", "。决算数{w}预算数的主要原因：{why}"),
            w="大于" if word == ">" else "小于",
            why=cause(c, word),
        )
    elif initial.exact:
        c.say(("，决算数与预算数持平", "，与预算持平"))
    compared(c, written["f"], final, then)
    return written


def public_structure(c: Canvas, b: Books) -> None:
    """七（二） 三公经费具体情况."""
    whole = keys.public(b, "total")
    if not whole.exact:
        return
    c.paragraph()
    written = c.say(
        (
            "{y}“三公”经费财政拨款支出决算{v}",
            "“三公”经费财政拨款支出决算为{v}",
            "{y}“三公”经费支出决算合计{v}",
        ),
        y=year_in(c, b),
        v=whole,
    )
    parts(
        c,
        written["v"],
        whole,
        [(f"{_NAMES[i]}支出决算", keys.public(b, i)) for i in _PARTS],
        "“三公”经费支出决算",
    )
    c.paragraph()
    c.say(
        (
            "1.因公出国（境）费支出{v}，全年安排因公出国（境）团组{t}，累计{p}。",
            "1、因公出国（境）费决算{v}。全年因公出国（境）团组数{t}、累计{p}。",
            "1.因公出国（境）费支出决算为{v}，全年使用财政拨款安排的出国团组{t}，{p}。",
        ),
        v=keys.public(b, "overseas"), t=b.count("trips", "个"), p=b.count("travellers", "人次"),
    )  # fmt: skip
    c.paragraph()
    c.say(
        (
            "2.公务用车购置及运行维护费支出{v}。其中：公务用车购置支出{a}，购置公务用车{n}；公务用车运行维护支出{r}，截至{y}年12月31日，开支财政拨款的公务用车保有量为{k}。",
            "2、公务用车购置及运行维护费决算{v}，其中：公务用车购置费{a}，更新购置公务用车{n}；公务用车运行维护费{r}，年末公务用车保有量{k}。",
            "2.公务用车购置及运行维护费支出决算为{v}，其中公务用车购置费支出{a}（购置{n}），公务用车运行维护费支出{r}，公务用车保有量{k}。",
        ),
        [("sum", "v", ("a", "r"))],
        v=keys.public(b, "vehicles"), a=keys.public(b, "purchase"), r=keys.public(b, "running"),
        n=b.count("cars.bought", "辆"), k=b.count("cars", "辆"), y=str(b.year),
    )  # fmt: skip
    c.paragraph()
    c.say(
        (
            "3.公务接待费支出{v}，全年共接待{n}、{p}，主要用于上级检查调研和兄弟单位来访。",
            "3、公务接待费决算{v}。其中：国内公务接待{n}，{p}。",
            "3.公务接待费支出决算为{v}，全年国内公务接待{n}，接待{p}。",
        ),
        v=keys.public(b, "reception"), n=b.count("batches", "批次"), p=b.count("visitors", "人次"),
    )  # fmt: skip
