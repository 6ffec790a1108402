"""Units, people, jobs, the log."""

from __future__ import annotations

from typing import Any

from tests.web.operations.line import Line


def new_role(rows: dict[str, Any]) -> dict[str, Any]:
    """A role that the department's leader has not."""
    return {"unit": rows["department"].pk, "role": "division"}


LINES = [
    Line("me", "person"),
    Line("units", "person"),
    Line("unit", "view@own campaign@own people@own", "unit=department"),
    # units and people
    Line("paste_units", "person", needs="people", body={"text": "青岭县林业局", "apply": True}),
    Line(
        "paste_people",
        "person",
        needs="people",
        body={"text": "刘站长\tliu\t青岭县水务局\t单位领导", "apply": True},
    ),
    Line(
        "make_unit",
        "person",
        needs="people",
        body=lambda w: {"name": "青岭县档案馆", "parent": w["department"].pk},
    ),
    Line(
        "change_unit",
        "person",
        "unit=department",
        "people",
        lambda w: {"name": "青岭县水利局", "parent": w["root"].pk},
        match="department",
    ),
    Line("people", "person", needs="people"),
    Line(
        "make_person",
        "person",
        needs="people",
        body=lambda w: {"shown": "王明", "username": "wangming", "role": new_role(w)},
    ),
    Line("one_person", "person", "user=leader", "people"),
    Line("change_person", "person", "user=leader", "people", {"shown": "李明"}, match="leader"),
    Line("give_role", "person", "user=leader", "people", new_role),
    Line("end_role", "person", "user=leader role=held", "people"),
    Line("reset_password", "person", "user=leader", "people", {}),
    Line("clear_second_factor", "person", "user=leader", "people", quiet=True),
    # jobs and the log
    Line("jobs", "person"),
    Line("job_letters", "view@zip", "job=zip"),
    Line("job", "view@job", "job=job"),
    Line("cancel_job", "view@job", "job=job", body={}),
    Line("events", "person", needs="log"),
    Line("verify_events", "person", needs="log"),
    Line("events_file", "person", needs="log"),
]
