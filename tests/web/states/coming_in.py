"""States of the doors: the first run, the login, the second step, refusals of every kind."""

from __future__ import annotations

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from quanheng.web.units.entry import EntryMiddleware
from quanheng.web.units.models import Site, User
from tests.web.browser import PASSWORD
from tests.web.states.acts import breaking, changed, limited
from tests.web.states.state import NOBODY, Rows, State

_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_GOOD = {"login": "accountant", "password": PASSWORD}
_WRONG = _GOOD | {"password": "not the password"}


def _guarded(rows: Rows, _: pytest.MonkeyPatch) -> None:
    """The accountant has switched the second step on, and keeps codes."""
    TOTP.activate(rows["accountant"], _SECRET)
    made = RecoveryCodes.activate(rows["accountant"]).instance
    made.data |= {"migrated_codes": [f"1234{number:04}" for number in range(10)]}
    made.save()


def _same_secret(_: Rows, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: _SECRET)


def _locks(_: Rows, patch: pytest.MonkeyPatch) -> None:
    """After the first wrong password, for good: axes looks at the clock of today."""
    patch.setattr("django.conf.settings.AXES_COOLOFF_TIME", None)
    patch.setattr("django.conf.settings.AXES_ENABLED", True)
    patch.setattr("django.conf.settings.AXES_FAILURE_LIMIT", 1)


def _alone(_: Rows, patch: pytest.MonkeyPatch) -> None:
    """The workspace of one person on one machine; the server remembers that it was another."""
    patch.setattr(
        EntryMiddleware, "mode", property(lambda _: Site.Mode.LOCAL, lambda *_: None), raising=False
    )
    Site.objects.update(mode=Site.Mode.LOCAL)
    User.objects.create_user("local", shown="本机用户")


STATES = [
    State("first", "choices", NOBODY, scene="nothing", shows="怎样用"),
    State("first", "alone", NOBODY, query="?mode=local", scene="nothing", shows="本单位名称"),
    State("first", "office", NOBODY, query="?mode=office", scene="nothing", shows="系统管理员用户名"),
    State(
        "first", "alone-lacking", NOBODY, scene="nothing", status=422, shows="这个字段是必填项",
        sends={"mode": "local", "name": "", "jurisdiction": "湖南"},
    ),
    State(
        "first", "office-lacking", NOBODY, scene="nothing", status=422, shows="密码",
        sends={"mode": "office", "name": "青岭县", "jurisdiction": "43", "username": "guanli", "password": "1234"},
    ),
    State("home", "alone", NOBODY, first=_alone, scene="people", shows="暂无待办"),
    State("account_login", "filled", NOBODY, shows="登录"),
    State("account_login", "demo", NOBODY, scene="demo", shows="kuaiji"),
    State("account_login", "wrong", NOBODY, sends=_WRONG, shows="不正确"),
    State("account_login", "lacking", NOBODY, sends={"login": "", "password": ""}, shows="必填"),
    State("account_login", "locked", NOBODY, sends=_WRONG, first=_locks, status=429, shows="锁定 15 分钟"),
    State(
        "account_login", "inactive", NOBODY, sends=_GOOD, first=changed("accountant", is_active=False), lands="account_inactive",
        shows="停用",
    ),
    State("account_inactive", "filled", NOBODY),
    State("account_logout", "filled"),
    State("account_signup", "closed", NOBODY),
    State("account_email_verification_sent", "filled"),
    State("account_reset_password_done", "filled", NOBODY),
    State("account_reset_password_from_key_done", "filled", NOBODY),
    State("forgotten", "filled", NOBODY),
    State("no-mail", "filled"),
    State("account_change_password", "filled"),
    State(
        "account_change_password", "wrong",
        sends={"oldpassword": "not it", "password1": "1234", "password2": "12345"}, shows="密码",
    ),
    State(
        "home", "first-password", first=changed("accountant", must_change=True), lands="account_change_password",
        shows="初始密码",
    ),
    State("account_reauthenticate", "filled"),
    State("account_reauthenticate", "wrong", sends={"password": "not it"}, shows="密码"),
    State("mfa_index", "off", shows="未"),
    State("mfa_index", "on", first=_guarded),
    State("mfa_activate_totp", "filled", first=_same_secret),
    State("mfa_activate_totp", "wrong", first=_same_secret, sends={"code": "000000"}),
    State("mfa_deactivate_totp", "filled", first=_guarded),
    State("mfa_view_recovery_codes", "filled", first=_guarded, shows="未使用的代码"),
    State("mfa_generate_recovery_codes", "filled", first=_guarded),
    State("account_login", "second-step", NOBODY, first=_guarded, sends=_GOOD, lands="mfa_authenticate"),
    State("campaign-new", "403", first=None, status=403, shows="工作任务由财政局绩效股下达"),
    State("desk", "404", "stranger", "task", status=404, shows="没有这个页面"),
    State("publication", "404", NOBODY, "publication", lands="account_login"),
    State(
        "log", "500", first=breaking("quanheng.web.events.listing.found"), status=500, shows="程序内部出错"
    ),
    State("quick-paste", "400", first=limited("DATA_UPLOAD_MAX_NUMBER_FIELDS", 1),
        sends={"text": "一", "more": "二"}, status=400, shows="读不懂"),
    State("quick-paste", "stale-token", sends={"text": "一", "csrfmiddlewaretoken": "b" * 32}, status=403,
        shows="重新登录过"),
    State("quick-upload", "405", status=405, shows="不能直接打开"),
    State("api", "filled"),
    State("api-tokens", "filled"),
    State("api-tokens", "empty", "leader", shows="还没有"),
    State("api-tokens", "made", sends={"name": "一体化系统导数", "expires": "2026-06-10"},
        shows="只在这里显示这一次"),
    State("api-tokens", "lacking", sends={"name": "", "expires": "2036-06-10"}, status=422),
]  # fmt: skip
