"""What the API has to keep beside rights: ways in, problems, versions, pages, and a schema that is true."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quanheng.web.api import tokens
from quanheng.web.api.face import api
from quanheng.web.api.models import Token
from quanheng.web.documents.models import Document, Finding
from quanheng.web.events.log import broken
from quanheng.web.events.models import Event
from quanheng.web.files.store import keep
from quanheng.web.units.models import User
from tests.web.addresses import PAGES as ADDRESSES
from tests.web.by_machine import OWN, PAGES
from tests.web.papers import WRONG
from tools import openapi

V1 = "/api/v1"


@pytest.fixture
def accountant(county: Any) -> User:
    user: User = county.people["accountant"]
    return user


def token(user: User, days: int = 30) -> str:
    return tokens.issue(user, "导数", timezone.localdate() + timedelta(days=days))[1]


def machine(text: str) -> Client:
    """A program without cookies, and with no more CSRF tokens than it has."""
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {text}"})


def uploaded(client: Client) -> tuple[str, dict[str, Any]]:
    answer = client.post(f"{V1}/documents", {"file": SimpleUploadedFile("自评.txt", WRONG.encode())})
    assert answer.status_code == 201, answer.content.decode()
    draft = answer.json()["drafts"][0]
    return f"{V1}/documents/{draft['document_id']}/drafts/{draft['number']}", draft


# tokens


def test_only_the_hash_of_a_token_is_kept_and_it_is_shown_once(county: Any, accountant: User) -> None:
    client = county.client("accountant")
    day = timezone.localdate() + timedelta(days=30)
    page = client.post("/api/tokens/", {"name": "一体化导数", "expires": day})
    text = page.context["text"]
    row = Token.objects.get()
    assert text in page.content.decode()
    assert text not in client.get("/api/tokens/").content.decode()
    assert text not in repr(list(Token.objects.values())) + repr(list(Event.objects.values()))
    assert machine(text).get(f"{V1}/me").json()["username"] == accountant.username
    row.refresh_from_db()
    assert row.used is not None


def test_a_token_ends_with_its_day_its_person_and_its_revoking(county: Any, accountant: User) -> None:
    text = token(accountant)
    assert machine(text).get(f"{V1}/me").status_code == 200
    Token.objects.update(expires=timezone.localdate() - timedelta(days=1))
    assert machine(text).get(f"{V1}/me").status_code == 401
    other = token(accountant)
    row = Token.objects.exclude(expires__lt=timezone.localdate()).get()
    assert county.client("leader").post(f"/api/tokens/{row.pk}/revoke/").status_code == 404
    assert county.client("accountant").post(f"/api/tokens/{row.pk}/revoke/").status_code == 302
    assert machine(other).get(f"{V1}/me").status_code == 401
    third = token(accountant)
    User.objects.filter(pk=accountant.pk).update(is_active=False)
    assert machine(third).get(f"{V1}/me").status_code == 401
    assert {e.action for e in Event.objects.all()} >= {"token", "revoke-token"}


@pytest.mark.parametrize("days", [-1, tokens.LONGEST + 1])
def test_a_token_is_not_made_for_ever(accountant: User, days: int) -> None:
    with pytest.raises(tokens.NotMade):
        token(accountant, days)


def test_a_browser_needs_the_csrf_token_and_a_machine_does_not(county: Any, accountant: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(accountant, backend="django.contrib.auth.backends.ModelBackend")
    refused = browser.post(f"{V1}/documents", {"file": SimpleUploadedFile("自评.txt", b"x")})
    assert refused.status_code == 403
    assert "CSRF" in refused.json()["detail"]
    browser.get("/api/tokens/")
    csrf = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    file = SimpleUploadedFile("自评.txt", WRONG.encode())
    assert browser.post(f"{V1}/documents", {"file": file}, headers=csrf).status_code == 201
    uploaded(machine(token(accountant)))
    assert county


# the way of a program


def test_a_program_uploads_reads_findings_and_says_what_it_holds(accountant: User) -> None:
    client = machine(token(accountant))
    at, draft = uploaded(client)
    assert client.get(at).json()["state"] == "done"
    page = client.get(f"{at}/findings?severity=error&limit=1").json()
    assert page["count"] == Finding.objects.filter(severity="error").count() > 1
    one = f"{at}/findings/{page['items'][0]['id']}"
    shown = client.get(one)
    assert shown.headers["ETag"] == '"0"'
    assert shown.json()["content"]["places"]
    body = {"choice": "holds"}
    verdict = client.put(f"{one}/verdict", body, content_type="application/json", headers={"If-Match": '"0"'})
    assert (verdict.status_code, verdict.headers["ETag"]) == (200, '"1"')
    assert client.get(one).json()["state"] == "holds"
    assert client.post(f"{at}/exports/xlsx").json()["ready"]
    assert b"".join(client.get(f"{at}/exports/xlsx").streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert client.delete(f"{V1}/documents/{draft['document_id']}").status_code == 204
    assert not Document.objects.exists()
    assert list(broken()) == []


def test_who_saves_an_old_version_is_told_and_nothing_is_written(accountant: User) -> None:
    client = machine(token(accountant))
    at, _ = uploaded(client)
    number = client.get(f"{at}/findings").json()["items"][0]["id"]
    address, json_ = f"{at}/findings/{number}/verdict", "application/json"

    def put(choice: str, **headers: str) -> Any:
        return client.put(address, {"choice": choice}, content_type=json_, headers=headers)

    assert put("holds").status_code == 428
    assert put("holds", **{"If-Match": "*"}).status_code == 428
    assert put("holds", **{"If-Match": '"0"'}).status_code == 200
    stale = put("later", **{"If-Match": '"0"'})
    assert (stale.status_code, stale.headers["Content-Type"]) == (412, "application/problem+json")
    assert "成立" in stale.json()["detail"]
    assert put("later", **{"If-Match": '"somebody else"'}).status_code == 412
    assert client.get(f"{at}/findings/{number}").json()["state"] == "holds"


def test_refusals_are_problems_in_chinese(county: Any, accountant: User) -> None:
    client = machine(token(accountant))
    at, _ = uploaded(client)
    number = client.get(f"{at}/findings").json()["items"][0]["id"]
    json_ = "application/json"
    wrong = client.put(f"{at}/findings/{number}/verdict", {"reason": 1}, json_, headers={"If-Match": '"0"'})
    assert wrong.status_code == 422
    assert wrong.json()["errors"] == {"choice": ["没有写"], "reason": ["要写文字"]}
    assert client.post(f"{at}/verdicts", "{", json_).json()["status"] == 400
    answers = {
        401: machine("qh_unknown").get(f"{V1}/me"),
        403: client.get(f"{V1}/campaigns"),
        404: machine(token(county.stranger)).get(at),
        405: client.patch(f"{V1}/me"),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status
        assert not answer.json()["detail"].isascii()
    assert client.get(f"{V1}/nothing").headers["Content-Type"] == "application/problem+json"


def test_a_fault_of_ours_is_a_problem_too(accountant: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("quanheng.web.api.units.seen_units", fault)
    client = machine(token(accountant))
    client.raise_request_exception = False
    answer = client.get(f"{V1}/units")
    assert (answer.status_code, answer.json()["title"]) == (500, "程序出错")


def test_a_page_of_documents_asks_the_database_as_often_for_many_as_for_one(accountant: User) -> None:
    client = machine(token(accountant))
    client.get(f"{V1}/me")  # the first use of a token is written down
    asked = []
    for number in range(3):
        row = Document.objects.create(owner=accountant, title=f"自评{number}")
        row.drafts.create(number=number + 1, name="自评.txt", file=keep([b"x"]))
        with CaptureQueriesContext(connection) as seen:
            items = client.get(f"{V1}/documents").json()["items"]
        asked.append(len(seen))
    assert sorted(one["latest"] for one in items) == [1, 2, 3]
    assert asked[0] == asked[2]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "offset=-1", f"offset={2**70}", "limit=x"])
def test_pages_have_bounds(accountant: User, query: str) -> None:
    assert machine(token(accountant)).get(f"{V1}/documents?{query}").status_code == 422


# the schema and its page


@pytest.mark.django_db
def test_the_committed_schema_is_that_of_the_code() -> None:
    assert openapi.TARGET.read_text("utf-8") == openapi.schema(), "run: python tools/openapi.py"


def test_no_two_parts_call_different_things_by_one_name() -> None:
    """The schema keeps one of two classes of a name: the other's answers would then be untrue."""
    import importlib
    import pkgutil

    from ninja import Schema

    from quanheng.web import api

    found: dict[str, set[type]] = {}
    for one in pkgutil.iter_modules(api.__path__, f"{api.__name__}."):
        if not one.ispkg:
            for name, thing in vars(importlib.import_module(one.name)).items():
                if isinstance(thing, type) and issubclass(thing, Schema):
                    found.setdefault(name, set()).add(thing)
    assert [name for name, things in found.items() if len(things) > 1] == []


def test_the_documentation_names_every_operation_and_fetches_nothing(county: Any) -> None:
    import json

    page = county.client("section").get("/api/").content.decode()
    for path, many in json.loads(openapi.schema())["paths"].items():
        assert path in page
        for one in many.values():
            assert f'id="{one["operationId"]}"' in page
    assert "<style" not in page
    assert 'src="http' not in page


def test_what_pages_do_the_api_does() -> None:
    """Every page has its operations, or a reason why there is none; no operation does what no page does."""
    operations = {
        one["operationId"]
        for many in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].values()
        for one in many.values()
    }
    assert {one.name for one in ADDRESSES} == set(PAGES)
    named = {name for said in PAGES.values() if not said.startswith("—") for name in said.split()}
    assert named - operations == set()
    assert operations - named - OWN == set()
