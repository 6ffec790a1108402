"""The errors planted in the demonstration report, each with where it stands and what is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from tests.generator.edits import Change, edited
from tests.generator.habit import half_up
from tests.generator.ledger import build
from tests.generator.report import Bond, Report, Spot


@dataclass(frozen=True, slots=True)
class Slip:
    """One planted error: the changes, the wrong and the right text and a word on it in Chinese."""

    changes: tuple[Change, ...]
    wrong: str
    right: str
    note: str


Planter = Callable[[Report], "Slip | None"]


def plant(report: Report) -> tuple[Report, list[dict[str, str]]]:
    """The faulty twin and its list; a slip without a place in this report is left out."""
    changes: list[Change] = []
    listed: list[dict[str, str]] = []
    for name, planter in ORDER.items():
        slip = planter(report)
        if slip is None:
            continue
        changes += slip.changes
        section = _section(report, slip.changes[0][0].block)
        entry = {
            "kind": name,
            "section": section,
            "wrong": slip.wrong,
            "right": slip.right,
            "note": slip.note,
        }
        listed.append({"no": str(len(listed) + 1), **entry})
    return edited(report, changes), listed


def _section(report: Report, block: int) -> str:
    return next(p.text for p in reversed(report.pieces[: block + 1]) if p.kind == "heading")


def _bonds(report: Report, kind: str, item: str, basis: str = "final") -> list[tuple[int, Bond]]:
    """Relations of the kind in running text whose first operand is the item."""
    found = []
    for bond in report.bonds:
        first = report.figures[bond.operands[0]] if bond.operands else None
        if bond.kind == kind and first and (first.item, first.basis) == (item, basis) and not first.spot.cell:
            found.append((bond.result, bond))
    return found


def _digits(report: Report, index: int, new: str, note: str) -> Slip | None:
    figure = report.figures[index]
    if figure.text == new:
        return None
    return Slip(((figure.spot, new),), new + figure.unit, figure.text + figure.unit, note)


def _doubled(report: Report) -> Slip | None:
    found = _bonds(report, "share", "project")
    if not found:
        return None
    text = report.figures[found[0][0]].text
    if len(text) != 5:
        return None
    return _digits(report, found[0][0], text[0] + text, "占比多录一位数字，与项目支出÷总支出不符")


def _yuan(report: Report) -> Slip | None:
    for figure in report.figures:
        if (figure.item, figure.basis, figure.unit) == (
            "three_public",
            "final",
            "万元",
        ) and figure.unit_shown:
            spot = replace(figure.spot, start=figure.spot.end, end=figure.spot.end + 2)
            return Slip(
                ((spot, "元"),), figure.text + "元", figure.text + "万元", "“万元”误写为“元”，与分项之和不符"
            )
    return None


def _grade(report: Report) -> Slip | None:
    for block, piece in enumerate(report.pieces):
        match = re.search(r"等级为\W?(优)", piece.text)
        if match:
            spot = Spot(block, match.start(1), match.end(1))
            return Slip(((spot, "良"),), "良", "优", "得分在90分以上，等级应为优")
    return None


def _sum(report: Report) -> Slip | None:
    for index, figure in enumerate(report.figures):
        if figure.item == "goods_bought" and not figure.spot.cell:
            bigger = half_up(figure.exact / 10000 + 2, 2)
            return _digits(report, index, bigger, "货物、工程、服务三项之和不等于政府采购支出总额")
    return None


def _two_totals(report: Report) -> Slip | None:
    found = [i for i, f in enumerate(report.figures) if (f.item, f.basis) == ("expenditure", "final")]
    found = [i for i in found if not report.figures[i].spot.cell]
    if len(found) < 3:
        return None
    other = half_up(report.figures[found[1]].exact / 10000 + Fraction(131, 100), 2)
    return _digits(report, found[1], other, "支出总额前后不一致（另一处及自评表为正确数）")


def _wrong_base(report: Report) -> Slip | None:
    for bond in report.bonds:
        figure = report.figures[bond.result]
        if bond.kind in ("growth", "step") and figure.item == "growth.agency":
            now, then = _agency(report)
            if abs(now - then) * 10 < then:
                return None
            wrong = half_up(abs(now - then) / now * 100, figure.places)
            return _digits(report, bond.result, wrong, "增减率以本年数为基数计算，应以上年数为基数")
    return None


def _agency(report: Report) -> tuple[Fraction, Fraction]:
    books = build(report.seed, year=report.year)
    return books.money("agency").exact, books.money("agency", year=-1).exact


def _cut(report: Report) -> Slip | None:
    for index, _bond in _bonds(report, "share", "in_use"):
        figure = report.figures[index]
        text = half_up(figure.exact - Fraction(1, 200), figure.places)
        if figure.exact * 100 % 1 > Fraction(6, 10):
            return _digits(report, index, text, "百分比直接截尾，未四舍五入")
    return None


def _order(report: Report) -> Slip | None:
    for bond in report.bonds:
        if bond.kind == "order" and report.figures[bond.result].item == "expenditure":
            spot = report.figures[bond.result].spot
            match = re.compile("大于|小于").search(report.text_at(spot), spot.end)
            if match:
                wrong = {"大于": "小于", "小于": "大于"}[match[0]]
                place = Spot(spot.block, match.start(), match.end())
                return Slip(((place, wrong),), wrong, match[0], "“大于”“小于”与所列决算数、预算数相反")
    return None


def _list_count(report: Report) -> Slip | None:
    for index, figure in enumerate(report.figures):
        if figure.item == "sections":
            return _digits(report, index, str(int(figure.text) + 1), "股室个数与所列名称个数不符")
    return None


def _placeholder(report: Report) -> Slip | None:
    for block, piece in enumerate(report.pieces):
        match = re.search(r"(?:主要原因是|主要是)：?([一-鿿]{4,12})。", piece.text)
        if match and "机关运行经费" in piece.text:
            spot = Spot(block, match.start(1), match.end(1))
            return Slip(((spot, "XXXX"),), "XXXX", match[1], "原因未填写，留有占位符")
    return None


def _identity(report: Report) -> Slip | None:
    for block, piece in enumerate(report.pieces):
        at = piece.text.find("向刘某")
        if at >= 0:
            text = "（身份证号110101190001011009）"
            spot = Spot(block, at + 3, at + 3)
            return Slip(((spot, text),), text, "", "公开文件中出现受助人身份证号")
    return None


def _date(report: Report) -> Slip | None:
    for block, piece in enumerate(report.pieces):
        at = piece.text.find("12月31日，资产总额")
        if at >= 0:
            return Slip(((Spot(block, at + 3, at + 5), "32"),), "12月32日", "12月31日", "日期不存在")
    return None


ORDER: dict[str, Planter] = {
    "list_count": _list_count,
    "two_totals": _two_totals,
    "doubled_digit": _doubled,
    "order_word": _order,
    "wrong_base": _wrong_base,
    "placeholder": _placeholder,
    "private_data": _identity,
    "unit": _yuan,
    "sum": _sum,
    "impossible_date": _date,
    "truncated": _cut,
    "grade": _grade,
}
