"""Lists of units and people as they are copied from Excel: first looked at, then taken over."""

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import AfterValidator

from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import sound
from quanheng.web.units import pasting
from quanheng.web.units.entry import person
from quanheng.web.units.models import User
from quanheng.web.units.pasting import Pasted
from quanheng.web.units.views.units import administrator

router = Router(tags=["单位和人员"])


class PasteGiven(Schema):
    """A block with tabs between its cells; without `apply` nothing is changed."""

    text: Annotated[str, Field(max_length=100_000), AfterValidator(sound)]
    apply: bool = False


class PastedRow(Schema):
    """A row: 新增, 已有 or 有误, and why; `password` is a new account's first, told this once."""

    number: int
    cells: dict[str, str]
    state: str
    told: str
    password: str


class PastedShape(Schema):
    """The rows as they were read; with `applied` those that are 新增 have been made."""

    applied: bool
    columns: list[str]
    rows: list[PastedRow]


@router.post("/units/pasted", response=PastedShape)
def paste_units(request: HttpRequest, given: PasteGiven) -> Any:
    """Units: 单位名称, 上级, 性质, 单位代码, 简称, 区划代码; the first row may name the columns."""
    return _pasted(request, pasting.units, given)


@router.post("/people/pasted", response=PastedShape)
def paste_people(request: HttpRequest, given: PasteGiven) -> Any:
    """People with their roles: 姓名, 用户名, 单位, 角色, 股室, 电话, 自, 至."""
    return _pasted(request, pasting.people, given)


def _pasted(
    request: HttpRequest, read: Callable[[str, User, bool], Pasted], given: PasteGiven
) -> PastedShape:
    administrator(request)
    made = read(given.text, person(request), given.apply)
    if not made.rows:
        raise Unfit({"text": ["没有读到行。请把 Excel 里复制的内容原样送来，一行一条，格之间是制表符"]})
    rows = [
        PastedRow(number=one.number, cells=one.cells, state=one.state, told=one.told, password=one.password)
        for one in made.rows
    ]
    return PastedShape(applied=given.apply, columns=list(made.columns), rows=rows)
