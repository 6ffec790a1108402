"""Seconds to write 300 remarks into a Word file.

Run from the root: .venv/bin/python -m bench.annotate --remarks 300
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from io import BytesIO
from time import perf_counter

import docx

from quanheng.model.finding import Finding, Mark
from quanheng.model.place import Place
from quanheng.model.review import Facts, Reviewed
from quanheng.read.docx import read
from quanheng.read.docx_comments import comments
from quanheng.read.package import Package
from quanheng.report.annotate_docx import annotate


def sample(count: int) -> bytes:
    """A Word file of `count` figures, each in a paragraph of several runs."""
    made = docx.Document()
    for number in range(count):
        paragraph = made.add_paragraph(f"第{number}项支出")
        paragraph.add_run(f"{number}.5").bold = True
        paragraph.add_run("0万元，其中基本支出10.00万元，项目支出20.00万元。")
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--remarks", type=int, default=300)
    count = parser.parse_args().remarks
    data = sample(count)
    document = read(data, "a.docx")
    findings = []
    for number, block in enumerate(document.blocks):
        figure = f"{number}.50万元"
        start = block.text.index(figure, 1 + len(str(number)))
        mark = Mark("stated", figure, Place(number, start, start + len(figure)))
        findings.append(Finding(f"some/rule-{number}", "error", "proved", [mark], key=f"{number:08x}"))
    reviewed = Reviewed(document, Facts([], [], [], []), [], findings)
    start_time = perf_counter()
    made = annotate(data, reviewed, datetime.now(UTC)).data
    seconds = perf_counter() - start_time
    print(f"批注 {len(comments(Package(made)))} 条，{seconds:.2f} 秒，每秒 {len(findings) / seconds:.0f} 条")


if __name__ == "__main__":
    main()
