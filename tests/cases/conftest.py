"""Small documents of a department that does not exist, written to files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., str]


def accounts(
    year: int, total: str = "500.00", basic: str = "300.00", project: str = "200.00", **more: str
) -> str:
    """Final accounts of a few sentences; `who`, `kind` and `tail` change title and end."""
    who, kind = more.get("who", "某林县林业局"), more.get("kind", "部门决算公开")
    return "\n".join(
        [
            f"{who}{year}年度{kind}",
            "一、支出决算情况说明",
            f"{year}年本年收入合计{more.get('income', f'{year - 1492}.00')}万元。",
            f"{year}年总支出{total}万元，其中：基本支出{basic}万元，项目支出{project}万元。",
            f"{year}年“三公”经费支出8.00万元，其中：公务接待费3.00万元，公务用车运行费5.00万元。",
            more.get("tail", ""),
        ]
    )


def report(
    year: int, total: str = "500.00", basic: str = "300.00", project: str = "200.00", **more: str
) -> str:
    """A self-evaluation report of the same department."""
    return accounts(year, total, basic, project, **({"kind": "部门整体支出绩效自评报告"} | more))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write texts to files by name and return the path of the last."""

    def put(**texts: str) -> str:
        for name, text in texts.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(text, "utf-8")
        return str(path)

    return put
