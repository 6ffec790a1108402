"""The text form of a document that was read."""

from __future__ import annotations

from quanheng.model.document import Block, Document, Table, TableCell, Unread
from quanheng.model.place import Place
from quanheng.report.document import text


def test_pages_boxes_and_what_was_not_read_are_shown() -> None:
    cells = [TableCell(0, 0, "合计", page=4), TableCell(1, 0, "1.50", page=6)]
    table = Block(0, "table", "", page=4, table=Table(0, 2, 1, cells), box=(60.2, 100.0, 500.0, 700.4))
    unread = [Unread(Place(0, 0, 0, page=5), "这一页是图片。")]
    shown = text(Document("a.pdf", "pdf", [table], pages=6, unread=unread), "a.pdf").splitlines()
    assert shown[1].split() == [
        "0",
        "表1",
        "2",
        "行",
        "1",
        "列",
        "第4至6页",
        "位置",
        "60",
        "100",
        "500",
        "700",
    ]
    assert "○ 未读 第5页 这一页是图片。" in shown
    assert shown[-1] == "格式 pdf  页 6  段落 0  表 1"
