"""Look-up of norms: the nearest jurisdiction with a value in force on the day wins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quanheng.norms import Norm, UnknownNorm, chain_of, norm, sheet
from quanheng.norms import load as loading

CHAIN = ("cn-430499", "cn-4304", "cn-43", "cn")
START = date(2015, 1, 1)


@contextmanager
def norms_in(folder: Path, values: dict[str, dict[int, str | None]]) -> Iterator[None]:
    """Look norms up in that folder, filled with values by jurisdiction and day after START; None ends one."""
    before, loading.HERE = loading.HERE, folder
    try:
        write(folder, values)
        yield
    finally:
        loading.HERE = before
        forget()


def forget() -> None:
    for cached in (loading._sheet, loading._published, loading.names, loading.jurisdictions):
        cached.cache_clear()


def write(folder: Path, values: dict[str, dict[int, str | None]]) -> None:
    forget()
    for jurisdiction in CHAIN:
        path = folder / jurisdiction / "line.yaml"
        path.unlink(missing_ok=True)
        if jurisdiction not in values:
            continue
        path.parent.mkdir(exist_ok=True)
        held = {
            (START + timedelta(days)).isoformat(): {"value": value, "document": "d", "certainty": "V"}
            for days, value in values[jurisdiction].items()
        }
        path.write_text(yaml.safe_dump({"values": held}), encoding="utf-8")


DAYS = st.integers(0, 40)
VALUES = st.dictionaries(
    st.sampled_from(CHAIN),
    st.dictionaries(DAYS, st.one_of(st.none(), st.integers(0, 99).map(str)), min_size=1, max_size=4),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("norms")


@given(VALUES, DAYS)
def test_nearest_jurisdiction_with_a_value_in_force_wins(
    folder: Path, values: dict[str, dict[int, str | None]], day: int
) -> None:
    expected: tuple[str, str] | None = None
    for jurisdiction in CHAIN:
        begun = {d: v for d, v in values.get(jurisdiction, {}).items() if d <= day}
        if begun and (value := begun[max(begun)]) is not None:
            expected = jurisdiction, value
            break
    on = START + timedelta(day)
    with norms_in(folder, values):
        if expected is None:
            with pytest.raises(UnknownNorm):
                norm("line", CHAIN[0], on)
            return
        found = norm("line", CHAIN[0], on)
    assert (found.jurisdiction, found.value) == expected
    assert found.chain == CHAIN[: CHAIN.index(found.jurisdiction) + 1]
    assert found.since <= on


@given(st.dictionaries(DAYS, st.integers(0, 99).map(str), min_size=1), DAYS, DAYS)
def test_a_later_day_never_gives_an_earlier_value(
    folder: Path, values: dict[int, str], first: int, second: int
) -> None:
    early, late = sorted((max(first, min(values)), max(second, min(values))))
    with norms_in(folder, {"cn": dict(values)}):
        older, newer = (norm("line", "cn", START + timedelta(day)).since for day in (early, late))
    assert older <= newer


def test_one_norm_reads_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    read: list[str] = []
    real = loading.read_text_yaml

    def noting(path: Path) -> object:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(loading, "read_text_yaml", noting)
    norm("grade-bands", "cn-430422", date(2024, 1, 1))
    norm("grade-bands", "cn-430422", date(2024, 1, 1))
    assert read == ["grade-bands.yaml"]


def test_grade_bands_of_a_county_are_those_of_the_country() -> None:
    found = norm("grade-bands", "430422", date(2021, 5, 1))
    assert found.numbers == {"优": 90, "良": 80, "中": 60, "差": 0}
    assert found.chain == ("cn-430422", "cn-4304", "cn-43", "cn")
    assert (found.document, found.article, found.binding_evidence) == ("mof-2020-10", "第十八条", True)


def test_no_grade_bands_before_the_text_that_sets_them() -> None:
    with pytest.raises(UnknownNorm, match="2020-02-24 没有有效的取值"):
        norm("grade-bands", "cn", date(2020, 2, 24))
    assert norm("grade-bands", "cn", date(2020, 2, 25)).since == date(2020, 2, 25)


def test_local_value_hides_the_national_one_only_at_its_place() -> None:
    assert norm("execution-weight", "cn-42", date(2021, 1, 1)).number == 20
    assert norm("execution-weight", "cn-43", date(2021, 1, 1)).number == 10


def test_order_of_tables_follows_the_fiscal_year() -> None:
    def last(year: int) -> str:
        return norm("final-accounts-tables", "cn", date(year, 12, 31)).words[-1]

    assert last(2019).startswith("政府性基金预算")
    assert last(2020).startswith("国有资本经营预算")
    assert last(2022).startswith("财政拨款“三公”经费")


def test_misspelled_name_is_answered_with_near_ones() -> None:
    with pytest.raises(UnknownNorm, match=r"相近的有：.*grade-bands"):
        norm("grade-band")
    with pytest.raises(UnknownNorm, match=r"没有名为“零”的规范$"):
        norm("零")


def test_today_is_taken_when_no_day_is_given() -> None:
    assert norm("full-score").number == Decimal(100)


def test_heuristics_and_unread_texts_are_no_evidence_for_an_error() -> None:
    assert not norm("over-fulfilment-line").binding_evidence
    assert not norm("indicator-name-length").binding_evidence
    assert not norm("meeting-headcount-limit").binding_evidence
    assert norm("final-accounts-identities").binding_evidence


def test_shapes_are_refused_when_they_do_not_fit() -> None:
    bands, score = norm("grade-bands"), norm("full-score")
    schemes: Norm = norm("self-evaluation-schemes")
    for bad in (lambda: bands.number, lambda: score.numbers, lambda: score.words, lambda: schemes.words):
        with pytest.raises(ValueError, match="不是"):
            bad()


def test_whole_sheet_of_one_place() -> None:
    assert list(sheet("final-accounts-tables", "cn")["values"]) == ["2016-01-01", "2020-01-01", "2022-01-01"]
    with pytest.raises(UnknownNorm):
        sheet("final-accounts-tables", "cn-43")


def test_what_is_no_code_is_refused() -> None:
    with pytest.raises(ValueError, match="行政区划代码"):
        chain_of("hunan")
