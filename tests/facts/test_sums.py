"""What lists assert: sums closed or open, subsets, shares, percentages that make 100."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed, facts_of, one, operands, shown, told

TITLE = "2023年度部门决算"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("总支出100万元，其中：基本支出40万元，项目支出60万元。", True),
        ("基本支出40万元（工资25万元、办公15万元）。", True),
        ("项目支出60万元，其中：设备20万元，维修40万元。", False),
        ("自评得分95分，其中：产出50分，效益45分。", True),
    ],
)
def test_a_list_is_closed_where_nothing_else_can_be_in_it(text: str, closed: bool) -> None:
    assert one("sum", TITLE, text).closed is closed


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("项目支出60万元，包括：设备20万元，维修40万元。", True),
        ("项目支出60万元，由以下部分构成：设备20万元，维修40万元。", True),
        ("项目支出60万元，用于以下方面：设备20万元，维修40万元。", True),
        ("总支出100万元，其中：教育支出60万元，卫生健康支出40万元。", True),
        ("项目支出60万元，其中：设备20万元，其他40万元。", True),
        ("项目支出60万元：设备20万元，维修10万元，培训30万元。", True),
        ("项目支出60万元，其中：设备20万元，维修40万元。", False),
        ("项目支出60万元：设备20万元，维修40万元。", False),
        ("项目支出60万元，包括：设备20万元，维修30万元等。", False),
    ],
)
def test_words_promise_that_a_list_is_complete(text: str, promised: bool) -> None:
    assert bool(one("sum", TITLE, text).notes.get("exhaustive")) is promised


def test_a_division_with_one_part_left_out_is_complete_but_for_it() -> None:
    text = "政府采购支出总额100万元，其中：货物60万元，服务40万元。"
    assert one("sum", TITLE, text).notes == {"exhaustive": True}


def test_what_is_known_to_overlap_is_left_out_of_a_division() -> None:
    text = "政府采购支出总额100万元，其中：货物60万元，工程10万元，服务30万元，授予中小企业合同金额80万元。"
    claim = one("sum", TITLE, text)
    assert shown(claim) == "total 100万元, part 60万元, part 10万元, part 30万元"
    assert [operands(a) for a in claim.alternatives] == [shown(claim) + ", part 80万元"]


@pytest.mark.parametrize("opener", ["其中", "主要是"])
def test_one_part_alone_is_a_subset(opener: str) -> None:
    facts = facts_of(TITLE, f"项目支出60万元，{opener}设备20万元。")
    assert told(facts, "sum") == []
    assert told(facts, "subset") == ["total 60万元, part 20万元"]


def test_one_of_two_halves_behind_words_that_promise_all_is_a_sum_with_a_gap() -> None:
    claim = one("sum", TITLE, "总支出100万元，具体为：基本支出40万元。")
    assert (shown(claim), claim.closed, claim.notes) == (
        "total 100万元, part 40万元", False, {"exhaustive": True},
    )  # fmt: skip


def test_the_first_count_of_some_among_many_is_a_subset() -> None:
    facts = facts_of("培训班40期，其中：党建12期，业务20期。")
    assert "total 40期, part 12期" in told(facts, "subset")


@pytest.mark.parametrize("word", ["共计", "合计", "累计", "总计"])
def test_parts_in_front_of_their_total(word: str) -> None:
    text = f"拨付设备1.50万元、维修2.50万元，{word}4.00万元。"
    assert claimed("sum", text, template="total-behind") == ["total 4.00万元, part 1.50万元, part 2.50万元"]


@pytest.mark.parametrize(
    "text",
    [
        "拨付设备1.50万元，总支出4.00万元。",
        "拨付设备1.50万元、维修2.50万元。累计4.00万元。",
        "拨付设备1.50万元、维修2.50万元，培训4.00万元。",
        "拨付设备1.50万元、比上年增加2.50万元，合计4.00万元。",
        "上半年累计支出1.50万元，三季度支出2.50万元，前三季度累计4.00万元。",
    ],
)
def test_other_figures_in_front_are_not_its_parts(text: str) -> None:
    assert claimed("sum", text, template="total-behind") == []


def test_each_part_stands_under_the_figure_of_its_own_name() -> None:
    text = "工业完成投资18亿元，企业完成研发14亿元。其中，某园区完成投资16亿元。"
    assert claimed("subset", text, template="among-named") == ["total 18亿元, part 16亿元"]


@pytest.mark.xfail(
    strict=True, reason="the list under the last figure stays beside the one under the figure named"
)
def test_and_under_no_other_one() -> None:
    text = "工业完成投资18亿元，企业完成研发14亿元。其中，某园区完成投资16亿元。"
    assert claimed("subset", text) == ["total 18亿元, part 16亿元"]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("总支出100万元，其中：基本支出40万元，占40%。", "rate 40%, part 40万元, whole 100万元"),
        ("总支出100万元，其中：基本支出40万元，占总支出的40%。", "rate 40%, part 40万元, whole 100万元"),
        ("总支出100万元。会议费4万元，占本年支出的4%。", "rate 4%, part 4万元, whole 100万元"),
        ("设备款50万元，会议费4万元，占设备款的8%。", "rate 8%, part 4万元, whole 50万元"),
        ("总支出100万元。基本支出40万元，占40%。", "rate 40%, part 40万元, whole 100万元"),
    ],
)
def test_a_share_of_a_whole_named_or_understood(text: str, share: str) -> None:
    assert claimed("share", TITLE, text) == [share]


@pytest.mark.parametrize("text", ["会议费4万元，占4%。", "会议费4万元，占全县总额的4%。"])
def test_a_share_whose_whole_is_not_printed_stays_open(text: str) -> None:
    claim = one("share", TITLE, text)
    assert (claim.template, claim.closed, shown(claim)) == ("share-open", False, "rate 4%, part 4万元")


def test_the_whole_of_a_part_of_a_part_may_be_either() -> None:
    text = "总支出100万元，其中：基本支出40万元（其中人员经费30万元，占75%；公用经费10万元，占25%），项目支出60万元。"
    claim = next(c for c in facts_of(TITLE, text).claims if c.kind == "share")
    assert shown(claim) == "rate 75%, part 30万元, whole 40万元"
    assert "rate 75%, part 30万元, whole 100万元" in [operands(a) for a in claim.alternatives]


def test_shares_of_every_part_make_a_hundred() -> None:
    text = "总支出100万元，其中：基本支出40万元，占40%；项目支出60万元，占60%。"
    claim = one("percent_total", TITLE, text)
    assert (shown(claim), claim.closed) == ("part 40%, part 60%, total 100万元", True)


def test_shares_of_a_list_that_may_be_open_are_only_asked_about() -> None:
    assert not one(
        "percent_total", TITLE, "项目支出50万元，其中：设备20万元，占40%；维修30万元，占60%。"
    ).closed


def test_a_part_without_a_share_makes_no_hundred() -> None:
    assert (
        claimed("percent_total", TITLE, "总支出100万元，其中：基本支出40万元，占40%；项目支出60万元。") == []
    )


def test_shares_alone_of_a_whole_divided_completely() -> None:
    assert claimed("percent_total", "基本支出占40%，项目支出占60%。") == ["part 40%, part 60%"]


def test_shares_alone_are_taken_together_as_far_as_they_go() -> None:
    text = "人员经费占61.3%，公用经费占12.4%，项目支出占26.3%。"
    assert claimed("percent_total", text) == ["part 61.3%, part 12.4%, part 26.3%"]


@pytest.mark.parametrize("text", ["基本支出占40%。项目支出占60%。", "基本支出占40%，会议费占60%。"])
def test_shares_of_other_things_make_no_hundred(text: str) -> None:
    assert claimed("percent_total", text) == []


def test_amounts_with_their_shares_whose_total_stands_elsewhere() -> None:
    facts = facts_of(TITLE, "2023年总支出100万元。", "基本支出40万元，占40%，项目支出60万元，占60%。")
    assert told(facts, "percent_total") == ["part 40%, part 60%"]
    assert "total 100万元, part 40万元, part 60万元" in told(facts, "sum")


def test_the_answers_to_one_question_make_a_hundred() -> None:
    assert claimed("percent_total", "调查中满意占68%，基本满意占22%，不满意占10%。") == [
        "part 68%, part 22%, part 10%"
    ]
    assert claimed("percent_total", "调查中满意占68%，不满意占10%。") == []


def test_one_figure_before_needs_no_name_to_choose_from() -> None:
    assert claimed("subset", "工业完成投资18亿元。其中，某园区完成投资16亿元。", template="among-named") == []


def test_two_figures_of_that_name_leave_it_open() -> None:
    text = "工业完成投资18亿元，农业完成投资9亿元。其中，某园区完成投资6亿元。"
    assert claimed("subset", text, template="among-named") == []


def test_shares_tell_of_which_total_their_amounts_are_parts() -> None:
    """A total elsewhere of which none of the shares is a share is that of another list."""
    text = "基本支出362.53万元，占76.24%；项目支出113.00万元，占23.76%。"
    other = "一般公共预算财政拨款支出362.53万元，比上年减少109.21万元。"
    assert claimed("sum", TITLE, text, other) == []
    assert claimed("sum", TITLE, text, other, "本年支出合计475.53万元。") != []


def test_parts_of_which_something_is_made_up_have_their_own_names() -> None:
    facts = facts_of(TITLE, "基本支出1902.40万元，由人员经费1768.15万元和公用经费134.25万元组成。")
    assert [f.item for f in facts.figures][1:] == ["expenditure.personnel", "expenditure.operating"]


@pytest.mark.parametrize(
    "text",
    [
        "其中一般债券{}亿元对应项目3个：沿江公路1.20亿元，实验学校0.90亿元，小区改造0.65亿元。",
        "本次安排资金{}亿元，涉及项目3个：甲工程1.20亿元、乙工程0.90亿元、丙工程0.65亿元。",
        "贷款{}亿元支持企业3家：甲公司1.20亿元，乙公司0.90亿元，丙公司0.65亿元。",
        "完成投资{}亿元，建成泵站3处：城东站1.20亿元，城西站0.90亿元，城北站0.65亿元。",
        "签约总额{}亿元，涉及企业3家：甲项目1.20亿元，乙项目0.90亿元，丙项目0.65亿元。",
        "新建学校投入{}亿元，共3所：一小1.20亿元，二小0.90亿元，三中0.65亿元。",
    ],
)
def test_as_many_amounts_as_the_words_say_make_the_whole(text: str) -> None:
    assert not alarms(text.format("2.75"))
    assert any(stated.startswith("3.19") for _, stated in alarms(text.format("3.19")))


def test_amounts_that_each_has_itself_make_no_whole() -> None:
    assert not alarms(
        "贷款8.31亿元支持企业3家：甲公司年产值1.20亿元，乙公司年产值0.90亿元，丙公司年产值0.65亿元。"
    )
    assert not alarms(
        "投入8.31亿元，涉及项目3个：甲项目总投资1.20亿元，乙项目总投资0.90亿元，丙项目总投资0.65亿元。"
    )


def test_fewer_amounts_than_the_words_say_may_be_some_of_them() -> None:
    assert not alarms("一般债券8.31亿元对应项目7个：沿江公路1.20亿元，实验学校0.90亿元，小区改造0.65亿元。")


LEVELS = "2023年下达资金1286万元，其中中央维修资金812万元、省级{}万元、县级300万元{}。"


def test_the_purses_of_every_level_are_asked_about_where_a_slip_explains_them() -> None:
    assert not alarms(LEVELS.format("174", ""))
    assert [severity for severity, _ in alarms(LEVELS.format("147", ""))] == ["doubt"]


@pytest.mark.parametrize(
    "text",
    [
        LEVELS.format("147", "，其余为自筹"),
        LEVELS.format("100", ""),  # no slip makes it good: another purse may have paid
        LEVELS.format("147", "").replace("、县级300万元", ""),
        LEVELS.format("147", "").replace("县级", "企业"),
    ],
)
def test_purses_that_may_not_be_all_are_not(text: str) -> None:
    assert not alarms(text)


CLASSES = "支出按功能分：教育支出521.36万元，卫生健康支出{}万元，住房保障支出16.85万元，{}合计551.40万元。"


@pytest.mark.parametrize("before", ["", "全年支出551.40万元。"])
def test_a_total_told_behind_its_list_is_no_part_of_it(before: str) -> None:
    assert not alarms(before + CLASSES.format("13.19", "三类"))
    assert [severity for severity, _ in alarms(before + CLASSES.format("14.72", "三类"))] == ["doubt"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("项目支出分类：农业类94.20万元、畜牧类82.64万元、草原类{}万元，合计217.44万元。", "46.70"),
        ("项目构成：农业类94.20万元，畜牧类82.64万元，草原类{}万元，三项合计217.44万元。", "46.70"),
        ("资金明细：农业类94.20万元；畜牧类82.64万元；草原类{}万元；共计217.44万元。", "46.70"),
    ],
)
def test_a_run_between_a_colon_and_its_total_needs_no_slip(text: str, wrong: str) -> None:
    assert not alarms(text.format("40.60"))
    assert alarms(text.format(wrong)) == [("doubt", "217.44万元")]


@pytest.mark.parametrize(
    "text",
    [
        "主要支出：设备购置20.50万元，安装费5.60万元，其中质保金2.10万元，合计26.10万元。",
        "资金构成：一季度20.50万元，二季度累计45.60万元，合计45.60万元。",
        "重点项目支出：道路20.50万元，桥梁15.60万元，两项合计占总支出的36.10%。",
        "资金明细：道路20.50万元、桥梁15.60万元，累计完成投资98.60万元。",
    ],
)
def test_other_runs_before_a_total_are_left_alone(text: str) -> None:
    assert not alarms(text)


def test_shares_behind_a_list_are_one_for_each_without_the_word() -> None:
    text = (
        "年度预算1560万元，其中福彩公益金{}万元、一般公共预算780万元、上级补助156万元，占比为40%、50%、10%。"
    )
    assert not alarms(text.format("624"))
    assert alarms(text.format("642")) == [("error", "40%")]
