"""The review of one unit: the re-check form, its steps, its papers, its letter."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Router, Schema
from ninja.pagination import paginate

from quanheng.report.papers.kinds import KINDS, template
from quanheng.web.api import versions
from quanheng.web.api.paging import Key, Number, Pages
from quanheng.web.api.shapes import FILE, Long, Moved, Named, Reason, Short
from quanheng.web.api.tasks import BoardRow
from quanheng.web.api.versions import IfMatch
from quanheng.web.campaigns import access, deducting, letters
from quanheng.web.campaigns.adopting import Proposals, adopt, proposals
from quanheng.web.campaigns.board import rows_of
from quanheng.web.campaigns.models import Letter, ReviewScore
from quanheng.web.campaigns.returned import returns
from quanheng.web.campaigns.scoring import Given, choice_of, precedents, settle
from quanheng.web.campaigns.sheet import brought_up
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow, take
from quanheng.web.downloads import download
from quanheng.web.files.store import content
from quanheng.web.units.entry import person

router = Router(tags=["复核"])
ONE = "/tasks/{task}"


@router.get(ONE, response=BoardRow)
def task(request: HttpRequest, response: HttpResponse, task: Path[Key]) -> Any:
    """A unit's part that was handed in, with where its material stands."""
    row = access.task_of(request, task)
    versions.tag(response, row.version)
    return BoardRow.of(rows_of([row], person(request))[0])


@router.post(f"{ONE}/steps/{{step}}", response=Moved)
def review_step(
    request: HttpRequest,
    response: HttpResponse,
    task: Path[Key],
    step: Path[Literal["take_up", "return", "pass"]],
    given: Reason,
    if_match: IfMatch,
) -> Any:
    """take_up 开始复核, return 退回修改 (with a reason), pass 通过."""
    found, version = access.task_of(request, task), versions.seen(if_match)
    row = take(found, step, person(request), version, given.reason)
    versions.tag(response, row.version)
    return Moved.of(row)


class ScoreShape(Schema):
    """One indicator: the left half is the unit's own words, the right half the reviewer's. `remark` is what is printed."""

    id: int
    form: str
    order: int
    level1: str
    level2: str
    name: str
    sign: str
    target: str
    measure: str
    weight: Decimal | None
    self_result: str
    self_score: Decimal | None
    self_reason: str
    standard: str
    machine: str
    review_result: str
    review_score: Decimal | None
    choice: str
    remark: str
    state: str
    changed: bool
    by: Named | None
    version: int

    @staticmethod
    def resolve_choice(row: ReviewScore) -> str:
        """As `rules` offers it."""
        return choice_of(row)

    @staticmethod
    def resolve_by(row: ReviewScore) -> Named | None:
        """Key and name."""
        return Named.of(row.by)


class Decision(Schema):
    """`choice` from `rules`; a score only for a recount, `above` the reason for more than the unit gave itself."""

    choice: Short
    score: Decimal | None = Field(None, max_digits=12, decimal_places=4)
    result: Short = ""
    comment: Short = ""
    above: Short = ""


class RuleShape(Schema):
    """A reason for a deduction with the choices it gives, and how it was used in this campaign so far."""

    id: str
    name: str
    choices: list[tuple[str, str]]
    precedent: str


@router.get(f"{ONE}/rules", response=list[RuleShape])
def rules(request: HttpRequest, task: Path[Key]) -> Any:
    """What a reviewer may choose there."""
    row = access.task_of(request, task)
    before = precedents(row.campaign, person(request))
    return [
        RuleShape(id=one.id, name=one.name, choices=one.choices, precedent=before.get(one.id, ""))
        for one in deducting.rules(row.campaign.norms, row.campaign.year)
    ]


@router.get(f"{ONE}/scores", response=list[ScoreShape])
@paginate(Pages)
def scores(request: HttpRequest, task: Path[Key]) -> Any:
    """The re-check form, brought up to the newest drafts."""
    row, user = access.task_of(request, task), person(request)
    return brought_up(row, standings([row], user)[row.pk].drafts)


@router.get(f"{ONE}/scores/{{score}}", response=ScoreShape)
def score(request: HttpRequest, response: HttpResponse, task: Path[Key], score: Path[Key]) -> Any:
    """One indicator."""
    row = get_object_or_404(access.task_of(request, task).scores.select_related("by"), pk=score)
    versions.tag(response, row.version)
    return row


@router.put(f"{ONE}/scores/{{score}}", response=ScoreShape)
def decide_score(
    request: HttpRequest,
    response: HttpResponse,
    task: Path[Key],
    score: Path[Key],
    given: Decision,
    if_match: IfMatch,
) -> Any:
    """Settle it; a third party proposes."""
    found = get_object_or_404(access.task_of(request, task).scores, pk=score)
    said = Given(given.choice, given.score, given.result, given.comment, given.above)
    row = settle(found, said, person(request), versions.seen(if_match))
    versions.tag(response, row.version)
    return row


class Earlier(Schema):
    """The score as it was."""

    at: datetime
    review_score: Decimal | None
    remark: str
    by: Named | None


@router.get(f"{ONE}/scores/{{score}}/history", response=list[Earlier])
@paginate(Pages)
def score_history(request: HttpRequest, task: Path[Key], score: Path[Key]) -> Any:
    """Who changed it, the newest first."""
    row = get_object_or_404(access.task_of(request, task).scores, pk=score)
    return [
        Earlier(
            at=one.history_date,
            review_score=one.review_score,
            remark="；".join(part for part in (one.note, one.comment) if part),
            by=Named.of(one.by),
        )
        for one in row.history.select_related("by").order_by("-history_date", "-history_id")
    ]


class ProposedVerdict(Schema):
    """What a third party proposed on a finding."""

    document_id: int
    draft: int
    key: str
    message: str
    choice: str
    reason: str
    by: Named


class ProposedScore(Schema):
    """What a third party proposed for an indicator of the form."""

    id: int
    name: str
    review_score: Decimal | None
    remark: str
    by: Named | None


class ProposalsShape(Schema):
    """What waits for the bureau's word."""

    verdicts: list[ProposedVerdict]
    scores: list[ProposedScore]

    @classmethod
    def made_of(cls, found: Proposals) -> "ProposalsShape":
        """The shape of what was found."""
        return cls(
            verdicts=[
                ProposedVerdict(
                    document_id=one.draft.document_id,
                    draft=one.draft.number,
                    key=one.finding.key,
                    message=one.finding.message,
                    choice=one.verdict.choice,
                    reason=one.verdict.reason,
                    by=Named(id=one.verdict.by_id, name=str(one.verdict.by)),
                )
                for one in found.verdicts
            ],
            scores=[
                ProposedScore(
                    id=one.pk,
                    name=one.name,
                    review_score=one.review_score,
                    remark=one.remark,
                    by=Named.of(one.by),
                )
                for one in found.scores
            ],
        )


@router.get(f"{ONE}/proposals", response=ProposalsShape)
def proposed(request: HttpRequest, response: HttpResponse, task: Path[Key]) -> Any:
    """What a third party proposed and nobody of the bureau has decided on."""
    row = access.task_of(request, task)
    found = proposals(row, standings([row], person(request))[row.pk].drafts)
    versions.tag(response, found.seen)
    return ProposalsShape.made_of(found)


@router.post(f"{ONE}/proposals/adoption", response=ProposalsShape)
def adopt_proposals(request: HttpRequest, task: Path[Key], if_match: IfMatch) -> Any:
    """Make all of them the reviewers' word, or none. To adopt one alone, give the verdict that it proposes."""
    row, seen = access.task_of(request, task), versions.stamped(if_match)
    drafts = standings([row], person(request))[row.pk].drafts
    return ProposalsShape.made_of(adopt(row, drafts, person(request), seen))


class ReturnShape(Schema):
    """When and by whom the part was sent back, and why."""

    at: datetime
    by: str
    reason: str


@router.get(f"{ONE}/returns", response=list[ReturnShape])
@paginate(Pages)
def sent_back(request: HttpRequest, task: Path[Key]) -> Any:
    """The times that the bureau sent the part back, the oldest first."""
    row = access.task_of(request, task)
    return [ReturnShape(at=one.at, by=one.actor_name, reason=one.words) for one in returns(row)]


@router.get(f"{ONE}/papers/{{name}}", openapi_extra=FILE)
def paper(
    request: HttpRequest, task: Path[Key], name: Path[Literal["复核表", "问题清单", "工作底稿"]]
) -> HttpResponse:
    """The paper as a Word file."""
    row = access.task_of(request, task)
    pages = KINDS[name].make(letters.unit_party(row, person(request)))
    if not pages:
        raise NotNow("还没有成立或待说明的问题，所以没有可写的内容")
    return download(template(name).fill_each(pages), f"{row.unit.name}_{row.campaign.year}年度_{name}.docx")


class LetterShape(Schema):
    """A letter of opinion; `content` has `fields`, `overall` and `items` by 更正, 说明, 建议."""

    id: int
    state: str
    content: dict[str, Any]
    by: Named
    at: datetime
    signed_by: Named | None
    signed_at: datetime | None
    version: int
    warnings: list[str]

    @staticmethod
    def resolve_by(row: Letter) -> Named | None:
        """Who wrote it."""
        return Named.of(row.by)

    @staticmethod
    def resolve_signed_by(row: Letter) -> Named | None:
        """Who signed it."""
        return Named.of(row.signed_by)

    @staticmethod
    def resolve_warnings(row: Letter) -> list[str]:
        """What to look at before it is signed."""
        found = standings([row.task], row.by)[row.task_id]
        return letters.warnings(row.task, found, row, list(row.task.scores.all()))


class Edited(Schema):
    """The texts by the names of the desk's fields: 总体情况, 更正-1-问题, 更正-1-删, 新-问题 and the like."""

    texts: dict[Short, Long] = Field(max_length=2000)


class Signing(Schema):
    """The version of the unit's part, which signing moves to 意见已出."""

    task_version: Number


def _letter(request: HttpRequest, task: int) -> Letter:
    row = access.task_of(request, task)
    kept = row.letters.select_related("task__unit", "task__campaign", "file", "by").order_by("-pk")
    return get_object_or_404(kept.filter(pk__in=kept.values("pk")[:1]))


@router.get(f"{ONE}/letter", response=LetterShape)
def letter(request: HttpRequest, response: HttpResponse, task: Path[Key]) -> Any:
    """The newest letter of the unit."""
    row = _letter(request, task)
    versions.tag(response, row.version)
    return row


@router.post(f"{ONE}/letter", response=LetterShape)
def put_together(request: HttpRequest, response: HttpResponse, task: Path[Key]) -> Any:
    """Draft it from what holds; drafting it anew loses what was edited."""
    row = letters.put_together(access.task_of(request, task), person(request))
    versions.tag(response, row.version)
    return row


@router.put(f"{ONE}/letter", response=LetterShape)
def edit_letter(
    request: HttpRequest, response: HttpResponse, task: Path[Key], given: Edited, if_match: IfMatch
) -> Any:
    """Save edited texts."""
    row = letters.edited(_letter(request, task), given.texts, person(request), versions.seen(if_match))
    versions.tag(response, row.version)
    return row


@router.post(f"{ONE}/letter/signature", response=Moved)
def sign_letter(
    request: HttpRequest, response: HttpResponse, task: Path[Key], given: Signing, if_match: IfMatch
) -> Any:
    """签发: from then on the file stays as it is, and what it asks for are the unit's items."""
    row = letters.sign(_letter(request, task), person(request), versions.seen(if_match), given.task_version)
    versions.tag(response, row.version)
    return Moved.of(row)


@router.get(f"{ONE}/letter/file", openapi_extra=FILE)
def letter_file(request: HttpRequest, task: Path[Key]) -> HttpResponse:
    """The Word file: the kept one of a signed letter, else as it stands now."""
    row = _letter(request, task)
    return download(content(row.file) if row.file else letters.written(row), letters.name_of(row))
