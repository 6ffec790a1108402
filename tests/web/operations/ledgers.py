"""Ledgers and processes."""

from __future__ import annotations

from quanheng.web.departments.entries import record_of
from quanheng.web.departments.indicators import name_of
from tests.web.operations.books import BOOK, OURS
from tests.web.operations.line import Line, file, papers
from tests.web.operations.states import deleted_row, reported, taken

LEDGER, FILLS = "view@ledger", "edit_section@ledger"
OWN_LEDGER = {
    "title": "加油站检查",
    "states": ["登记", "整改", "销号"],
    "columns": [{"title": "加油站", "key": True, "name": "c1"}, {"title": "检查日", "type": "date"}],
}

OWN_PROCESS = {
    "title": "检查办理",
    "steps": [
        {"title": "登记", "sources": ["新登记"], "to": "登记", "who": ["安全股"]},
        {"title": "销号", "sources": ["登记"], "to": "销号", "who": ["安全股", "企业"], "days": 5},
    ],
}

NEW_ROW = {
    "enterprise": "青岭二号有限公司",
    "code": "91430121MA4L2X3Y5D",
    "number": "202543012108000002",
    "entered": "2025-05-01",
    "state": "入库",
}

NEW_PROJECT = {
    "cells": '{"title": "土壤墒情", "enterprise": "青岭一号有限公司", "code": "91430121MA4L2X3Y5D"}',
    "person": "王明",
    "role": "enterprise",
    "organisation": "青岭一号有限公司",
}

LINES = [
    # ledgers
    Line("ledgers", "person"),
    Line("ledger", LEDGER, "ledger=ledger"),
    Line("ledger_columns", LEDGER, "ledger=ledger"),
    Line("ledger_rows", LEDGER, "ledger=ledger"),
    Line("add_row", LEDGER, "ledger=ledger", FILLS, {"cells": NEW_ROW}),
    Line("ledger_row", LEDGER, "ledger=ledger row=row"),
    Line(
        "change_row",
        LEDGER,
        "ledger=ledger row=row",
        FILLS,
        {"cells": {"enterprise": "青岭三号有限公司"}},
        match="row",
    ),
    Line("delete_row", LEDGER, "ledger=ledger row=row", FILLS, {"reason": "重复"}),
    Line("restore_row", LEDGER, "ledger=ledger row=row", FILLS, when=deleted_row),
    Line("row_evidence", LEDGER, "ledger=ledger row=row"),
    Line(
        "prove_row", LEDGER, "ledger=ledger row=row", FILLS, form=lambda _: {"page": "3", **file("名单.pdf")}
    ),
    Line("row_evidence_file", LEDGER, "ledger=ledger evidence=proof"),
    Line("drop_row_evidence", LEDGER, "ledger=ledger evidence=proof", FILLS),
    Line(
        "bring_table",
        LEDGER,
        "ledger=ledger",
        FILLS,
        quiet=True,
        form=lambda _: file("名单.csv", "企业名称,信用代码\n青岭四号,1\n"),
    ),
    Line("table_batches", LEDGER, "ledger=ledger", FILLS),
    Line("table_batch", LEDGER, "ledger=ledger batch=batch", FILLS),
    Line(
        "choose_columns",
        LEDGER,
        "ledger=ledger batch=batch",
        FILLS,
        {"columns": {"0": "enterprise"}},
        quiet=True,
    ),
    Line("take_batch", LEDGER, "ledger=ledger batch=batch", FILLS, {}),
    Line("undo_batch", LEDGER, "ledger=ledger batch=batch", FILLS, when=taken),
    Line("drop_batch", LEDGER, "ledger=ledger batch=batch", FILLS, quiet=True),
    Line("rows_file", LEDGER, "ledger=ledger"),
    Line("watched_sums", LEDGER, "ledger=monthly"),
    Line("watch", LEDGER, "ledger=monthly", when=reported),
    Line("describe_ledger", "edit_section@own", "unit=department", body=OWN_LEDGER),
    Line("ledger_description", LEDGER, "ledger=own", FILLS),
    Line("redescribe_ledger", LEDGER, "ledger=own", FILLS, OWN_LEDGER, match="declared"),
    Line("process_description", LEDGER, "ledger=own", FILLS),
    Line("describe_process", LEDGER, "ledger=own", FILLS, OWN_PROCESS, match="declared_process"),
    Line("ledgers_to_keep", "person", "unit=department", "edit", also=frozenset({404})),
    Line(
        "keep_ledgers",
        "person",
        "unit=department",
        "edit",
        {"sections": {"high-tech-enterprises": "办公室"}},
        also=frozenset({404}),
    ),
    Line("arrange_ledger", LEDGER, "ledger=ledger", "edit@ledger", {"section": "办公室", "year": 2024}),
    Line("leave_ledger", LEDGER, "ledger=monthly", "edit@ledger"),
    Line("measures", LEDGER, "ledger=ledger"),
    Line("build_measure", LEDGER, "ledger=ledger", FILLS, {"inputs": {"kind": "count", "title": "家数"}}),
    Line("measure", LEDGER, "ledger=ledger measure=entered"),
    Line(
        "rebuild_measure",
        LEDGER,
        "ledger=ledger measure=saved-1",
        FILLS,
        {"inputs": {"kind": "count", "title": "家数"}},
    ),
    Line("drop_measure", LEDGER, "ledger=ledger measure=saved-1", FILLS),
    Line(
        "bind_measure",
        LEDGER,
        "ledger=ledger measure=entered",
        "edit@book",
        lambda w: {"book": w["book"].pk, "indicator": name_of(record_of(w["book"]).indicators[0])},
    ),
    Line("bindings", OURS, BOOK, "view_whole@book"),
    Line("unbind_indicator", OURS, f"{BOOK} binding=binding", "edit@book"),
    Line("take_results", OURS, BOOK, "edit@book", {}),
    Line("frozen_results", OURS, BOOK, "view_whole@book"),
    Line("frozen_result", OURS, f"{BOOK} frozen=frozen", "view_whole@book"),
    # processes: who acts in one from outside is in test_processes.py
    Line("ledger_process", LEDGER, "ledger=projects"),
    Line("ledger_runs", LEDGER, "ledger=projects"),
    Line(
        "begin_run",
        LEDGER,
        "ledger=projects step=file",
        FILLS,
        form=lambda _: NEW_PROJECT | papers("项目申报书"),
    ),
    Line("take_row_in", LEDGER, "ledger=projects row=project", FILLS, body={}),
    Line("my_runs", "person"),
    Line("run", LEDGER, "run=run"),
    Line("take_step", LEDGER, "run=run step=formal", form=lambda _: papers("形式审查表"), match="run"),
    Line("run_paper", LEDGER, "run=run paper=paper"),
    Line("acting", LEDGER, "ledger=projects"),
    Line(
        "appoint",
        LEDGER,
        "ledger=projects",
        "edit@ledger",
        lambda w: {"user": w["leader"].pk, "role": "bureau"},
    ),
    Line("dismiss", LEDGER, "ledger=projects acting=acting", "edit@ledger"),
]
