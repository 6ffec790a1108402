"""Tables that come into a ledger at once: looked at, taken, undone."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, File, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.ledgers.schema import Schema as Described
from quanheng.web.api.ledgers import ONE, fills
from quanheng.web.api.paging import Key, Number, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import Short
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.ledgers import batches, doubts
from quanheng.web.ledgers.models import Batch, Ledger
from quanheng.web.units.entry import person

router = Router(tags=["台账"])


class BatchShape(Schema):
    """A table that came in; it changes nothing before it is taken, and can be undone as a whole."""

    id: int
    source: str
    state: str
    told: str
    at: datetime


class Looked(BatchShape):
    """What taking it would do; `columns` says which column of the table went where."""

    columns: dict[str, str]
    new: int
    changed: int
    same: int
    doubtful: int


class Choose(Schema):
    """Column of the table (from 0) to column of the ledger, empty for none; `unit` of money as it stands there."""

    columns: dict[Number, Short] = Field(max_length=200)
    unit: Short = ""
    table: int = Field(-1, ge=-1, le=1000)


class Done(Schema):
    """What was done, in words."""

    words: str


def _batch(request: HttpRequest, ledger: Ledger, number: int) -> Batch:
    seen = Batch.objects.visible_to(person(request)).select_related("ledger__unit", "file")
    found: Batch = get_object_or_404(seen, pk=number, ledger=ledger)
    return found


def _look(held_: Batch, schema: Described) -> Looked:
    made = batches.look(held_, schema)
    result = batches.plan(held_.ledger, made)
    return Looked(
        id=held_.pk,
        source=held_.source,
        state=held_.state,
        told=held_.told,
        at=held_.at,
        columns={one.head: one.column or "" for one in made.columns},
        new=len(result.new),
        changed=len(result.changed),
        same=result.same,
        doubtful=result.doubtful,
    )


@router.post(f"{ONE}/batches", response={201: Looked})
def bring_table(request: HttpRequest, ledger: Path[Key], file: File[UploadedFile]) -> Any:
    """Bring a table (xlsx, csv and the like) and see what taking it would do; nothing is changed yet."""
    kept, schema = fills(request, ledger)
    made = batches.from_file(kept, schema, file.name or "文件", file.read(), person(request))
    return Status(201, _look(made, schema))


@router.get(f"{ONE}/batches", response=list[BatchShape])
@paginate(Pages)
def table_batches(request: HttpRequest, ledger: Path[Key]) -> Any:
    """The tables that came in, the newest first."""
    return fills(request, ledger)[0].batches.all()


@router.get(f"{ONE}/batches/{{batch}}", response=Looked)
def table_batch(request: HttpRequest, ledger: Path[Key], batch: Path[Key]) -> Any:
    """What taking it would do; 404 once it was taken or left."""
    kept, schema = fills(request, ledger)
    found = _batch(request, kept, batch)
    if found.state != Batch.State.PREVIEW:
        raise Http404
    return _look(found, schema)


@router.put(f"{ONE}/batches/{{batch}}", response=Looked)
def choose_columns(request: HttpRequest, ledger: Path[Key], batch: Path[Key], given: Choose) -> Any:
    """Say which column is which."""
    kept, schema = fills(request, ledger)
    found = _batch(request, kept, batch)
    unknown = {name: ["没有这一栏"] for name in given.columns.values() if name and not schema.has(name)}
    if unknown:
        raise Unfit(unknown)
    if found.state != Batch.State.PREVIEW:
        raise NotNow(f"现在是“{found.get_state_display()}”，不能再改对应的栏")
    batches.choose(found, schema, given.columns, given.unit, given.table)
    return _look(found, schema)


@router.delete(f"{ONE}/batches/{{batch}}", response={204: None})
def drop_batch(request: HttpRequest, ledger: Path[Key], batch: Path[Key]) -> Any:
    """Leave what was only looked at."""
    kept, _ = fills(request, ledger)
    batches.drop(_batch(request, kept, batch))
    return Status(204, None)


@router.post(f"{ONE}/batches/{{batch}}/taking", response=Done)
def take_batch(request: HttpRequest, ledger: Path[Key], batch: Path[Key]) -> Any:
    """Take what was looked at."""
    kept, schema = fills(request, ledger)
    words = batches.take(_batch(request, kept, batch), schema, person(request))
    doubts.check(kept, person(request))
    return Done(words=words)


@router.delete(f"{ONE}/batches/{{batch}}/taking", response=Done)
def undo_batch(request: HttpRequest, ledger: Path[Key], batch: Path[Key]) -> Any:
    """Undo it as a whole; rows that somebody changed since stay as they are."""
    kept, schema = fills(request, ledger)
    words = batches.undo(_batch(request, kept, batch), schema, person(request))
    doubts.check(kept, person(request))
    return Done(words=words)
