"""Ledgers are data: those that are shipped load, and a wrong declaration is told with file and key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quanheng.ledgers.load import HERE, names, read_schema, schema
from quanheng.ledgers.schema import BadLedger

SMALL: dict[str, Any] = {
    "title": "走访",
    "columns": {
        "number": {"title": "编号", "type": "code", "required": "yes"},
        "date": {"title": "日期", "type": "date"},
        "amount": {"title": "金额", "type": "money", "unit": "万元"},
        "state": {"title": "状态", "type": "choice", "choices": "登记 办结"},
    },
    "key": "number",
    "measures": {
        "closed": {
            "title": "办结数",
            "unit": "件",
            "measure": "count",
            "where": {"column": "state", "is": "办结"},
        }
    },
    "traps": [{"trap": "outside", "column": "date"}],
}


def changed(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    import copy

    tree = copy.deepcopy(SMALL)
    change(tree)
    return tree


def test_the_shipped_ledgers_are_numbered_without_gaps() -> None:
    assert [schema(name).no for name in names()] == list(range(1, len(names()) + 1))
    assert len(names()) >= 35


@pytest.mark.parametrize("name", names())
def test_a_shipped_ledger_has_what_makes_it_useful(name: str) -> None:
    found = schema(name)
    assert found.traps
    assert found.measures
    assert found.evidence
    assert found.proof
    assert found.section
    assert all(found.column(key).required or key == "section" for key in found.key)


def test_every_yaml_beside_the_modules_is_a_ledger() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} == set(names())


def test_titles_are_unique_so_that_a_file_can_be_named_after_its_ledger() -> None:
    titles = [title for name in names() for title in (schema(name).title, *schema(name).also)]
    assert len(titles) == len(set(titles))


def test_an_office_adds_a_ledger_without_code() -> None:
    made = read_schema("own-visits", SMALL, "网页")
    assert made.column("amount").decimals == 2
    assert made.proof == "proof"
    assert made.measures["closed"].title == "办结数"


WRONG: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda t: t.update(colour="red"), "不认识的项 colour"),
    (lambda t: t.pop("key"), "缺少 key"),
    (lambda t: t.update(key="code"), "没有栏目“code”"),
    (lambda t: t["columns"]["date"].update(type="day"), "columns.date：type 不能是“day”"),
    (lambda t: t["columns"]["state"].pop("choices"), "columns.state：选项栏要有 choices"),
    (lambda t: t["columns"]["date"].update(required="maybe"), "columns.date required：要写 yes 或 no"),
    (lambda t: t["columns"].update(Bad={"title": "x"}), "columns.Bad：栏目标识"),
    (lambda t: t["columns"]["date"].update(title="编号"), "栏名重复：编号"),
    (lambda t: t["columns"]["number"].update(pattern="("), "columns.number pattern"),
    (lambda t: t.update(state="date"), "state：“date”不是选项栏"),
    (lambda t: t["traps"].append({"trap": "magic"}), "traps 第2项：trap 要写一种"),
    (lambda t: t["traps"][0].update(column="amount"), "“金额”不是日期栏"),
    (lambda t: t["traps"][0].update(most=3), "outside 没有 most 这一项"),
    (lambda t: t["traps"].append({"trap": "overdue", "due": "date"}), "第2项：缺少 done"),
    (lambda t: t["measures"]["closed"].update(measure="guess"), "measure 不能是“guess”"),
    (lambda t: t["measures"]["closed"].pop("unit"), "measures.closed：缺少 unit"),
    (lambda t: t["measures"]["closed"]["where"].update({"is": "完成"}), "“完成”不能是状态的值"),
    (lambda t: t["measures"]["closed"]["where"].update({"in": ["登记"]}), "有且只有一个比法"),
    (lambda t: t["measures"]["closed"].update(of="state"), "count 没有 of 这一项"),
    (
        lambda t: t["measures"].update(s={"title": "x", "unit": "元", "measure": "sum", "of": "state"}),
        "要写数字栏",
    ),
    (lambda t: t["measures"].update(v={"title": "x", "unit": "家", "measure": "valid"}), "缺少 from"),
]


@pytest.mark.parametrize(("change", "told"), WRONG, ids=[told for _, told in WRONG])
def test_what_is_wrong_is_told_with_file_and_key(change: Callable[[dict[str, Any]], None], told: str) -> None:
    with pytest.raises(BadLedger) as caught:
        read_schema("own-visits", changed(change), "走访.yaml")
    assert told in str(caught.value)
    assert str(caught.value).startswith("走访.yaml")
