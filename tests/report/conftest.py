"""A review made by hand: prose, a table with merged cells, all severities, overlapping marks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quanheng.checks.pages import Page, parse
from quanheng.model.document import Block, Document, Table, TableCell, Unread
from quanheng.model.figure import Figure
from quanheng.model.finding import Finding, Mark, Repair, Said
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import unit
from quanheng.model.relation import Claim, Operand, Relation
from quanheng.model.review import Facts, Failure, Heading, Review, Reviewed
from quanheng.report import messages

TEXTS = (
    "某某局2023年度部门决算说明",
    "一、收入支出决算总体情况",
    "2023年度支出合计1,200.50万元，其中基本支出800.00万元，占支出的893.04%；项目支出400.00万元。",
    "二、绩效情况",
    "项目自评得分96分，等级为良。",
)
PAGE = """---
no: {no}
title: {title}
severity: 错误
status: stable
law: [some-law]
message: "{message}"
---
## 依据
两者之和即合计。
## 改法
核对 **决算表**，改正写错的一项。
"""


def page(rule: str, no: int, title: str, message: str) -> Page:
    return parse(rule, PAGE.format(no=no, title=title, message=message))


PAGES = {
    made.id: made
    for made in (
        page(
            "sums/parts",
            101,
            "合计与分项之和不符",
            "支出合计为{stated}，而分项之和为{expected}，相差{difference}。",
        ),
        page("ratios/share", 203, "占比与数额不符", "占比写{stated}，按数额应为{expected}。"),
        page(
            "ratios/completion",
            204,
            "完成率不符",
            "{name}完成率写{stated}，按{calculation}应为{expected}，请核对。",
        ),
        page("grades/band", 401, "等级与得分不符", "得分{stated}，应为{expected}。"),
        page("missing/table", 901, "应附的表未附", "未见{name}。"),
        page("wording/typo", 701, "用词", "“{stated}”疑为“{expected}”。"),
    )
}


@pytest.fixture(autouse=True)
def _pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "catalogue", lambda: PAGES)
    monkeypatch.setattr(messages, "_titles", lambda: {"some-law": "《某办法》（财预〔2020〕10号）"})


def span(block: int, text: str, section: str = "") -> Place:
    start = TEXTS[block].index(text)
    return Place(block, start, start + len(text), section)


def figures() -> list[Figure]:
    def prose(number: int, text: str, value: str, name: str, block: int = 2) -> Figure:
        decimals = len(value.partition(".")[2])
        place = span(block, text, "一")
        kind = {"%": "ratio", "分": "score"}.get(name, "level")
        return Figure(
            number, text, Decimal(value), unit(name), decimals, place, kind, surface="支出", year=2023
        )

    return [
        prose(0, "1,200.50万元", "1200.50", "万元"),
        prose(1, "800.00万元", "800.00", "万元"),
        prose(2, "893.04%", "893.04", "%"),
        prose(3, "400.00万元", "400.00", "万元"),
        prose(4, "96分", "96", "分", 4),
    ]


def cells() -> Table:
    texts = [
        ("项目", 0, 0),
        ("金额", 0, 1),
        ("工资", 1, 0),
        ("=1+1<b>", 1, 1),
        ("合计", 2, 0),
        ("800.00", 2, 1),
    ]
    return Table(0, 4, 3, [*(TableCell(r, c, t) for t, r, c in texts), TableCell(3, 0, "备注", 1, 3)])


def findings() -> list[Finding]:
    stated = Mark("stated", "1,200.50万元", span(2, "1,200.50万元", "一"))
    parts = [Mark("operand", t, span(2, t, "一")) for t in ("800.00万元", "400.00万元")]
    return [
        Finding(
            "missing/table", "missing", "proved", [Mark("heading", TEXTS[3], span(3, TEXTS[3], "二"))],
            values={"name": "项目支出绩效自评表"}, key="k-missing",
        ),
        Finding(
            "sums/parts", "error", "proved", [stated, *parts],
            Said("1200.50", Decimal("1200.50"), "万元"),
            Said("1200.00", Decimal("1200.00"), "万元", Decimal("1199.99"), Decimal("1200.01")),
            "800.00 + 400.00 = 1200.00",
            {"stated": "1200.50万元", "expected": "1200.00万元", "difference": "0.50万元"},
            [Repair("1200.00", "末位写错")], "root-1", "k-sum", [0, 1, 3],
        ),
        Finding(
            "ratios/share", "error", "likely", [Mark("stated", "893.04%", span(2, "893.04%", "一")), stated],
            Said("893.04%", Decimal("893.04"), "%"),
            Said("66.64%", Decimal("66.6388984589754268"), "%"),
            "800.00 ÷ 1200.50 = 66.64%", {"stated": "893.04%", "expected": "66.64%"},
            key="k-share", figures=[2],
        ),
        Finding(
            "wording/typo", "note", "suspect",
            [Mark("stated", "=1+1<b>", Place(5, 0, 7, "二", cell=Cell(0, 1, 1)))],
            values={"stated": "=1+1<b>", "expected": "合计"}, key="k-typo",
        ),
    ]  # fmt: skip


def reviewed(name: str = "某某局2023.docx") -> Reviewed:
    kinds = ("heading", "heading", "paragraph", "heading", "paragraph")
    blocks = [Block(i, kind, text) for i, (kind, text) in enumerate(zip(kinds, TEXTS, strict=True))]
    blocks.append(Block(5, "table", "", table=cells()))
    unread = [Unread(Place(6, 0, 0, page=5), "第 5 页是图片")]
    taken = figures()
    headings = [Heading(1, 1, "一", "收入支出决算总体情况", "一"), Heading(3, 1, "二", "绩效情况", "二")]
    claims = [
        Claim(
            "sum",
            "合计",
            tuple(Operand(r, f) for r, f in zip(("result", "part", "part"), taken, strict=False)),
            p.place,
        )
        for p in taken[:4]
    ]
    verdicts = ("agree", "rounding", "off", "undecided")
    relations = [
        Relation(c, v, "没有上年数" if v == "undecided" else "")
        for c, v in zip(claims, verdicts, strict=True)
    ]
    facts = Facts(taken, claims, [], headings, "final_accounts", 2023, "某某局", "430423")
    document = Document(name, "docx", blocks, "ab" * 32, None, unread)
    return Reviewed(
        document, facts, relations, findings(), {"read": 0.1, "facts": 0.02, "check": 0.013}, name
    )


@pytest.fixture
def review() -> Review:
    failure = Failure("坏.pdf", "文件有密码", "请去掉密码后重试")
    return Review([reviewed()], [failure], "cn-43 2026.11")
