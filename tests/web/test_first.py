"""The first run, in both ways of use."""

from __future__ import annotations

import pytest
from django.test import Client

from quanheng.web.units.models import Site, User

ALONE = {"mode": "local", "name": "青岭县水务局", "jurisdiction": "43"}


@pytest.mark.django_db
def test_an_empty_workspace_asks_how_it_will_be_used() -> None:
    client = Client()
    assert client.get("/").headers["Location"] == "/first/"
    assert client.post("/first/", ALONE).status_code == 302
    assert client.get("/").status_code == 200
    assert Site.objects.get().name == "青岭县水务局"


@pytest.mark.django_db
def test_a_local_workspace_answers_this_machine_only() -> None:
    Client().post("/first/", ALONE)
    assert Client().get("/").status_code == 200
    assert Client(REMOTE_ADDR="10.0.0.9").get("/").status_code == 403


@pytest.mark.django_db
def test_an_office_needs_an_administrator_with_a_good_password() -> None:
    client = Client()
    given = {
        "mode": "office",
        "name": "青岭县",
        "jurisdiction": "43",
        "username": "guanli",
        "password": "123",
    }
    assert client.post("/first/", given).status_code == 422
    assert not Site.objects.exists()
    assert client.post("/first/", given | {"password": "qing-ling-2025-x"}).status_code == 302
    assert User.objects.get().is_staff
    assert Client().get("/manage/").status_code in {302, 200}
