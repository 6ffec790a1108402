"""Part three of the final accounts: the sections on income, expenditure and funds, in several wordings."""

from __future__ import annotations

from quanheng.norms.classification import DEPARTMENT, subjects
from tests.generator.accounts import keys
from tests.generator.accounts.books import BASIC, FUND, KINDS, PROJECT, SOURCES, STATE, Books
from tests.generator.accounts.economic import RUNNING, STAFF
from tests.generator.accounts.making import KIND_NAMES, SOURCE_NAMES
from tests.generator.accounts.offices import name_of
from tests.generator.accounts.sentences import compared, parts, year_in
from tests.generator.canvas import Canvas
from tests.generator.ledger import percent
from tests.generator.topics.phrases import cause, order_of


def overall(c: Canvas, b: Books) -> None:
    """一 收入支出决算总体情况."""
    now, then = keys.grand(b), keys.grand(b, year=-1)
    c.paragraph()
    written = c.say(
        (
            "{y}收、支总计{v}",
            "{n}{y}收入支出总计{v}",
            "{y}收入总计{v}，支出总计{v2}",
            "{y}本部门收入、支出总计均为{v}",
        ),
        y=year_in(c, b),
        n=b.name,
        v=now,
        v2=now,
    )
    compared(c, written["v"], now, then)


def income(c: Canvas, b: Books) -> None:
    """二 收入决算."""
    c.paragraph()
    whole = keys.income(b, "all")
    written = c.say(
        ("本年收入合计{v}", "{y}收入合计{v}", "本部门{y}本年收入合计{v}"), y=year_in(c, b), v=whole
    )
    children = [("财政拨款收入", keys.income(b, "fiscal"))]
    full = c.rng.random() < 0.4
    children += [(SOURCE_NAMES[s], keys.income(b, s)) for s in SOURCES if full or keys.income(b, s).exact]
    parts(c, written["v"], whole, children, "本年收入")


def expenditure(c: Canvas, b: Books) -> None:
    """三 支出决算."""
    c.paragraph()
    whole = keys.spend(b, "")
    written = c.say(
        ("本年支出合计{v}", "{y}支出合计{v}", "本部门{y}本年支出合计{v}"), y=year_in(c, b), v=whole
    )
    full = c.rng.random() < 0.4
    children = [
        (KIND_NAMES[k], keys.spend(b, "", kind=k))
        for k in KINDS
        if full or k in (BASIC, PROJECT) or keys.spend(b, "", kind=k).exact
    ]
    parts(c, written["v"], whole, children, "本年支出")


def fiscal(c: Canvas, b: Books) -> None:
    """四 财政拨款收入支出决算总体情况."""
    c.paragraph()
    now, then = keys.grand(b, "fiscal"), keys.grand(b, "fiscal", year=-1)
    written = c.say(
        ("{y}财政拨款收、支总计{v}", "{n}{y}财政拨款收入支出总计{v}", "{y}财政拨款收入总计{v}，支出总计{v2}"),
        y=year_in(c, b),
        n=b.name,
        v=now,
        v2=now,
    )
    compared(c, written["v"], now, then)


def general_total(c: Canvas, b: Books) -> None:
    """五（一） 总体情况."""
    c.paragraph()
    now, whole = keys.spend(b, "", "general"), keys.spend(b, "")
    written = c.say(
        (
            "{y}一般公共预算财政拨款支出{v}，占本年支出合计的{p}",
            "一般公共预算财政拨款支出{v}，占本年支出合计的{p}",
            "{y}一般公共预算财政拨款支出{v}，占本年支出的{p}",
        ),
        y=year_in(c, b),
        v=now,
        p=percent(now, whole, "general.share"),
    )
    # The whole stands elsewhere: bound by hand to the table's figure.
    at = next(
        (
            n
            for n, f in enumerate(c.figures)
            if f.item == whole.item and f.year == b.year and f.basis == "final"
        ),
        None,
    )
    if at is not None:
        c.bind("share", written["p"], (written["v"], at))
    compared(c, written["v"], now, keys.spend(b, "", "general", year=-1))


def general_structure(c: Canvas, b: Books) -> None:
    """五（二） 结构情况."""
    c.paragraph()
    whole = keys.spend(b, "", "general")
    written = c.say(
        (
            "{y}一般公共预算财政拨款支出{v}，主要用于以下方面",
            "一般公共预算财政拨款支出{v}，主要用于以下方面",
            "{y}一般公共预算财政拨款支出{v}，按功能分类科目",
        ),
        y=year_in(c, b),
        v=whole,
    )
    bracket = c.pick("（类）", "（类）", "（类）支出", "")
    children = [
        (f"{name_of(code)}{bracket}".replace("支出（类）支出", "（类）支出"), keys.spend(b, code, "general"))
        for code in b.codes(3, "general")
    ]
    parts(c, written["v"], whole, children, "一般公共预算财政拨款支出")


def general_details(c: Canvas, b: Books) -> None:
    """五（三） 具体情况, item by item."""
    c.paragraph()
    final, initial = keys.spend(b, "", "general"), keys.planned(b, "")
    written = c.say(
        (
            "{y}一般公共预算财政拨款支出年初预算为{b}，支出决算为{f}，完成年初预算的{p}。其中：",
            "一般公共预算财政拨款支出年初预算{b}，支出决算{f}，完成年初预算的{p}。其中：",
            "{y}一般公共预算财政拨款支出年初预算数为{b}，支出决算数为{f}，完成年初预算的{p}，其中：",
        )
        if initial.exact
        else ("{y}一般公共预算财政拨款支出决算为{f}。其中：",),
        [("share", "p", ("f", "b"))],
        y=year_in(c, b),
        b=initial,
        f=final,
        p=percent(final, initial, "done.general") if initial.exact else "",
    )
    style, last = c.rng.randrange(3), b.codes(7, "general")
    mark = c.pick("{n}、", "{n}.", "（{n}）", "第{n}项：") if c.rng.random() < 0.9 else "{n}、"
    items = [_item(c, b, code, mark.replace("{n}", str(n)), style) for n, code in enumerate(last, 1)]
    c.bind("sum", written["f"], [row["f"] for row in items])
    if "b" in written and all("b" in row for row in items):
        c.bind("sum", written["b"], [row["b"] for row in items])


def _item(c: Canvas, b: Books, code: str, mark: str, style: int) -> dict[str, int]:
    c.paragraph()
    path = [name_of(code[:n]) for n in (3, 5, 7)]
    name = (
        f"{path[0]}（类）{path[1]}（款）{path[2]}（项）",
        f"{path[0]}（类）{path[1]}（款）{path[2]}（项）",
        f"{path[2]}（{code}）",
    )[style]
    final, initial = keys.spend(b, code, "general"), keys.planned(b, code)
    use = (
        c.pick("。", "。主要用于保障单位正常运转和履行职责。", "，主要用于本单位相关工作开支。")
        if style == 0
        else c.pick("。", "，")
    )
    shown = initial.exact or c.rng.random() < 0.7
    if not shown:
        return c.say(
            ("{m}{n}{u}年初无预算，支出决算为{f}。", "{m}{n}{u}支出决算为{f}，年初未安排预算。"),
            m=mark,
            n=name,
            u=use,
            f=final,
        )
    if not initial.exact:
        return c.say(
            (
                "{m}{n}{u}年初预算为{b}，支出决算为{f}，年初预算数为0，无法计算百分比。决算数大于年初预算数的主要原因是年中追加预算。",
                "{m}{n}{u}年初预算为{b}，支出决算为{f}。决算数大于年初预算数的主要原因：年中追加项目资金。",
                "{m}{n}{u}年初预算{b}，支出决算{f}，决算数大于预算数，主要是上级专项资金年中下达。",
            ),
            m=mark, n=name, u=use, b=initial, f=final,
        )  # fmt: skip
    written = c.say(
        (
            "{m}{n}{u}年初预算为{b}，支出决算为{f}，完成年初预算的{p}",
            "{m}{n}{u}年初预算为{b}，支出决算为{f}",
            "{m}{n}{u}年初预算{b}，支出决算{f}，完成年初预算的{p}",
            "{m}{n}{u}年初预算数为{b}，决算数为{f}，完成预算的{p}",
        ),
        [("share", "p", ("f", "b"))],
        m=mark, n=name, u=use, b=initial, f=final, p=percent(final, initial, f"done.{code}"),
    )  # fmt: skip
    word = order_of(c, final, initial)
    c.bind("order", written["f"], (written["b"],), word=word)
    if word == "=":
        c.say(("。决算数与年初预算数持平。", "，决算数等于年初预算数。", "。决算数与预算数持平。"))
    else:
        said = {">": c.pick("大于", "大于", "高于"), "<": c.pick("小于", "小于", "低于")}[word]
        c.say(
            ("。决算数{w}年初预算数的主要原因是{why}。", "。决算数{w}预算数的主要原因：{why}。", "，决算数{w}年初预算数的主要原因是：{why}。"),
            w=said, why=cause(c, word),
        )  # fmt: skip
    return written


def basic(c: Canvas, b: Books) -> None:
    """六 基本支出."""
    c.paragraph()
    whole = keys.spend(b, "", "general", BASIC)
    staff, running = keys.block(b, STAFF), keys.block(b, RUNNING)
    chart, economy = subjects(DEPARTMENT), b.economy[b.year]
    named = {
        block: "、".join(chart[code].name for code in economy.cents if chart[code].block == block)
        for block in (STAFF, RUNNING)
    }
    share = bool(whole.exact) and c.rng.random() < 0.6
    tail = "，占基本支出的{p}" if share else ""
    tails = tail.replace("{p}", "{p1}"), tail.replace("{p}", "{p2}")
    written = c.say(
        (
            f"{{y}}一般公共预算财政拨款基本支出{{v}}，其中：人员经费{{s}}{tails[0]}，主要包括：{{sn}}；公用经费{{r}}{tails[1]}，主要包括：{{rn}}。",
            f"一般公共预算财政拨款基本支出{{v}}。其中：人员经费{{s}}{tails[0]}，主要包括{{sn}}；公用经费{{r}}{tails[1]}，主要包括{{rn}}。",
            f"{{y}}一般公共预算财政拨款基本支出{{v}}，包括人员经费{{s}}{tails[0]}，主要用于{{sn}}；公用经费{{r}}{tails[1]}，主要用于{{rn}}。",
        ),
        [("sum", "v", ("s", "r")), ("share", "p1", ("s", "v")), ("share", "p2", ("r", "v"))],
        y=year_in(c, b), v=whole, s=staff, r=running, sn=named[STAFF] or "无", rn=named[RUNNING] or "无",
        p1=percent(staff, whole, "") if share else "", p2=percent(running, whole, "") if share else "",
    )  # fmt: skip
    assert written


def government_fund(c: Canvas, b: Books) -> None:
    """八 政府性基金."""
    _fund(c, b, FUND, "政府性基金预算")


def state_capital(c: Canvas, b: Books) -> None:
    """国有资本经营预算, where the layout has it as a section."""
    _fund(c, b, STATE, "国有资本经营预算")


def _fund(c: Canvas, b: Books, fund: str, name: str) -> None:
    c.paragraph()
    spent, came = keys.spend(b, "", fund), keys.income(b, fund)
    ends = keys.opening(b, fund), keys.closing(b, fund)
    if not (spent.exact or came.exact or ends[0].exact or ends[1].exact):
        c.say(
            (
                f"本部门{{y}}无{name}财政拨款收入和支出。",
                f"{{n}}{{y}}没有{name}财政拨款收入支出。",
                f"{{y}}本部门未发生{name}收支。",
            ),
            y=year_in(c, b),
            n=b.name,
        )
        return
    c.say(
        (
            f"{{y}}{name}财政拨款年初结转和结余{{o}}，本年收入{{i}}，本年支出{{s}}，年末结转和结余{{e}}。",
            f"{{y}}{name}财政拨款收入{{i}}，年初结转和结余{{o}}，支出{{s}}，年末结转和结余{{e}}。",
            f"{name}财政拨款本年收入{{i}}，本年支出{{s}}，年初结转和结余{{o}}，年末结转和结余{{e}}。",
        ),
        [("sum", "e", ("o", "i", "-s"))],
        y=year_in(c, b), o=ends[0], i=came, s=spent, e=ends[1],
    )  # fmt: skip
