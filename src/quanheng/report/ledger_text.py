"""Ledgers in words: the catalogue, and what one book shows with the values that it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quanheng.ledgers.load import names, schema
from quanheng.model.quantity import trimmed
from quanheng.report import messages, words
from quanheng.report.json import dump

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Protocol

    from quanheng.ledgers.book import Book
    from quanheng.ledgers.measures.record import Measure, Result
    from quanheng.model.finding import Finding
    from quanheng.model.review import Reviewed

    class Examined(Protocol):
        """One book with what its rows show and give."""

        book: Book
        reviewed: Reviewed
        results: list[tuple[Measure, Result]]


def catalogue() -> str:
    """One line for each ledger: number, title, section, identifier, what it computes."""
    made = []
    for name in names():
        one = schema(name)
        told = "、".join(measure.title for measure in one.measures.values() if measure.indicator)
        made.append(f"{one.no:>2} {one.title}（{one.section}，{one.name}）")
        made.append(f"     取数：{told}")
    return "\n".join(made) + "\n"


def catalogue_json() -> bytes:
    """The same as JSON, with columns."""
    tree = [
        {
            "name": one.name,
            "no": one.no,
            "title": one.title,
            "section": one.section,
            "key": list(one.key),
            "evidence": list(one.evidence),
            "columns": [
                {"name": c.name, "title": c.title, "type": c.type, "unit": c.unit} for c in one.columns
            ],
            "measures": [
                {"name": m.name, "title": m.title, "unit": m.unit, "kind": m.kind}
                for m in one.measures.values()
            ],
        }
        for one in map(schema, names())
    ]
    return dump({"schema": 1, "ledgers": tree})


def text(made: Examined) -> str:
    """Rows taken and left, one line for each thing found, then the values with their formulas."""
    book = made.book
    lines = [book.path, f"  {book.schema.title}　{_year(book)}　取 {len(book.rows)} 行{_state(book)}"]
    lines += [f"  ○ 第{one.number}行不取：{one.why}　{one.text[:40]}" for one in book.preview.left]
    lines += [f"  {_line(finding)}" for finding in made.reviewed.findings]
    for measure, result in made.results:
        value = "不能计算" if result.value is None else trimmed(result.value) + result.unit
        lines.append(f"  {measure.title}　{value}　{result.formula}")
        lines += [f"      缺：{one}" for one in result.missing]
    if not made.results:
        lines.append("  没有写明年度，取数没有计算；请加 --year")
    return "\n".join(lines) + "\n"


def _year(book: Book) -> str:
    return f"{book.year}年" if book.year else "年度未写"


def _state(book: Book) -> str:
    return "，已封存，各行与校验值相符" if book.sealed else "，封存后改过" if book.broken else ""


def _line(finding: Finding) -> str:
    cell = finding.marks[0].place.cell
    where = f"第{cell.row + 1}行" if cell else "全表"
    return f"{words.SYMBOLS[finding.severity]} {where}　{messages.message(finding)}"


def encode(made: Examined) -> bytes:
    """The same as JSON."""
    book = made.book
    tree: dict[str, Any] = {
        "schema": 1,
        "path": book.path,
        "ledger": book.schema.name,
        "year": book.year,
        "rows": len(book.rows),
        "sealed": book.sealed,
        "findings": list(_findings(made)),
        "measures": [_result(measure, result) for measure, result in made.results],
    }
    return dump(tree)


def _findings(made: Examined) -> Iterator[dict[str, Any]]:
    for one in made.reviewed.findings:
        cell = one.marks[0].place.cell
        yield {
            "rule": one.rule,
            "severity": one.severity,
            "row": None if cell is None else cell.row + 1,
            "message": messages.message(one),
        }


def _result(measure: Measure, result: Result) -> dict[str, Any]:
    return {
        "name": measure.name,
        "title": measure.title,
        "value": None if result.value is None else trimmed(result.value),
        "unit": result.unit,
        "rows": result.rows,
        "formula": result.formula,
        "missing": list(result.missing),
    }
