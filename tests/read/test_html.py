"""Web pages: what a browser shows."""

from __future__ import annotations

import pytest

from quanheng.model.document import Document
from quanheng.read import read


def page(body: str, encoding: str = "utf-8", head: str = "") -> Document:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "a.html")


def texts(body: str) -> list[str]:
    return [block.text for block in page(body).blocks]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>　　收入<b>4408.66</b>万元</p>", ["收入4408.66万元"]),
        ("<p>收入\n  合计</p>", ["收入合计"]),
        ("<p>a\n b&nbsp;&nbsp;c</p>", ["a b c"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<p>支出合计<br>100万元</p>", ["支出合计\n100万元"]),
        ("<p>甲完。<br>乙完。</p>", ["甲完。", "乙完。"]),
        ("<p>概况<br>（一）收入<br>2.支出</p>", ["概况", "（一）收入", "2.支出"]),
        ("<ol start=3><li>甲</li><li>乙</li></ol>", ["3. 甲", "4. 乙"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
        ("<script>x</script><style>y</style><nav>菜单</nav><p>正文</p>", ["正文"]),
        ("<p style='display:none'>藏</p><p hidden>藏</p><p>显</p>", ["显"]),
        ("<p>未闭合<p>第二段", ["未闭合", "第二段"]),
        ("<!-- 注 --><p>正文</p>", ["正文"]),
    ],
)
def test_the_page_shows_its_paragraphs(body: str, shown: list[str]) -> None:
    assert texts(body) == shown


def test_headings_have_levels() -> None:
    found = page("<h1>题</h1><h3>节</h3><p>文</p>").blocks
    assert [(b.kind, b.level) for b in found] == [("heading", 1), ("heading", 3), ("paragraph", 0)]


def test_spans_are_kept() -> None:
    body = (
        "<table><caption>收支表</caption><tr><th rowspan=2>项目<th colspan=2>金额</tr><tr><td>预算<td>决算</tr>"
        "<tr><td>收入<td>1<td>2</tr></table>"
    )
    document = page(body)
    assert document.blocks[0].text == "收支表"
    table = document.blocks[1].table
    assert table is not None
    assert [[c.text if c else "" for c in row] for row in table.grid()] == [
        ["项目", "金额", "金额"], ["项目", "预算", "决算"], ["收入", "1", "2"],
    ]  # fmt: skip


def test_a_rowspan_beyond_the_table_is_cut() -> None:
    table = page("<table><tr><td rowspan=9>甲<td>乙</tr><tr><td>丙</tr></table>").blocks[0].table
    assert table is not None
    assert (table.height, table.cells[0].rows) == (2, 2)


def test_a_table_that_holds_a_table_only_arranges_the_page() -> None:
    document = page("<table><tr><td>栏目<td><p>正文</p><table><tr><td>a<td>1</tr></table></tr></table>")
    assert [b.text for b in document.blocks if b.kind == "paragraph"] == ["栏目", "正文"]
    assert [[c.text for c in t.cells] for _, t in document.tables()] == [["a", "1"]]


def test_a_table_around_long_prose_only_arranges_the_page() -> None:
    prose = "本年收入合计一百万元，" * 12
    assert texts(f"<table><tr><td>{prose}</td></tr></table>") == [prose]


def test_a_small_table_of_short_cells_is_a_table() -> None:
    table = page("<table><tr><td>收入<td>100</tr></table>").blocks[0].table
    assert table is not None
    assert [c.text for c in table.cells] == ["收入", "100"]


def test_a_page_that_says_gb2312_may_hold_more() -> None:
    """The sign 镕 is not in GB2312: a reader that believes the page loses it."""
    document = page("<p>朱镕基</p>", "gb18030", "<meta charset=gb2312>")
    assert document.blocks[0].text == "朱镕基"


def test_a_page_that_says_gbk_may_be_utf8() -> None:
    assert page("<p>收入</p>", "utf-8", "<meta charset=gbk>").blocks[0].text == "收入"


def test_a_workbook_that_is_a_page_inside() -> None:
    data = "<html xmlns:x='urn:x'><table><tr><td>收入<td>1</tr><tr><td>支出<td>2</tr></table></html>".encode(
        "gb18030"
    )
    document = read(data, "a.xls")
    assert document.format == "html"
    assert [c.text for c in next(document.tables())[1].cells] == ["收入", "1", "支出", "2"]


def test_deep_nesting_is_no_fault() -> None:
    assert texts("<div>" * 20_000 + "底") == ["底"]
