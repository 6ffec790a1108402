"""Part one: duties and units."""

from __future__ import annotations

from tests.generator.accounts.books import Books
from tests.generator.canvas import Canvas, Slot

_DUTIES = (
    "贯彻执行国家、省、市有关法律法规和方针政策，拟订本行业发展规划并组织实施。",
    "负责本行业项目的申报、实施和监督管理，指导乡镇开展相关工作。",
    "承担本行业安全生产监督管理工作。",
    "完成县委、县政府交办的其他任务。",
)


def duties(canvas: Canvas) -> None:
    """What the department is for."""
    canvas.heading(canvas.pick("一、部门职责", "一、主要职能"), 2)
    for number, duty in enumerate(_DUTIES, 1):
        canvas.paragraph(f"{number}、{duty}")


def units(canvas: Canvas, books: Books, what: str) -> None:
    """The units that the accounts or the budget (`what`) are made of."""
    canvas.heading(f"二、机构设置及{what}单位构成", 2)
    below = books.office.units
    year = f"{books.name}{books.year}年度部门{what}"
    if not below:
        canvas.paragraph(f"{year}汇总公开单位构成仅包括本级，无下属单位。")
        return
    canvas.paragraph(f"纳入{year}编制范围的单位包括：")
    rows: list[list[Slot | None]] = [["序号", "单位名称"], ["1", f"{books.name}（本级）"]]
    rows += [[str(n), books.county + unit] for n, unit in enumerate(below, 2)]
    canvas.table(rows)
