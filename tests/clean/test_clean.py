"""Clean documents of many provinces and kinds: every figure is consistent, so nothing may be reported.

The texts are invented and their figures computed; each holds look-alikes of faults.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.finding import DOUBT, ERROR
from quanheng.model.relation import AGREE
from quanheng.model.setting import Setting
from quanheng.read import read

HERE = Path(__file__).resolve().parent
DOCUMENTS = sorted(
    path.name for path in HERE.iterdir() if path.suffix in (".txt", ".html", ".md", ".docx", ".xlsx")
)


REMARKS = yaml.safe_load((HERE / "remarks.yaml").read_text("utf-8"))
Told = frozenset[tuple[str, str]]
"""Rule and stated text of findings."""


@cache
def _checked(data: bytes, name: str = "clean.txt") -> tuple[int, Told, Told]:
    """How many relations agree; every error and doubt; the rest."""
    relations, findings = run(extract(read(data, name), Setting()), Setting())
    told = {(f.severity in (ERROR, DOUBT), f.rule, f.marks[0].text if f.marks else "") for f in findings}
    alarms, remarks = (frozenset((r, t) for loud, r, t in told if loud == kind) for kind in (True, False))
    return sum(r.verdict == AGREE for r in relations), alarms, remarks


def _bytes(number: str) -> bytes:
    return next(HERE.glob(f"{number}_*.txt")).read_bytes()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_clean_document_gives_no_alarm(name: str) -> None:
    agreeing, alarms, _ = _checked((HERE / name).read_bytes(), name)
    assert not alarms
    assert agreeing >= 3, "hardly anything was understood: silence proves nothing"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_remarked_on_is_really_wanting(name: str) -> None:
    _, _, remarks = _checked((HERE / name).read_bytes(), name)
    assert remarks == {tuple(remark) for remark in REMARKS.get(name, ())}


@pytest.mark.parametrize(
    ("number", "right", "wrong"),
    [
        ("08", "基本支出640.75万元", "基本支出604.75万元"),
        ("11", "减少3.2万元，下降6.99%", "减少3.2万元，下降9.66%"),
        ("34", "住房保障支出15.17万元", "住房保障支出15.71万元"),
        ("40", "占58.00%", "占85.00%"),
    ],
)
def test_a_fault_planted_in_a_clean_document_is_found(number: str, right: str, wrong: str) -> None:
    text = _bytes(number).decode()
    assert text.count(right) == 1
    assert _checked(text.replace(right, wrong).encode())[1], "the silence above would prove nothing"
