"""The layouts of forms: rows of cells, each number with its meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from tests.generator.forms.books import FormBooks, Fund, Indicator, short
from tests.generator.report import ABOVE


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a meaning: `kind` weight, score, result, target, rule, total, total_weight, fund, rate,
    rate_score, rate_weight; `row` counts indicators or fund rows, `column` the amounts of a fund row.
    """

    text: str
    kind: str
    row: int = -1
    column: int = -1


Content = Cell | str | None


@dataclass(slots=True)
class Page:
    """One table under way."""

    width: int
    rows: list[list[Content]] = field(default_factory=list)

    def add(self, *cells: Content) -> None:
        """A row; the last cell reaches to the right end."""
        self.rows.append([*cells, *[None] * (self.width - len(cells))])

    def plain(self, *cells: Content) -> None:
        """A row whose missing cells are empty."""
        self.rows.append([*cells, *[""] * (self.width - len(cells))])


Layout = Callable[[FormBooks, Random], list[Page]]


def _money(value: Decimal, rng: Random) -> str:
    if not value:
        return rng.choice(("0", "0.00"))
    return f"{value:,.2f}" if rng.random() < 0.1 else f"{value:.2f}"


def _amounts(fund: Fund, row: int, rng: Random) -> list[Content]:
    return [Cell(_money(a, rng), "fund", row, at) for at, a in enumerate(fund.amounts)]


def _rate(form: FormBooks) -> list[Content]:
    return [
        Cell(str(form.execution), "rate_weight"), Cell(f"{form.rate}%", "rate"), Cell(short(form.rate_score), "rate_score"),
    ]  # fmt: skip


def _total(form: FormBooks) -> tuple[Cell, Cell]:
    return Cell("100", "total_weight"), Cell(short(form.score), "total")


def _row(at: int, row: Indicator, rule: bool) -> list[Content]:
    made: list[Content] = [Cell(row.target, "target", at), Cell(row.result, "result", at)]
    if rule:
        made.append(Cell(row.rule, "rule", at))
    return [*made, Cell(short(row.weight), "weight", at), Cell(short(row.score), "score", at), row.reason]


def _spanned(form: FormBooks, at: int, groups: bool) -> list[Content]:
    """First and second level of a row, merged down with the row above where they are the same."""
    row = form.rows[at]
    before = form.rows[at - 1] if at else None
    first = ABOVE if before and before.group == row.group else row.group
    second = ABOVE if before and before.group == row.group and before.level2 == row.level2 else row.level2
    points = f"（{form.weights[row.group]}分）" if groups and first != ABOVE else ""
    return [first + points, second]


def _goal(page: Page, left: int) -> None:
    half = (page.width - left) // 2
    page.add("年度总体目标", *[None] * (left - 1), "预期目标", *[None] * (half - 1), "实际完成情况")
    page.add(
        ABOVE, *[None] * (left - 1), "完成年度各项工作任务。", *[None] * (half - 1), "各项任务均已完成。"
    )


_REASON = ("偏差原因分析及改进措施", "偏差原因分析\n及改进措施", "未完成原因及改进措施")


def _national(form: FormBooks, rng: Random, names: tuple[str, ...], groups: bool = False) -> list[Page]:
    """财预〔2020〕10号 附1; `names` are those of the fund rows."""
    rule = form.ruled
    page = Page(9 + rule)
    page.add("项目名称" if form.project else "部门名称", None, form.name if form.project else form.unit)
    page.add("主管部门", None, form.unit, None, None, "实施单位", None, form.unit + "机关")
    wide: list[Content] = [None] * rule
    heads = ["年初预算数", "全年预算数", "全年执行数"]
    page.add("项目资金\n（万元）", None, "", *heads, *wide, "分值", "执行率", "得分")
    page.add(ABOVE, None, "年度资金总额", *_amounts(form.total, -1, rng), *wide, *_rate(form))
    for at, fund in enumerate(form.funds):
        name = ("其中：" if not at else "") + (names[at] if form.project else fund.name)
        page.add(ABOVE, None, name, *_amounts(fund, at, rng), *wide, "—", "", "—")
    _goal(page, 1)
    _indicators(page, form, rng, rule, groups)
    page.add("总分", *[None] * (5 + rule), *_total(form), "")
    return [page]


def _indicators(page: Page, form: FormBooks, rng: Random, rule: bool, groups: bool) -> None:
    values = rng.choice(
        (("年度指标值", "实际完成值"), ("年度\n指标值", "实际\n完成值"), ("指标值", "全年完成值"))
    )
    standard = [rng.choice(("评分标准", "评（扣）分标准", "评扣分标准"))] if rule else []
    page.add(
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        *values,
        *standard,
        "分值",
        "得分",
        rng.choice(_REASON),
    )
    for at, row in enumerate(form.rows):
        page.add(ABOVE, *_spanned(form, at, groups), row.name, *_row(at, row, rule))


def national(form: FormBooks, rng: Random) -> list[Page]:
    """The form of the ministry."""
    return _national(form, rng, ("当年财政拨款", "上年结转资金", "其他资金"))


def anhui(form: FormBooks, rng: Random) -> list[Page]:
    """The same with 本年财政拨款 and the points of the groups in their heads."""
    return _national(form, rng, ("本年财政拨款", "上年结转资金", "其他资金"), groups=True)


def hunan(form: FormBooks, rng: Random) -> list[Page]:
    """A department: sources on the left, natures on the right, a column of rules."""
    rule = form.ruled
    page = Page(9 + rule)
    page.add("预算部门名称", None, form.unit)
    page.add(
        "年度预算申请\n（万元）",
        None,
        "",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        *[None] * rule,
        "分值",
        "执行率",
        "得分",
    )
    page.add(ABOVE, None, "年度资金总额：", *_amounts(form.total, -1, rng), *[None] * rule, *_rate(form))
    page.add(ABOVE, None, "按收入性质分：", None, None, None, "按支出性质分：")
    natures = [*form.natures, None, None]
    for at, fund in enumerate(form.funds):
        nature = natures[at]
        right: list[Content] = ["", None, ""]
        if nature is not None:
            name = ("其中：" if not at else "") + nature.name + "："
            right = [name, None, Cell(_money(nature.amounts[1], rng), "fund", 100 + at, 1)]
        left = ("其中：" if not at else "") + fund.name + "："
        page.add(ABOVE, None, left, Cell(_money(fund.amounts[1], rng), "fund", at, 1), None, None, *right)
    _goal(page, 1)
    _indicators(page, form, rng, rule, groups=False)
    page.add("总分", *[None] * (5 + rule), *_total(form), "")
    return [page]


def hubei(form: FormBooks, rng: Random) -> list[Page]:
    """Twenty points for execution, budget A and executed B, scores of rows beside their points."""
    page = Page(8)
    page.add("项目名称", None, form.name)
    page.add("主管部门", None, form.unit, None, "项目实施单位", None, form.unit)
    page.add("项目类别", None, "1、部门预算项目 √ 2、市级专项 □ 3、市直专项 □")
    page.add(
        "预算执行情况（万元）（20分）",
        None,
        "",
        "预算数（A）",
        "执行数（B）",
        "执行率（B/A）",
        f"得分（{form.execution}分*执行率）",
    )
    whole = form.total.amounts
    page.add(
        ABOVE, None, "年度财政资金总额", Cell(_money(whole[1], rng), "fund", -1, 1),
        Cell(_money(whole[2], rng), "fund", -1, 2), Cell(f"{form.rate}%", "rate"), Cell(short(form.rate_score), "rate_score"),
    )  # fmt: skip
    page.add(
        "年度绩效目标1（80分）",
        "一级指标",
        "二级指标",
        "三级指标",
        "年初目标值（A）",
        "实际完成值（B）",
        "分值",
        "得分",
    )
    for at, row in enumerate(form.rows):
        cells = _row(at, row, rule=False)
        page.add(ABOVE, *_spanned(form, at, groups=False), row.name, *cells[:-1])
    page.add("总分", *[None] * 6, _total(form)[1])
    page.add(
        "偏差大或目标未完成原因分析",
        None,
        "；".join(r.name + r.reason for r in form.rows if r.reason) or "无",
    )
    page.add("改进措施及结果应用方案", None, "加强项目调度。")
    return [page]


def henan(form: FormBooks, rng: Random) -> list[Page]:
    """The execution rate as a row among the indicators, a total row 总计."""
    page = Page(8)
    page.add("项目名称", None, form.name)
    page.add(
        "资金情况（万元）",
        None,
        "年初预算数",
        "全年预算数（A）",
        "全年执行数（B）",
        "分值",
        "执行率（B/A）",
        "得分",
    )
    page.add("年度资金总额", None, *_amounts(form.total, -1, rng), *_rate(form))
    for at, fund in enumerate(form.funds):
        page.add(("其中：" if not at else "") + fund.name, None, *_amounts(fund, at, rng), "-", "-", "-")
    page.add(
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", rng.choice(_REASON)
    )
    for at, row in enumerate(form.rows):
        page.add(*_spanned(form, at, groups=True), row.name, *_row(at, row, rule=False))
    page.add(rng.choice(("总计", "合计", "总分")), *[None] * 4, *_total(form), "")
    return [page]


def split_head(form: FormBooks, rng: Random) -> list[Page]:
    """Heads in two rows, the fund block a table of its own."""
    funds, page = Page(8), Page(9)
    funds.add("资金来源", None, "预算数（万元）", None, "执行情况", None, "评分", None)
    funds.add(ABOVE, None, "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分")
    points, rate, score = _rate(form)
    funds.add("年度资金总额", None, *_amounts(form.total, -1, rng), rate, points, score)
    for at, fund in enumerate(form.funds):
        funds.add(("其中：" if not at else "") + fund.name, None, *_amounts(fund, at, rng), "", "", "")
    page.add("指标", None, None, "指标值", None, "评分", None, "说明", None)
    page.add(
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
        None,
    )
    for at, row in enumerate(form.rows):
        page.add(*_spanned(form, at, groups=False), row.name, *_row(at, row, rule=False))
    page.add("总分", *[None] * 4, *_total(form), "")
    return [funds, page]


def paged(form: FormBooks, rng: Random) -> list[Page]:
    """Cut by a page: the second half a table of its own, with or without its head repeated."""
    (whole,) = national(form, rng)
    first = next(i for i, row in enumerate(whole.rows) if row[1] == "一级指标")
    cut = first + 1 + len(form.rows) // 2
    below = [list(row) for row in whole.rows[cut:]]
    for column, cell in enumerate(below[0]):
        if cell == ABOVE and column:
            above = next(r[column] for r in reversed(whole.rows[first:cut]) if r[column] != ABOVE)
            below[0][column] = above
        elif cell == ABOVE:
            below[0][column] = "绩效指标"
    if rng.random() < 0.6:
        below.insert(0, [c if c != ABOVE else "绩效指标" for c in whole.rows[first]])
        below[1][0] = ABOVE
    return [Page(whole.width, whole.rows[:cut]), Page(whole.width, below)]


def unmerged(form: FormBooks, rng: Random) -> list[Page]:
    """As spreadsheets come back: no merged cell, the repeated ones blank."""
    made = national(form, rng)
    for page in made:
        page.rows = [["" if c is None or c == ABOVE else c for c in row] for row in page.rows]
    return made


def shanghai(form: FormBooks, rng: Random) -> list[Page]:
    """Score and grade in the head, 权重 for 分值, 自评得分 for 得分, a last column of reasons."""
    page = Page(8)
    page.add("项目名称", None, form.name, None, "自评分", _total(form)[1], "自评等级", form.grade)
    page.add("预算资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "权重", "执行率", "得分")
    page.add("年度资金总额", None, *_amounts(form.total, -1, rng), *_rate(form))
    for at, fund in enumerate(form.funds):
        page.add(("其中：" if not at else "") + fund.name, None, *_amounts(fund, at, rng), "", "", "")
    page.add(
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "权重",
        "自评得分",
        "偏差原因分析及改进措施",
    )
    for at, row in enumerate(form.rows):
        page.add(*_spanned(form, at, groups=False), row.name, *_row(at, row, rule=False))
    page.add("合计", *[None] * 4, *_total(form), "")
    return [page]


LAYOUTS: dict[str, Layout] = {
    "national": national, "anhui": anhui, "hunan": hunan, "hubei": hubei, "henan": henan, "split_head": split_head,
    "paged": paged, "unmerged": unmerged, "shanghai": shanghai,
}  # fmt: skip
RULED = ("national", "anhui", "hunan", "paged", "unmerged")
"""Layouts that have room for a column of rules."""
