"""Part three of the final accounts: every section's sentences, in several wordings."""

from __future__ import annotations

from collections.abc import Sequence

from quanheng.norms.classification import DEPARTMENT, subjects
from tests.generator.accounts import keys
from tests.generator.accounts.books import BASIC, FUND, KINDS, PROJECT, SOURCES, STATE, Books
from tests.generator.accounts.economic import RUNNING, STAFF
from tests.generator.accounts.offices import name_of
from tests.generator.accounts.tables import KIND_NAMES, PUBLIC_NAMES, SOURCE_NAMES
from tests.generator.canvas import Canvas, Law, Slot
from tests.generator.habit import Value
from tests.generator.ledger import change, growth, percent
from tests.generator.topics.phrases import cause, order_of

Part = tuple[str, Value]


def _year(c: Canvas, b: Books) -> str:
    return c.pick(f"{b.year}年度", f"{b.year}年")


def compared(c: Canvas, index: int, now: Value, then: Value, reason: bool = True) -> None:
    """Against last year: how much, which way, in per cent; then why. Ends the sentence."""
    if c.habit.numeral(now) == c.habit.numeral(then):
        c.say(("，与上年持平。", "，与上年度相比持平。", f"，与{then.year}年度相比，无变化。"))
        return
    d = change(now, then, f"change.{now.item}")
    up = d.sign > 0
    if then.exact:
        g = growth(now, then, f"growth.{now.item}")
        c.say(
            (
                "。与{y}年度相比，{n}{up}{d}，{grow}{g}",
                "，与上年相比{up}{d}，{grow}{g}",
                "。与{y}年相比{up}{d}，{grow}{g}",
                "，比上年{up}{d}，{grow}{g}",
                "，较上年{then}{up}{d}，{grow}{g}",
                "，与{y}年度决算数{then}相比，{up}{d}，{rate}{g}",
            ),
            [("sum", index, ("then", "d")), ("growth", "g", (index, "then")), ("step", "g", (index, "d"))],
            y=str(then.year),
            n="",
            then=then,
            d=d,
            g=g,
            up="增加" if up else "减少",
            grow="增长" if up else c.pick("下降", "降低"),
            rate="增幅" if up else "降幅",
        )
    else:
        c.say(
            ("，比上年{up}{d}", "。与{y}年度相比{up}{d}，上年无此项支出"),
            y=str(then.year),
            up="增加" if up else "减少",
            d=d,
        )
    if reason and c.rng.random() < 0.85:
        c.say(
            (
                "，主要原因是{why}。",
                "。主要原因：{why}。",
                "，主要是因为{why}。",
                "。{up}的主要原因是：{why}。",
            ),
            why=cause(c, order_of(c, now, then)),
            up="增加" if up else "减少",
        )
    else:
        c.say(("。",))


def parts(c: Canvas, total: int, whole: Value, children: Sequence[Part], name: str) -> list[int]:
    """The members of a total with their shares; ends the sentence."""
    colon, mark = c.pick("：", "："), c.pick("；", "；", "，")
    share = c.pick("，占{p}", "，占{p}", "，占{whole}的{p}", "，占比{p}", "") if whole.exact else ""
    verb = c.pick("", "", "为")
    c.say((f"，其中{colon}", f"。其中{colon}", f"，包括{colon}"))
    number, made = c.new_listing(), []
    for at, (label, value) in enumerate(children):
        end = "。" if at == len(children) - 1 else mark
        slots: dict[str, Slot] = {
            "n": label,
            "v": value,
            "whole": name,
            "p": percent(value, whole, "") if share else "",
        }
        written = c.clause(number, f"{{n}}{verb}{{v}}{share}{end}", slots)
        made.append(written["v"])
        if "p" in written:
            c.bind("share", written["p"], (written["v"], total))
    c.bind("sum", total, made)
    return made


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
        y=_year(c, b),
        n=b.name,
        v=now,
        v2=now,
    )
    compared(c, written["v"], now, then)


def income(c: Canvas, b: Books) -> None:
    """二 收入决算."""
    c.paragraph()
    whole = keys.income(b, "all")
    written = c.say(("本年收入合计{v}", "{y}收入合计{v}", "本部门{y}本年收入合计{v}"), y=_year(c, b), v=whole)
    children = [("财政拨款收入", keys.income(b, "fiscal"))]
    full = c.rng.random() < 0.4
    children += [(SOURCE_NAMES[s], keys.income(b, s)) for s in SOURCES if full or keys.income(b, s).exact]
    parts(c, written["v"], whole, children, "本年收入")


def expenditure(c: Canvas, b: Books) -> None:
    """三 支出决算."""
    c.paragraph()
    whole = keys.spend(b, "")
    written = c.say(("本年支出合计{v}", "{y}支出合计{v}", "本部门{y}本年支出合计{v}"), y=_year(c, b), v=whole)
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
        y=_year(c, b),
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
        y=_year(c, b),
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
        y=_year(c, b),
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
        y=_year(c, b),
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
        y=_year(c, b), v=whole, s=staff, r=running, sn=named[STAFF] or "无", rn=named[RUNNING] or "无",
        p1=percent(staff, whole, "") if share else "", p2=percent(running, whole, "") if share else "",
    )  # fmt: skip
    assert written


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
            y=_year(c, b),
        )
        return
    written = c.say(
        (
            "{y}“三公”经费财政拨款支出预算为{b}，支出决算为{f}，完成预算的{p}。其中：",
            "“三公”经费财政拨款支出年初预算为{b}，支出决算为{f}，完成预算的{p}，其中：",
            "{y}“三公”经费财政拨款支出预算{b}，支出决算{f}，完成年初预算的{p}，其中：",
        ),
        [("share", "p", ("f", "b"))],
        y=_year(c, b), b=initial, f=final, p=percent(final, initial, "done.public"),
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
        y=_year(c, b),
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
            y=_year(c, b),
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
        y=_year(c, b), o=ends[0], i=came, s=spent, e=ends[1],
    )  # fmt: skip


def agency(c: Canvas, b: Books) -> None:
    """机关运行经费."""
    c.paragraph()
    if b.office.kind == "institution":
        c.say(
            (
                "本单位为事业单位，{y}无机关运行经费支出。",
                "{n}{y}无机关运行经费支出。",
                "本单位不属于行政单位和参照公务员法管理的事业单位，没有机关运行经费支出。",
            ),
            y=_year(c, b),
            n=b.name,
        )
        return
    now, then = (keys.part_of(keys.block(b, RUNNING, year), "agency") for year in (0, -1))
    written = c.say(
        ("{y}机关运行经费支出{v}", "本部门{y}机关运行经费支出{v}", "机关运行经费支出{v}"),
        y=_year(c, b),
        v=now,
    )
    compared(c, written["v"], now, then)


def general_costs(c: Canvas, b: Books) -> None:
    """一般性支出: meetings and training."""
    c.paragraph()
    meeting = keys.part_of(keys.economic(b, "30215"), "meeting")
    training = keys.part_of(keys.economic(b, "30216"), "training")
    if not meeting.exact and not training.exact:
        c.say(
            (
                "{y}本部门未召开会议、未组织培训，无会议费和培训费支出。",
                "{y}未发生会议费、培训费支出，未举办节庆、晚会、论坛、赛事活动。",
            ),
            y=_year(c, b),
        )
        return
    if meeting.exact:
        c.say(
            (
                "{y}本部门开支会议费{v}，用于召开会议{n}，人数{p}。",
                "{y}会议费支出{v}，召开会议{n}，参会{p}。",
                "本部门{y}开支会议费{v}，召开会议{n}，参加{p}。",
            ),
            y=_year(c, b),
            v=meeting,
            n=b.count("meetings", "次"),
            p=b.count("meeting.people", "人次"),
        )
    if training.exact:
        c.say(
            (
                "开支培训费{v}，用于开展培训{n}，人数{p}。",
                "培训费支出{v}，举办培训{n}，培训{p}。",
                "开支培训费{v}，举办培训班{n}，参训{p}。",
            ),
            v=training,
            n=b.count("trainings", "期"),
            p=b.count("training.people", "人次"),
        )


def procurement(c: Canvas, b: Books) -> None:
    """政府采购."""
    c.paragraph()
    total, small, micro = (keys.bought(b, item) for item in ("total", "small", "micro"))
    written = c.say(
        (
            "{y}政府采购支出总额{v}，其中：政府采购货物支出{g}、政府采购工程支出{w}、政府采购服务支出{s}。",
            "本部门{y}政府采购支出总额{v}，其中：货物支出{g}，工程支出{w}，服务支出{s}。",
            "{y}政府采购金额（以合同签订为准）为{v}，其中：货物采购金额{g}、工程采购金额{w}、服务采购金额{s}。",
        ),
        [("sum", "v", ("g", "w", "s"))],
        y=_year(c, b), v=total, g=keys.bought(b, "goods"), w=keys.bought(b, "works"), s=keys.bought(b, "services"),
    )  # fmt: skip
    if c.rng.random() < 0.8:
        total_at = written["v"]
        laws: list[Law] = [
            ("share", "p", ("a", total_at)),
            ("share", "q", ("m", "a")),
            ("share", "t", ("m", total_at)),
            ("at_most", "m", ("a",)),
            ("at_most", "a", (total_at,)),
        ]
        c.say(
            (
                "授予中小企业合同金额{a}，占政府采购支出总额的{p}，其中：授予小微企业合同金额{m}，占授予中小企业合同金额的{q}。",
                "授予中小企业合同金额{a}，占政府采购支出总额的{p}，其中授予小微企业合同金额{m}，占政府采购支出总额的{t}。",
                "其中，授予中小企业合同金额{a}，占{p}；授予小微企业合同金额{m}。",
            ),
            laws,
            a=small, m=micro, p=percent(small, total, ""), q=percent(micro, small, ""), t=percent(micro, total, ""),
        )  # fmt: skip


def assets(c: Canvas, b: Books) -> None:
    """国有资产占用."""
    c.paragraph()
    kinds = {
        "leaders": "主要领导干部用车", "secret": "机要通信用车", "emergency": "应急保障用车", "patrol": "执法执勤用车",
        "special": "特种专业技术用车", "other": "其他用车",
    }  # fmt: skip
    written = c.say(
        ("截至{y}年12月31日，本部门共有车辆{v}，其中：", "截至{y}年12月31日，{n}共有车辆{v}，其中，", "截至{y}年年末，本部门共有车辆{v}，其中："),
        y=str(b.year), n=b.name, v=b.count("cars", "辆"),
    )  # fmt: skip
    number = c.new_listing()
    indices = []
    for at, (kind, name) in enumerate(kinds.items()):
        end = "；" if at == len(kinds) - 1 else "、"
        indices.append(c.clause(number, f"{name}{{v}}{end}", {"v": b.count(f"cars.{kind}", "辆")})["v"])
    c.bind("sum", written["v"], indices)
    c.say(
        (
            "单价100万元（含）以上设备（不含车辆）{k}。",
            "单价100万元以上设备（不含车辆）{k}。",
            "单位价值100万元以上设备{k}。",
        ),
        k=b.count("machines", "台（套）"),
    )


def performance(c: Canvas, b: Books) -> None:
    """预算绩效情况."""
    c.paragraph()
    projects = keys.part_of(keys.spend(b, "", "general", PROJECT), "evaluated")
    if not b.counts["graded"] or not projects.exact:
        c.say(
            (
                "按照预算绩效管理要求，本部门建立健全绩效管理制度，绩效目标、绩效监控和绩效自评实现全覆盖。",
                "本部门认真落实预算绩效管理要求，绩效自评结果为良好。",
            )
        )
        return
    c.say(
        (
            "根据预算绩效管理要求，本部门组织对{y}一般公共预算项目支出开展绩效自评，共涉及项目{n}，涉及资金{v}。",
            "{y}本部门对{n}项目开展了绩效自评，涉及预算资金{v}。",
            "本部门{y}绩效自评项目{n}，涉及金额{v}。",
        ),
        y=_year(c, b), n=b.count("graded", "个"), v=projects,
    )  # fmt: skip
    c.say(
        (
            "自评结果为“优”的项目{a}，“良”的项目{g}，“中”的项目{f}，“差”的项目{z}。",
            "其中，评价等级为优的{a}，良的{g}，中的{f}，差的{z}。",
            ("绩效评级为“优”的项目{a}；绩效评级为“良”的项目{g}；绩效评级为“合格”的项目{f}；"
            "绩效评级为“不合格”的项目{z}。"),
        ),
        a=b.count("graded.1", "个"), g=b.count("graded.2", "个"), f=b.count("graded.3", "个"), z=b.count("graded.4", "个"),
    )  # fmt: skip
