"""What of the publications everybody may see, and the overview of all units as Excel."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema

from quanheng.web.api import versions
from quanheng.web.api.paging import Number
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import FILE, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.disclosure import board
from quanheng.web.disclosure.facing import demand_overlooking, keep
from quanheng.web.disclosure.models import Face, Publication
from quanheng.web.downloads import download
from quanheng.web.units.entry import person

router = Router(tags=["公开"])


class FaceShape(Schema):
    """Whether nobody has to sign in to read the public pages, whether they list confirmed problems, whom to tell."""

    open: bool
    problems: bool
    contact: Short = ""


@router.get("/public-pages", response=FaceShape)
def public_pages(request: HttpRequest, response: HttpResponse) -> Any:
    """The settings as they are."""
    demand_overlooking(person(request))
    row = Face.now()
    versions.tag(response, row.version)
    return row


@router.put("/public-pages", response=FaceShape)
def change_public_pages(
    request: HttpRequest, response: HttpResponse, given: FaceShape, if_match: IfMatch
) -> Any:
    """Open, close, or change them."""
    wanted = Face(open=given.open, problems=given.problems, contact=given.contact.strip())
    demand_overlooking(person(request))
    row = keep(wanted, person(request), versions.seen(if_match))
    versions.tag(response, row.version)
    return row


@router.get("/publications.xlsx", openapi_extra=FILE)
def publications_file(request: HttpRequest, kind: Short, year: Number) -> HttpResponse:
    """Who has published what is owed, late, corrected: all units of a kind and year."""
    user = person(request)
    demand_overlooking(user)
    if kind not in Publication.Kind.values:
        raise Unfit({"kind": [f"可写：{'、'.join(Publication.Kind.values)}"]})
    made = board.county(user, kind, year)
    return download(board.workbook(made), f"{made.title}.xlsx")
