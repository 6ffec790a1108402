"""A version of the final accounts from the file to the public, for the tests of disclosure."""

from __future__ import annotations

from datetime import date
from typing import Any

from quanheng.web.disclosure import owing, releases
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Draft
from tests.web.accounts import RIGHT, accounts

APPROVED = date(2025, 9, 1)
PAGE = "https://www.example.gov.cn/2025/accounts.html"


def where(day: date = date(2025, 9, 15), url: str = PAGE) -> releases.Where:
    return releases.Where(day, url)


def owed(county: Any) -> Publication:
    """The final accounts that the department has to publish."""
    return owing.owe(
        [county.department], "final_accounts", 2024, county.people["accountant"], owing.Days(APPROVED)
    )[0]


def draft_of(county: Any, text: str = RIGHT, after: Release | None = None) -> Draft:
    made = receive(
        "决算公开.txt",
        [accounts(text)],
        county.people["accountant"],
        unit=county.department,
        document=after.draft.document if after else None,
    )
    made.refresh_from_db()
    return made


def put_out(county: Any, publication: Publication, text: str = RIGHT, **given: str) -> Release:
    """One version from the file to the public; `after` is found by itself."""
    people = county.people
    last = publication.releases.order_by("-number").first()
    row = releases.begin(publication, draft_of(county, text, last), people["accountant"])
    row = releases.prepare(
        row, given.get("reason", ""), given.get("note", ""), people["accountant"], row.version
    )
    return releases.publish(row, where(), people["leader"], row.version)
