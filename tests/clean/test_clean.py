"""Clean documents of many provinces and kinds: every figure is consistent, so nothing may be reported.

The texts are invented and their figures computed; each holds look-alikes of faults. `KNOWN` lists the
false alarms that still come, one by one: each is a strict xfail, and any other alarm fails its document.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.finding import DOUBT, ERROR
from quanheng.model.relation import AGREE
from quanheng.model.setting import Setting
from quanheng.read import read

HERE = Path(__file__).resolve().parent
DOCUMENTS = sorted(path.name for path in HERE.glob("*.txt"))

POINTS_OF_FULL = "得分 and 满分/分值 stand in one list and are added up"
BUDGET_BETWEEN = "其中 behind 完成预算…% divides the final figure, not the budget between"
RESULT_OF_ALL = "a rate over the sum of two answers is read as the last count over the one before it"
NEAREST_WHOLE = "the whole of a completion or share is the nearest figure, of another name"

KNOWN: list[tuple[str, str, str, str]] = [
    ("20", "sums/parts-and-total", "92.64分", POINTS_OF_FULL),
    ("14", "sums/parts-and-total", "3,720.00万元", BUDGET_BETWEEN),
    ("04", "restated/contradicted", "1546.62万元", "财政拨款收入总计 has the opening balance, 财政拨款收入 has not"),
    ("10", "restated/contradicted", "9,436.28万元", "收入预算合计 has the balance of last year, 本年收入 has not"),
    ("17", "restated/contradicted", "0.00万元", "年初财政拨款结转和结余 against that of all funds"),
    ("20", "ratios/completion", "93.20%", NEAREST_WHOLE),
    ("22", "years/growth", "21.23%", "较2023年 behind 其中…结转 still speaks of the total"),
    ("35", "years/growth", "25%", "由1.2万吨调减为0.9万吨: 0.9 is the new level"),
    ("23", "sums/income-and-expenditure", "40.41亿元", "总计 of a government: what is left over is said apart (收支相抵)"),
    ("06", "sums/parts-and-total", "92,257,434.41元", "具体项目开支 names the main ones only"),
    ("33", "ratios/share-of-total", "1.94%", RESULT_OF_ALL),
]  # fmt: skip


@cache
def _checked(data: bytes) -> tuple[int, frozenset[tuple[str, str]]]:
    """How many relations agree, and rule and stated text of every error and doubt."""
    relations, findings = run(extract(read(data, "clean.txt"), Setting()), Setting())
    alarms = {(f.rule, f.marks[0].text if f.marks else "") for f in findings if f.severity in (ERROR, DOUBT)}
    return sum(r.verdict == AGREE for r in relations), frozenset(alarms)


def _bytes(number: str) -> bytes:
    return next(HERE.glob(f"{number}_*.txt")).read_bytes()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_clean_document_gives_no_unknown_alarm(name: str) -> None:
    known = {(rule, text) for number, rule, text, _ in KNOWN if name.startswith(number)}
    agreeing, alarms = _checked((HERE / name).read_bytes())
    assert alarms <= known
    assert agreeing >= 3, "hardly anything was understood: silence proves nothing"


@pytest.mark.parametrize(
    ("number", "rule", "text"),
    [
        pytest.param(n, r, t, marks=pytest.mark.xfail(strict=True, reason=why), id=f"{n}-{r}-{t}")
        for n, r, t, why in KNOWN
    ],
)
def test_known_false_alarm_is_gone(number: str, rule: str, text: str) -> None:
    assert (rule, text) not in _checked(_bytes(number))[1]


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
