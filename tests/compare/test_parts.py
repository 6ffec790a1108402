"""The parts of a comparison on rows made by hand: mergers, scopes, peers, names, templates."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from quanheng.compare import copies, indicators, peers, prior, rounded
from quanheng.compare.names import BadLinks, Lines, Link, Office, key_of, read_links
from quanheng.lexicon.departments import function_of, level_of

CELLS = (
    "slug VARCHAR, kind VARCHAR, scope VARCHAR, told_in INTEGER, item VARCHAR, label VARCHAR, year INTEGER,"
    " basis VARCHAR, fund VARCHAR, dimension VARCHAR, unit VARCHAR, text VARCHAR, decimals INTEGER,"
    " base DECIMAL(38,8), low DECIMAL(38,8), high DECIMAL(38,8), one BOOLEAN, sha256 VARCHAR, section VARCHAR,"
    " page INTEGER, block INTEGER, begin INTEGER, finish INTEGER, grid INTEGER, line INTEGER, pillar INTEGER"
)


class Rows:
    """Cells in a base of their own; amounts are given in 万元 with two decimals."""

    def __init__(self) -> None:
        self.base = duckdb.connect()
        self.base.execute(f"CREATE TABLE cells ({CELLS})")
        self.lines = Lines([])

    def put(self, name: str, told_in: int, year: int, item: str, amount: str, **more: str) -> None:
        office = self.lines.add(name, None, told_in)
        base = Decimal(amount) * 10000
        half = Decimal(50)
        kind, scope, basis = (more.get(k, d) for k, d in (("kind", "final_accounts"), ("scope", "department"), ("basis", "final")))  # fmt: skip
        self.base.execute(
            f"INSERT INTO cells VALUES ({', '.join('?' * 26)})",
            [office.slug, kind, scope, told_in, item, item, year, basis, "", "money", "万元", amount, 2,
             base, base - half, base + half, True, f"{name}{told_in}{kind}", None, None, 1, 0, 5, None, None, None],
        )  # fmt: skip

    def kinds(self, *links: Link) -> list[tuple[str, str]]:
        lines = Lines(links)
        lines.offices = self.lines.offices
        return [(r.kind, r.sources[-1].text) for r in prior.remarks(self.base, lines)]


def test_the_same_prior_figure_is_no_remark_and_another_one_is() -> None:
    rows = Rows()
    rows.put("水利局", 2022, 2022, "expenditure.total", "100.25")
    rows.put("水利局", 2023, 2022, "expenditure.total", "100.25")
    assert rows.kinds() == []
    rows.put("水利局", 2022, 2022, "expenditure.basic", "60.00")
    rows.put("水利局", 2023, 2022, "expenditure.basic", "60.02")
    assert rows.kinds() == [("prior", "60.02")]


def test_documents_of_another_kind_scope_or_basis_are_not_held_against_each_other() -> None:
    rows = Rows()
    rows.put("水利局", 2022, 2022, "expenditure.total", "100.25")
    rows.put("水利局", 2023, 2022, "expenditure.total", "90.00", kind="budget")
    rows.put("水利局", 2023, 2022, "expenditure.total", "90.00", scope="unit")
    rows.put("水利局", 2023, 2022, "expenditure.total", "90.00", basis="initial")
    rows.put("林业局", 2023, 2022, "expenditure.total", "90.00")
    assert rows.kinds() == []


def test_two_documents_of_one_year_that_differ_are_no_ground() -> None:
    rows = Rows()
    rows.put("水利局", 2022, 2022, "expenditure.total", "100.25")
    rows.put("水利局", 2022, 2022, "expenditure.total", "101.00")
    rows.put("水利局", 2023, 2022, "expenditure.total", "90.00")
    assert rows.kinds() == []


def test_where_much_differs_one_remark_on_the_scope_is_made() -> None:
    rows = Rows()
    for number in range(6):
        rows.put("水利局", 2022, 2022, f"item{number}", "100.25")
        rows.put("水利局", 2023, 2022, f"item{number}", "100.25" if number > 2 else "90.00")
    assert [kind for kind, _ in rows.kinds()] == ["scope"]


MERGER = (Link("科技局", "科工局", 2023, "合并"), Link("工信局", "科工局", 2023, "合并"))


@pytest.mark.parametrize(("printed", "found"), [("300.00", []), ("301.00", [("prior", "301.00")])])
def test_after_a_merger_the_parts_are_added(printed: str, found: list[tuple[str, str]]) -> None:
    rows = Rows()
    rows.put("科技局", 2022, 2022, "expenditure.total", "100.00")
    rows.put("工信局", 2022, 2022, "expenditure.total", "200.00")
    rows.put("科工局", 2023, 2022, "expenditure.total", printed)
    assert rows.kinds(*MERGER) == found


def test_a_part_that_is_missing_leaves_the_merger_open() -> None:
    rows = Rows()
    rows.put("科技局", 2022, 2022, "expenditure.total", "100.00")
    rows.put("工信局", 2022, 2022, "expenditure.basic", "200.00")
    rows.put("科工局", 2023, 2022, "expenditure.total", "500.00")
    assert rows.kinds(*MERGER) == []


def test_a_department_that_gave_away_a_part_is_not_held_to_the_year_before() -> None:
    rows = Rows()
    rows.put("科技局", 2022, 2022, "expenditure.total", "100.00")
    rows.put("科技局", 2023, 2022, "expenditure.total", "80.00")
    assert len(rows.kinds()) == 1
    assert rows.kinds(Link("科技局", "数据局", 2023, "划出")) == []


def test_whole_amounts_are_told_where_the_document_prints_further_places() -> None:
    rows = Rows()
    for number in range(8):
        rows.put("水利局", 2023, 2023, f"item{number}", f"{100 + number}.00")
        rows.put("林业局", 2023, 2023, f"item{number}", f"{100 + number}.{number}7")
        rows.put("民政局", 2023, 2023, f"item{number}", f"{100 + number}.00", basis="initial")
    (remark,) = rounded.remarks(rows.base)
    assert remark.slugs == (Office(key_of("水利局")).slug,)


def peer_values(*amounts: str) -> Rows:
    rows = Rows()
    for number, amount in enumerate(amounts):
        name = f"{'甲乙丙丁戊己庚辛壬癸子丑寅'[number]}山县水利局"
        rows.put(name, 2023, 2023, "expenditure.project", amount)
        rows.put(name, 2023, 2023, "expenditure.total", "100.00")
    rows.base.execute("CREATE TABLE departments (slug VARCHAR, function VARCHAR, level VARCHAR)")
    for office in rows.lines.offices.values():
        rows.base.execute("INSERT INTO departments VALUES (?, 'water', 'county')", [office.slug])
    return rows


def test_far_from_the_median_of_enough_peers_is_told() -> None:
    rows = peer_values(*(f"{50 + n}.00" for n in range(9)), "99.00")
    found = peers.measured(rows.base)
    (share,) = {(m.median, m.mad, m.peers) for m, _ in found if m.measure == "project_share"}
    assert share == (Decimal("54.50"), Decimal("2.50"), 9)
    assert [r.values["value"] for r in peers.remarks(found)] == ["99.00"]


def test_few_peers_have_no_middle() -> None:
    rows = peer_values(*(f"{50 + n}.00" for n in range(7)), "99.00")
    found = peers.measured(rows.base)
    assert {m.median for m, _ in found} == {None}
    assert peers.remarks(found) == []


@pytest.mark.parametrize(
    ("name", "function", "level"),
    [
        ("湖南省某某县水利局", "water", "county"),
        ("青岚县教育局", "education", "county"),
        ("青岚县柳溪镇人民政府", "town", "town"),
        ("某某市卫生健康委员会", "health", "city"),
        ("某某省财政厅", "finance", "province"),
        ("第三方公司", "", ""),
    ],
)
def test_function_and_level_come_from_the_name(name: str, function: str, level: str) -> None:
    assert (function_of(name), level_of(name, None)) == (function, level)


def test_a_division_may_be_written_long_or_short() -> None:
    assert key_of("湖南省衡阳市衡阳县财政局") == key_of("衡阳县财政局")
    assert key_of("衡阳县财政局") != key_of("衡山县财政局")
    assert key_of("衡阳县财政局（本级）") == key_of("衡阳县财政局")


def test_a_list_of_links_that_says_something_else_is_refused(tmp_path: Path) -> None:
    listed = tmp_path / "links.csv"
    listed.write_text("原名称,现名称,年度,方式\n科技局,科工局,2023,改名\n", "utf-8")
    with pytest.raises(BadLinks, match="第 2 行"):
        read_links(listed)
    listed.write_text("原名称,现名称,年度,方式\n科技局,科工局,2023,更名\n", "utf-8-sig")
    assert read_links(listed) == [Link("科技局", "科工局", 2023, "更名")]


STORY = "先后推进{a}和灌溉工作，全年投入{m}万元，完成{n}项任务，得到群众好评；会同乡镇推进巡查和整改工作，台账同步更新，问题当场交办。"


class Passages:
    """Paragraphs in a base of their own."""

    def __init__(self) -> None:
        self.base = duckdb.connect()
        self.base.execute(
            "CREATE TABLE passages (sha256 VARCHAR, block INTEGER, kind VARCHAR, page INTEGER, text VARCHAR);"
            "CREATE TABLE documents (sha256 VARCHAR, name VARCHAR, organisation VARCHAR, jurisdiction VARCHAR, fiscal_year INTEGER);"
            "CREATE TABLE signed (organisation VARCHAR, jurisdiction VARCHAR, slug VARCHAR)"
        )

    def put(self, name: str, year: int, text: str) -> None:
        digest = f"{name}{year}"
        self.base.execute("INSERT INTO passages VALUES (?, 3, 'paragraph', NULL, ?)", [digest, text])
        self.base.execute("INSERT INTO documents VALUES (?, ?, ?, NULL, ?)", [digest, digest, name, year])
        if not self.base.execute("FROM signed WHERE slug = ?", [name]).fetchall():
            self.base.execute("INSERT INTO signed VALUES (?, NULL, ?)", [name, name])

    def kinds(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(r.kind, r.slugs) for r in copies.remarks(self.base)]


def test_a_paragraph_of_another_department_is_told_by_its_figures() -> None:
    rows = Passages()
    rows.put("水利局", 2023, STORY.format(a="防汛", m="123.45", n=678))
    rows.put("林业局", 2023, STORY.format(a="防汛", m="123.45", n=678).replace("先后", "分批"))
    rows.put("民政局", 2023, STORY.format(a="助老", m="987.65", n=432))
    assert rows.kinds() == [("copied_departments", ("林业局", "水利局"))]


def test_what_many_write_was_given_to_them() -> None:
    rows = Passages()
    for name in ("水利局", "林业局", "民政局", "教育局"):
        rows.put(name, 2023, STORY.format(a="防汛", m="123.45", n=678))
    assert rows.kinds() == []


def test_last_years_paragraph_is_told_only_with_all_its_figures() -> None:
    rows = Passages()
    rows.put("水利局", 2022, STORY.format(a="防汛", m="123.45", n=678))
    rows.put("水利局", 2023, STORY.format(a="防汛", m="123.45", n=678))
    rows.put("林业局", 2022, STORY.format(a="防汛", m="223.45", n=778))
    rows.put("林业局", 2023, STORY.format(a="防汛", m="223.45", n=999))
    assert rows.kinds() == [("copied_years", ("水利局",))]


@pytest.mark.parametrize(
    ("result", "tells"),
    [
        ("1087份", True),
        ("45.6万元", True),
        ("100%", False),
        ("98%", False),
        ("3次", False),
        ("10次", False),
        ("达标", False),
    ],
)
def test_a_result_tells_when_it_is_not_what_everybody_has(result: str, *, tells: bool) -> None:
    assert indicators._tells(result) is tells
