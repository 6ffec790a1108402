"""The typed cells that measures and lists read are the rows, whatever was done to them and to the ledger's columns."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quanheng.ledgers.measures.evaluate import by_month, counted_rows, evaluate
from quanheng.ledgers.measures.load import measure
from quanheng.ledgers.measures.slots import COUNTS, slots
from quanheng.ledgers.outgoing import tsv
from quanheng.ledgers.period import year_of
from quanheng.ledgers.rows import row_of
from quanheng.ledgers.schema import BadLedger, Schema, Value
from quanheng.web.ledgers import batches, declaring, measuring
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.models import Batch, Cells, Declaration, Ledger, Row, Run
from quanheng.web.ledgers.rows import Typed, add_row, every, library_row, save_row, set_deleted

YEAR = year_of(2024)
COLUMNS: list[dict[str, str]] = [
    {"title": "编号", "type": "code", "key": "1"},
    {"title": "名称", "type": "text"},
    {"title": "开始", "type": "date"},
    {"title": "结束", "type": "date"},
    {"title": "金额", "type": "money", "unit": "元"},
]
LATER: list[dict[str, str]] = [{}, {"type": "count", "unit": "个"}, {"type": "text"}, {"type": "date"}]
"""What the column 其他 is: none, or of a type that nothing in it contradicts."""
MEASURES: list[dict[str, Any]] = [
    {"measure": "count"},
    {"measure": "distinct", "of": "c2", "series": "c3"},
    {"measure": "distinct", "of": ["c2", "c3"]},
    {"measure": "sum", "of": "c5", "unit": "万元", "where": [{"column": "c3", "during": "period"}]},
    {"measure": "net_increase", "of": "c2", "from": "c3", "to": "c4"},
    {"measure": "mean_days", "from": "c3", "to": "c4", "unit": "天"},
    {"measure": "on_time_rate", "done": "c3", "due": "c4", "unit": "%"},
]
ABOUT_LATER: list[dict[str, Any]] = [
    {"measure": "count", "where": [{"column": "c6", "filled": "yes"}]},
    {"measure": "distinct", "of": "c6"},
]
DAYS = st.sampled_from(["2023-12-31", "2024-03-01", "2024-12-31", "2025-01-01"])
CELLS = st.fixed_dictionaries(
    {
        "c1": st.none() | st.sampled_from("甲乙丙丁"),
        "c2": st.none() | st.sampled_from(["东厂", "西厂", 'q"1']),
        "c3": st.none() | DAYS,
        "c4": st.none() | DAYS,
        "c5": st.none() | st.integers(-(10**13), 10**13),
    }
)
WHICH = st.integers(0, 9)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), CELLS),
        st.tuples(st.just("edit"), WHICH, CELLS),
        st.tuples(st.just("delete"), WHICH),
        st.tuples(st.just("restore"), WHICH),
        st.tuples(st.just("paste"), st.lists(CELLS, min_size=1, max_size=4)),
        st.tuples(st.just("undo"), WHICH),
        st.tuples(st.just("describe"), st.integers(0, len(LATER) - 1)),
        st.tuples(st.just("fill later"), WHICH),
    ),
    max_size=9,
)


def _form(later: dict[str, str]) -> dict[str, str]:
    columns = [*COLUMNS, {"title": "其他", **later}] if later else COLUMNS
    made = {f"{key}-{at}": value for at, one in enumerate(columns) for key, value in one.items()}
    return {"title": "各种", **made, **{f"name-{at}": f"c{at + 1}" for at in range(len(columns))}}


class _Office:
    """Somebody who works in a ledger of the office's own."""

    def __init__(self, county: Any) -> None:
        self.by = county.people["accountant"]
        self.whose = declaring.Whose(county.department, "", self.by)
        self.ledger = declaring.save_ledger(None, _form({}), self.whose)

    @property
    def schema(self) -> Schema:
        return schema_of(self.ledger)

    def one(self, which: int, **how: Any) -> Row | None:
        rows = list(Row.objects.filter(ledger=self.ledger, **how).order_by("pk"))
        return rows[which % len(rows)] if rows else None

    def does(self, what: str, *how: Any) -> None:
        getattr(self, f"_{what.replace(' ', '_')}")(*how)

    def _add(self, cells: dict[str, Any]) -> None:
        add_row(self.ledger, Typed(cells), self.by, again=True)

    def _edit(self, which: int, cells: dict[str, Any]) -> None:
        if row := self.one(which, deleted=False):
            save_row(row, Typed(cells), self.by, row.version)

    def _delete(self, which: int) -> None:
        if row := self.one(which, deleted=False):
            set_deleted(row, True, self.by, "试")

    def _restore(self, which: int) -> None:
        if row := self.one(which, deleted=True):
            set_deleted(row, False, self.by)

    def _paste(self, rows: list[dict[str, Any]]) -> None:
        given = [row_of(self.schema, cells, at) for at, cells in enumerate(rows)]
        batch = batches.from_clipboard(self.ledger, tsv(self.schema, given), "", self.by)
        batches.take(batch, self.schema, self.by)

    def _undo(self, which: int) -> None:
        taken = list(Batch.objects.filter(ledger=self.ledger, state=Batch.State.TAKEN).order_by("pk"))
        if taken:
            batches.undo(taken[which % len(taken)], self.schema, self.by)

    def _describe(self, later: int) -> None:
        row = Declaration.objects.get(unit=self.whose.unit, name=self.ledger.name)
        try:
            declaring.save_ledger(row, _form(LATER[later]), self.whose, row.version)
        except BadLedger:  # rows have something in the column
            return

    def _fill_later(self, which: int) -> None:
        row, schema = self.one(which, deleted=False), self.schema
        if row and schema.has("c6"):
            values: dict[str, Value] = {"count": 7, "text": "甲方", "date": "2024-05-06"}
            value = values[schema.column("c6").type]
            save_row(row, Typed({"c6": value}), self.by, row.version)


def _same(ledger: Ledger) -> None:
    """Every measure by the cells is the one over the rows, and there are cells of the rows that count alone."""
    schema, rows = schema_of(ledger), [library_row(row) for row in every(ledger)]
    trees = [*MEASURES, *(ABOUT_LATER if schema.has("c6") else [])]
    known = {
        str(at): measure(f"m{at}", {"title": "数", "unit": "个", **tree}, schema, "试")
        for at, tree in enumerate(trees)
    }
    found = measuring.results(ledger, schema, known, YEAR)
    assert found == {name: evaluate(one, schema, rows, YEAR) for name, one in known.items()}
    for one in known.values():
        parts = measuring.rows_behind(ledger, schema, one, YEAR)
        counted = counted_rows(one, schema, rows, YEAR)
        assert [number for _, number, _ in parts] == [len(part) for part in counted]
    monthly = known["1"]
    assert dict(measuring.by_month(ledger, schema, monthly, YEAR)) == dict(
        by_month(monthly, schema, rows, YEAR)
    )
    assert Cells.objects.filter(ledger=ledger).count() == len(rows)


@pytest.mark.django_db
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each step asks the database much: no shrinking
    max_examples=25,
)
@given(steps=STEPS)
def test_whatever_was_done_the_cells_are_the_rows(county: Any, steps: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        office = _Office(county)
        for step in steps:
            office.does(*step)
            _same(office.ledger)
        transaction.set_rollback(True)


@pytest.mark.parametrize("amount", [10**18 - 1, 1 - 10**18])
def test_the_largest_amounts_have_their_cells(county: Any, amount: int) -> None:
    office = _Office(county)
    office.does("add", {"c1": "甲", "c5": amount})
    slot = slots(office.schema, {})["c5"]
    assert Cells.objects.values_list(slot, flat=True).get() == amount


def test_rows_without_cells_are_given_them_when_they_are_first_asked_for(county: Any) -> None:
    """As of a version of this program that kept none."""
    office = _Office(county)
    office.does("paste", [{"c1": n, "c2": "东厂", "c3": "2024-03-01", "c5": 5} for n in "甲乙丙"])
    office.does("delete", 1)
    Cells.objects.all().delete()
    Ledger.objects.update(slots={})
    office.does("add", {"c1": "丁", "c2": "西厂"})
    _same(office.ledger)
    Cells.objects.all().delete()
    Ledger.objects.update(slots={})
    _same(office.ledger)


def test_a_column_keeps_its_slot_and_another_never_takes_it(county: Any) -> None:
    office = _Office(county)
    first = slots(office.schema, {})
    office.does("describe", 1)
    second = slots(office.schema, first)
    assert second.items() > first.items()
    office.does("describe", 2)  # 其他 is of words now
    third = slots(office.schema, second)
    assert (second["c6"][0], third["c6"][0]) == ("n", "t")
    office.does("describe", 0)
    assert slots(office.schema, third) == third


def test_more_columns_than_there_are_slots_are_refused(county: Any) -> None:
    office = _Office(county)
    many = {f"title-{at}": f"第{at}栏" for at in range(COUNTS["t"] + 1)} | {"key-0": "1"}
    with pytest.raises(BadLedger, match="最多 40 栏文字和日期"):
        declaring.save_ledger(None, {"title": "太宽", **many}, office.whose)
    assert not Run.objects.exists()
    assert Ledger.objects.count() == 1
