"""A department's year."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from quanheng.web.departments import exchange
from tests.web.operations.line import Line, file
from tests.web.operations.states import drafting, no_book, nothing_said, state

BOOK, OURS = "book=book", "view@book"
SECTION = f"{BOOK} section=income"


def workbook(rows: dict[str, Any]) -> dict[str, Any]:
    """The book's own workbook, come back."""
    return {"files": SimpleUploadedFile("回来.xlsx", exchange.workbook(rows["book"]))}


LINES = [
    Line("books", "person"),
    Line(
        "open_book",
        "person",
        needs="edit",
        when=no_book,
        also=frozenset({422}),
        form=lambda w: {"unit": w["department"].pk, "year": 2025, "framework": w["book"].framework},
    ),
    Line("book", OURS, BOOK),
    Line("sections", OURS, BOOK),
    Line("section", "view_whole@book", SECTION),
    Line("fill_section", "view_whole@book", SECTION, "edit_section@book", {"cells": {}}, match="income_part"),
    Line("hand_section", "view_whole@book", SECTION, "edit_section@book", {}),
    Line("return_section", "view_whole@book", SECTION, "edit@book", {"reason": "缺项"}),
    Line("book_history", OURS, BOOK, "view_whole@book"),
    Line("book_workbook", OURS, BOOK, "view_whole@book"),
    Line("take_workbooks", OURS, BOOK, "edit@book", form=workbook),
    Line("check_book", OURS, BOOK, "view_whole@book"),
    Line("book_task", OURS, BOOK),
    Line(
        "book_step",
        OURS,
        f"{BOOK} step=prepare",
        "prepare_submission@task",
        lambda w: {"reason": "已核", "task": w["task"].pk},
        match="task",
        when=drafting,
    ),
    Line(
        "book_step",
        OURS,
        f"{BOOK} step=submit",
        "submit@task",
        lambda w: {"reason": "已核", "task": w["task"].pk},
        match="task",
        when=state("to_sign"),
    ),
    Line("book_tasks", OURS, BOOK, "view_whole@book"),
    Line("turn_to_task", OURS, BOOK, "edit@book", lambda w: {"task": w["task"].pk}),
    Line("indicators", OURS, BOOK, "view_whole@book"),
    Line("add_evidence", OURS, BOOK, "edit_section@book", form=lambda _: {"indicator": "产出", **file()}),
    Line("evidence_file", OURS, f"{BOOK} evidence=evidence"),
    Line("drop_evidence", OURS, f"{BOOK} evidence=evidence", "edit_section@book"),
    Line("monitoring", OURS, f"{BOOK} month=7", "view_whole@book"),
    Line("set_monitoring", OURS, f"{BOOK} month=7", "edit@book", {"values": {}, "paid": "100.00"}),
    Line("written", OURS, BOOK, "view_whole@book"),
    Line("write", OURS, BOOK, "edit@book", {"kinds": ["form"]}, quiet=True),
    Line("written_file", OURS, f"{BOOK} document=written", "view_whole@book"),
    Line("material", OURS, BOOK, "view_whole@book"),
    Line("add_material", OURS, BOOK, "edit@task", form=lambda _: file(), when=drafting),
    Line("add_written", OURS, f"{BOOK} document=written", "edit@task", body={}, when=drafting),
    Line("drop_material", OURS, f"{BOOK} document=document", "edit@task", when=nothing_said),
]
