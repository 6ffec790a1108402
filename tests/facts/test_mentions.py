"""Figures where they stand: gaps, sentences, brackets, units that carry on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quanheng.facts.mentions import is_amount, without_spelled
from tests.facts.reading import mentioned


def test_a_number_without_unit_or_decimals_is_no_figure() -> None:
    assert [m.figure.text for m in mentioned("全县12，支出12.5，共3家")] == ["12.5", "3家"]


def test_the_words_since_the_last_figure_are_its_own() -> None:
    first, second = mentioned("总支出10万元，其中基本支出4万元。")
    assert (first.gap, second.gap, second.lead.name) == ("总支出", "，其中基本支出", "基本支出")
    assert (first.after, second.after) == ("，其中基本支出", "。")


def test_clauses_without_a_figure_are_context() -> None:
    (found,) = mentioned("受调资影响，人员增加，支出10万元")
    assert (found.context, found.lead.attr) == ("受调资影响，人员增加，", "level")


def test_sentences_are_counted_outside_brackets_only() -> None:
    found = mentioned("支出10万元（含运费。安装费2万元），3万元。采购5万元！其他6万元")
    assert [m.sentence for m in found] == [0, 0, 0, 1, 2]


def test_depth_and_opening_bracket() -> None:
    found = mentioned("维修10万元（材料4万元、人工6万元（夜班1万元）），购置3万元")
    assert [(m.depth, bool(m.opened)) for m in found] == [
        (0, False),
        (1, True),
        (1, False),
        (2, True),
        (0, False),
    ]


def test_a_bracket_behind_the_noun_that_is_counted_is_the_list_of_the_count() -> None:
    found = mentioned("选派68名科技特派员（省派4名、市派64名）")
    assert [m.depth for m in found] == [0, 1, 1]
    assert found[1].opened


def test_a_bracket_without_a_figure_is_part_of_the_name() -> None:
    (found,) = mentioned("因公出国（境）费10万元")
    assert found.lead.item == "three_public.overseas"


def test_a_bracket_that_only_numbers_is_not_part_of_the_name() -> None:
    assert [m.lead.name for m in mentioned("支出10万元，（一）设备4万元")][1] == "设备"


def test_a_closing_bracket_too_many_does_no_harm() -> None:
    assert [m.depth for m in mentioned("设备）4万元，维修6万元")] == [0, 0]


def test_the_strongest_separator_of_the_gap_counts() -> None:
    found = mentioned("甲1万元、乙2万元，丙3万元；丁4万元。戊，己5万元")
    assert [m.separator for m in found[1:]] == ["、", "，", "；", "。"]


def test_a_comma_between_names_does_not_end_the_clause() -> None:
    (found,) = mentioned("办公、印刷费4万元")
    assert found.lead.name == "办公、印刷费"


def test_a_fall_turns_the_figure() -> None:
    up, down, both = mentioned("比上年增加1万元，比预算减少2万元，增减变动3万元")
    assert [m.figure.polarity for m in (up, down, both)] == [1, -1, 0]


def test_a_unit_left_out_in_a_run_is_that_of_the_figure_before() -> None:
    found = mentioned("三年支出分别为10.50、11.60、12.70万元")
    assert [m.figure.unit.name for m in found][-1] == "万元"
    first, second = mentioned("支出10.50万元，其中基本支出4.20")
    assert (second.figure.unit.name, second.figure.unit_source) == ("万元", "inherited")
    assert first.figure.unit_source == "written"


def test_only_levels_of_money_counts_and_scores_are_added() -> None:
    found = mentioned("支出10万元，占20%，增加3万元，5家，得分8分")
    assert [is_amount(m) for m in found] == [True, False, False, True, True]


def test_a_count_in_characters_is_left_out_without_cutting_the_gap() -> None:
    found = mentioned("总支出10万元。其中，两项补贴和三个项目共4万元")
    assert [m.spelled for m in found] == [False, True, True, False]
    plain = without_spelled(found)
    assert [m.figure.text for m in plain] == ["10万元", "4万元"]
    assert plain[1].gap == "。其中，两项补贴和三个项目共"
    assert plain[1].separator == "。"


def test_nothing_changes_where_no_count_is_in_characters() -> None:
    found = mentioned("总支出10万元")
    assert without_spelled(found) is found


@given(st.text(alphabet="支出其中为占比上年增加0123456789.万元%家（），。；、：", max_size=80))
def test_every_figure_stands_where_it_says(text: str) -> None:
    found = mentioned(text)
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end
        source = mention.paragraph.source[mention.figure.place.start : mention.figure.place.end]
        assert source == mention.figure.text or len(source) == len(mention.figure.text)
        assert mention.depth >= 0
        end = mention.end
