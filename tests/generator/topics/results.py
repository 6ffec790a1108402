"""People, performance results, scores and the self-evaluation form."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.generator import words
from tests.generator.habit import COUNT, PERCENT, SCORE, Value
from tests.generator.ledger import DepartmentYear, Indicator, change, percent
from tests.generator.topics.money import year_of
from tests.generator.topics.phrases import Child, listing

if TYPE_CHECKING:
    from tests.generator.canvas import Canvas, Slot


def sections(c: Canvas, books: DepartmentYear) -> None:
    """The offices inside the department, named and counted."""
    c.paragraph()
    names = books.lists["sections"]
    joined = "、".join(names)
    number = Value(COUNT, Fraction(len(names)), "sections", books.year, "", "个")
    c.say(
        (
            "{d}为县人民政府工作部门，内设{names}等{n}股室。",
            "{d}内设股室{n}，分别为{names}。",
            "本单位内设机构{n}：{names}。",
            "我局设{n}职能股室：{names}。",
        ),
        d=books.name,
        names=joined,
        n=number,
    )


def people(c: Canvas, books: DepartmentYear) -> None:
    """Posts, staff and pensioners."""
    c.paragraph()
    posts = books.count("posts", "名")
    written = c.say(("核定编制{v}", "现有编制人数{v}", "本部门共有编制{v}"), v=posts)
    _listed(
        c,
        written["v"],
        [
            ("行政编制", books.count("posts.admin", "名")),
            ("事业编制", books.count("posts.institution", "名")),
        ],
    )
    written = c.say(
        ("{y}年末实有人数{v}", "截至{y}年12月31日，实有人员{v}", "单位实际人数为{v}"),
        y=str(books.year),
        v=books.count("people", "人"),
    )
    _listed(
        c,
        written["v"],
        [("在职人员", books.count("staff", "人")), ("退休人员", books.count("retired", "人"))],
    )
    moved = change(books.count("staff", "人"), books.count("staff.before", "人"), "")
    c.say(
        ("在职人员{s}，比上年{up}{d}（上年{b}）。", "上年在职{b}，本年在职{s}，{up}{d}。"),
        [("sum", "s", ("b", "d"))],
        s=books.count("staff", "人"),
        d=moved,
        b=Value(COUNT, books.count("staff.before", "人").exact, "staff", books.year - 1, "", "人"),
        up="增加" if moved.sign > 0 else "减少",
    )


def _listed(c: Canvas, total: int, children: list[Child]) -> None:
    number = c.new_listing()
    c.say(("，其中：", "，其中", "，包括"))
    indices = []
    for position, (name, value) in enumerate(children):
        tail = "，" if position < len(children) - 1 else "。"
        indices.append(c.clause(number, f"{{n}}{{v}}{tail}", {"n": name, "v": value})["v"])
    c.bind("sum", total, indices)


def results(c: Canvas, books: DepartmentYear) -> None:
    """What was done, indicator by indicator."""
    c.paragraph()
    c.say(
        ("{y}，我局围绕年度绩效目标，各项工作取得实效。", "全年各项绩效指标完成情况如下。"),
        y=year_of(c, books),
    )
    counted = [i for i in books.indicators if i.kind == "数量指标"]
    for position, row in enumerate(counted):
        _result(c, books, row, words.ORDINALS[position])


def _result(c: Canvas, books: DepartmentYear, row: Indicator, ordinal: str) -> None:
    target, result = indicator_value(books, row, "target"), indicator_value(books, row, "")
    if target.exact == 0:
        return
    rate = Value(PERCENT, result.exact / target.exact * 100, "", books.year)
    c.say(
        (
            "{o}是{n}目标{t}，实际完成{r}，完成率{p}。",
            "{o}是{n}{r}，完成年度目标{t}的{p}。",
            "{o}是{n}年度指标值为{t}，实际完成值为{r}。",
            "{o}是计划{n}{t}，实际完成{r}，为年度计划的{p}。",
        ),
        [("share", "p", ("r", "t"))],
        o=ordinal,
        n=row.name,
        t=target,
        r=result,
        p=rate,
    )


def indicator_value(books: DepartmentYear, row: Indicator, basis: str) -> Value:
    """Target or result of an indicator."""
    exact = Fraction(row.target if basis == "target" else row.result)
    dim = PERCENT if row.unit == "%" else COUNT
    return Value(dim, exact, f"indicator.{row.name}", books.year, basis or "final", row.unit)


def scores(c: Canvas, books: DepartmentYear) -> None:
    """The total with its groups and the grade."""
    c.paragraph()
    total = books.total_score()
    written = c.say(
        (
            "{y}部门整体支出绩效自评综合得分{v}，评价等级为“{g}”",
            "经综合评价，{y}部门整体支出绩效自评得分为{v}，评价结果为“{g}”",
            "根据评价指标体系，自评总得分{v}，等级为{g}",
        ),
        y=year_of(c, books),
        v=total,
        g=books.grade(),
    )
    c.bind("grade", written["v"], (), word=books.grade())
    style = c.pick("得分为", "得", "得分")
    number = c.new_listing()
    c.say(("，其中：", "，其中"))
    indices = []
    for position, group in enumerate(books.groups):
        tail = "，" if position < len(books.groups) - 1 else "。"
        slots: dict[str, Slot] = {"n": group, "v": books.group_score(group)}
        indices.append(c.clause(number, f"{{n}}{style}{{v}}{tail}", slots)["v"])
    c.bind("sum", written["v"], indices)


def form(c: Canvas, books: DepartmentYear) -> None:
    """The self-evaluation form: money rows, indicator rows, total row."""
    unit = f"（{c.habit.unit}）"
    rows: list[list[Slot | None]] = [
        ["预算执行情况" + unit, None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        _money_row(books),
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
    ]
    last = ""
    for row in books.indicators:
        rows.append(_indicator_row(books, row, row.group == last))
        last = row.group
    rows.append(["总分", None, None, None, None, _points(books, 100), books.total_score(), ""])
    _bind_form(c, books, c.table(rows))


def _points(books: DepartmentYear, points: Fraction | int) -> Value:
    return Value(SCORE, Fraction(points), "", books.year)


def _money_row(books: DepartmentYear) -> list[Slot | None]:
    spent, planned = books.money("expenditure"), books.money("expenditure", "adjusted")
    rate = percent(spent, planned, "rate.execution")
    start, score = books.money("expenditure", "initial"), books.group_score("预算执行率")
    return ["年度资金总额", None, start, planned, spent, _points(books, 10), rate, score]


def _indicator_row(books: DepartmentYear, row: Indicator, same: bool) -> list[Slot | None]:
    head = None if same else f"{row.group}（{books.groups[row.group]}分）"
    target, result = (indicator_value(books, row, basis) for basis in ("target", ""))
    reason = "工作推进不够及时，下一步加强调度。" if row.score < row.weight else ""
    return [
        head,
        row.kind,
        row.name,
        target,
        result,
        _points(books, row.weight),
        _points(books, row.score),
        reason,
    ]


def _bind_form(c: Canvas, books: DepartmentYear, numbers: list[list[int]]) -> None:
    money, rows, total = numbers[1], numbers[3:-1], numbers[-1]
    c.bind("share", money[6], (money[4], money[3]))
    c.bind("product", money[7], (money[5], money[6]))
    c.bind("sum", total[5], [money[5], *(row[5] for row in rows)])
    c.bind("sum", total[6], [money[7], *(row[6] for row in rows)])
    for row in rows:
        c.bind("at_most", row[6], (row[5],))
    for group in books.groups:
        mine = [n[6] for n, i in zip(rows, books.indicators, strict=True) if i.group == group]
        stated = [k for k, f in enumerate(c.figures) if f.item == f"score.{group}"]
        if mine and stated:
            c.bind("sum", stated[0], mine)


def project_scores(c: Canvas, books: DepartmentYear) -> None:
    """A project's own total and groups, with list forms."""
    c.paragraph()
    total = books.total_score()
    written = c.say(("本项目绩效自评得分{v}", "项目自评综合得分为{v}"), v=total)
    listing(
        c,
        written["v"],
        Value(SCORE, Fraction(0), "", 0),
        [(g + "得分", books.group_score(g)) for g in books.groups],
    )
