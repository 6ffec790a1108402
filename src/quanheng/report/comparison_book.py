"""A comparison as a workbook: remarks, quality, measures, values, rules."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from quanheng.lexicon.departments import function_label, level_label
from quanheng.lexicon.measures import peer_measures
from quanheng.model.comparison import Comparison
from quanheng.report import messages, words
from quanheng.report.batch_book import DAY, Sheets
from quanheng.report.comparison import COLUMNS, QUALITY, table
from quanheng.report.remark_words import TITLES, message, where


def encode(made: Comparison) -> bytes:
    """The workbook; the same comparison gives the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415  (an extra)

    target = BytesIO()
    with Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"title": "权衡比较", "created": DAY})
        sheets = Sheets(book)
        sheets.add(
            "需要核实",
            ("等级", "类别", "单位", "年度", "说明", "位置"),
            _remarks(made),
            (8, 22, 36, 12, 80, 70),
        )
        sheets.add(
            "单位",
            ("单位", "职能", "级次", "关系成立（%）", "相符", "不符", "未能核对", "文件", "沿革"),
            _departments(made),
            (36, 18, 8, 14, 8, 8, 10, 8, 50),
        )
        sheets.add(
            "与同类比较",
            ("单位", "年度", "指标", "数值", "单位", "同类中位数", "离差中位数", "同类单位数"),
            _measures(made),
            (36, 8, 24, 12, 6, 12, 12, 12),
        )
        sheets.add("各项数值", COLUMNS, table(made), (36, 8, 26, 12, 14, 16, 8, 18, 8, 8, 8, 50, 50, 20))
        sheets.add(
            "规则分布", ("单位", "规则", "编号", "名称", "等级", "条数"), _rules(made), (36, 34, 10, 40, 8, 8)
        )
        sheets.add(
            "说明",
            ("说明",),
            [(QUALITY,), ("各条都要核实，没有一条是定论；两份文件谁对，程序不知道。",)],
            (120,),
        )
    return target.getvalue()


def _remarks(made: Comparison) -> Iterator[tuple[Any, ...]]:
    for one in made.remarks:
        who = "、".join(made.names[slug] for slug in one.slugs)
        places = "；".join(where(end, made.papers) for end in one.sources)
        years = "、".join(map(str, one.years))
        yield words.NAMES[one.severity], TITLES[one.kind], who, years, message(one, made.names), places


def _departments(made: Comparison) -> Iterator[tuple[Any, ...]]:
    held = {one.slug: one for one in made.held}
    for one in made.departments:
        own = held.get(one.slug)
        counts = (
            (
                str(own.share) if own.share is not None else "—",
                own.agree,
                own.off,
                own.undecided,
                own.documents,
            )
            if own
            else ("—", 0, 0, 0, 0)
        )
        yield one.name, function_label(one.function), level_label(one.level), *counts, "；".join(one.notes)


def _measures(made: Comparison) -> Iterator[tuple[Any, ...]]:
    for one in made.measured:
        measure = peer_measures()[one.measure]
        median, mad = ("—" if value is None else str(value) for value in (one.median, one.mad))
        yield (
            made.names[one.slug],
            one.year,
            measure.label,
            str(one.value),
            measure.unit,
            median,
            mad,
            one.peers,
        )


def _rules(made: Comparison) -> Iterator[tuple[Any, ...]]:
    for one in made.fired:
        yield (
            made.names[one.slug],
            one.rule,
            messages.code(one.rule),
            one.title,
            words.NAMES[one.severity],
            one.count,
        )
