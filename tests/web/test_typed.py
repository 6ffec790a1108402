"""Numbers and days that people, or programs, send as text: what they do not mean is nothing, and no fault of ours."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from quanheng.web.typed import day, whole
from tests.web.review_kit import handed_in

STRANGE = ("abc", "²", "-1", "9" * 30, "1.5", "٣")


@pytest.mark.parametrize("text", [*STRANGE, "", None])
def test_what_is_no_number_is_none(text: str | None) -> None:
    assert whole(text) is None


def test_numbers_and_days_are_read() -> None:
    assert (whole(" 7 "), whole("0"), day("2026-01-31")) == (7, 0, date(2026, 1, 31))
    assert (day("2026-02-30"), day("31.1.2026"), day(None)) == (None, None, None)


@pytest.mark.parametrize("text", STRANGE)
def test_no_page_breaks_on_a_key_or_version_that_is_none(county: Any, text: str) -> None:
    task = handed_in(county)
    bureau = county.client("performance")
    desk, board = f"/campaigns/desk/{task.pk}", f"/campaigns/{county.campaign.pk}"
    sent = dict.fromkeys(("letter", "version", "task", "reviewer", "person", "starts", "ends"), text)
    for path in (f"{desk}/letter/sign/", f"{desk}/letter/save/", f"{board}/act/assign/", f"{board}/third/"):
        assert bureau.post(path, sent).status_code in {404, 422}, path
    assert bureau.post(f"{board}/act/assign/", sent | {"task": task.pk}).status_code == 404
    assert bureau.post(f"{desk}/step/pass/", sent).status_code == 409
    own = county.client("accountant")
    assert own.post(f"/rectification/task/{task.pk}/draft/", {"document": text}).status_code == 404
