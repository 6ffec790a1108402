from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.finding import Finding, Mark, Said
from quanheng.model.place import Place
from quanheng.model.review import Review
from quanheng.report import numbers, render

TEXT, WHOLE, NOTHING = str, int, type(None)
DOCUMENT: dict[str, Any] = {
    "path": TEXT, "sha256": TEXT, "format": TEXT, "kind": TEXT, "organisation": (TEXT, NOTHING),
    "fiscal_year": (WHOLE, NOTHING), "jurisdiction": (TEXT, NOTHING), "scope": (TEXT, NOTHING), "pages": (WHOLE, NOTHING),
    "figures": dict, "relations": dict, "unread": list, "seconds": dict, "findings": list,
}  # fmt: skip
FINDING: dict[str, Any] = {
    "key": TEXT, "rule": TEXT, "no": (WHOLE, NOTHING), "title": TEXT, "severity": TEXT, "certainty": TEXT,
    "root": (TEXT, NOTHING), "message": TEXT, "caution": (TEXT, NOTHING), "calculation": (TEXT, NOTHING), "stated": (dict, NOTHING),
    "expected": (dict, NOTHING), "repairs": list, "places": list, "basis": list,
}  # fmt: skip
PLACE: dict[str, Any] = {
    "section": (TEXT, NOTHING), "page": (WHOLE, NOTHING), "block": WHOLE, "start": WHOLE, "end": WHOLE,
    "cell": (dict, NOTHING), "box": (list, NOTHING),
}  # fmt: skip


def fits(tree: dict[str, Any], shape: dict[str, Any]) -> None:
    assert set(tree) == set(shape)
    for name, kind in shape.items():
        assert isinstance(tree[name], kind), name


def decoded(review: Review) -> dict[str, Any]:
    made = render(review, "json")
    assert isinstance(made, bytes)
    found: dict[str, Any] = json.loads(made)
    return found


def test_every_field_of_the_contract_is_there_with_its_type(review: Review) -> None:
    tree = decoded(review)
    fits(
        tree,
        {"schema": int, "quanheng": str, "norms": str, "documents": list, "errors": list, "case": NOTHING},
    )
    assert tree["schema"] == 1
    document = tree["documents"][0]
    fits(document, DOCUMENT)
    fits(document["figures"], {"total": int, "checked": int, "alone": int})
    fits(document["relations"], {"agree": int, "rounding": int, "off": int, "undecided": int})
    fits(document["seconds"], {"read": float, "facts": float, "check": float})
    fits(document["unread"][0], {"place": dict, "reason": str})
    fits(document["unread"][0]["place"], PLACE)
    fits(tree["errors"][0], {"path": str, "message": str, "hint": str})
    for finding in document["findings"]:
        fits(finding, FINDING)
        for place in finding["places"]:
            fits(place, {"role": str, "text": str, "document": NOTHING} | PLACE)
        for basis in finding["basis"]:
            fits(basis, {"document": str, "article": (str, NOTHING)})
        for repair in finding["repairs"]:
            fits(repair, {"text": str, "slip": str})


def test_values_keep_their_printed_digits(review: Review) -> None:
    first = decoded(review)["documents"][0]["findings"][0]
    assert first["stated"] == {"text": "1200.50", "value": "1200.50", "unit": "万元"}
    assert first["expected"] == {
        "text": "1200.00", "value": "1200.00", "unit": "万元", "low": "1199.99", "high": "1200.01",
    }  # fmt: skip


def test_a_cell_is_given_with_table_row_and_column(review: Review) -> None:
    typo = next(f for f in decoded(review)["documents"][0]["findings"] if f["rule"] == "wording/typo")
    assert typo["places"][0]["cell"] == {"table": 0, "row": 1, "column": 1}
    assert typo["stated"] is None
    assert typo["calculation"] is None


def test_an_error_that_is_not_proved_is_a_doubt(review: Review) -> None:
    severities = {f["rule"]: f["severity"] for f in decoded(review)["documents"][0]["findings"]}
    assert severities["ratios/share"] == "doubt"
    assert severities["sums/parts"] == "error"


def test_figures_count_as_checked_when_a_decided_relation_or_a_finding_uses_them(review: Review) -> None:
    assert decoded(review)["documents"][0]["figures"] == {"total": 5, "checked": 4, "alone": 0}


def test_only_the_seconds_may_change_the_bytes(review: Review) -> None:
    once = render(review, "json")
    assert render(review, "json") == once
    slower = [replace(d, seconds={"read": 9.0, "facts": 9.0, "check": 9.0}) for d in review.documents]
    other = decoded(replace(review, documents=slower))
    first = decoded(review)
    for tree in (first, other):
        tree["documents"][0].pop("seconds")
    assert first == other


def test_a_finding_without_a_page_is_still_told(review: Review) -> None:
    crash = Finding("engine/crashed", "note", "proved", [], values={"what": "规则出错"})
    review.documents[0].findings.append(crash)
    last = decoded(review)["documents"][0]["findings"][-1]
    assert (last["rule"], last["no"], last["message"]) == ("engine/crashed", None, "规则出错")


@given(st.decimals(-(10**9), 10**9, places=3))
def test_digits_give_the_decimal_back_without_an_exponent(value: Decimal) -> None:
    printed = numbers.digits(value)
    assert printed is not None
    assert Decimal(printed) == value
    assert "E" not in printed


@given(st.decimals(-(10**6), 10**6, places=12))
def test_bounds_are_only_ever_widened(value: Decimal) -> None:
    low, high = numbers.lower(value), numbers.upper(value)
    assert low is not None
    assert high is not None
    assert Decimal(low) <= value <= Decimal(high)


@pytest.mark.parametrize("text", ["\ud800", "\x00", "\u2028", "<script>", '"'])
def test_odd_characters_do_not_break_the_file(review: Review, text: str) -> None:
    odd = Finding("wording/typo", "note", "proved", [Mark("stated", text, Place(2, 0, 1))], Said(text))
    review.documents[0].findings.append(odd)
    for form in ("json", "jsonl", "sarif", "csv", "html"):
        made = render(review, form)
        assert isinstance(made, bytes)
        made.decode("utf-8")
