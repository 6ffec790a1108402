"""The public pages of a county: seconds to make them, milliseconds of a page and the ratio to an empty one.

    python -m bench.public_pages --units 40 --years 3

Every unit publishes accounts of every year with figures of its own; a page is asked for without a server in between.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any


def main() -> int:
    """Fill a workspace in a folder of its own, make the pages, ask for them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=40)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="qh-public-") as home:
        os.environ |= {
            "QUANHENG_DATA": home,
            "QUANHENG_SYNC": "1",
            "DJANGO_SETTINGS_MODULE": "quanheng.web.settings",
        }
        _prepared()
        started = time.perf_counter()
        _filled(given.units, given.years)
        print(f"{given.units * given.years} documents checked and published in {_since(started)} s")
        _made(Path(home))
        _asked(given.rounds)
    return 0


def _prepared() -> None:
    import django  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def _filled(units: int, years: int) -> None:
    from quanheng.web.disclosure import releases  # noqa: PLC0415
    from quanheng.web.disclosure.models import Face  # noqa: PLC0415
    from quanheng.web.units.models import Membership, Unit, User  # noqa: PLC0415
    from quanheng.web.units.roles import Role  # noqa: PLC0415
    from tests.web.conftest import make_county  # noqa: PLC0415

    # The pages are made once, below, and not after each of the versions.
    vars(releases)["refresh"] = lambda _: None
    county = make_county()
    Unit.objects.filter(pk=county.root.pk).update(jurisdiction="430426")
    Face.objects.create(pk=1, open=True)
    people: dict[str, User] = county.people
    for number in range(units):
        unit = Unit.objects.create(name=f"青岭县第{number + 1}中学", parent=county.root)
        for role in (Role.ACCOUNTANT, Role.LEADER):
            Membership.objects.create(user=people[role], unit=unit, role=role)
        for year in range(2024 - years + 1, 2025):
            _out(unit, year, 13 * number + year, people)
        print(f"\r{number + 1} units", end="", file=sys.stderr)
    print(file=sys.stderr)


def _out(unit: Any, year: int, vary: int, people: dict[str, Any]) -> None:
    from quanheng.web.disclosure import owing, releases  # noqa: PLC0415
    from quanheng.web.documents.intake import receive  # noqa: PLC0415
    from tests.web.accounts import RIGHT, accounts  # noqa: PLC0415

    basic = 300 + vary % 700
    text = RIGHT.replace("700.00", f"{basic}.00").replace("500.00", f"{1200 - basic}.00")
    text = text.replace("，占58.33%", "").replace("，占41.67%", "")
    (row,) = owing.owe([unit], "final_accounts", year, people["accountant"], owing.Days(date(year + 1, 9, 1)))
    draft = receive(f"{year}.txt", [accounts(text, unit.name, year)], people["accountant"], unit=unit)
    draft.refresh_from_db()
    out = releases.begin(row, draft, people["accountant"])
    out = releases.prepare(out, "试", "", people["accountant"], out.version)
    where = releases.Where(date(year + 1, 9, 15), "https://www.example.gov.cn/1.html")
    releases.publish(out, where, people["leader"], out.version)


def _made(home: Path) -> None:
    from quanheng.web.disclosure import corpus  # noqa: PLC0415
    from quanheng.web.jobs.run import enqueue  # noqa: PLC0415

    for words in ("all pages made", "made again with nothing new"):
        started = time.perf_counter()
        job = enqueue("public", "bench", None)
        assert job.state == "done", job.error
        print(f"{words}: {_since(started)} s")
    size = sum(path.stat().st_size for path in corpus.root().rglob("*") if path.is_file())
    print(f"kept: {size / 1e6:.1f} MB in {home.name}")


def _asked(rounds: int) -> None:
    from django.test import Client  # noqa: PLC0415

    from quanheng.web.disclosure.models import Release  # noqa: PLC0415
    from quanheng.web.units.models import User  # noqa: PLC0415

    release = Release.objects.order_by("pk").first()
    assert release is not None
    unit = release.publication.unit_id
    client = Client()
    bureau = Client()
    bureau.force_login(
        User.objects.get(username="performance"), backend="django.contrib.auth.backends.ModelBackend"
    )
    pages: dict[str, Callable[[], Any]] = {
        "empty page": lambda: client.get("/alive/"),
        "search": lambda: client.get("/public/"),
        "unit with figures and peers": lambda: client.get(f"/public/{unit}/"),
        "figures as CSV": lambda: client.get(f"/public/{unit}/figures.csv"),
        "text": lambda: client.get(f"/public/{unit}/{release.pk}/"),
        "overview of the bureau": lambda: bureau.get("/disclosure/county/"),
    }
    empty = 0.0
    for name, ask in pages.items():
        times = []
        for _ in range(rounds):
            started = time.perf_counter()
            answer = ask()
            times.append(time.perf_counter() - started)
            assert answer.status_code == 200, (name, answer.status_code)
        middle = statistics.median(times)
        empty = empty or middle
        print(
            f"{name}: {middle * 1000:.0f} ms, most {max(times) * 1000:.0f} ms, {middle / empty:.0f} × empty"
        )


def _since(started: float) -> str:
    return f"{time.perf_counter() - started:.1f}"


if __name__ == "__main__":
    sys.exit(main())
