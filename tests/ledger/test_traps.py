"""Every trap of every shipped ledger: silent on clean rows, and caught where it is planted."""

from __future__ import annotations

import pytest

from quanheng.ledgers.load import names, schema
from quanheng.ledgers.period import year_of
from quanheng.ledgers.rows import Row, row_of
from quanheng.ledgers.schema import Schema, Trap
from quanheng.ledgers.traps.run import KINDS, search
from tests.generator.registers.rows import catches, clean, credit_code, grave, planted

TRAPS = [(schema(name), at, trap) for name in names() for at, trap in enumerate(schema(name).traps, 1)]


@pytest.mark.parametrize("name", names())
def test_clean_rows_are_left_alone(name: str) -> None:
    for seed in range(3):
        assert grave(schema(name), clean(schema(name), seed=seed)) == []


@pytest.mark.parametrize(
    ("ledger", "trap"), [(s, t) for s, _, t in TRAPS], ids=[f"{s.name} {at} {t.kind}" for s, at, t in TRAPS]
)
def test_a_planted_trap_is_caught_and_only_where_it_is(ledger: Schema, trap: Trap) -> None:
    for seed in range(3):
        if trap.severity != "note":
            assert not catches(ledger, trap, clean(ledger, seed=seed))
        assert catches(ledger, trap, planted(ledger, trap, seed))


def test_every_kind_of_trap_is_used_by_some_ledger() -> None:
    assert {trap.kind for _, _, trap in TRAPS} | {"product"} >= set(KINDS)


VISITS = schema("enterprise-visits")


def visit(number: str, **more: object) -> Row:
    data = {
        "number": number,
        "date": "2024-03-01",
        "enterprise": f"企业{number}",
        "visitors": "某人",
        "kind": "上门",
    }
    return row_of(VISITS, {**data, "persons": int(number), "proof": "a.pdf", **more})  # type: ignore[dict-item]


def messages(*rows: Row) -> list[str]:
    return [one.message for one in search(VISITS, rows, year_of(2024))]


def test_what_every_ledger_is_held_to() -> None:
    assert messages(visit("1"), visit("1", enterprise="另一企业")) == ["编号“1”重复2行"]
    assert messages(visit("1", enterprise=None)) == ["没有填：企业名称"]
    good = credit_code(7)
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert "校验码不对" in messages(visit("1", code=wrong))[0]
    assert messages(visit("1", code=good), visit("2", code=good)) == [
        f"信用代码 {good} 有两个名称：企业1、企业2"
    ]
    assert messages(visit("1", content="联系人电话13912345678")) == [
        "“内容”里有手机号，请移到不公开的栏目或删去"
    ]
    assert "身份证号" in messages(visit("1", content="证件11010519491231002X"))[0]
