"""States of publications and of the pages for everybody."""

from __future__ import annotations

from typing import Any

import pytest

from quanheng.web.disclosure.models import Face, Publication, Release
from quanheng.web.documents.models import Draft
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import Unit
from tests.web.operations.states import a_draft, prepared, questioned
from tests.web.states.acts import LONG, Act, both, changed, done, gone, limited
from tests.web.states.state import NOBODY, Rows, State

_FILES = {"file": ("决算.txt", "青岭县水务局2025年度部门决算\n".encode())}


def _long(rows: Rows, patch: pytest.MonkeyPatch) -> None:
    changed("department", name=LONG)(rows, patch)
    Release.objects.update(
        note=f"{LONG}的数已更正。" * 5,
        reason=f"{LONG}尚待说明。" * 5,
        url="https://www.example.gov.cn/" + "a" * 180,
    )
    Draft.objects.update(name=f"{LONG}.docx")
    Item.objects.update(message=f"{LONG}的合计与各项之和不符，" * 4)


def _many(rows: Rows, _: pytest.MonkeyPatch) -> None:
    for number in range(60):
        unit = Unit.objects.create(name=f"{LONG}{number}", parent=rows["department"].parent)
        Publication.objects.create(
            unit=unit, kind="self_evaluation", year=2025, first_at="2026-03-01T00:00Z" if number % 2 else None
        )


def _checking(state: str, told: str = "") -> Act:
    return both(done(a_draft), lambda *_: Draft.objects.update(state=state, told=told))


def _a(page: str, name: str, args: str = "publication", **more: Any) -> State:
    return State(page, name, "accountant", args, **more)


def _d(page: str, name: str, who: str, args: str = "", **more: Any) -> State:
    return State(page, name, who, args, scene="demo", **more)


_BOTH = {"version": "99", "words": "我写的", "url": "https://www.example.gov.cn/1.html"}
STATES = [
    _a("disclosure", "filled", ""),
    State("disclosure", "empty", scene="people"),
    State("disclosure", "signer", "leader"),
    State("disclosure", "reviewer", "performance", lands="disclosure-county"),
    _d("disclosure", "demo", "kuaiji"),
    _a("disclosure-new", "lacking", "", status=422,
        sends=lambda r: {"unit": str(r["department"].pk), "kind": "budget", "year": "二〇", "approved_on": "2036-01-01"}),
    State("disclosure-county", "filled", "performance"),
    State("disclosure-county", "empty", "performance", scene="people"),
    State("disclosure-county", "many", "performance", first=_many),
    State("disclosure-county", "nothing-found", "performance", query="?only=晚公开"),
    State("disclosure-county", "lacking", "performance", sends={"year": "二〇"}, status=422),
    _d("disclosure-county", "demo", "caizheng"),
    State("disclosure-face", "filled", "performance"),
    State("disclosure-face", "conflict", "performance", sends={"open": "on", "contact": "绩效股", "version": "99"},
        status=409),
    State("disclosure-face", "lacking", "performance", sends={"contact": "绩" * 300, "version": "1"}, status=422),
    _a("publication", "filled"),
    _a("publication", "chosen", first=done(a_draft)),
    _a("publication", "checking", first=_checking("reading"), shows="正在核对"),
    _a("publication", "not-checked", first=_checking("failed", "文件有密码"), shows="没有核对成"),
    _a("publication", "prepared", first=done(prepared)),
    State("publication", "to-sign", "leader", "publication", first=both(done(a_draft), done(prepared))),
    _a("publication", "questioned",
        first=both(done(questioned), lambda *_: Release.objects.update(told="网址打不开"))),
    State("publication", "reviewer", "performance", "publication"),
    State("publication", "hidden", "performance", "publication", first=done(a_draft), shows="还没有审签"),
    _a("publication", "empty", first=gone(Release)),
    _a("publication", "long", first=_long),
    _d("publication", "demo-late", "canlian", "disabled-out"),
    _d("publication", "demo-due", "kuaiji", "audit-owed"),
    _a("publication-dates", "refused", sends={"approved_on": "2036-01-01"}, status=422),
    _a("publication-file", "none", sends={}, status=422, shows="请先选择文件"),
    _a("publication-file", "too-big", files=_FILES, first=limited("UPLOAD_LIMIT", 9), status=422, shows="超过"),
    _a("publication-file", "begun", files=_FILES, lands="publication"),
    _a("release-step", "conflict", "release discard", first=done(a_draft), sends=_BOTH, status=409, shows="我写的"),
    State("release-step", "refused", "leader", "release return", first=both(done(a_draft), done(prepared)),
        status=422,
          sends=lambda r: {"words": "", "version": str(Release.objects.get(pk=r["release"].pk).version)}),
    State("public", "filled", NOBODY),
    State("public", "empty", NOBODY, scene="people", first=lambda *_: Face.objects.create(open=True)),
    State("public", "closed", NOBODY, first=lambda *_: Face.objects.update(open=False), lands="account_login"),
    State("public", "many", NOBODY, first=_many),
    State("public", "nothing-found", NOBODY, query="?q=海关"),
    State("public", "signed-in", "accountant"),
    _d("public", "demo", NOBODY),
    State("public-about", "filled", NOBODY),
    State("public-unit", "filled", NOBODY, "department"),
    State("public-unit", "long", NOBODY, "department", first=_long),
    State("public-unit", "404", NOBODY, "unit-of-nobody", status=404,
        first=lambda r, _: r.update({"unit-of-nobody": r["unit"].parent})),
    _d("public-unit", "demo", NOBODY, "housing"),
    State("public-text", "filled", NOBODY, "department release"),
    State("public-text", "withheld", NOBODY, "department release",
        first=lambda *_: Release.objects.update(withheld="含个人信息")),
    State("public-text", "long", NOBODY, "department release", first=_long),
]  # fmt: skip
