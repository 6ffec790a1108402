from __future__ import annotations

import json
from decimal import Decimal

from quanheng.model.review import Review
from quanheng.report import document, facts, width

FIGURE = ("id text value unit dimension precision hedge item surface path year basis fund kind place").split()


def test_figures_have_every_field_and_bounds_in_their_own_unit(review: Review) -> None:
    tree = json.loads(facts.encode(review.documents[0]))
    assert tree["schema"] == 1
    for figure in tree["figures"]:
        assert set(FIGURE) <= set(figure)
    total = tree["figures"][0]
    assert total["precision"] == {"mode": "printed", "low": "1200.495", "high": "1200.505"}
    assert Decimal(total["value"]) == Decimal("1200.50")


def test_scores_are_exact(review: Review) -> None:
    score = json.loads(facts.encode(review.documents[0]))["figures"][4]
    assert score["precision"] == {"mode": "exact", "low": "96", "high": "96"}


def test_relations_name_figures_that_exist(review: Review) -> None:
    tree = json.loads(facts.encode(review.documents[0]))
    known = {figure["id"] for figure in tree["figures"]}
    assert [relation["verdict"] for relation in tree["relations"]] == [
        "agree",
        "rounding",
        "off",
        "undecided",
    ]
    for relation in tree["relations"]:
        assert {operand["figure"] for operand in relation["operands"]} <= known
        assert set("id kind template operands verdict why place".split()) <= set(relation)


def test_facts_as_text_keep_the_width(review: Review) -> None:
    text = facts.text(review.documents[0])
    assert all(width.columns(line) <= width.COLUMNS for line in text.splitlines())
    assert text.splitlines()[-1] == "取数 5  关系 4"


def test_the_document_as_read_has_blocks_tables_and_unread_parts(review: Review) -> None:
    source = review.documents[0].document
    tree = json.loads(document.encode(source, "某某局2023.docx"))
    assert [block["text"] for block in tree["blocks"][:5]] == [block.text for block in source.blocks[:5]]
    assert tree["blocks"][5]["table"]["cells"][-1]["columns"] == 3
    assert tree["unread"][0]["reason"] == "第 5 页是图片"
    assert "工资 | =1+1<b> |" in document.text(source, "某某局2023.docx")
