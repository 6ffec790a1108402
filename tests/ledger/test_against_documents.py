"""A report against the ledgers that prove it: what agrees, what one missing row does, what is only asked."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from quanheng import pipeline
from quanheng.cli import main
from quanheng.ledgers.load import schema
from quanheng.ledgers.measures.evaluate import evaluate
from quanheng.ledgers.period import year_of
from quanheng.ledgers.rows import Row, row_of
from quanheng.model.document import Document
from quanheng.model.review import Failure
from quanheng.report.ledger import workbook
from tests.generator.registers.county import Figures, books, report
from tests.generator.registers.rows import YEAR, credit_code, grave


def put(folder: Path, shelf: dict[str, list[Row]], complete: bool = True) -> str:
    folder.mkdir(exist_ok=True)
    for name, rows in shelf.items():
        data = workbook(schema(name), rows, YEAR, complete=complete)
        (folder / f"{schema(name).title}.xlsx").write_bytes(data)
    return str(folder)


def value(name: str, measure: str, rows: list[Row]) -> Any:
    return evaluate(schema(name).measures[measure], schema(name), rows, year_of(YEAR)).value


def test_the_rows_contain_the_figures_and_no_trap() -> None:
    shelf = books()
    assert all(grave(schema(name), rows) == [] for name, rows in shelf.items())
    wanted = Figures()
    assert value("technology-smes", "entered", shelf["technology-smes"]) == wanted.smes
    high = shelf["high-tech-enterprises"]
    assert [
        value("high-tech-enterprises", m, high) for m in ("net_increase", "valid", "passed", "granted")
    ] == [32, 91, 42, 32]
    scale = shelf["scale-industry"]
    assert [value("scale-industry", m, scale) for m in ("added", "withdrawn", "closing")] == [23, 24, 210]
    assert value("technology-contracts", "amount", shelf["technology-contracts"]) == Decimal("42.6")
    assert value("rd-spending", "total", shelf["rd-spending"]) == Decimal("13.86")
    assert value("high-tech-applications", "quality", shelf["high-tech-applications"]) == 98


def check(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, folder: str) -> dict[str, Any]:
    path = tmp_path / "自评报告.txt"
    path.write_text(text, "utf-8")
    main(["check", str(path), "--ledger", folder, "--format", "json", "--case"])
    tree: dict[str, Any] = json.loads(capsys.readouterr().out)
    return tree


def against(tree: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Severity, stated and expected of what the ledgers say against the report."""
    found = [f for f in tree["documents"][0]["findings"] if f["rule"] == "cases/ledger-value"]
    return [(f["severity"], f["stated"]["text"], f["expected"]["text"]) for f in found]


def test_a_report_that_says_what_the_rows_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = check(tmp_path, capsys, report(), put(tmp_path / "台账", books()))
    assert tree["errors"] == []
    assert against(tree) == []
    assert {d["kind"] for d in tree["documents"][1:]} == {"ledger"}
    grave_ones = [f for d in tree["documents"] for f in d["findings"] if f["severity"] != "note"]
    assert grave_ones == []
    assert tree["case"]["relations"]["agree"] >= 9


CHANGES = [
    ("technology-smes", "smes", ("166家", "165家")),
    ("scale-industry", "added", ("23家", "22家")),
    ("high-tech-enterprises", "valid", ("91家", "90家")),
    ("high-tech-enterprises", "net", ("32家", "31家")),
    ("high-tech-applications", "good", ("98%", "100%")),
]


@pytest.mark.parametrize(("name", "_figure", "told"), CHANGES, ids=[figure for _, figure, _ in CHANGES])
def test_a_row_less_changes_the_value_and_the_report_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, _figure: str, told: tuple[str, str]
) -> None:
    shelf = books()
    shelf[name] = shelf[name][:-1]
    found = against(check(tmp_path, capsys, report(), put(tmp_path / "台账", shelf)))
    assert ("error", *told) in found
    assert {severity for severity, *_ in found} == {"error"}


def test_without_a_seal_it_is_only_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = put(tmp_path / "台账", books(), complete=False)
    found = against(check(tmp_path, capsys, report(smes=170), folder))
    assert found == [("doubt", "170家", "166家")]


def test_a_sealed_file_that_was_changed_is_told_and_proves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook

    folder = put(tmp_path / "台账", books())
    path = Path(folder) / "科技型中小企业.xlsx"
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.delete_rows(20)
    book.save(path)
    tree = check(tmp_path, capsys, report(), folder)
    assert against(tree) == [("doubt", "166家", "165家")]
    broken = [f["message"] for d in tree["documents"] for f in d["findings"] if "封存后改过" in f["message"]]
    assert len(broken) == 1


def test_a_rounded_amount_agrees_and_a_wrong_one_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = put(tmp_path / "台账", books())
    assert against(check(tmp_path, capsys, report(contracts="42.60", research="13.9"), folder)) == []
    found = against(check(tmp_path, capsys, report(contracts="46.2"), folder))
    assert found == [("error", "46.2亿元", "42.60亿元")]


def test_planted_traps_are_told_in_the_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shelf = books()
    first = dict(shelf["technology-smes"][0].data)
    shelf["technology-smes"] += [
        row_of(schema("technology-smes"), {**first, "number": f"{YEAR}443042308999999"})
    ]
    bad = credit_code(900)
    spoiled = bad[:-1] + ("0" if bad[-1] != "0" else "1")
    shelf["technology-smes"].append(
        row_of(
            schema("technology-smes"),
            {
                **first,
                "code": spoiled,
                "enterprise": "某坏码厂",
                "number": f"{YEAR}443042308999998",
                "entered": f"{YEAR - 1}-12-30",
            },
        )
    )
    tree = check(tmp_path, capsys, report(), put(tmp_path / "台账", shelf))
    ledger = next(d for d in tree["documents"] if d["path"].endswith("科技型中小企业.xlsx"))
    words = " ".join(f["message"] for f in ledger["findings"])
    assert "本年入库 2 次" in words
    assert "校验码不对" in words
    assert f"{YEAR - 1}-12-30 不在{YEAR}年" in words
    assert [f["severity"] for f in ledger["findings"] if "校验码" in f["message"]] == ["error"]


def test_a_form_is_held_against_the_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = (
        "部门整体支出绩效自评表\n\n单位名称\t某林县科技局\n\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因\n"
        "产出指标\t数量指标\t科技型中小企业评价入库\t120家\t167家\t10\t10\t\n"
        "产出指标\t数量指标\t高新技术企业认定净增数\t13家\t32家\t10\t10\t\n"
    )
    tree = check(tmp_path, capsys, f"{YEAR}年度" + form, put(tmp_path / "台账", books()))
    assert [found[1:] for found in against(tree)] == [("167家", "166家")]


def test_what_is_no_ledger_is_told_and_not_hidden(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = put(tmp_path / "台账", {})
    (tmp_path / "台账" / "随便.xlsx").write_bytes(workbook(schema("assets"), []))
    tree = check(tmp_path, capsys, report(), folder)
    assert "文件名里没有台账的名称" in tree["errors"][0]["message"]


def test_an_office_brings_its_own_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "台账"
    folder.mkdir()
    (folder / "tree-planting.yaml").write_text(
        "title: 造林\nsection: 营林股\nkey: number\nevidence: 验收单\n"
        "columns:\n  number: {title: 编号, type: code, required: yes}\n  date: {title: 日期, type: date, required: yes}\n"
        "  area: {title: 面积, type: number, unit: 亩, decimals: 2, required: yes}\n"
        "traps:\n  - {trap: outside, column: date}\n"
        "measures:\n  area: {title: 完成造林面积, unit: 亩, measure: sum, of: area, where: {column: date, during: period}}\n",
        "utf-8",
    )
    (folder / "造林.csv").write_text(
        "编号,日期,面积（亩）,佐证附件\n1,2024-03-01,1200.5,a.pdf\n2,2024-04-01,800,b.pdf\n", "utf-8"
    )
    text = f"{YEAR}年度某林县林业局部门整体支出绩效自评报告\n一、绩效情况\n{YEAR}年完成造林面积2100亩。\n"
    tree = check(tmp_path, capsys, text, str(folder))
    assert tree["errors"] == []
    assert [severity for severity, *_ in against(tree)] == ["doubt"]
    assert any("算出2000.5亩（面积合计=2000.5亩）" in f["message"] for f in tree["documents"][0]["findings"])


def test_the_command_of_ledgers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger"]) == 0
    assert "37 工业运行月报" in capsys.readouterr().out
    assert main(["ledger", "高企申报", "-o", str(tmp_path / "空.xlsx"), "--year", "2024"]) == 0
    assert main(["ledger", "高企申报", "-o", str(tmp_path / "空.xlsx")]) == 2
    assert "加 --overwrite 覆盖" in capsys.readouterr().err
    folder = put(tmp_path / "台账", {"technology-smes": books()["technology-smes"]}, complete=False)
    book = f"{folder}/科技型中小企业.xlsx"
    assert main(["ledger", book]) == 0
    assert "科技型中小企业评价入库数　166家　统一社会信用代码去重计数=166家" in capsys.readouterr().out
    sealed = tmp_path / "封存" / "科技型中小企业.xlsx"
    sealed.parent.mkdir()
    assert main(["ledger", book, "--seal", "-o", str(sealed)]) == 0
    made = pipeline.read(str(sealed), sealed.read_bytes())
    assert isinstance(made, Document)
    assert main(["ledger", str(sealed), "--format", "json"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out)["sealed"] is True
    assert main(["ledger", "没有这本"]) == 2


def test_a_book_with_an_error_is_not_sealed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = books()["technology-smes"]
    twice = [*rows, rows[0]]
    folder = put(tmp_path / "台账", {"technology-smes": twice}, complete=False)
    out = tmp_path / "封存.xlsx"
    assert main(["ledger", f"{folder}/科技型中小企业.xlsx", "--seal", "-o", str(out)]) == 2
    assert "不能封存" in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = check(tmp_path, capsys, report(), str(tmp_path / "没有"))
    assert "打不开台账目录" in tree["errors"][0]["message"]
    assert isinstance(pipeline.examine("x.xlsx", b"", pipeline_setting()), Failure)


def pipeline_setting() -> Any:
    from quanheng.model.setting import Setting

    return Setting()
