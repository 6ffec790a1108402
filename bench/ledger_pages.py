"""How long the pages of a large ledger take: python -m bench.ledger_pages --rows 100000

Prints milliseconds beside what is wanted, on the database that QUANHENG_DATABASE names (SQLite without it).
The data folder is a new one and is thrown away.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from functools import partial
from time import perf_counter, process_time
from typing import Any

PASTED, ROUNDS = 5_000, 3
WANTED = {"paste": 3000, "page": 300, "measure": 100}


def main() -> None:
    """Make the rows, then time what people wait for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quanheng-bench-", ignore_cleanup_errors=True) as folder:
        os.environ |= {"QUANHENG_DATA": folder, "QUANHENG_SYNC": "1"}
        from quanheng.web.serve import prepare  # noqa: PLC0415

        prepare(folder)
        _measure(given.rows)


def _measure(count: int) -> None:
    from django.core.cache import caches  # noqa: PLC0415
    from django.http import QueryDict  # noqa: PLC0415

    from quanheng.ledgers.conditions import condition  # noqa: PLC0415
    from quanheng.ledgers.load import schema  # noqa: PLC0415
    from quanheng.ledgers.outgoing import tsv  # noqa: PLC0415
    from quanheng.ledgers.period import year_of  # noqa: PLC0415
    from quanheng.web.ledgers import batches, measuring  # noqa: PLC0415
    from quanheng.web.ledgers.listing import Asked, asked, page  # noqa: PLC0415
    from quanheng.web.ledgers.models import Ledger, Row  # noqa: PLC0415
    from quanheng.web.units.models import Unit, User  # noqa: PLC0415

    described = schema("technology-contracts")
    by = User.objects.create_user("bench")
    ledger = Ledger.objects.create(
        unit=Unit.objects.create(name="青岭县科工局"), name=described.name, year=2024
    )
    made = (Row(ledger=ledger, key=f"k{n}", data=_data(n)) for n in range(count))
    Row.objects.bulk_create(made, batch_size=1000)
    word = condition([{"column": "title", "contains": ["第77"]}], described, "筛选")
    anywhere = asked(described, QueryDict("q=第99"), private=True)
    _told("按一栏筛选", "page", lambda: page(ledger, described, Asked(where=word), private=True))
    _told(
        "按金额排序",
        "page",
        lambda: page(ledger, described, Asked(sort="amount", descending=True), private=True),
    )
    _told(
        "按字查找并排序",
        "page",
        lambda: page(ledger, described, Asked(where=anywhere.where, sort="title"), private=True),
    )
    one = described.measures["amount"]
    again = partial(measuring.result, ledger, described, one, year_of(2024))

    def first() -> Any:
        caches["answers"].clear()
        return again()

    _told(f"{one.title}：行刚变过", "measure", first)
    _told(f"{one.title}：行没有变", "measure", again)
    text = tsv(described, [_library(described, n) for n in range(count, count + PASTED)])

    def paste() -> Any:
        batch = batches.from_clipboard(ledger, text, "", by)
        batches.plan(ledger, batches.look(batch, described))
        return batches.take(batch, described, by)

    _told(f"粘贴 {PASTED} 行：预览并收下", "paste", paste, rounds=1)


def _data(n: int) -> dict[str, Any]:
    day = f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}"
    return {
        "number": f"2024{n:012}", "title": f"某技术开发第{n}号合同", "category": "技术开发", "seller": f"某{n % 900}号厂",
        "buyer": f"某{n % 77}号院", "amount": 10**6 + n * 137, "technical": 10**5 + n * 37, "signed": day, "registered": day,
    }  # fmt: skip


def _library(described: Any, n: int) -> Any:
    from quanheng.ledgers.rows import row_of  # noqa: PLC0415

    return row_of(described, {k: v for k, v in _data(n).items() if described.has(k)}, n)


def _told(words: str, kind: str, work: Callable[[], Any], rounds: int = ROUNDS) -> None:
    best, own = min(_once(work) for _ in range(rounds))
    told = f"{best:8.0f} ms（本进程 {own:.0f} ms）  要求 {WANTED[kind]} ms  {best / WANTED[kind]:.2f}"
    print(f"{words:　<16}{told}", flush=True)


def _once(work: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds by the clock, and of this process alone, which a busy machine does not lengthen."""
    begun, own = perf_counter(), process_time()
    work()
    return (perf_counter() - begun) * 1000, (process_time() - own) * 1000


if __name__ == "__main__":
    main()
