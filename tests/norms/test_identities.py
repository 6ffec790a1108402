"""Declared identities: what is in the data can be read, and bad addresses are refused."""

from __future__ import annotations

import pytest

from quanheng.lexicon import accounts
from quanheng.norms.identities import Address, _addend, _address, identities

ROWS = {"*", "class", "code", "classes", "total", "all", "personnel", "operating"}


def every_address() -> list[Address]:
    made = []
    for identity in identities():
        made += [identity.result, *identity.same, *(r for t in identity.terms for r in t.readings)]
        made += [a for a in (identity.where, identity.unless) if a]
    return made


def test_every_address_names_a_table_a_row_and_a_column_that_tables_have() -> None:
    columns = {"*", "amount", *accounts.columns().values()}
    rows = ROWS | set(accounts.rows().values())
    for address in every_address():
        assert accounts.table_name(address.table)
        item = address.column.removeprefix("budget_").removeprefix("final_").removeprefix("prior_")
        assert item in columns, address
        opened = address.row.rpartition(".")[0] == "carryover.opening"
        assert address.row in rows or address.row.isdigit() or opened, address


def test_a_result_is_no_term_of_its_own() -> None:
    for identity in identities():
        assert identity.result not in [r for term in identity.terms for r in term.readings]


def test_terms_may_lack_be_taken_away_and_have_two_readings() -> None:
    assert _addend("-T07/*/total?") == ((Address("T07", "*", "total"),), -1, True)
    assert _addend("B01/a|B01/b/c").readings == (Address("B01", "a"), Address("B01", "b", "c"))


@pytest.mark.parametrize("text", ["T01", "T01/a/b/c"])
def test_an_address_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        _address(text)


def test_evidence_that_was_not_read_only_asks() -> None:
    asks = {identity.family for identity in identities() if identity.asks}
    assert asks == {"BR02", "BR09", "BR22a"}


def test_before_the_first_form_there_are_none() -> None:
    assert identities(2010) == ()
