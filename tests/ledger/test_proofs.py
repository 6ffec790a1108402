"""From rows to the self-evaluation: results, scores, text, total and annexes follow the ledgers, typed ones say so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from quanheng.cli import main
from quanheng.facts.ledger_measures import Source
from quanheng.ledgers.load import schema
from quanheng.ledgers.outgoing import seal
from quanheng.ledgers.rows import Row, row_of
from quanheng.model.document import Document
from quanheng.model.rule import Amount
from quanheng.model.setting import Setting
from quanheng.model.workbook import ADJUSTED, FINAL, INITIAL, DepartmentYear, Indicator, Key
from quanheng.pipeline import read, review, take_from_ledgers
from quanheng.read.workbook import read_workbook
from quanheng.report.ledger import workbook
from quanheng.report.workbook import write
from tests.generator.registers.county import books
from tests.generator.registers.rows import YEAR

EACH = "每少1家扣0.5分，扣完为止"


class Kept:
    """A ledger whose rows are kept anywhere."""

    def __init__(self, name: str, rows: list[Row], year: int | None = YEAR) -> None:
        self.schema, self.rows, self.year = schema(name), rows, year


def line(level3: str, target: str, unit: str, weight: int, rule: str = "", **more: Any) -> Indicator:
    named = {"level1": "产出指标", "level2": "数量指标", **more}
    return Indicator(
        level3=level3, direction="≥", target=target, unit=unit, weight=Decimal(weight), rule=rule, **named
    )


def department() -> DepartmentYear:
    """A department that targets what the county's ledgers hold, one indicator without a ledger among it."""
    record = DepartmentYear(YEAR, "某林县科技局")
    for basis in (INITIAL, ADJUSTED, FINAL):
        record.values[Key("expenditure.total", basis, YEAR)] = Amount(Decimal(500), "万元")
    record.values[Key("execution.weight", FINAL, YEAR)] = Amount(Decimal(10), "分")
    record.values[Key("execution.score", FINAL, YEAR)] = Amount(Decimal(10), "分")
    record.indicators = [
        line("科技型中小企业评价入库", "166", "家", 20, EACH),
        line("高新技术企业认定净增数", "32", "家", 20, EACH),
        line("新增规模工业企业数", "23", "家", 10, EACH),
        line("技术合同交易额", "32", "亿元", 10, "达到32亿元得10分，每少1亿元扣1分"),
        line("全社会研发投入", "13", "亿元", 10, "按完成比例计分"),
        line("申报企业质量达标率", "95", "%", 10, "达到95%得满分，每低1个百分点扣1分", level2="质量指标"),
        line("组织培训", "3", "期", 10, result="3", score=Decimal(10)),
    ]
    return record


def save(folder: Path, shelf: dict[str, list[Row]], complete: bool = True) -> str:
    folder.mkdir(exist_ok=True)
    for name, rows in shelf.items():
        (folder / f"{schema(name).title}.xlsx").write_bytes(
            workbook(schema(name), rows, YEAR, complete=complete)
        )
    return str(folder)


def filled(
    tmp_path: Path, shelf: dict[str, list[Row]], record: DepartmentYear | None = None
) -> DepartmentYear:
    """What `fill --ledger` makes of the department."""
    source, out = tmp_path / "工作簿.xlsx", tmp_path / "新.xlsx"
    source.write_bytes(write(record or department()))
    given = ["fill", str(source), "--ledger", save(tmp_path / "台账", shelf), "-o", str(out), "--overwrite"]
    assert main(given) == 0
    return read_workbook(out.read_bytes()).record


def results(record: DepartmentYear) -> list[str]:
    return [one.result for one in record.indicators]


def text_of(path: Path) -> str:
    made = read(str(path), path.read_bytes())
    assert isinstance(made, Document)
    return "\n".join(block.text for block in made.blocks)


def self_evaluation(tmp_path: Path) -> Path:
    """What `report --ledger` writes from the filled workbook."""
    out = tmp_path / "文稿"
    given = [
        "report",
        str(tmp_path / "新.xlsx"),
        "--overwrite",
        "--kind",
        "self-evaluation",
        "--outline",
        "county",
        "-o",
        str(out),
    ]
    assert main([*given, "--ledger", str(tmp_path / "台账")]) == 0
    return next(out.glob("*.docx"))


def test_results_and_scores_come_from_the_rows(tmp_path: Path) -> None:
    record = filled(tmp_path, books())
    assert results(record) == ["166", "32", "23", "42.6", "13.86", "98", "3"]
    assert [one.score for one in record.indicators] == [20, 20, 10, 10, 10, 10, 10]
    assert record.self_score() == 100
    smes = record.indicators[0].evidence
    assert smes.startswith("台账“科技型中小企业”166行，统一社会信用代码去重计数=166家，校验")
    assert smes[-16:] == seal(YEAR, books()["technology-smes"]).hash[:16]
    assert record.indicators[1].evidence.startswith(
        "台账“高新技术企业”101行，期末有效91家−期初有效59家=32家，校验"
    )
    assert record.indicators[6].evidence == "手填，无台账"


@pytest.mark.parametrize(
    ("name", "at", "result", "score"),
    [
        ("technology-smes", 0, "165", "19.5"),
        ("high-tech-enterprises", 1, "31", "19.5"),
        ("scale-industry", 2, "22", "9.5"),
    ],
)
def test_a_row_less_changes_indicator_score_and_total(name: str, at: int, result: str, score: str) -> None:
    record, shelf = department(), books()
    take_from_ledgers(record, [Kept(one, rows) for one, rows in shelf.items()])
    whole = list(record.indicators)
    assert record.self_score() == 100
    shelf[name] = shelf[name][:-1]
    told = take_from_ledgers(record, [Kept(one, rows) for one, rows in shelf.items()])
    now = record.indicators[at]
    assert (now.result, now.score) == (result, Decimal(score))
    assert record.self_score() == Decimal("99.5")
    assert now.evidence[-16:] != whole[at].evidence[-16:]
    assert [n for n in range(7) if record.indicators[n] != whole[n]] == [at]
    assert len(told) == 2


def test_a_row_less_changes_text_and_total_of_the_report(tmp_path: Path) -> None:
    whole = filled(tmp_path, books())
    before = text_of(self_evaluation(tmp_path))
    assert "实际完成值为32家" in before
    assert "自评得分100分" in before
    shelf = books()
    shelf["high-tech-enterprises"] = shelf["high-tech-enterprises"][:-1]
    filled(tmp_path, shelf, whole)
    after = text_of(self_evaluation(tmp_path))
    assert "实际完成值为31家" in after
    assert "自评得分99.5分" in after


def test_the_self_evaluation_lists_the_rows_and_what_proves_each_figure(tmp_path: Path) -> None:
    filled(tmp_path, books())
    path = self_evaluation(tmp_path)
    text = text_of(path)
    assert "佐证1　绩效指标佐证索引" in text
    assert "实际完成值为166家（依据科技型中小企业台账，见佐证1序号1）" in text
    assert "实际完成值为3期（手填，无台账）" in text
    document = read(str(path), path.read_bytes())
    assert isinstance(document, Document)
    tables = [block.table for block in document.blocks if block.table is not None]
    sizes = [1 + max(cell.row for cell in table.cells) for table in tables[-6:]]
    # a head each; certificates valid at either end of the year (91 and 10 that were renewed); two with a row of sums
    assert sizes == [167, 102, 24, 122, 38, 51]


def test_what_is_written_from_ledgers_holds_against_them(tmp_path: Path) -> None:
    filled(tmp_path, books())
    made = review([str(self_evaluation(tmp_path))], Setting(ledgers=str(tmp_path / "台账")), case=True)
    assert not made.errors
    graves = [f for document in made.documents for f in document.findings if f.severity == "error"]
    assert graves == []
    assert made.case is not None
    assert sum(1 for document in made.documents if document.facts.kind == "ledger") == len(books())


def test_what_people_typed_stays_and_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = department()
    record.indicators[1] = replace(record.indicators[1], result="33", score=Decimal(20))
    record.indicators[0] = replace(record.indicators[0], score=Decimal(18), evidence="入库公告")
    made = filled(tmp_path, books(), record)
    told = capsys.readouterr().out
    assert made.indicators[1].result == "33"
    assert "已填 33家，台账“高新技术企业”101行算出 32家：期末有效91家−期初有效59家=32家" in told
    assert made.indicators[0].score == 18
    assert "“科技型中小企业评价入库”自填得分 18，按标准应为 20" in told
    assert made.indicators[0].evidence.startswith("入库公告；台账“科技型中小企业”166行")


def test_a_result_changed_by_hand_after_it_was_taken_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = filled(tmp_path, books())
    made.indicators[0] = replace(made.indicators[0], result="170")
    again = filled(tmp_path, books(), made)
    assert again.indicators[0].result == "170"
    assert "已填 170家" in capsys.readouterr().out


def test_an_amount_is_taken_in_the_unit_of_the_indicator(tmp_path: Path) -> None:
    record = department()
    record.indicators = [
        line("技术合同交易额", "320000", "万元", 10, "达到320000万元得10分，每少10000万元扣1分")
    ]
    made = filled(tmp_path, books(), record)
    assert results(made) == ["426000"]
    shelf = books()
    shelf["technology-contracts"] = shelf["technology-contracts"][:60]
    again = filled(tmp_path, shelf, made)
    assert again.indicators[0].result_value is not None
    assert again.indicators[0].result_value < 426000


def test_private_cells_are_in_no_list() -> None:
    rows = [
        row_of(
            schema("commissioners"),
            {
                "person": f"某人{n}",
                "level": "县派",
                "town": f"第{n}乡",
                "begins": f"{YEAR}-01-01",
                "telephone": "0700",
            },
            n,
        )
        for n in range(1, 6)
    ]
    record = DepartmentYear(YEAR, "某林县科技局")
    record.indicators = [line("选派科技特派员", "5", "名", 10), line("科技特派员乡镇覆盖", "100", "%", 10)]
    told = take_from_ledgers(record, [Kept("commissioners", rows)], parameters={"乡镇总数": Decimal(5)})
    assert results(record) == ["5", "100"]
    (one,) = record.proof_lists
    assert not any("电话" in head for head in one.heads)
    assert not any("0700" in cell for row in one.rows for cell in row)
    assert {row[-1] for row in one.rows} == {"1、2"}
    assert any("有5行没有佐证附件" in words for words in told)


def test_totals_stand_in_a_table_of_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        row_of(
            schema("commissioners"),
            {
                "person": f"某人{n}",
                "level": "县派",
                "town": f"第{n}乡",
                "begins": f"{YEAR}-01-01",
                "notice": "某文",
            },
            n,
        )
        for n in range(1, 21)
    ]
    record = DepartmentYear(YEAR, "某林县科技局")
    record.indicators = [line("科技特派员乡镇覆盖", "100", "%", 10, "达到100%得10分，每低10个百分点扣1分")]
    folder = Path(save(tmp_path / "台账", {}))
    (folder / "总数.csv").write_text("名称,数\n乡镇总数,25个\n", "utf-8")
    made = filled(tmp_path, {"commissioners": rows}, record)
    assert (made.indicators[0].result, made.indicators[0].score) == ("80", Decimal(8))
    (folder / "总数.csv").write_text("名称,数\n乡镇总数,很多\n", "utf-8")
    assert (
        main(["fill", str(tmp_path / "工作簿.xlsx"), "--ledger", str(folder), "-o", str(tmp_path / "x.xlsx")])
        == 2
    )
    assert "第2行“乡镇总数 很多”不是“名称、数”两格" in capsys.readouterr().err


def test_what_lacks_a_total_is_told_and_not_taken() -> None:
    rows = [row_of(schema("commissioners"), {"person": "某人", "town": "某乡", "begins": f"{YEAR}-01-01"}, 1)]
    record = DepartmentYear(YEAR, "某林县科技局")
    record.indicators = [line("科技特派员乡镇覆盖", "100", "%", 10)]
    told = take_from_ledgers(record, [Kept("commissioners", rows)])
    assert results(record) == [""]
    assert any("没有给出乡镇总数" in words for words in told)


def test_a_ledger_of_another_year_proves_nothing() -> None:
    record = department()
    assert take_from_ledgers(record, [Kept("technology-smes", books()["technology-smes"], YEAR - 1)]) == []
    assert record.proofs == []


def test_of_indicators_of_one_name_the_ledger_means_that_of_the_department() -> None:
    record, rows = department(), books()["technology-smes"]
    whole = record.indicators[0]
    record.indicators = [whole, replace(whole, project="甲项目"), replace(whole, project="乙项目")]
    assert len(take_from_ledgers(record, [Kept("technology-smes", rows)])) == 2  # result and score
    assert results(record) == ["166", "", ""]
    record.indicators = [replace(whole, project="甲项目"), replace(whole, project="乙项目")]
    assert take_from_ledgers(record, [Kept("technology-smes", rows)]) == []
    assert results(record) == ["", ""]
    record.indicators = [replace(whole, project="甲项目")]
    take_from_ledgers(record, [Kept("technology-smes", rows)])
    assert results(record) == ["166"]


def test_a_source_that_people_chose_is_of_one_line_alone_and_has_its_own_totals() -> None:
    data = [{"person": f"某人{n}", "town": f"第{n}乡", "begins": f"{YEAR}-01-01"} for n in range(1, 6)]
    rows = [row_of(schema("commissioners"), one, n) for n, one in enumerate(data, 1)]
    kept = Kept("commissioners", rows)
    record, coverage = DepartmentYear(YEAR, "某林县科技局"), kept.schema.measures["coverage"]
    record.indicators = [
        line("覆盖面", "100", "%", 10, project="甲项目"),
        line("覆盖面", "100", "%", 10, project="乙项目"),
        line("覆盖面", "5", "个", 10, level2="质量指标"),
    ]
    first, second, other = (one.path for one in record.indicators)
    bound = {
        first: Source(kept, coverage, {coverage.whole: Decimal(5)}),
        second: Source(kept, coverage, {coverage.whole: Decimal(10)}),
        other: Source(kept, coverage, {coverage.whole: Decimal(10)}),
    }
    told = take_from_ledgers(record, [kept], bound=bound)
    assert results(record) == ["100", "50", ""]
    assert "“覆盖面”的计量单位是个，绑定的取数以%计，没有取" in told
