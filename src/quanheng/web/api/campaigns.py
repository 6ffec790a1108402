"""Campaigns: setting the work, drawing the units, files that come in."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, File, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.web.api import versions
from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import Long, Named, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.campaigns import access, intake
from quanheng.web.campaigns.forms import FORMS, CampaignForm
from quanheng.web.campaigns.models import Campaign
from quanheng.web.campaigns.sampling import Method, new_seed
from quanheng.web.campaigns.setting_up import draw_again, set_up
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.units.entry import person
from quanheng.web.units.rights import can_anywhere, demand

router = Router(tags=["工作任务"])
ONE = "/campaigns/{campaign}"


class CampaignShape(Schema):
    """A piece of the year's work; `seed`, `sampling` and `share` repeat the draw."""

    id: int
    title: str
    kind: str
    year: int
    unit: Named
    deadline: date
    norms: str
    norms_version: str
    forms: list[str]
    sampling: str
    share: Decimal | None
    seed: str
    state: str
    version: int

    @staticmethod
    def resolve_unit(row: Campaign) -> Named | None:
        """Who set it."""
        return Named.of(row.unit)


class NewCampaign(Schema):
    """As the page's form: `units` is a list of names, one a line; `as_` says who a name is that is not known."""

    kind: Short
    year: int
    title: Short
    unit: Key
    deadline: date
    norms: Short = "cn"
    material: list[Short]
    units: Long
    as_: dict[str, Short] = Field(default_factory=dict)
    reviewers: list[Key] = Field(default_factory=list)
    sampling: Short = "all"
    share: Decimal | None = Field(None, max_digits=5, decimal_places=2)
    seed: Short = ""
    third: list[Key] = Field(default_factory=list)
    third_from: date | None = None
    third_to: date | None = None
    office: Short = ""
    contact: Short = ""
    phone: Short = ""
    answer_days: int = 30


@router.get("/campaigns", response=list[CampaignShape])
@paginate(Pages)
def campaigns(request: HttpRequest) -> Any:
    """Those that I set, and those in which I review something that was handed in."""
    user = person(request)
    if not can_anywhere(user, "comment"):
        raise PermissionDenied("复核工作由财政局绩效股和受托的第三方办理")
    return access.campaigns(user).select_related("unit")


@router.post("/campaigns", response={201: CampaignShape})
def new_campaign(request: HttpRequest, given: NewCampaign) -> Any:
    """Set the work, with a task for every unit; a name that is not known is refused."""
    user = person(request)
    if not can_anywhere(user, "campaign"):
        raise PermissionDenied("工作任务由财政局绩效股下达")
    data = given.model_dump() | {f"as:{name}": said for name, said in given.as_.items()}
    form = CampaignForm(user, data)
    if not form.is_valid():
        raise Unfit.of(form)
    return Status(201, set_up(form.cleaned_data, user)[0])


@router.get(ONE, response=CampaignShape)
def campaign(request: HttpRequest, response: HttpResponse, campaign: Path[Key]) -> Any:
    """One campaign."""
    row = access.campaign_of(request, campaign)
    versions.tag(response, row.version)
    return row


class Draw(Schema):
    """all, random, amount or risk; `share` in per cent; the same seed draws the same units."""

    method: Method
    share: Decimal = Field(Decimal(100), gt=0, le=100, max_digits=5, decimal_places=2)
    seed: str = Field("", max_length=40, pattern=r"^[^\x00]*$")


class Drawn(Schema):
    """How the units were drawn, in words that can be printed, and which."""

    words: str
    tasks: list[int]


@router.post(f"{ONE}/draw", response=Drawn)
def draw(request: HttpRequest, campaign: Path[Key], given: Draw, if_match: IfMatch) -> Any:
    """Draw the units again, before review has begun anywhere."""
    row = access.campaign_of(request, campaign)
    demand(person(request), "campaign", row)
    seed, version = given.seed or new_seed(), versions.seen(if_match)
    try:
        sample = draw_again(row, given.method, given.share, seed, person(request), version)
    except ValueError as fault:
        raise NotNow(str(fault)) from fault
    drawn = row.tasks.filter(sampled=True).values_list("pk", flat=True)
    return Drawn(words=sample.words, tasks=list(drawn))


class ReceiptShape(Schema):
    """A file that came in: whose it is (`task_id`), or why that is not known and whose it may be (`guesses`)."""

    id: int
    name: str
    state: str
    told: str
    task_id: int | None
    draft_id: int | None
    guesses: list[int]
    at: datetime


class Given(Schema):
    """The task that a file belongs to and what it is; without a task it is left out."""

    task: Key | None = None
    kind: Short = ""


@router.get(f"{ONE}/receipts", response=list[ReceiptShape])
@paginate(Pages)
def receipts(request: HttpRequest, campaign: Path[Key]) -> Any:
    """The files that came in, the newest first."""
    return _set(request, campaign).receipts.all()


@router.post(f"{ONE}/receipts", response={201: list[ReceiptShape]})
def take_in(request: HttpRequest, campaign: Path[Key], file: File[UploadedFile]) -> Any:
    """Take a file or a zip; each file in it goes to its unit by what it says of itself."""
    row = _set(request, campaign)
    return Status(201, intake.take_in(row, file.name or "未命名", file.chunks(), person(request)))


@router.post(f"{ONE}/receipts/{{receipt}}", response=ReceiptShape)
def place_receipt(request: HttpRequest, campaign: Path[Key], receipt: Path[Key], given: Given) -> Any:
    """Give a file of the tray to a unit, or leave it out."""
    row, user = _set(request, campaign), person(request)
    found = get_object_or_404(row.receipts, pk=receipt)
    if given.task is None:
        intake.dismiss(found, user)
    else:
        task = get_object_or_404(access.tasks(user, row), pk=given.task)
        intake.assign(found, task, user, given.kind if given.kind in FORMS else "")
    found.refresh_from_db()
    return found


def _set(request: HttpRequest, number: int) -> Campaign:
    row = access.campaign_of(request, number)
    demand(person(request), "campaign", row)
    return row
