"""What sections of published accounts and budgets have in common: the year, a comparison with the last, a whole and its parts."""

from __future__ import annotations

from collections.abc import Sequence

from tests.generator.accounts.books import Books
from tests.generator.canvas import Canvas, Slot
from tests.generator.habit import Value
from tests.generator.ledger import change, growth, percent
from tests.generator.topics.phrases import cause, order_of

Part = tuple[str, Value]


def year_in(c: Canvas, b: Books) -> str:
    """The year of the books, in one of the ways of writing it."""
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
