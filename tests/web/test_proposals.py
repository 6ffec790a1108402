"""What a third party proposes, what the bureau makes of it, and what each of them sees of a unit's drafts."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from quanheng.web.campaigns import letters
from quanheng.web.campaigns.adopting import adopt, proposals
from quanheng.web.campaigns.models import ReviewScore, Task
from quanheng.web.campaigns.returned import reasons, renewed, returns
from quanheng.web.campaigns.scoring import Given, settle
from quanheng.web.campaigns.sheet import brought_up
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.documents import board, verdicts
from quanheng.web.documents.intake import receive, replace
from quanheng.web.documents.models import Draft, Finding, Verdict
from tests.web.review_kit import handed_in, report


@pytest.fixture
def task(county: Any) -> Task:
    made: Task = handed_in(county)
    return made


def drafts_of(task: Task, user: Any) -> list[Draft]:
    return standings([task], user)[task.pk].drafts


def error(task: Task) -> Finding:
    return Finding.objects.get(draft__document__task=task, severity="error", draft__number=1)


def propose(task: Task, county: Any, choice: str = "holds", reason: str = "") -> Verdict:
    return verdicts.decide(
        error(task).draft.document, error(task), choice, reason, county.people["third_party"]
    )


def test_adopting_makes_them_the_reviewers_word_with_reason_and_points(task: Task, county: Any) -> None:
    third, bureau = county.people["third_party"], county.people["performance"]
    propose(task, county, "not", "口径已注明")
    score = brought_up(task, drafts_of(task, third))[2]
    settle(score, Given("no-proof:100"), third, score.version)
    found = proposals(task, drafts_of(task, bureau))
    assert ([one.verdict.choice for one in found.verdicts], found.people) == (["not"], ["third_party"])
    adopt(task, drafts_of(task, bureau), bureau, found.seen)
    held = Verdict.objects.get(proposed=False)
    assert (held.choice, held.reason, held.by, held.side) == ("not", "口径已注明", bureau, "review")
    score.refresh_from_db()
    assert (score.state, str(score.by)) == (ReviewScore.State.SETTLED, "performance")
    assert score.review_score == 0
    assert proposals(task, drafts_of(task, bureau)).seen == ""
    with pytest.raises(NotNow, match="没有等着采纳"):
        adopt(task, drafts_of(task, bureau), bureau, "")


def test_other_proposals_than_those_shown_are_not_adopted(task: Task, county: Any) -> None:
    bureau = county.people["performance"]
    propose(task, county)
    seen = proposals(task, drafts_of(task, bureau)).seen
    row = Verdict.objects.get()
    verdicts.decide(row.document, error(task), "explain", "", county.people["third_party"], row.version)
    with pytest.raises(Stale):
        adopt(task, drafts_of(task, bureau), bureau, seen)
    with pytest.raises(PermissionDenied):
        adopt(task, drafts_of(task, bureau), county.people["third_party"], seen)
    assert not Verdict.objects.filter(proposed=False).exists()


def test_what_the_bureau_decided_itself_is_not_proposed_any_more(task: Task, county: Any) -> None:
    bureau = county.people["performance"]
    propose(task, county)
    verdicts.decide(error(task).draft.document, error(task), "explain", "", bureau)
    assert proposals(task, drafts_of(task, bureau)).verdicts == []


def test_a_letter_that_rests_on_a_proposal_is_drafted_and_not_signed(task: Task, county: Any) -> None:
    third, bureau = county.people["third_party"], county.people["performance"]
    propose(task, county)
    with_proposals = letters.put_together(task, third)
    assert len(with_proposals.content["items"]["更正"]) == 1
    with pytest.raises(NotNow, match="必须更正第 1 条还只是建议"):
        letters.sign(with_proposals, bureau, with_proposals.version, task.version)
    found = proposals(task, drafts_of(task, bureau))
    adopt(task, drafts_of(task, bureau), bureau, found.seen)
    assert letters.sign(with_proposals, bureau, with_proposals.version, task.version).state == "signed"


@pytest.mark.parametrize(
    ("choice", "words"), [("not", "现在的结论是“不成立”"), ("later", "现在的结论是“稍后再看”")]
)
def test_a_matter_whose_verdict_has_turned_is_not_signed(
    task: Task, county: Any, choice: str, words: str
) -> None:
    bureau = county.people["performance"]
    held = verdicts.decide(error(task).draft.document, error(task), "holds", "", bureau)
    letter = letters.put_together(task, bureau)
    verdicts.decide(held.document, error(task), choice, "再看", bureau, held.version)
    assert words in letters.unsettled(letter)[0]
    with pytest.raises(NotNow):
        letters.sign(letter, bureau, letter.version, task.version)


def test_nobody_speaks_on_the_side_of_the_others(task: Task, county: Any) -> None:
    document = error(task).draft.document
    for name, side in (("third_party", "own"), ("division", "own"), ("section", "review")):
        with pytest.raises(PermissionDenied):
            verdicts.decide(document, error(task), "holds", "", county.people[name], side=side)
    own = verdicts.decide(document, error(task), "holds", "", county.people["section"], side="own")
    with pytest.raises(PermissionDenied):
        verdicts.undo(own, county.people["third_party"], own.version)


@pytest.fixture
def again(task: Task, county: Any) -> Draft:
    """Sent back, two drafts tried by the unit, the second handed in."""
    people = county.people
    verdicts.decide(error(task).draft.document, error(task), "holds", "", people["performance"])
    row = take(task, "return", people["performance"], task.version, "合计不符")
    document = error(task).draft.document
    with pytest.raises(PermissionDenied):
        replace(document, "新.md", [b"x"], people["performance"])
    assert document.task is not None
    document.task.refresh_from_db()
    replace(document, "试.md", [report("别的局").replace(b"1,250", b"1,350")], people["accountant"])
    made = replace(document, "改.md", [report(county.department.name, wrong=False)], people["accountant"])
    row = take(row, "prepare", people["accountant"], row.version)
    take(row, "submit", people["leader"], row.version)
    made.refresh_from_db()
    return made


def test_reviewers_compare_with_what_was_handed_in_before(again: Draft, task: Task, county: Any) -> None:
    bureau, accountant = county.people["performance"], county.people["accountant"]
    assert [one.number for one in again.document.drafts_for(bureau)] == [3, 1]
    shown, own = board.board(again, bureau), board.board(again, accountant)
    assert shown.earlier is not None
    assert own.earlier is not None
    assert (shown.earlier.number, own.earlier.number) == (1, 2)
    new = renewed(drafts_of(task, bureau), bureau)[again.pk]
    assert (new.earlier.number, new.changes["已消失"], new.kept, new.again) == (1, 1, 0, 0)


def test_while_the_bureau_has_it_no_draft_takes_its_place(again: Draft, county: Any) -> None:
    document = again.document
    assert document.task is not None
    document.task.refresh_from_db()
    with pytest.raises(NotNow, match="已报送"):
        replace(document, "又.md", [b"x"], county.people["accountant"])


def test_why_it_was_sent_back_is_shown_until_it_is_handed_in(task: Task, county: Any) -> None:
    people = county.people
    row = take(task, "return", people["performance"], task.version, "合计不符")
    assert reasons([row])[row.pk].words == "合计不符"
    row = take(row, "prepare", people["accountant"], row.version)
    row = take(row, "revise", people["leader"], row.version, "先给我看附表")
    assert reasons([row])[row.pk].words == "先给我看附表"
    row = take(row, "prepare", people["accountant"], row.version)
    row = take(row, "submit", people["leader"], row.version)
    assert reasons([row]) == {}
    assert [one.words for one in returns(row)] == ["合计不符"]


def test_a_letter_that_is_older_than_the_draft_says_so(task: Task, county: Any) -> None:
    bureau = county.people["performance"]
    verdicts.decide(error(task).draft.document, error(task), "holds", "", bureau)
    letter = letters.put_together(task, bureau)
    before = letters.warnings(task, standings([task], bureau)[task.pk], letter, [])
    newer = receive(
        "改.md", [report(county.department.name, wrong=False)], bureau, document=error(task).draft.document
    )
    Draft.objects.filter(pk=newer.pk).update(submitted_at=task.submitted_at)
    said = letters.warnings(task, standings([task], bureau)[task.pk], letter, [])
    assert not any("新稿" in words for words in before)
    assert any("单位又报来新稿" in words for words in said)
    assert any("在单位新报的稿里已经没有了" in words for words in said)
