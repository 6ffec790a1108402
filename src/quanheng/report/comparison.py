"""A comparison as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from quanheng import __version__
from quanheng.lexicon.departments import function_label, level_label
from quanheng.lexicon.load import label, terms
from quanheng.lexicon.measures import peer_measures
from quanheng.model.comparison import Comparison, Department, Measured, Remark, Value
from quanheng.model.quantity import MONEY, plain
from quanheng.report import json, numbers, width, words
from quanheng.report.remark_words import TITLES, message, wan, where

SCHEMA = 1
QUALITY = (
    "可核对关系成立的比例 = 相符（含尾差）÷（相符 + 不符），只看文件自己写出的加总、比例、增减等关系；"
    "未能核对的不计入。它说明文件内部数字是否自洽，不评价工作好坏，不排名次"
)
_FEW = 3  # departments that a screen shows with all their figures
_BASES = ("final", "adjusted", "initial", "")


def encode(made: Comparison) -> bytes:
    """The comparison as indented UTF-8 JSON; decimals are strings in 元, 个, % or 分."""
    return json.dump(
        {
            "schema": SCHEMA,
            "quanheng": __version__,
            "years": made.years,
            "documents": made.documents,
            "aside": made.aside,
            "quality": QUALITY,
            "departments": [_plain(asdict(one)) for one in made.departments],
            "values": [_plain(asdict(one)) for one in made.values],
            "measures": [_plain(asdict(one)) for one in made.measured],
            "remarks": [_plain(asdict(one)) | {"message": message(one, made.names)} for one in made.remarks],
            "held": [_plain(asdict(one)) | {"share": _plain(one.share)} for one in made.held],
            "rules": [asdict(one) for one in made.fired],
            "papers": [asdict(one) for one in made.papers.values()],
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


COLUMNS = ("单位", "年度", "项目", "口径", "资金", "数值", "计量单位", "原文", "文件年度", "范围", "一致", "文件", "位置", "内容标识")  # fmt: skip


def table(made: Comparison) -> Iterator[tuple[str, ...]]:
    """Every value in a row of COLUMNS; amounts in 万元."""
    for one in made.values:
        money = one.dimension == MONEY
        paper = made.papers.get(one.source.sha256)
        yield (
            made.names[one.slug], str(one.year), item_label(one),
            words.BASES.get(one.basis, one.basis), words.FUNDS.get(one.fund, one.fund),
            plain(one.base.scaleb(-4).normalize()) if money else plain(one.base.normalize()),
            "万元" if money else one.unit, one.source.text, str(one.told_in), words.SCOPES.get(one.scope, ""),
            "是" if one.one else "文内不一", paper.path if paper else "", where(one.source, made.papers),
            one.source.sha256,
        )  # fmt: skip


def encode_csv(made: Comparison) -> bytes:
    """The values for Excel: UTF-8 with byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in table(made):
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    clean = width.one_line(cell)
    return (
        "'" + clean
        if clean[:1] in {"=", "@", "+"} or (clean[:1] == "-" and not clean[1:2].isdigit())
        else clean
    )


def item_label(one: Value) -> str:
    """What the item is called; a subject of the accounts bears its own name."""
    return label(one.item) if one.item in terms() else one.label or one.item


def text(made: Comparison) -> str:
    """The overview, then each department that was asked for."""
    span = f"{made.years[0]}–{made.years[-1]}" if made.years else "无"
    aside = f"另有 {made.aside} 份没有认出单位、年度，或不是部门的收支文件"
    lines = [f"单位 {len(made.departments)}  年度 {span}  文件 {made.documents}（{aside}）"]
    if len(made.departments) <= _FEW:
        for one in made.departments:
            lines += ["", *department(one, made)]
    else:
        lines += ["", *_quality(made)]
    lines += ["", *remarks(made.remarks, made)]
    return "\n".join(lines) + "\n"


def _quality(made: Comparison) -> list[str]:
    lines = width.wrap(QUALITY, indent=2)
    for held in sorted(made.held, key=lambda held: made.names[held.slug]):
        share = f"{held.share}%" if held.share is not None else "—"
        lines.append(
            f"  {width.pad(made.names[held.slug], 40)} {share:>7}  相符 {held.agree}  不符 {held.off}"
            f"  未能核对 {held.undecided}  文件 {held.documents}"
        )
    return lines


def remarks(found: Sequence[Remark], made: Comparison) -> list[str]:
    """Each remark with its places; how many there are of each kind comes first."""
    counts: dict[str, int] = defaultdict(int)
    for one in found:
        counts[one.kind] += 1
    lines = [
        "需要核实  " + ("  ".join(f"{TITLES[kind]} {count}" for kind, count in counts.items()) or "没有")
    ]
    for one in found:
        lines += width.hang(
            f"{words.SYMBOLS[one.severity]} {words.NAMES[one.severity]} {TITLES[one.kind]}",
            message(one, made.names),
        )
        lines += [f"      {where(end, made.papers)}" for end in one.sources[:4]]
        if len(one.sources) > 4:
            lines.append(f"      另有 {len(one.sources) - 4} 处，见 --format json")
    return lines


def department(one: Department, made: Comparison) -> list[str]:
    """A department: names, figures year by year, measures among its peers, how much of it holds, which rules fired."""
    borne = "；".join(f"{name}（{years[0]}–{years[-1]}）" if years else name for name, years in one.names)
    lines = [one.name, f"  {function_label(one.function)} · {level_label(one.level)}  曾用名称：{borne}"]
    lines += [f"  {note}" for note in one.notes]
    lines += _years(trend(made.values, one.slug))
    lines += [_measure(m) for m in made.measured if m.slug == one.slug]
    for held in made.held:
        if held.slug == one.slug:
            share = f"{held.share}%" if held.share is not None else "—"
            counts = f"相符 {held.agree}，不符 {held.off}，未能核对 {held.undecided}"
            lines += width.hang(f"  关系成立 {share}", f"{counts}。{QUALITY}")
    for fired in made.fired:
        if fired.slug == one.slug:
            lines.append(
                f"  {words.SYMBOLS[fired.severity]} {words.NAMES[fired.severity]} {fired.count}  {fired.title}（未经确认）"
            )
    return lines


Trend = dict[tuple[str, str], dict[int, Value]]
"""By item and basis: the value of each year, from the document of that year where there is one."""


def trend(values: Sequence[Value], slug: str) -> Trend:
    """The figures of a department over the years, in the order of the lexicon."""
    order = {item: number for number, item in enumerate(terms())}
    made: Trend = defaultdict(dict)
    mine = [v for v in values if v.slug == slug and v.item in order and not v.fund]
    for value in sorted(
        mine, key=lambda v: (order[v.item], _BASES.index(v.basis), v.scope != "department", v.scope)
    ):
        years = made[value.item, value.basis]
        known = years.get(value.year)
        if known is None or (known.told_in != known.year and value.told_in == value.year):
            years[value.year] = value
    return dict(made)


def shown(value: Value) -> str:
    """The amount in 万元, or the count with its unit."""
    return (
        wan(value.base)
        if value.dimension == MONEY
        else f"{numbers.exact(value.base.normalize())}{value.unit}"
    )


def _years(found: Trend) -> list[str]:
    years = sorted({year for values in found.values() for year in values})
    if not years:
        return ["  没有取到可比的数"]
    lines = ["  " + width.pad("单位：万元", 40) + "".join(f"{year:>16}" for year in years)]
    for (item, basis), values in found.items():
        name = f"{label(item)}（{words.BASES[basis]}）" if basis else label(item)
        cells = [
            shown(values[year]) + ("" if values[year].told_in == year else "*") if year in values else "—"
            for year in years
        ]
        lines.append(
            "  " + width.pad(name, 40) + "".join(" " * max(1, 16 - width.columns(c)) + c for c in cells)
        )
    return [*lines, "  * 当年没有文件，取自下一年文件的上年数"]


def _measure(one: Measured) -> str:
    measure = peer_measures()[one.measure]
    value = f"{numbers.grouped(one.value)}{measure.unit}"
    if one.median is None:
        why = f"同类单位 {one.peers} 个，太少，不比" if one.group else "职能或级次没有认出，不比"
        return f"  {one.year}年{measure.label} {value}（{why}）"
    return f"  {one.year}年{measure.label} {value}（{one.peers} 个同类单位的中位数 {numbers.grouped(one.median)}{measure.unit}）"
