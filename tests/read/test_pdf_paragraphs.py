"""Which line goes on with a paragraph."""

from __future__ import annotations

from quanheng.read.pdf_lines import Line
from quanheng.read.pdf_paragraphs import Margins, continues

INSIDE = Margins(80.0, 520.0, 14.6)


def line(text: str, size: float, right: float = 520.0, top: float = 200.0) -> Line:
    return Line(text, [], 80.0, top, right, top + size, size)


def test_a_last_line_that_is_mostly_digits_goes_on() -> None:
    above = line("人员经费388.86万元，占基本支出的65.83%；公用经费", 14.3)
    assert continues([above], line("201.85 万元，占 34.17%。", 10.9, 260.0, 228.0), INSIDE, False)
    assert not continues([above], line("注：小一号的说明文字另起一段。", 10.9, 260.0, 228.0), INSIDE, False)


def test_the_parts_of_an_open_sentence_go_on() -> None:
    """其中： ends no paragraph, and what follows is no heading though its digits make it look smaller."""
    above = line("本年支出合计475.53万元，其中：", 14.6, 536.0)
    assert continues(
        [above],
        line("基本支出 362.53 万元，占 76.24%；项目支出 113.00 万元，占", 10.9, 521.0, 228.0),
        INSIDE,
        False,
    )
