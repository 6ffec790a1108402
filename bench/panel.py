"""A province compared: the panel of many departments and years built, its pages, and the site for the public.

Run from the root: .venv/bin/python -m bench.panel [--departments 2000 --years 10 --items 60] [--public 300]

The tables of the large panel are written as a batch writes them, without documents behind them; the site is made
of documents that a batch has checked. One wrong 上年数 in a thousand is planted, and one copied paragraph.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import duckdb

from quanheng import farm, pipeline
from quanheng.compare import Panel, compare, prepare
from quanheng.lexicon.load import terms
from quanheng.lexicon.measures import peer_measures
from quanheng.model.comparison import Department
from quanheng.model.tables import FILES, TABLES
from quanheng.report import comparison_page
from quanheng.report.public.department import page
from quanheng.report.public.site import Edition
from tests.generator.accounts.offices import OFFICES
from tests.generator.counties import county

_FIRST = 2014
_SAID = 5  # paragraphs of a document
_AMOUNT = "100 * (100000 + hash(d.n, i.n) % 5000000 + hash(d.n, i.n, {year}) % 200000)"
_STATED = """
INSERT INTO stated BY NAME
SELECT md5(concat(d.n, y.n)) AS sha256, i.item, i.item AS label, {year} AS year, i.basis, 'money' AS dimension,
       '万元' AS unit, printf('%.2f万元', amount / 10000) AS text, 2 AS decimals, amount AS base, amount - 50 AS low,
       amount + 50 AS high, 1 AS times, true AS one, '支出决算情况' AS section, i.n AS block, 20 AS begin, 29 AS finish
FROM offices d, years y, items i, LATERAL (SELECT {amount} AS amount)
"""
_WORDS = (
    "组织防汛灌溉护林养路助老救助防疫普法统计招商保洁治污文保阅读应急监测就业征信育苗改水供暖托幼体检禁捕"
)


def tables(folder: Path, departments: int, years: int, items: int) -> None:
    """The tables of a batch in `folder`: a set of accounts for each department and year."""
    base = duckdb.connect()
    base.execute("SELECT setseed(0.5)")
    for name, columns in (*TABLES.items(), ("files", FILES)):
        base.execute(f"CREATE TABLE {name} ({', '.join(f'{c} {kind}' for c, kind in columns.items())})")
    base.execute("CREATE TABLE offices (n INTEGER, name VARCHAR)")
    base.executemany("INSERT INTO offices VALUES (?, ?)", list(enumerate(_names(departments))))
    base.execute(f"CREATE TABLE years AS SELECT range::INTEGER AS n FROM range({_FIRST}, {_FIRST + years})")
    base.execute("CREATE TABLE items (n INTEGER, item VARCHAR, basis VARCHAR)")
    base.executemany(
        "INSERT INTO items VALUES (?, ?, ?)", [(n, *pair) for n, pair in enumerate(_items(items))]
    )
    _documents(base)
    base.execute(_STATED.format(year="y.n", amount=_AMOUNT.format(year="y.n")))
    prior = f"{_AMOUNT.format(year='y.n - 1')} + CASE WHEN hash(d.n, i.n, y.n, 7) % 1000 = 0 THEN 1234500 ELSE 0 END"
    base.execute(_STATED.format(year="y.n - 1", amount=prior) + f" WHERE y.n > {_FIRST}")
    for name in (*TABLES, "files"):
        target = folder / "tables" / name / "00000.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        base.execute(
            f"COPY (SELECT * FROM {name} ORDER BY sha256) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )


def _documents(base: duckdb.DuckDBPyConnection) -> None:
    base.execute(
        """INSERT INTO documents BY NAME
        SELECT md5(concat(d.n, y.n)) AS sha256, concat(d.name, y.n, '决算.docx') AS name, 'docx' AS format,
               'final_accounts' AS kind, d.name AS organisation, y.n AS fiscal_year, 'department' AS scope,
               concat(d.name, y.n, '年度部门决算') AS title, 120 AS agree, 0 AS rounding, 0 AS "off", 2 AS undecided
        FROM offices d, years y"""
    )
    base.execute(
        "INSERT INTO files BY NAME SELECT concat('in/', name) AS path, sha256, 1 AS bytes, 'done' AS state FROM documents"
    )
    pick = f"substr('{_WORDS}', 1 + (hash(sha256, p.n, c.n) % {len(_WORDS) - 1})::INTEGER, 2)"
    base.execute(
        f"""INSERT INTO passages BY NAME
        SELECT sha256, p.n AS block, 'paragraph' AS kind, 0 AS level,
               concat(string_agg({pick}, '' ORDER BY c.n), '，投入', any_value(hash(sha256, p.n) % 100000), '元。') AS text
        FROM documents, range({_SAID}) p(n), range(60) c(n) GROUP BY sha256, p.n"""
    )
    base.execute(
        """INSERT INTO indicators BY NAME
        SELECT sha256, sha256 AS sheet, i.n AS number, concat('指标', i.n) AS name, '≥10' AS target,
               (hash(sha256, i.n) % 90000 + 10000)::VARCHAR AS result FROM documents, range(8) i(n)"""
    )


def _names(count: int) -> Iterator[str]:
    """Departments of counties that do not exist, all offices in each."""
    signs = "青枫云澄锦白南松桐望岚溪麓湖石鹭汀坪川江"
    for n in range(count):
        place, office = divmod(n, len(OFFICES))
        yield f"{signs[place // 20 % 20]}{signs[place % 20]}坪县{OFFICES[office].name}"


def _items(count: int) -> list[tuple[str, str]]:
    """Items with a basis, those of the measures first."""
    wanted = [pair for m in peer_measures().values() for pair in (m.above, m.below)]
    wanted += [(item, basis) for item in terms() for basis in ("final", "initial")]
    return list(dict.fromkeys(wanted))[:count]


def large(folder: Path, departments: int, years: int, items: int) -> None:
    """The panel built, step by step, and its pages."""
    shutil.rmtree(folder, ignore_errors=True)
    tables(folder, departments, years, items)
    steps: list[tuple[str, float]] = []
    start, worked = perf_counter(), process_time()
    prepare(folder, [], lambda words: steps.append((words, perf_counter())))
    end = perf_counter()
    for (words, at), (_, after) in zip(steps, [*steps[1:], ("", end)], strict=True):
        print(f"  {words:12}{after - at:8.1f} s")
    size = sum(file.stat().st_size for file in (folder / "panel").iterdir()) / 1e6
    print(
        f"panel of {departments} departments, {years} years, {items} items: {end - start:.1f} s ({process_time() - worked:.1f} s of"
        f" processors), {size:.0f} MB"
    )
    panel = Panel(folder)
    chosen = panel.departments()[:: max(1, departments // 20)]
    print(f"remarks {len(panel.remarks())}")
    plain = Edition()

    def compared(department: Department) -> bytes:
        return comparison_page.encode(compare(panel, [department]), panel)

    def shown(department: Department) -> object:
        return page(department, compare(panel, [department]), panel, ([], []), plain)

    _timed("one department compared, HTML", [partial(compared, d) for d in chosen])
    _timed("its page for the public", [partial(shown, d) for d in chosen])
    _timed("found by a word", [partial(panel.find, d.name[3:6]) for d in chosen])
    _timed("everybody in one page", [lambda: comparison_page.encode(compare(panel, each=False), panel)])


def _timed(what: str, calls: list[Callable[[], object]]) -> None:
    times, worked = [], process_time()
    for call in calls:
        start = perf_counter()
        call()
        times.append(1000 * (perf_counter() - start))
    mean = 1000 * (process_time() - worked) / len(times)
    print(
        f"  {what}: median {median(times):.0f} ms, most {max(times):.0f} ms of {len(times)}, {mean:.0f} ms of processors"
    )


def public(folder: Path, departments: int) -> None:
    """The site of that many departments with five years of accounts and forms."""
    source, out = folder / "in", folder / "out"
    each = 30
    source.mkdir(parents=True, exist_ok=True)
    for seed in range(-(-departments // each)):
        for name, text in county(seed, min(each, departments - each * seed), 2019, 5).files():
            (source / name).write_text(text, "utf-8")
    done = farm.run(farm.Order((str(source),), out, jobs=2), lambda _: None)
    shutil.rmtree(folder / "site", ignore_errors=True)
    start = perf_counter()
    pipeline.publish(str(out), folder / "site", None, lambda _: None, pipeline.Publication())
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    print(
        f"site of {departments} departments, {len(done.made.documents)} documents: {perf_counter() - start:.1f} s with its"
        f" panel, {len(files)} files, {size:.0f} MB"
    )


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--departments", type=int, default=2000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--public", type=int, default=300)
    parser.add_argument("--folder", type=Path, default=Path("out/panel"))
    given = parser.parse_args()
    if given.departments:
        large(given.folder / "large", given.departments, given.years, given.items)
    if given.public:
        public(given.folder / "public", given.public)


if __name__ == "__main__":
    main()
