"""A slip is told once and of the figure that is off: what holds with that figure put right is no second fault."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.setting import Setting
from quanheng.read import read

SHARES = [("疾病预防控制机构", 2146.30, 49.87), ("公共卫生", 1528.62, 35.52), ("医疗", 233.60, 5.43)]


def _told(text: str) -> list[tuple[str, str, str]]:
    _, findings = run(extract(read(text.encode(), "x.md")), Setting())
    return [(f.rule, f.severity, f.stated.text) for f in findings if f.stated is not None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "全年预算268.00万元，1—9月支出193.26万元，执行进度71.21%，比序时进度75%低2.89个百分点。",
            [("ratios/share-of-total", "error", "71.21%")],
        ),
        (
            "调解纠纷1427件，成功1398件，成功率95.97%，比上年97.10%提高0.87个百分点。",
            [("ratios/share-of-total", "error", "95.97%")],
        ),
        (
            "享受人数由2022年12月的2,415人增加到2023年12月的2,640人，增加255人，增长9.32%。",
            [("years/difference", "error", "255人")],
        ),
        (
            "总支出由4276.80万元增至4915.42万元，增加638.62万元，增长12.99%。",
            [("years/growth", "error", "12.99%")],
        ),
    ],
)
def test_the_figure_that_is_off_and_no_other(text: str, told: list[tuple[str, str, str]]) -> None:
    assert _told(text) == told


def _table(total: str) -> str:
    rows = "\n".join(f"| {name} | {amount:.2f} | {share:.2f}% |" for name, amount, share in SHARES)
    head = "本年支出合计4303.41万元。\n\n"
    return (
        head
        + f"| 项目 | 支出（万元） | 占比 |\n|---|---|---|\n{rows}\n| 其他 | 394.89 | 9.18% |\n| 合计 | {total} | 100.00% |\n"
    )


def test_a_total_that_its_shares_do_not_fit_is_asked_about_once() -> None:
    assert ("restated/contradicted", "doubt", "4293.51") in _told(_table("4293.51"))
    assert not [t for t in _told(_table("4293.51")) if t[0].startswith("ratios/")]
    assert not _told(_table("4303.41"))
