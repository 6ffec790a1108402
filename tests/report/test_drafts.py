from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from quanheng.model.review import Review
from quanheng.report import drafts, render


def tree(review: Review) -> dict[str, Any]:
    made = render(review, "json")
    assert isinstance(made, bytes)
    found: dict[str, Any] = json.loads(made)
    return found


def states(old: dict[str, Any], new: dict[str, Any]) -> dict[str, str]:
    return {change.finding["rule"]: change.state for change in drafts.compare(old, new)}


def test_the_same_draft_has_only_findings_that_are_still_there(review: Review) -> None:
    assert set(states(tree(review), tree(review)).values()) == {"仍在"}


def test_gone_new_still_and_changed(review: Review) -> None:
    old = tree(review)
    new = copy.deepcopy(old)
    findings = new["documents"][0]["findings"]
    new["documents"][0]["findings"] = [f for f in findings if f["rule"] != "wording/typo"]
    share = next(f for f in findings if f["rule"] == "ratios/share")
    share["key"], share["stated"]["text"] = "k-other", "98.04%"
    fresh = copy.deepcopy(share) | {"rule": "grades/band", "key": "k-fresh"}
    new["documents"][0]["findings"].append(fresh)
    assert states(old, new) == {
        "sums/parts": "仍在", "missing/table": "仍在", "ratios/share": "原文已变",
        "grades/band": "新增", "wording/typo": "已消失",
    }  # fmt: skip


def test_a_renamed_single_draft_is_the_same_document(review: Review) -> None:
    new = tree(review)
    new["documents"][0]["path"] = "第二稿.docx"
    assert set(states(tree(review), new).values()) == {"仍在"}


def test_text_of_the_difference_ends_with_the_counts(review: Review) -> None:
    text = drafts.text(drafts.compare(tree(review), tree(review)))
    assert text.splitlines()[-1] == "新增 0  原文已变 0  仍在 4  已消失 0"


def test_a_baseline_takes_each_key_as_often_as_it_has_it(review: Review) -> None:
    baseline = tree(review)
    review.documents[0].findings.append(review.documents[0].findings[1])
    left, known = drafts.without_known(review, baseline)
    assert known == 4
    assert [finding.key for finding in left.documents[0].findings] == ["k-sum"]


def test_a_baseline_of_other_documents_hides_nothing(review: Review) -> None:
    baseline = tree(review)
    baseline["documents"] = [d | {"path": p} for d in baseline["documents"] for p in ("甲.docx", "乙.docx")]
    left, known = drafts.without_known(review, baseline)
    assert known == 0
    assert len(left.documents[0].findings) == 4


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"schema": 2, "documents": []}'])
def test_what_is_not_a_result_is_refused_in_chinese(data: bytes) -> None:
    with pytest.raises(ValueError, match="结果"):
        drafts.load(data)
