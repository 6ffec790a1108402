"""The two sheets that are not filled in: 填写说明 and 99核对."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.lexicon.workbook import Layout
from quanheng.model.workbook import DepartmentYear
from quanheng.norms.schemes import schemes
from quanheng.report.workbook_formulas import live
from quanheng.report.workbook_look import Look, protect, validate
from quanheng.report.workbook_plan import Plan

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_GUIDE = (
    "浅黄色的格子由单位填写；灰色的格子自动计算，不要填写，已锁定（没有密码）。",
    "金额一律填万元，可保留两位以上小数；人数、辆数、批次填整数。格子里只填数字，不带单位。",
    "没有发生填 0；本单位不适用填“—”；空着表示还没有填，核对时按“未填”处理。",
    "“年初预算数”是年初批复数，“全年预算数”是调整后的预算数，“决算数”是全年实际执行数。",
    "功能分类填到项级，经济分类填到款级，类、款的合计由程序计算，不要另填合计行。",
    "绩效指标中“所属项目”空着的是部门整体的指标；填项目名称的，名称要与“06项目”一致。",
    "年度指标值、实际完成值只填数或文字，方向和计量单位填在各自的栏里。",
    "行不够时，在表末的灰字行以上插入。不要改动隐藏的 A 列和隐藏的行，程序靠它们认格子。",
    "“99核对”随填随算：不符＝两边不等；待补＝不等，但有格子没有填；尾差＝四舍五入造成的差；未填＝没有数可核对。",
    "要分给股室填的，在“00分工”写明各表的填报股室，指标和项目可在行末写；用 quanheng fill --split 拆开，--merge 收回。",
    "填好后用 quanheng fill 核对，用 quanheng report 生成自评报告、自评表和决算公开文本。",
)
_BASES = {"initial": "年初预算", "adjusted": "全年预算", "final": "决算"}
_HEADS = ("编号", "核对内容", "左边", "右边", "差额", "结果")


def guide_page(
    sheet: Worksheet, described: Layout, record: DepartmentYear, look: Look, addressed: str = ""
) -> None:
    """How to fill in; version, year, unit and weight scheme stand in named cells; `addressed` tells who fills in."""
    look.heading(sheet.cell(1, 1, "填写说明"))
    named = {
        "模板版本": described.version,
        "年度": str(record.year),
        "单位": record.organisation,
        "权重方案": record.framework,
    }
    for row, (label, value) in enumerate(named.items(), 2):
        look.label(sheet.cell(row, 1, label))
        cell = sheet.cell(row, 2, value or None)
        look.unit(cell)
        if label in ("单位", "权重方案"):
            look.words(cell, value or None)
    validate(sheet, sheet.cell(5, 2), "choice", tuple(schemes()))
    if addressed:
        look.title(sheet.cell(6, 1, addressed))
    for row, words in enumerate(_GUIDE, 7):
        look.label(sheet.cell(row, 1, f"{row - 6}. {words}"))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        sheet.row_dimensions[row].height = 32
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 80
    protect(sheet, landscape=False)


def check_page(sheet: Worksheet, plan: Plan, record: DepartmentYear, look: Look) -> None:
    """A row for every check of the description in each of its columns, with live formulas."""
    look.heading(sheet.cell(1, 2, f"{record.year}年度　核对"))
    for at, head in enumerate(_HEADS, 2):
        look.head(sheet.cell(2, at), head)
    row = 3
    for check in plan.layout.checks:
        for where in check.at or (None,):
            made = live(plan, check, where or plan.layout.checks[0].at[0], row)
            said = f"（{record.year + where.offset}年{_BASES[where.basis]}）" if where else ""
            look.unit(sheet.cell(row, 2, check.id))
            look.label(sheet.cell(row, 3, check.title + said))
            for at, formula in enumerate((made.left, made.right, made.difference, made.result), 4):
                look.computed(sheet.cell(row, at), formula)
            row += 1
    look.results(sheet, f"G3:G{row - 1}")
    for letter, width in zip("ABCDEFG", (2, 8, 70, 16, 16, 14, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A3"
    protect(sheet, landscape=True)
