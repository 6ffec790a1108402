"""Seconds to write remarks into a Word file and into a large workbook, the first time and again.

Run from the root: .venv/bin/python -m bench.annotate --remarks 300 --rows 5000 --columns 20
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from time import perf_counter

import docx
import openpyxl

from quanheng.model.document import Document
from quanheng.model.finding import Finding, Mark
from quanheng.model.place import Cell, Place
from quanheng.model.review import Facts, Reviewed
from quanheng.read import docx as word
from quanheng.read import xlsx
from quanheng.report import annotate_docx, annotate_xlsx
from quanheng.report.annotated import Annotated
from quanheng.report.replies import answers

Annotator = Callable[[bytes, Reviewed, datetime], Annotated]


def word_file(count: int) -> tuple[bytes, Reviewed]:
    """A Word file of `count` figures, each in a paragraph of several runs, and a finding on every one."""
    made = docx.Document()
    for number in range(count):
        paragraph = made.add_paragraph(f"第{number}项支出")
        paragraph.add_run(f"{number}.5").bold = True
        paragraph.add_run("0万元，其中基本支出10.00万元，项目支出20.00万元。")
    stream = BytesIO()
    made.save(stream)
    document = word.read(stream.getvalue(), "a.docx")
    marks = []
    for number, block in enumerate(document.blocks):
        figure = f"{number}.50万元"
        start = block.text.index(figure, 1 + len(str(number)))
        marks.append(Mark("stated", figure, Place(number, start, start + len(figure))))
    return stream.getvalue(), reviewed(document, marks)


def workbook(rows: int, columns: int, count: int) -> tuple[bytes, Reviewed]:
    """A workbook of one sheet, and findings on `count` of its cells, spread evenly."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("明细")
    sheet.append(["序号", *(f"栏{n}" for n in range(1, columns))])
    for row in range(1, rows):
        sheet.append([f"项目{row}", *(row * n / 100 for n in range(1, columns))])
    stream = BytesIO()
    book.save(stream)
    document = xlsx.read(stream.getvalue(), "a.xlsx")
    block = next(one for one in document.blocks if one.table is not None)
    cells = block.table.cells if block.table is not None else []
    marks = [
        Mark("stated", one.text, Place(block.index, 0, len(one.text), cell=Cell(0, one.row, one.column)))
        for one in cells[columns + 1 :: max(len(cells) // count, 1)][:count]
    ]
    return stream.getvalue(), reviewed(document, marks)


def reviewed(document: Document, marks: list[Mark]) -> Reviewed:
    """A finding at each mark, each of a rule of its own, so that none is folded away."""
    found = [
        Finding(f"some/rule-{n}", "error", "proved", [mark], key=f"{n:08x}") for n, mark in enumerate(marks)
    ]
    return Reviewed(document, Facts([], [], [], []), [], found)


def measure(name: str, annotate: Annotator, data: bytes, found: Reviewed) -> None:
    """Annotate twice and print both times."""
    for way in ("第一次", "再一次"):
        start = perf_counter()
        data = annotate(data, found, datetime.now(UTC)).data
        seconds = perf_counter() - start
        count = len(answers(data))
        print(f"{name} {way}：批注 {count} 条，{seconds:.2f} 秒，每秒 {count / seconds:.0f} 条")


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--remarks", type=int, default=300)
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--columns", type=int, default=20)
    given = parser.parse_args()
    measure("Word", annotate_docx.annotate, *word_file(given.remarks))
    measure("Excel", annotate_xlsx.annotate, *workbook(given.rows, given.columns, given.remarks))


if __name__ == "__main__":
    main()
