"""A report in prose taken over: what agrees goes in, what contradicts itself or is wrong is listed with its places."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quanheng import pipeline
from quanheng.cli import main
from quanheng.lexicon.workbook import complete
from quanheng.model.review import Failure, Reviewed
from quanheng.model.rule import Amount
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear, Key, Total
from quanheng.model.workbook_flat import flat, unflat
from quanheng.read.workbook import read_workbook
from quanheng.report.workbook import write

REPORT = """青禾县水利局2024年度部门整体支出绩效自评报告

一、单位基本情况
（一）机构设置情况
我局内设办公室、财务股、工程股、河湖股等4个股室。
（二）人员编制情况
年末在职28人，退休人员35人。
（三）主要职责
1、负责全县水资源的统一管理。
2、负责全县河道堤防的建设和管理。
二、预算支出情况
（一）部门预决算情况
1、部门预算情况
2024年年初预算安排收入500.00万元，其中一般公共预算财政拨款500.00万元。安排支出500.00万元，其中：基本支出420.00万元，项目支出80.00万元。
2、部门决算情况
2024年总支出915.40万元，其中：基本支出{basic}万元，项目支出485.10万元。差异产生的主要原因是上级追加堤防修复资金。
（二）部门预算执行情况
1、“三公”经费执行情况
2024年“三公”经费预算数9.50万元，其中：因公出国（境）费0万元，公务用车购置及运行维护费6.00万元，公务接待费3.50万元。“三公”经费决算数{public}，其中：因公出国（境）费0万元，公务用车运行维护费5.20万元，公务接待费2.10万元。
三、部门整体支出绩效情况
完成堤防加固12公里，新建泵站3座。{again}
四、存在的问题
1、项目前期工作不够扎实。
2、绩效指标不够细化。
五、改进措施
1、提前开展项目前期工作。
2、细化绩效指标。
六、其他需要说明的情况
无
"""


def taken(basic: str = "430.30", public: str = "7.30万元", again: str = "") -> tuple[DepartmentYear, str]:
    data = REPORT.format(basic=basic, public=public, again=again).encode()
    made = pipeline.template([("自评报告.txt", data)], Setting(), "standard-2020")
    assert not isinstance(made, Failure), made
    filled = read_workbook(made.data)
    assert not filled.faults, filled.faults
    return filled.record, made.words


def test_the_report_says_year_and_unit_and_its_amounts_stand_in_the_workbook() -> None:
    record, _ = taken()
    assert (record.year, record.organisation) == (2024, "青禾县水利局")
    assert record.value("expenditure.total") == Decimal("915.40")
    assert record.value("expenditure.basic") == Decimal("430.30")
    assert record.value("expenditure.project", "initial", fund="general") == 80
    assert record.value("three_public.receptions", "initial") == Decimal("3.5")
    assert [record.value(f"people.{kind}") for kind in ("serving", "retired")] == [28, 35]


def test_words_go_under_their_headings() -> None:
    record, _ = taken()
    assert record.text("unit.divisions").split("\n") == ["办公室", "财务股", "工程股", "河湖股"]
    assert record.text("unit.duties").startswith("1、负责全县水资源")
    assert "堤防加固12公里" in record.text("goals.actual")
    assert record.text("words.difference") == "上级追加堤防修复资金"
    assert [(p.problem, p.measure) for p in record.problems] == [
        ("项目前期工作不够扎实。", "提前开展项目前期工作。"),
        ("绩效指标不够细化。", "细化绩效指标。"),
    ]
    assert record.text("report.outline") == "县级简式"
    assert not record.text("closing.other")


def test_two_values_of_one_amount_are_both_listed_and_none_is_taken() -> None:
    record, words = taken(
        again="全年“三公”经费预算数9.50万元，其中公务接待费2.80万元。2024年末退休人员36人。"
    )
    assert record.value("people.retired") is None
    (line,) = [one for one in words.splitlines() if "原文不一致" in one and "退休" in one]
    assert "35人" in line
    assert "36人" in line


def test_an_amount_that_a_finding_proves_wrong_is_left_to_the_person() -> None:
    record, words = taken(public="7.30元")
    assert "“7.30元”，核对有误（UNI121，按相关的数应为7.30万元），请核对后填写" in words
    assert record.value("three_public.total") == Decimal("7.30"), "the sum of what is known"


def test_parts_are_not_passed_off_as_a_total_that_was_given_differently() -> None:
    record, words = taken(again="全年总支出1015.40万元。")
    assert "原文不一致" in words or "核对有误" in words
    assert record.value("expenditure.total") != Decimal("1015.40")


def test_a_total_without_parts_stands_until_they_are_filled_in() -> None:
    record, _ = taken()
    key = Key("expenditure.basic", "final", 2024)
    assert record.totals[key] == Total(Amount(Decimal("430.3"), "万元"), 0)
    again = read_workbook(write(record))
    assert not again.faults
    assert again.record.totals == record.totals
    for item, value in (("expenditure.personnel", "300"), ("expenditure.operating", "131")):
        record.values[Key(item, "final", 2024)] = Amount(Decimal(value), "万元")
    assert complete(record).value("expenditure.basic") == 431
    assert key not in record.totals


def test_an_open_total_shows_nothing_until_one_more_part_is_known() -> None:
    record = DepartmentYear(2024, "青禾县水利局")
    key = Key("expenditure.total", "final", 2024)
    record.values[Key("expenditure.project", "final", 2024)] = Amount(Decimal(5), "万元")
    record.totals[key] = Total(None, 1)
    again = read_workbook(write(complete(record))).record
    assert again.value("expenditure.total") is None
    assert again.totals == {key: Total(None, 1)}
    assert unflat(again, flat(again)).totals == again.totals
    again.values[Key("expenditure.personnel", "final", 2024)] = Amount(Decimal(3), "万元")
    assert complete(again).value("expenditure.total") == 8


def test_a_subject_beside_one_it_belongs_to_is_a_fault() -> None:
    record = DepartmentYear(2024, "青禾县水利局", subjects={"213": "农林水支出", "2130301": "行政运行"})
    for code in record.subjects:
        key = Key("expenditure.basic", "final", 2024, "general", code)
        record.values[key] = Amount(Decimal(5), "万元")
    faults = [fault.message for fault in read_workbook(write(record)).faults]
    assert any("213和2130301是上下级" in fault or "2130301和213是上下级" in fault for fault in faults)


@pytest.mark.parametrize("outline", ["county", "earlier"])
def test_what_was_taken_over_is_written_without_an_error_or_doubt(tmp_path: Path, outline: str) -> None:
    report = tmp_path / "自评报告.txt"
    report.write_text(REPORT.format(basic="430.30", public="7.30万元", again=""), "utf-8")
    book, out = tmp_path / "数据.xlsx", tmp_path / "out"
    assert main(["template", "--import", str(report), "-o", str(book)]) == 0
    assert main(["report", str(book), "--kind", "self-evaluation", "--outline", outline, "-o", str(out)]) == 0
    (path,) = out.glob("*.docx")
    seen = pipeline.review_one(path.name, path.read_bytes(), Setting())
    assert isinstance(seen, Reviewed)
    serious = [
        f for f in seen.findings if f.severity in ("error", "doubt") and f.rule != "wording/placeholder"
    ]
    assert not serious, [(f.rule, f.stated) for f in serious]
    said = [f.text for f in seen.facts.figures if f.item == "expenditure.total" and f.kind == "level"]
    assert "915.40万元" in said
