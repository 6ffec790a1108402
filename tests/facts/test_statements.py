"""What is said that is not a figure: the laws that the recognisers keep."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.facts.identity import identify
from quanheng.facts.outline import outline
from quanheng.facts.paragraphs import Paragraph, cell_paragraph, paragraph
from quanheng.facts.statements import find_statements
from quanheng.facts.wording_numbering import in_chinese, numeral
from quanheng.facts.wording_privacy import is_identity_number
from quanheng.facts.wording_self_name import is_short_for
from quanheng.model.document import Block, Table, TableCell
from quanheng.model.figure import Statement

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
PIECES = (
    "2023年", "12月31", "日", "融", "万元", "元", "%", "增减", "（", "）", "XX", "〔2020〕", "【2021】", "5号", "1,23,456", "12..5",
    "为", "一、", "（二）", "3、", "县财政局", "附后", "得分", "等级为“优”", "110101199001011009", "13812345678", "，", "。", "、", "-5", " ", "\n",
)  # fmt: skip


def parts(*texts: str) -> list[Paragraph]:
    made = [paragraph(Block(index, "paragraph", text), text) for index, text in enumerate(texts)]
    outline(made)
    return made


def said(kind: str, *texts: str) -> list[Statement]:
    return [statement for statement in find_statements(parts(*texts)) if statement.kind == kind]


@given(
    st.lists(
        st.text(alphabet=st.sampled_from("".join(PIECES)), max_size=40) | st.sampled_from(PIECES), max_size=12
    )
)
def test_any_text_is_read_and_every_place_lies_in_its_paragraph(pieces: list[str]) -> None:
    text = "".join(pieces)
    for statement in find_statements(parts(text, "".join(reversed(pieces)))):
        source = (text, "".join(reversed(pieces)))[statement.place.block]
        assert 0 <= statement.place.start < statement.place.end <= len(source)


@given(AMOUNTS, st.sampled_from(["元", "万元", "亿元", "%"]), st.booleans())
def test_a_well_written_number_is_never_malformed(value: Decimal, unit: str, grouped: bool) -> None:
    number = f"{value:,}" if grouped else str(value)
    assert said("malformed_number", f"本年支出{number}{unit}，比上年增加{number}{unit}。") == []


@given(AMOUNTS.filter(lambda value: value >= 1), st.integers(1, 9))
def test_a_digit_between_the_parts_of_a_unit_is_certain(value: Decimal, digit: int) -> None:
    (found,) = said("malformed_number", f"较预算数{value}万{digit}元增长。")
    assert found.notes["degree"] == "sure"
    assert found.value == f"{value}万元"


@given(st.integers(1, 999), st.integers(10, 99), st.integers(100, 999))
def test_thousands_in_wrong_groups_are_seen(head: int, pair: int, group: int) -> None:
    (found,) = said("malformed_number", f"收入合计为{head},{pair},{group}元。")
    assert found.text == f"{head},{pair},{group}元"


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_a_day_of_the_calendar_is_never_malformed(day: date) -> None:
    assert (
        said(
            "malformed_date", f"截至{day.year}年{day.month}月{day.day}日，资金{day.month}月{day.day}日到位。"
        )
        == []
    )


@given(st.integers(1990, 2030), st.integers(1, 12))
def test_the_day_after_the_last_of_a_month_does_not_exist(year: int, month: int) -> None:
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    (found,) = said("malformed_date", f"截至{year}年{month}月{last + 1}日，资金到位。")
    assert found.notes["degree"] == "sure"


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(1, 400))
def test_a_term_that_ends_before_it_begins_is_certain(day: date, days: int) -> None:
    later = day + timedelta(days=days)
    forward = f"{day.year}年{day.month}月{day.day}日至{later.year}年{later.month}月{later.day}日"
    backward = f"{later.year}年{later.month}月{later.day}日至{day.year}年{day.month}月{day.day}日"
    assert said("malformed_date", f"评价期为{forward}。") == []
    assert [s.notes["degree"] for s in said("malformed_date", f"评价期为{backward}。")] == ["sure"]


@given(st.sampled_from(["【】", "（）", "[]", "〈〉", "()"]), st.integers(2000, 2030), st.integers(1, 999))
def test_only_six_cornered_brackets_hold_the_year(brackets: str, year: int, number: int) -> None:
    right = f"政办发〔{year}〕{number}号"
    assert said("document_number", f"根据{right}文件。") == []
    (found,) = said("document_number", f"根据政办发{brackets[0]}{year}{brackets[1]}{number}号文件。")
    assert found.value == right


def checked(body: str) -> str:
    """The first 17 characters with their check digit, computed as GB 11643 puts it (powers of two modulo 11)."""
    total = sum(int(digit) * pow(2, 17 - index, 11) for index, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


@given(
    st.sampled_from(["110101", "430422", "530129"]),
    st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    st.integers(0, 999),
)
def test_an_identity_number_is_known_by_its_check_digit_and_never_repeated(
    place: str, day: date, order: int
) -> None:
    number = checked(f"{place}{day:%Y%m%d}{order:03d}")
    assert is_identity_number(number)
    (found,) = said("id_number", f"发放对象某某，身份证号{number}，已领取。")
    assert number not in found.text
    assert number[6:14] not in found.text
    wrong = number[:16] + str((int(number[16]) + 1) % 10) + number[17]
    assert not is_identity_number(wrong)


@given(st.integers(1, 99))
def test_heading_numerals_are_read_as_they_are_written(value: int) -> None:
    assert numeral(in_chinese(value)) == value


@given(st.integers(2, 12), st.integers(1, 12))
def test_numbering_in_order_is_left_alone_and_a_gap_is_seen(count: int, missing: int) -> None:
    sections = [f"{in_chinese(n)}、第{in_chinese(n)}项工作情况" for n in range(1, count + 1)]
    body = [line for heading in sections for line in (heading, "工作按计划完成，没有其他需要说明的事项。")]
    assert said("numbering", *body) == []
    if 1 < missing < count:
        del body[2 * missing - 2 : 2 * missing]
        (found,) = said("numbering", *body)
        assert (found.text, found.value) == (f"{in_chinese(missing + 1)}、", f"{in_chinese(missing)}、")


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("科工信局", "某县科技和工业信息化局", True),
        ("经信局", "某县科技和工业信息化局", False),
        ("农业局", "某县农业农村局", True),
        ("卫计局", "某县卫生健康局", False),
        ("文旅广体局", "某县文化广电旅游体育局", True),
    ],
)
def test_a_short_name_takes_its_characters_from_the_full_one(short: str, name: str, fits: bool) -> None:
    assert is_short_for(short, name) is fits


@pytest.mark.parametrize(
    ("texts", "kind", "year", "organisation"),
    [
        (["2023年度部门整体支出绩效自评报告", "单位名称（盖章）：某林县林业局"], "self_evaluation_report", 2023, "某林县林业局"),
        (["某林县林业局2022年度部门决算", "一、收入情况"], "final_accounts", 2022, "某林县林业局"),
        (["2024年某林县林业局部门预算公开"], "budget", 2024, "某林县林业局"),
        (["2021年度某林县林业局部门整体支出绩效评价报告"], "evaluation_report", 2021, "某林县林业局"),
        (["第一部分", "某林县林业局概况", "一、职责", "2020年度收入100万元。", "2020年度支出100万元。"], "unknown", 2020, "某林县林业局"),
        (["二〇一九年度部门决算说明"], "final_accounts", 2019, None),
        (["会议纪要", "会议讨论了工作安排。"], "unknown", None, None),
    ],
)  # fmt: skip
def test_identity_is_read_and_never_invented(
    texts: list[str], kind: str, year: int | None, organisation: str | None
) -> None:
    identity = identify(parts(*texts))
    assert (identity.kind, identity.year, identity.organisation) == (kind, year, organisation)


def form(rows: list[list[str]]) -> tuple[list[Paragraph], Table]:
    cells = [TableCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    table = Table(0, len(rows), len(rows[0]), cells)
    block = Block(0, "table", "", table=table)
    made = [cell_paragraph(block, cell) for cell in cells if cell.text]
    return made, table


HEAD = ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        (["时效指标", "无", "", "", "10", "10", ""], {"points_without_indicator"}),
        (["时效指标", "", "", "", "10", "10", ""], {"points_without_indicator"}),
        (["时效指标", "无", "", "", "10", "0", "没有此项"], set()),
        (["时效指标", "按时开班", "", "", "10", "10", ""], {"points_without_value"}),
        (["时效指标", "按时开班", "", "按时", "10", "10", ""], set()),
        (["时效指标", "按时开班", "", "", "10", "0", "没有开班"], set()),
        (["数量指标", "经费", "34万元", "34万元", "10", "10", ""], {"money_as_quantity"}),
        (["数量指标", "人次", "34人次", "30人次", "10", "8.8", ""], {"unexplained_deduction"}),
        (["数量指标", "人次", "34人次", "30人次", "10", "8.8", "天气"], set()),
        (["合计", "", "", "", "10", "8.8", ""], set()),
    ],
)
def test_rows_of_a_form(row: list[str], kinds: set[str]) -> None:
    made, table = form([HEAD, row, ["质量指标", "合格率", "100%", "100%", "90", "90", "无"]])
    assert {statement.kind for statement in find_statements(made, [table])} == kinds


def test_a_row_that_lost_a_cell_does_not_empty_a_column() -> None:
    head = ["资金", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"]
    whole, table = form([head, ["总额", "10", "10", "10", "100%", ""]])
    assert [s.notes["name"] for s in find_statements(whole, [table])] == ["得分"]
    shifted, table = form([head, ["总额", "10", "10", "100%", "10", ""]])
    assert find_statements(shifted, [table]) == []


def test_reading_stays_fast_on_text_full_of_near_misses() -> None:
    text = (
        "根据政办发（2019年增减单位为万元，" * 400
        + "1,234,567.89万" * 400
        + "（" * 2000
        + "县" * 2000
        + "9" * 5000
    )
    begin = time.perf_counter()
    find_statements(parts(text))
    assert (time.perf_counter() - begin) / len(text) < 10e-6


@pytest.mark.parametrize(
    ("row", "degree"),
    [
        (["时效指标", "", "", "", "10", "10", ""], "none"),
        (["时效指标", "", "100%", "100%", "10", "10", ""], "unnamed"),
        (["", "", "", "", "10", "10", ""], "unnamed"),
        (["", "无", "", "", "10", "10", ""], "none"),
    ],
)
def test_only_a_whole_row_without_an_indicator_is_certain(row: list[str], degree: str) -> None:
    made, table = form([HEAD, row, ["质量指标", "合格率", "100%", "100%", "90", "90", "无"]])
    (found,) = find_statements(made, [table])
    assert found.notes["degree"] == degree


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("（部门决算公示表附后）", "部门决算公示表附后"),
        ("结合《指标评分表》（见附件）的结果，得96分。", "《指标评分表》（见附件）"),
        ("结合《指标评分表》（详见附件1）、座谈（见附件2）的结果。", "《指标评分表》（详见附件1）"),
        ("得分情况，详见附件2，总分96分。", "详见附件2"),
        ("（一）得分明细表附后。", "得分明细表附后"),
        ("各项指标得分" * 8 + "详见附件2，总分96分。", "详见附件2"),
        ("结果（其中（见附件）为准", "见附件"),
    ],
)
def test_an_announcement_is_quoted_whole(text: str, phrase: str) -> None:
    assert said("announced_table", "一、情况", text)[0].text == phrase


TITLE = "某林县科技和工业信息化局2019年度部门决算"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2019年度县经科信局按财政局要求，对部门整体支出进行绩效自评。", ["县经科信局"]),
        ("某林县经科信局（以下简称我局）是县政府工作部门。", ["某林县经科信局"]),
        ("2019年县经科信局部门预算100万元，我局严格执行。", ["县经科信局"]),
        ("我县经科信委高度重视，组织专人开展绩效自评。", ["县经科信委"]),
        ("2019年县经科信局部门预算100万元。", []),
        ("2019年县农业局部门预算100万元，我局予以配合。", []),
        ("原区经科信局的职责划入县市场监管局，我局不再承担，绩效自评由县市场监管局负责。", []),
        ("县市场监管局、县公安局配合我局开展绩效自评。", []),
        ("县财政局组织开展绩效自评，我局按要求完成。", []),
        ("县科工信局按县财政局要求，对部门整体支出进行绩效自评。", []),
    ],
)
def test_only_a_name_for_itself_is_compared_with_the_title(text: str, named: list[str]) -> None:
    found = said("other_name", TITLE, text)
    assert [(statement.text, statement.value) for statement in found] == [
        (name, "某林县科技和工业信息化局") for name in named
    ]
