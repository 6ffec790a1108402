"""Ledgers and processes that an office describes itself."""

from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Router, Schema, Status

from quanheng.ledgers.schema import BadLedger
from quanheng.web.api import versions
from quanheng.web.api.ledgers import ONE, LedgerShape
from quanheng.web.api.paging import Key
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.ledgers import declaring, doubts
from quanheng.web.ledgers.declaring import STATE, TYPES, Whose, words
from quanheng.web.ledgers.described import OWN
from quanheng.web.ledgers.models import Declaration, Ledger
from quanheng.web.ledgers.views.access import ledger_of
from quanheng.web.units.entry import person
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import demand, visible_units

router = Router(tags=["台账"])
NEW = "新登记"
"""Where a process begins: a row that has no state yet."""


class OwnColumn(Schema):
    """A column: `name` is empty for a new one; `choices` only of type choice; `key` tells the rows apart."""

    name: Short = ""
    title: Short
    type: Short = "text"
    unit: Short = ""
    choices: list[Short] = Field([], max_length=100)
    required: bool = False
    key: bool = False
    private: bool = False


class OwnLedger(Schema):
    """A ledger as an office describes it; `states` where rows go through a process."""

    title: Short
    section: Short = Field("", max_length=40)
    about: Short = ""
    evidence: list[Short] = Field([], max_length=20)
    states: list[Short] = Field([], max_length=40)
    columns: list[OwnColumn] = Field(min_length=1, max_length=100)


class OwnStep(Schema):
    """A step: from which states (新登记 for a new row) to which ("" stays), by whom, and what it wants.

    `signs`: done when all of `who` have signed; `form`: it has a form to print.
    """

    name: Short = ""
    title: Short
    sources: list[Short] = Field(min_length=1, max_length=40)
    to: Short = ""
    who: list[Short] = Field(min_length=1, max_length=20)
    needs: list[Short] = Field([], max_length=100)
    papers: list[Short] = Field([], max_length=20)
    days: int | None = Field(None, ge=1, le=3660)
    unit: Literal["calendar", "workdays"] = "calendar"
    signs: bool = False
    form: bool = False


class OwnProcess(Schema):
    """A process over a ledger of one's own."""

    title: Short = ""
    steps: list[OwnStep] = Field(min_length=1, max_length=60)


@router.post("/units/{unit}/own-ledgers", response={201: LedgerShape})
def describe_ledger(request: HttpRequest, unit: Path[Key], given: OwnLedger) -> Any:
    """A new ledger of my unit, which begins to be kept."""
    user = person(request)
    row = get_object_or_404(visible_units(user, "edit_section").exclude(kind=Unit.Kind.FIRM), pk=unit)
    whose = Whose(row, declaring.own_section(user) or given.section.strip(), user)
    return Status(201, _saved(None, given, whose, 0))


@router.get(f"{ONE}/description", response=OwnLedger)
def ledger_description(request: HttpRequest, response: HttpResponse, ledger: Path[Key]) -> Any:
    """How my office described it; 404 for a ledger that is not our own."""
    row = _described(request, ledger)[1]
    versions.tag(response, row.version)
    return _ledger_of(row)


@router.put(f"{ONE}/description", response=LedgerShape)
def redescribe_ledger(
    request: HttpRequest, response: HttpResponse, ledger: Path[Key], given: OwnLedger, if_match: IfMatch
) -> Any:
    """Change it: columns with rows stay and keep their type."""
    held, row = _described(request, ledger)
    whose = Whose(held.unit, held.section, person(request))
    made = _saved(row, given, whose, versions.seen(if_match))
    versions.tag(response, Declaration.objects.get(pk=row.pk).version)
    return made


@router.get(f"{ONE}/process-description", response=OwnProcess)
def process_description(request: HttpRequest, response: HttpResponse, ledger: Path[Key]) -> Any:
    """How my office described the process over a ledger of its own; 404 before it has."""
    held = _own(request, ledger)
    row = declaring.process_of(held, person(request))
    if row is None:
        raise Http404
    versions.tag(response, row.version)
    return _process_of(row)


@router.put(f"{ONE}/process-description", response=OwnProcess)
def describe_process(
    request: HttpRequest, response: HttpResponse, ledger: Path[Key], given: OwnProcess, if_match: IfMatch
) -> Any:
    """Describe it or change it; If-Match is "0" where there is none yet."""
    held, user = _own(request, ledger), person(request)
    row, whose = declaring.process_of(held, user), Whose(held.unit, held.section, user)
    try:
        made = declaring.save_process(held, row, _process_form(given), whose, versions.seen(if_match))
    except BadLedger as fault:
        raise Unfit({"given": [str(fault)]}) from fault
    versions.tag(response, made.version)
    return _process_of(made)


def _own(request: HttpRequest, number: int) -> Ledger:
    held = ledger_of(request, number)[0]
    demand(person(request), "edit_section", held)
    if not held.name.startswith(OWN):
        raise Http404
    return held


def _described(request: HttpRequest, number: int) -> tuple[Ledger, Declaration]:
    held = _own(request, number)
    row = declaring.described(held, person(request))
    if row is None:
        raise Http404
    return held, row


def _saved(row: Declaration | None, given: OwnLedger, whose: Whose, seen: int) -> Ledger:
    try:
        made = declaring.save_ledger(row, _ledger_form(given), whose, seen)
    except BadLedger as fault:
        raise Unfit({"given": [str(fault)]}) from fault
    doubts.check(made, whose.by)
    return made


def _joined(name: str, many: list[str]) -> str:
    """The words as a form has them. Raises Unfit for one that a form would cut in two."""
    cut = [one for one in many if words(one) != [one]]
    if cut:
        raise Unfit({name: [f"“{cut[0]}”里不能有空格和标点"]})
    return " ".join(many)


def _ledger_form(given: OwnLedger) -> dict[str, str]:
    """The inputs of the page that mean the same."""
    made = {
        "title": given.title,
        "section": given.section,
        "about": given.about,
        "evidence": _joined("evidence", given.evidence),
        "states": _joined("states", given.states),
    }
    for at, column in enumerate(given.columns):
        if column.type not in TYPES:
            raise Unfit({"type": [f"类型可写：{'、'.join(TYPES)}"]})
        texts = {"name": column.name, "title": column.title, "type": column.type, "unit": column.unit}
        texts["choices"] = _joined("choices", column.choices)
        made |= {f"{name}-{at}": text for name, text in texts.items()}
        made |= {f"{name}-{at}": "1" for name in ("required", "key", "private") if getattr(column, name)}
    return made


def _process_form(given: OwnProcess) -> dict[str, str]:
    made = {"title": given.title}
    for at, step in enumerate(given.steps):
        texts = {
            "name": step.name,
            "title": step.title,
            "from": "|".join(step.sources),
            "to": step.to,
            "who": _joined("who", step.who),
            "needs": "|".join(step.needs),
            "papers": _joined("papers", step.papers),
            "days": "" if step.days is None else str(step.days),
            "unit": step.unit,
        }
        made |= {f"{name}-{at}": text for name, text in texts.items()}
        made |= {f"{name}-{at}": "1" for name in ("signs", "form") if getattr(step, name)}
    return made


def _ledger_of(row: Declaration) -> OwnLedger:
    tree = row.tree
    columns = {name: one for name, one in tree["columns"].items() if name != STATE}
    return OwnLedger(
        title=tree["title"],
        section=row.section,
        about=tree.get("about", ""),
        evidence=tree.get("evidence", []),
        states=tree["columns"].get(STATE, {}).get("choices", []),
        columns=[
            OwnColumn(
                name=name,
                title=one["title"],
                type=one["type"],
                unit=one.get("unit", ""),
                choices=one.get("choices", []),
                required=bool(one.get("required")),
                key=name in tree["key"],
                private=bool(one.get("private")),
            )
            for name, one in columns.items()
        ],
    )


def _process_of(row: Declaration) -> OwnProcess:
    tree = row.tree
    return OwnProcess(
        title=tree["title"],
        steps=[
            OwnStep(
                name=name,
                title=one["title"],
                sources=[state or NEW for state in one["from"]],
                to=one["to"],
                who=[tree["roles"][role] for role in one["who"]],
                needs=one.get("needs", []),
                papers=one.get("evidence", []),
                days=int(one["within"]["days"]) if one.get("within") else None,
                unit=one.get("within", {}).get("unit", "calendar"),
                signs=bool(one.get("signs")),
                form=bool(one.get("form")),
            )
            for name, one in tree["steps"].items()
        ],
    )
