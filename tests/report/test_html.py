from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.place import Place
from quanheng.model.review import Review
from quanheng.report import render
from quanheng.report.marking import Marking, Span

VOID = {"meta", "input", "br", "link"}


class Page(HTMLParser):
    """Collects what the tests ask for and fails on a tag that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.open: list[str] = []
        self.tags: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        self.outside += [values[name] for name in ("src", "srcset", "action") if name in values]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def text(review: Review) -> str:
    made = render(review, "html")
    assert isinstance(made, bytes)
    return made.decode()


def test_every_link_leads_to_a_place_of_the_file_and_back(text: str) -> None:
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert {link for link in page.links if not link.startswith("#")} == set()
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert {"#d0f1m0", "#d0f1", "#d0f4m0", "#d0f4"} <= set(page.links)


def test_nothing_is_fetched_from_outside(text: str) -> None:
    assert Page(text).outside == []
    assert not re.search(r"https?://|@import|url\(|<link", text)


def test_text_of_the_document_cannot_become_markup(text: str) -> None:
    assert "=1+1<b>" not in text
    assert "=1+1&lt;b&gt;" in text
    assert "b" not in Page(text).tags or "<b></b>" not in text


def test_counts_symbols_and_words_are_shown(text: str) -> None:
    seen = re.sub(r"<[^>]+>", "", text)
    for words in ("× 错误 1", "▲ 疑点 1", "● 提示 1", "√ 相符 2", "○ 未能核对 1"):
        assert words in seen


def test_it_ends_with_what_was_not_read_and_not_checked(text: str) -> None:
    end = text[text.index("读了什么，没能核对什么") :]
    assert "第 5 页是图片" in end
    assert "没有上年数（1 项）" in end


def test_a_merged_cell_is_drawn_once(text: str) -> None:
    assert text.count('colspan="3"') == 1
    assert text.count("备注") == 1


def test_failed_inputs_are_told(text: str) -> None:
    assert "未能读取 坏.pdf" in text


@given(
    st.text("支出1200.50万元，", max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45), st.integers(0, 5)), max_size=8),
)
def test_pieces_joined_are_the_text_and_every_anchor_is_there_once(
    text: str, spans: list[tuple[int, int, int]]
) -> None:
    marking = Marking()
    for index, (start, end, number) in enumerate(spans):
        marking.add(Place(7, start, end), Span(start, end, number, f"a{index}" if number else ""))
    pieces = marking.pieces(text, 7)
    assert "".join(piece.text for piece in pieces) == text
    anchors = [anchor for piece in pieces for anchor in piece.anchors]
    assert sorted(anchors) == sorted(f"a{i}" for i, (_, _, number) in enumerate(spans) if number)
    numbers = {number for piece in pieces for number in piece.cards}
    assert numbers == {number for _, _, number in spans if number}
