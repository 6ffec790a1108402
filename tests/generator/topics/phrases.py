"""Ways of saying that hold for any item: lists, comparison with last year, completion, order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.generator import words
from tests.generator.habit import Value
from tests.generator.ledger import change, growth, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.generator.canvas import Canvas, Slot

Child = tuple[str, Value]
_OPENERS = ("其中：", "包括：", "其中，", "主要包括：", "具体为：", "其中:", "由以下部分构成：")
_SHARES = ("，占{p}", "，占比{p}", "，占{whole}的{p}", "（占{p}）", "，占{whole}{p}", "，所占比重为{p}")
_AFTER = (
    "，与{then_year}年{then}相比，{up}{d}，{grow}{g}",
    "（上年{then}），{up}{d}，{grow}{g}",
    "，比上年{up}{d}，{grow}{g}",
    "，较上年{up}{d}，{up_rate}{g}",
    "。与{then_year}年相比，{up}{d}，{grow}{g}",
    "，上年同期为{then}，同比{up}{d}，{grow}{g}",
    "，较{then_year}年度{then}{up}{d}，{grow}{g}",
    "，比{then_year}年{then}{grow}{g}",
    "，与上年相比{up}{d}，{up_rate}为{g}",
)


def since_last_year(c: Canvas, index: int, now: Value, then: Value) -> None:
    """After an amount (figure `index`): how it moved against the year before."""
    if not then.exact or c.habit.numeral(now) == c.habit.numeral(then):
        same = now.exact == then.exact
        c.say(("，与上年持平", "，与{y}年持平") if same else ("，与上年基本持平",), y=str(then.year))
        return
    d, g = change(now, then, f"change.{now.item}"), growth(now, then, f"growth.{now.item}")
    grows = d.sign > 0
    c.say(
        _AFTER,
        [("sum", index, ("then", "d")), ("growth", "g", (index, "then")), ("step", "g", (index, "d"))],
        then=then,
        d=d,
        g=g,
        then_year=str(then.year),
        up="增加" if grows else "减少",
        grow="增长" if grows else c.pick("下降", "降低"),
        up_rate=c.pick("增长", "增幅") if grows else c.pick("下降", "降幅"),
    )


def cause(c: Canvas, word: str) -> str:
    """A reason that fits the direction."""
    return c.pick(*{">": words.MORE, "<": words.LESS, "=": words.SAME}[word])


def order_of(c: Canvas, left: Value, right: Value) -> str:
    """>, < or = as the printed amounts show it."""
    first, second = (Decimal(c.habit.numeral(value).replace(",", "")) for value in (left, right))
    gap = first - second
    return ">" if gap > 0 else "<" if gap < 0 else "="


def against_budget(c: Canvas, final: int, budget: int, pair: tuple[Value, Value]) -> None:
    """After budget and final: completion, then which is larger and why."""
    spent, planned = pair
    if planned.exact:
        c.say(
            ("，完成年初预算的{p}", "，完成预算的{p}", "，为年初预算的{p}", "，预算完成率{p}", ""),
            [("share", "p", (final, budget))],
            p=percent(spent, planned, f"done.{spent.item}"),
        )
    word = order_of(c, spent, planned)
    said = {
        ">": c.pick("大于", "高于", "多于"),
        "<": c.pick("小于", "低于", "少于"),
        "=": c.pick("等于", "与", "等于"),
    }[word]
    tail = "持平" if said == "与" else ""
    c.bind("order", final, (budget,), word=word)
    c.say(
        (
            "，决算数{w}年初预算数{tail}的主要原因是：{why}。",
            "。决算数{w}年初预算数{tail}的主要原因是{why}。",
            "，决算数{w}预算数{tail}，主要是{why}。",
        ),
        w=said,
        tail=tail,
        why=cause(c, word),
    )


def listing(
    c: Canvas, total: int, whole: Value, children: Sequence[Child], whole_name: str = "总额"
) -> list[int]:
    """After a total (figure `total`): its parts in one of the usual forms; ends the sentence."""
    shape = c.rng.choice(
        ("plain", "share", "share", "share", "ordinal", "circle", "bracket", "respectively", "comma")
    )
    if shape == "respectively" and len(children) in (2, 3, 4):
        indices = _respectively(c, children)
    else:
        indices = _one_by_one(c, shape, (total, whole), children, whole_name)
    c.bind("sum", total, indices)
    return indices


def bracket(c: Canvas, total: int, children: Sequence[Child]) -> list[int]:
    """A list in brackets after its total, the sentence going on."""
    number = c.new_listing()
    indices = []
    for position, (name, value) in enumerate(children):
        c.say(("（",) if position == 0 else ("，",))
        indices.append(c.clause(number, "{name}{v}", {"name": name, "v": value})["v"])
    c.say(("）",))
    c.bind("sum", total, indices)
    return indices


def _respectively(c: Canvas, children: Sequence[Child]) -> list[int]:
    names = "、".join(name for name, _ in children)
    slots: dict[str, Slot] = {f"v{i}": value for i, (_, value) in enumerate(children)}
    values = "、".join(f"{{{slot}}}" for slot in slots)
    written = c.say((f"，其中{names}分别为{values}。", f"。其中，{names}分别是{values}。"), laws=(), **slots)
    return list(written.values())


def _one_by_one(
    c: Canvas, shape: str, of: tuple[int, Value], children: Sequence[Child], whole_name: str
) -> list[int]:
    total, whole = of
    open_, glue, end = _frame(c, shape)
    share = c.rng.choice(_SHARES) if shape in ("share", "ordinal") and whole.exact else ""
    number = c.new_listing()
    copula = c.pick("", "", "为")
    c.say((open_,))
    indices = []
    for position, (name, value) in enumerate(children):
        mark = {"ordinal": words.ORDINALS[position % 10] + "是", "circle": words.CIRCLES[position % 20]}.get(
            shape, ""
        )
        tail = glue if position < len(children) - 1 else end
        slots: dict[str, Slot] = {
            "name": name,
            "v": value,
            "whole": whole_name,
            "p": percent(value, whole, "") if share else "",
        }
        written = c.clause(number, f"{mark}{{name}}{copula}{{v}}{share}{tail}", slots)
        indices.append(written["v"])
        if "p" in written:
            c.bind("share", written["p"], (written["v"], total))
    return indices


def _frame(c: Canvas, shape: str) -> tuple[str, str, str]:
    if shape == "bracket":
        return "（", c.pick("，", "；", "、"), "）。"
    return "，" + c.rng.choice(_OPENERS), "，" if shape == "comma" else "；", "。"
