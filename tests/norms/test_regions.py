"""Divisions: codes, chains, and the division in an organisation's name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms import chain_of, jurisdiction_of, region_name
from quanheng.norms.regions import _rows

CURRENT = [(code, name) for code, name, former in _rows() if not former]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("湖南省财政厅", "430000"),
        ("湖南省长沙市岳麓区教育局", "430104"),
        ("长沙岳麓区教育局", "430104"),
        ("耒阳市水利局", "430481"),
        ("2022年度耒阳市水利局部门整体支出绩效自评报告", "430481"),
        ("二○二一年耒阳市水利局", "430481"),
        ("中共耒阳市委办公室", "430481"),
        ("新晃侗族自治县民政局", "431227"),
        ("新晃县民政局", "431227"),
        ("湘西州财政局", "433100"),
        ("吉林省吉林市财政局", "220200"),
        ("内蒙古自治区财政厅", "150000"),
        ("宁乡县教育局", "430124"),
        ("仙桃市财政局", "429004"),
        ("浙江省舟山市普陀区财政局", "330903"),
    ],
)
def test_division_at_the_beginning_is_recognised(text: str, code: str) -> None:
    assert jurisdiction_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "县财政局",
        "财政部",
        "朝阳区财政局",  # in 北京 and in 长春
        "普陀区财政局",  # in 上海 and in 舟山
        "吉林大学",  # a bare stem is not a government
        "道路运输管理局",  # a county's name without its rank says nothing
        "关于印发某县决算的通知",
    ],
)
def test_what_is_not_certain_stays_unknown(text: str) -> None:
    assert jurisdiction_of(text) is None


@given(st.sampled_from(CURRENT))
def test_full_name_leads_back_to_its_code(division: tuple[str, str]) -> None:
    code, name = division
    full = region_name(code)
    assert full is not None
    assert full.endswith(name)
    assert jurisdiction_of(f"{full}财政局") == code


@given(st.text(max_size=12))
def test_any_text_gives_a_known_code_or_none(text: str) -> None:
    code = jurisdiction_of(text)
    assert code is None or region_name(code) is not None


@given(st.sampled_from(CURRENT))
def test_chain_ends_with_the_country_and_narrows_by_two_digits(division: tuple[str, str]) -> None:
    chain = chain_of(division[0])
    assert chain[-1] == "cn"
    codes = [place.removeprefix("cn-") for place in chain[:-1]]
    assert all(outer == inner[:-2] for inner, outer in pairwise(codes))
    assert chain_of(chain[0]) == chain


def test_provinces_and_divisions_of_hunan_are_complete() -> None:
    codes = [code for code, _ in CURRENT]
    assert sum(code.endswith("0000") for code in codes) == 34
    hunan = [code for code in codes if code.startswith("43")]
    assert sum(code.endswith("00") for code in hunan) == 1 + 14
    assert sum(not code.endswith("00") for code in hunan) == 122


def test_unknown_code_has_no_name() -> None:
    assert region_name("439999") is None
