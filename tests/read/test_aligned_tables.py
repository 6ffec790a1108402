"""Tables that plain text sets with blanks or commas: read as tables where no column is in doubt, else left as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.document import Document
from quanheng.read import read
from quanheng.read.wrapped import width


def text(content: str) -> Document:
    return read(content.encode(), "a.txt")


def rows(content: str) -> list[list[str]]:
    """The cells of the one table of a text, with the empty ones."""
    (_, table), *more = text(content).tables()
    assert not more
    return [[cell.text if cell else "" for cell in line] for line in table.grid()]


def untabled(content: str) -> list[str]:
    """The reasons why a text without tables is left as it is."""
    found = text(content)
    assert not list(found.tables())
    assert "".join("".join(b.text for b in found.blocks).split()) == "".join(content.split())
    return [part.reason for part in found.unread]


def printed(table: list[list[str]], gap: int = 2, right: bool = False) -> str:
    """A table as people set it with blanks: every column as wide as its widest cell."""
    wide = [max(width(cell) for cell in column) for column in zip(*table, strict=True)]

    def place(at: int, cell: str) -> str:
        room = " " * (wide[at] - width(cell))
        return room + cell if right and at else cell + room

    return "\n".join(
        (" " * gap).join(place(at, cell) for at, cell in enumerate(row)).rstrip() for row in table
    )


TABLE = [
    ["支出科目", "年初预算", "全年支出", "执行率"],
    ["公园养护", "120.00", "118.40", "98.67%"],
    ["路灯电费", "66.50", "66.50", "100.00%"],
    ["合计", "186.50", "184.90", "99.14%"],
]


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("gap", [1, 2, 3, 6])
def test_columns_set_with_blanks_are_read(gap: int, right: bool) -> None:
    assert rows(f"按科目分（单位：万元）：\n{printed(TABLE, gap, right)}\n以上支出均已公开。") == TABLE


def test_single_blanks_part_the_cells_where_every_line_has_as_many() -> None:
    assert rows("\n".join(" ".join(row) for row in TABLE)) == TABLE


def test_rules_between_the_lines_are_no_rows() -> None:
    lines = printed(TABLE).split("\n")
    assert rows("\n".join([lines[0], "-" * 40, *lines[1:3], "=" * 40, lines[3]])) == TABLE


def test_an_empty_cell_is_told_by_where_the_others_stand() -> None:
    table = [["序号", "项目", "今年", "上年"], ["1", "绿化", "12.00", ""], ["2", "环卫", "30.00", "28.00"]]
    table += [["3", "公厕", "", "5.00"], ["", "合计", "42.00", "33.00"]]
    assert rows(printed(table)) == table


def test_a_head_may_leave_its_first_place_empty() -> None:
    table = [["", "2021年决算", "2022年决算"], ["接待费", "1.20", "0.90"], ["车辆费", "4.00", "3.80"]]
    assert rows(printed(table)) == table


def test_a_long_name_may_come_within_one_blank_of_its_number() -> None:
    lines = printed(TABLE, 3).split("\n")
    lines[2] = "城市道路照明及景观亮化电费 66.50    66.50       100.00%"
    assert rows("\n".join(lines))[2] == ["城市道路照明及景观亮化电费", "66.50", "66.50", "100.00%"]


def test_months_and_years_head_columns() -> None:
    table = [
        ["月份", "1月", "2月", "合计"],
        ["支出(万元)", "3.00", "4.00", "7.00"],
        ["占比(%)", "42.9", "57.1", "100"],
    ]
    assert rows(printed(table)) == table


def test_names_and_amounts_without_a_head_need_their_total() -> None:
    bare = "文化支出      62.16\n教育支出     214.53\n合计         276.69"
    assert rows(f"按科目划分（单位：万元）：\n{bare}") == [line.split() for line in bare.split("\n")]
    assert untabled(f"按科目划分：\n{bare[: bare.index('合计')]}体育支出     3.00") == []


def test_a_list_whose_amounts_say_their_unit_stays_text() -> None:
    assert untabled("资金安排如下：\n  购书费  20.00万元\n  设备费  6.40万元\n  合计  26.40万元") == []


def test_comma_separated_lines_are_read() -> None:
    table = [["科目,一", "预算数", "决算数"], ["办公费", "1,200.00", "3.10"], ["合计", "1,200.00", "3.10"]]
    lines = ['"科目,一",预算数,决算数', '办公费,"1,200.00",3.10', '合计,"1,200.00",3.10']
    assert rows("如下：\n" + "\n".join(lines) + "\n说明完毕。") == table


def test_commas_inside_numbers_without_quotes_leave_the_lines_as_text() -> None:
    assert untabled("科目,预算数,决算数\n办公费,1,200.00,3.10\n印刷费,2.00,3.10\n合计,1,202.00,6.20")


UNCERTAIN = {
    "a line with fewer cells in the middle that stand under no one column": [
        *printed(TABLE, 4).split("\n")[:2],
        "路灯电费        166,266.50           100.00%",
        "合计        186.50      184.90      99.14%",
    ],
    "a name that is broken before its numbers": [
        "支出科目          预算      支出",
        "公园养护          20.00     18.40",
        "机关事业单位基本养老",
        "保险缴费支出      16.00     16.00",
        "路灯电费          66.50     66.50",
        "合计              102.50    100.90",
    ],
    "a page that ends inside": [
        "支出科目          预算      支出",
        "公园养护          20.00     18.40",
        "— 3 —",
        "路灯电费          66.50     66.50",
        "环卫              16.00     16.00",
        "合计              102.50    100.90",
    ],
    "thousands apart": [
        "支出科目 预算 支出",
        "公园养护 1 620.00 1 618.40",
        "路灯电费 66.50 66.50",
        "合计 1 686.50 1 684.90",
    ],
}


@pytest.mark.parametrize("name", UNCERTAIN)
def test_where_a_reading_is_not_certain_the_total_has_no_parts(name: str) -> None:
    for _, table in text("\n".join(UNCERTAIN[name])).tables():
        cells = [cell.text for cell in table.cells]
        assert "合计" not in cells, cells


def test_what_is_left_as_text_is_said() -> None:
    reasons = untabled("\n".join(next(iter(UNCERTAIN.values()))))
    assert len(reasons) == 1
    assert "支出科目" in reasons[0]


@pytest.mark.parametrize(
    "content",
    [
        "目  录\n第一部分  单位概况\n第二部分  决算说明\n第三部分  名词解释",
        "填报单位：城管局    填报日期：3月2日\n联系人：李四    电话：0730-8812345\n负责人：王五    电话：0730-8812346",
        "全年收运垃圾 120 吨，处理 118 吨，\n其中焚烧 100 吨、填埋 18 吨，\n无害化处理率 100%。",
    ],
)
def test_what_is_no_table_stays_text(content: str) -> None:
    assert untabled(content) == []


_NAME = st.text("公园养护路灯电费环卫绿化管理", min_size=2, max_size=9)
_NUMBER = st.decimals(0, 99999, places=2).map(str)


@given(
    st.lists(st.tuples(_NAME, _NUMBER, _NUMBER), min_size=2, max_size=7),
    st.integers(2, 5),
    st.booleans(),
)
def test_every_table_that_is_printed_is_read_back(
    body: list[tuple[str, str, str]], gap: int, right: bool
) -> None:
    table = [["项目名称", "预算数", "支出数"], *map(list, body)]
    assert rows(printed(table, gap, right)) == table
