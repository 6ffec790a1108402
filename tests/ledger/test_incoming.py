"""Tables that come in: heads, merges, units, sums, damaged codes; what is left out is said."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from quanheng.ledgers.incoming.grid import grids, pasted
from quanheng.ledgers.incoming.preview import Preview, best, changes, preview
from quanheng.ledgers.load import names, schema
from quanheng.ledgers.outgoing import html_table, seal, seal_in, tsv
from quanheng.ledgers.registration import credit_check_digit
from quanheng.ledgers.rows import Row, row_of
from quanheng.ledgers.schema import Schema
from quanheng.report.ledger import workbook

SMES = schema("technology-smes")
CONTRACTS = schema("technology-contracts")


def code(number: int) -> str:
    body = f"91430423MA4L{number:05}"
    return body + credit_check_digit(body)


def of(made: Preview, column: str) -> list[Any]:
    return [one.row.data.get(column) for one in made.rows]


def told(made: Preview, severity: str) -> list[str]:
    return [one.message for row in made.rows for one in row.told if one.severity == severity]


def test_tab_separated_with_head_quotes_and_a_line_break() -> None:
    text = f'序号\t企业名称\t统一社会信用代码\t入库登记编号\t入库日期\t状态\r\n1\t"甲\n公司"\t{code(1)}\t202443042308001234\t2024/5/6\t入库\r\n'
    made = preview(SMES, pasted(text))
    assert of(made, "enterprise") == ["甲公司"]
    assert of(made, "number") == ["202443042308001234"]
    assert of(made, "entered") == ["2024-05-06"]
    assert told(made, "note") == ["单元格内的换行已去掉"]
    assert made.columns[0].column == ""  # left out, and no word about it: it only numbers the rows
    assert made.remarks == []


def test_a_column_that_no_ledger_has_is_told() -> None:
    made = preview(SMES, pasted(f"企业名称\t统一社会信用代码\t电话\n甲公司\t{code(1)}\t0700\n"))
    assert made.remarks[0] == "“电话”没有对应的栏目，不取"
    assert not made.sure


def test_a_head_of_two_rows_with_merges_from_the_clipboard() -> None:
    monthly = schema("industry-monthly")
    text = f"月份\t企业名称\t信用代码\t产值（万元）\t\t数据状态\n\t\t\t当月产值\t上年同月产值\t\n2024.12\t甲公司\t{code(1)}\t1,200.50\t1000\t核定\n"
    html = (
        "<table><tr><td rowspan=2>月份</td><td rowspan=2>企业名称</td><td rowspan=2>信用代码</td>"
        "<td colspan=2>产值（万元）</td><td rowspan=2>数据状态</td></tr><tr><td>当月产值</td><td>上年同月产值</td></tr>"
        f"<tr><td>2024.12</td><td>甲公司</td><td>{code(1)}</td><td>1,200.50</td><td>1000</td><td>核定</td></tr></table>"
    )
    made = preview(monthly, pasted(text, html))
    assert of(made, "month") == ["2024-12"]
    assert of(made, "output") == [1_200_500_000]
    assert of(made, "output_before") == [1_000_000_000]


def test_a_group_over_a_number_is_not_the_number() -> None:
    monthly = schema("industry-monthly")
    text = f"月份\t企业名称\t信用代码\t本月\t上年同月\t数据状态\n\t\t\t产值\t产值\t\n2024-12\t甲\t{code(1)}\t12\t10\t核定\n"
    html = (
        "<table><tr><td rowspan=2>月份</td><td rowspan=2>企业名称</td><td rowspan=2>信用代码</td><td>本月</td><td>上年同月</td>"
        "<td rowspan=2>数据状态</td></tr><tr><td>产值</td><td>产值</td></tr>"
        f"<tr><td>2024-12</td><td>甲</td><td>{code(1)}</td><td>12</td><td>10</td><td>核定</td></tr></table>"
    )
    made = preview(monthly, pasted(text, html))
    heads = {one.head: one for one in made.columns}
    assert heads["上年同月产值"].column == "output_before"
    assert heads["本月产值"].column in ("", "output")
    assert not heads["本月产值"].sure or heads["本月产值"].column == "output"


def contracts(*lines: str, above: str = "") -> Preview:
    head = "登记号\t合同名称\t合同类别\t卖方\t买方\t合同成交额\t技术交易额\t登记日期\t状态"
    return preview(CONTRACTS, pasted("\n".join(filter(None, (above, head, *lines))) + "\n"))


def test_the_unit_over_the_table_in_the_cell_and_sums_that_do_not_add_up() -> None:
    made = contracts(
        "1\t甲\t技术开发\t乙\t丙\t34\t30\t2024-03-01\t已登记",
        "2\t丁\t技术服务\t乙\t丙\t1.2亿元\t５０００\t2024-03-02\t已登记",
        "登记号\t合同名称\t合同类别\t卖方\t买方\t合同成交额\t技术交易额\t登记日期\t状态",
        "合 计\t\t\t\t\t12034\t5040\t\t",
        "注：本表按登记日填写\t\t\t\t\t\t\t\t",
        above="单位：万元\t\t\t\t\t\t\t\t",
    )
    assert of(made, "amount") == [34_000_000, 12_000_000_000]
    assert [(one.why, one.number) for one in made.left] == [
        ("表头以上的文字", 1),
        ("重复的表头", 5),
        ("合计行，不取", 6),
        ("只有一格有字，当作表外文字", 7),
    ]
    assert made.remarks == ["第6行的技术交易额合计写5040万元，以上各行相加是5030万元"]


def test_damaged_codes_dates_without_day_and_unknown_choices_are_told_and_kept_as_typed() -> None:
    made = contracts("4.3E+17\t甲\t技术入股\t乙\t丙\t约34\t-\t2024.12\t已登记")
    row = made.rows[0]
    assert row.row.raw == {"number": "4.3E+17", "kind": "技术入股", "amount": "约34", "registered": "2024.12"}
    assert len(told(made, "error")) == 4
    assert told(made, "note") == ["“-”按 0 处理"]
    assert not made.sure


def test_rows_without_a_head_are_taken_by_position_and_asked_about() -> None:
    made = preview(SMES, pasted(f"甲公司\t{code(1)}\t202443042308001234\t2024-05-06\t第一批\t入库\n"))
    assert of(made, "code") == [code(1)]
    assert not made.sure
    assert made.columns[0].why == "没有表头，按栏目次序对应"


def test_a_choice_of_columns_overrides_the_proposal() -> None:
    grid = pasted(f"单位\t代码\t编号\t日子\n甲公司\t{code(1)}\t202443042308001234\t2024-05-06\n")
    made = preview(SMES, grid, {3: "entered"})
    assert of(made, "entered") == ["2024-05-06"]


def test_a_repeated_key_and_a_missing_cell() -> None:
    line = "{0}\t甲\t技术开发\t乙\t丙\t34\t30\t2024-03-01\t已登记"
    made = contracts(line.format("7"), line.format("7"), line.format("8").replace("\t34\t", "\t\t"))
    assert made.remarks == ["第3行与第2行主键相同：7"]
    assert told(made, "error") == ["成交额没有填"]


def test_what_would_change_is_told_before() -> None:
    made = contracts(
        "7\t甲\t技术开发\t乙\t丙\t34\t30\t2024-03-01\t已登记",
        "8\t甲\t技术开发\t乙\t丙\t34\t30\t2024-03-01\t已登记",
    )
    known = {**made.rows[0].row.data, "amount": 10**8, "proof": "a.pdf"}
    found = changes(made, {"7": known})
    assert found.new == ("8",)
    assert [(one.column, one.before, one.after) for one in found.changed] == [("amount", "100", "34")]


def book(*rows: list[Any], merges: tuple[str, ...] = (), formats: dict[str, str] | None = None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for one in merges:
        sheet.merge_cells(one)
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    out = BytesIO()
    made.save(out)
    return out.getvalue()


HEAD = [
    "登记号",
    "合同名称",
    "类别",
    "卖方",
    "买方",
    "成交额（万元）",
    "技术交易额（万元）",
    "登记日",
    "状态",
]


def test_a_workbook_gives_exact_numbers_whatever_it_shows() -> None:
    data = book(
        ["2024年技术合同登记台账"],
        HEAD,
        ["007", "甲", "技术开发", "乙", "丙", 34.5678, 0.005, 45631, "已登记"],
        merges=("A1:I1",),
        formats={"F3": "0.00", "H3": "yyyy-mm-dd"},
    )
    grid = best(CONTRACTS, grids(data, "技术合同.xlsx"))
    assert grid is not None
    made = preview(CONTRACTS, grid)
    assert of(made, "amount") == [34_567_800]
    assert of(made, "technical") == [5000]
    assert of(made, "number") == ["007"]
    assert of(made, "registered") == ["2024-12-05"]
    assert made.rows[0].number == 3


def test_a_long_code_that_is_a_number_in_the_workbook_is_doubted() -> None:
    data = book(HEAD, [430426198801011234, "甲", "技术开发", "乙", "丙", 1, 1, "2024-01-02", "已登记"])
    grid = best(CONTRACTS, grids(data, "x.xlsx"))
    assert grid is not None
    made = preview(CONTRACTS, grid)
    assert any("编码" in words or "000" in words for words in told(made, "error") + told(made, "doubt"))


def test_an_amount_in_a_merged_cell_counts_once() -> None:
    data = book(
        HEAD,
        ["1", "甲", "技术开发", "乙", "丙", 50, 1, "2024-01-02", "已登记"],
        ["2", "丁", "技术开发", "乙", "丙", None, 1, "2024-01-02", "已登记"],
        merges=("F2:F3", "D2:D3"),
    )
    grid = best(CONTRACTS, grids(data, "x.xlsx"))
    assert grid is not None
    made = preview(CONTRACTS, grid)
    assert of(made, "amount") == [50_000_000, None]
    assert of(made, "seller") == ["乙", "乙"]
    assert any("只计在第一行" in words for words in told(made, "doubt"))


def test_hidden_rows_are_told() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (HEAD, ["1", "甲", "技术开发", "乙", "丙", 50, 1, "2024-01-02", "已登记"]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    out = BytesIO()
    made.save(out)
    grid = best(CONTRACTS, grids(out.getvalue(), "x.xlsx"))
    assert grid is not None
    assert "隐藏" in told(preview(CONTRACTS, grid), "note")[0]


def test_html_that_calls_itself_xls() -> None:
    page = (
        "<html><head><meta charset='gb18030'></head><body><table border=1><tr><th>企业名称</th><th>统一社会信用代码</th>"
        "<th>入库登记编号</th><th>入库日期</th><th>状态</th></tr>"
        f"<tr><td>甲公司</td><td>{code(1)}</td><td>202443042308001234</td><td>2024-05-06</td><td>入库</td></tr></table></body></html>"
    )
    found = grids(page.encode("gb18030"), "导出.xls")
    grid = best(SMES, found)
    assert grid is not None
    assert of(preview(SMES, grid), "code") == [code(1)]


def rows_of(ledger: Schema) -> list[Row]:
    """Two rows with every column filled: texts that hurt, long amounts, the first and last choice."""
    made = []
    for at in (0, -1):
        data: dict[str, Any] = {}
        for number, column in enumerate(ledger.columns):
            data[column.name] = {
                "text": f'甲"乙\t{number}' if at else f"第{number}栏",
                "code": f"00{number}43042619880101{1 + at}",
                "credit_code": code(number + (40 if at else 0)),
                "choice": column.choices[at] if column.choices else "",
                "date": "2024-02-29",
                "month": "2024-02",
                "year": 2024,
                "money": 123_456_789_012_345_67 if at else 5,
                "count": 7,
                "number": 175 if column.decimals else 3,
                "percent": 966_300,
                "file": "证书.pdf 第3页；照片.jpg",
            }[column.type]
        data = {
            name: value.replace("\t", " ") if isinstance(value, str) else value
            for name, value in data.items()
        }
        made.append(row_of(ledger, data))
    return made


def test_what_goes_out_comes_back_for_every_ledger() -> None:
    for name in names():
        ledger = schema(name)
        rows = rows_of(ledger)
        assert [one.row for one in preview(ledger, pasted(tsv(ledger, rows, private=True))).rows] == rows, (
            name
        )
        data = workbook(ledger, rows, 2024, private=True)
        grid = best(ledger, grids(data, f"{ledger.title}.xlsx"))
        assert grid is not None, name
        back = preview(ledger, grid)
        assert [dict(one.row.data) for one in back.rows] == [dict(row.data) for row in rows], name
        assert not back.remarks, name


def test_private_columns_stay_inside() -> None:
    petitions = schema("petitions")
    rows = rows_of(petitions)
    for words in (tsv(petitions, rows), html_table(petitions, rows)):
        assert "信访人" not in words
        assert "住址" not in words
    sheet = load_workbook(BytesIO(workbook(petitions, rows))).active
    assert sheet is not None
    assert "信访人" not in [cell.value for cell in sheet[3]]


def test_a_seal_holds_until_a_cell_is_changed() -> None:
    rows = rows_of(SMES)
    data = workbook(SMES, rows, 2024, complete=True)
    grid = best(SMES, grids(data, "x.xlsx"))
    assert grid is not None
    back = preview(SMES, grid)
    lines = [*grid.above, *(one.text for one in back.left)]
    found = next(filter(None, map(seal_in, lines)))
    assert found == seal(2024, rows)
    assert found.holds([one.row for one in back.rows])
    spoiled = [row_of(SMES, {**one.row.data, "batch": "改"}) for one in back.rows]
    assert not found.holds(spoiled)
