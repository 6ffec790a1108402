from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from quanheng.norms import load

File = Callable[[str, str], str]
Run = Callable[..., tuple[int, str, str]]


def test_read_shows_the_text_as_it_was_read(file: File, run: Run) -> None:
    name = file("a.txt", "一、基本情况\n支出合计10.00万元。\n")
    status, out, _ = run("read", name)
    assert status == 0
    assert "支出合计10.00万元。" in out
    tree = json.loads(run("read", name, "--format", "json")[1])
    assert "支出合计10.00万元。" in [block["text"] for block in tree["blocks"]]


def test_read_wants_one_file(run: Run) -> None:
    status, _, err = run("read", ".")
    assert status == 2
    assert "请指定一个文件" in err


def test_facts_as_text_and_json(file: File, run: Run) -> None:
    name = file("a.txt", "有")
    assert "取数 5  关系 4" in run("facts", name)[1]
    assert len(json.loads(run("facts", name, "--format", "json")[1])["figures"]) == 5


def test_facts_of_an_unreadable_file(file: File, run: Run) -> None:
    status, out, err = run("facts", file("a.txt", "坏"))
    assert (status, out) == (2, "")
    assert "文件内容已损坏" in err


@pytest.mark.parametrize("name", ["sums/parts", "101", "SUM101"])
def test_explain_takes_id_number_and_code(run: Run, name: str) -> None:
    status, out, _ = run("explain", name)
    assert status == 0
    assert "改法  核对 决算表，改正写错的一项。" in out
    assert json.loads(run("explain", name, "--format", "json")[1])["code"] == "SUM101"


def test_rules_lists_all(run: Run) -> None:
    assert "SUM101" in run("rules")[1]
    assert {one["code"] for one in json.loads(run("rules", "--format", "json")[1])["rules"]} >= {
        "SUM101",
        "GRD401",
    }


def test_norm_tells_value_source_and_chain(run: Run) -> None:
    status, out, _ = run("norm", "grade-bands", "--at", "430422", "--on", "2024-06-30")
    assert status == 0
    assert "cn-430422 → cn-4304 → cn-43 → cn" in out
    assert "取值" in out
    tree = json.loads(
        run("norm", "grade-bands", "--at", "430422", "--on", "2024-06-30", "--format", "json")[1]
    )
    assert tree["chain"][0] == "cn-430422"
    assert tree["value"] == load.norm("grade-bands", "430422").value


def test_an_unknown_norm_is_told(run: Run) -> None:
    status, _, err = run("norm", "grade-band")
    assert status == 2
    assert "grade-bands" in err


def test_diff_of_two_documents_and_of_saved_results(file: File, run: Run) -> None:
    old, new = file("甲.txt", "疑"), file("乙.txt", "有")
    status, out, _ = run("diff", old, new)
    assert status == 1
    assert out.splitlines()[-1] == "新增 3  原文已变 0  仍在 1  已消失 0"
    run("check", old, "-o", "old.json")
    assert run("diff", "old.json", new)[1] == out
    assert run("diff", new, old)[1].splitlines()[-1] == "新增 0  原文已变 0  仍在 1  已消失 3"
    assert run("diff", new, old)[0] == 0
    states = [c["state"] for c in json.loads(run("diff", old, new, "--format", "json")[1])["changes"]]
    assert sorted(states) == sorted(["新增"] * 3 + ["仍在"])


def test_diff_of_an_unreadable_file(file: File, run: Run) -> None:
    status, _, err = run("diff", file("a.txt", "坏"), file("b.txt", "有"))
    assert status == 2
    assert "a.txt" in err
