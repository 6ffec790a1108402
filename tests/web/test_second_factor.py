"""The second step at the door: switched on, asked for, passed with a code or a kept one; pages in our words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.test import Client, RequestFactory

PASSWORD = "long enough to pass"


def code(secret: str) -> str:
    """What the telephone shows now."""
    counters = list(yield_hotp_counters_from_time())
    shown: str = format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
    return shown


def signed_in(name: str) -> Client:
    client = Client()
    assert client.post("/account/login/", {"login": name, "password": PASSWORD}).status_code == 302
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    text = answer.content.decode()
    main = re.sub(r"<[^>]+>", " ", text.split("<main", 1)[1].split("</main>", 1)[0])
    assert not re.search(r"[A-Za-z]{4,} [A-Za-z]{3,}", main), main
    assert "忘记密码" not in text
    return text


@pytest.fixture
def secret(county: Any) -> str:
    client = signed_in("performance")
    page(client, "/account/2fa/")
    again = client.get("/account/2fa/totp/activate/").headers["Location"]
    page(client, again)
    assert client.post(again, {"password": PASSWORD}).status_code == 302
    shown = page(client, "/account/2fa/totp/activate/")
    found = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', shown)
    assert found is not None
    wrong = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert b"refused" in wrong.content
    done = client.post("/account/2fa/totp/activate/", {"code": code(found[1])})
    assert done.status_code == 302
    page(client, "/account/2fa/recovery-codes/")
    assert county.people["performance"].authenticator_set.count() == 2
    return found[1]


def _waiting() -> Client:
    client = Client()
    answer = client.post("/account/login/", {"login": "performance", "password": PASSWORD})
    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/department/").status_code == 302  # the password alone opens nothing
    page(client, "/account/2fa/authenticate/")
    return client


def test_the_password_alone_is_not_enough(secret: str) -> None:
    client = _waiting()
    assert b"refused" in client.post("/account/2fa/authenticate/", {"code": "000000"}).content
    cache.clear()  # the same code twice in half a minute is refused, rightly
    assert client.post("/account/2fa/authenticate/", {"code": code(secret)}).status_code == 302
    assert "退出" in client.get("/").content.decode()


@pytest.mark.usefixtures("secret")
def test_a_kept_code_opens_once() -> None:
    kept = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert _waiting().post("/account/2fa/authenticate/", {"code": kept}).status_code == 302
    assert b"refused" in _waiting().post("/account/2fa/authenticate/", {"code": kept}).content


def test_who_types_wrong_passwords_locks_nobody_out_elsewhere(rf: RequestFactory, settings: Any) -> None:
    """Behind the proxy all connections come from 127.0.0.1; the lock is of a name at an address."""
    asked = rf.get("/account/login/", headers={"X-Forwarded-For": "1.2.3.4, 10.0.0.7"})
    settings.HTTPS = True
    assert get_client_ip_address(asked) == "10.0.0.7"
    strange = rf.get("/account/login/", headers={"X-Forwarded-For": "unknown"}, REMOTE_ADDR="")
    assert get_client_ip_address(strange) is None
    settings.HTTPS = False
    assert get_client_ip_address(asked) == "127.0.0.1"
