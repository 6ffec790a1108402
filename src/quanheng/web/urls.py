"""Every address of the workspace; each app has its own list."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from quanheng.web.first import first
from quanheng.web.home_page import home
from quanheng.web.refusals import refusal


@login_not_required
def forgotten(request: HttpRequest) -> HttpResponse:
    """In place of the library's page, which would promise a mail: no mail leaves this server."""
    words = "请本单位的系统管理员在“管理”里找到您，点“重设密码”，会得到一个初始密码；登录后再改成自己的。"
    return refusal(request, "忘记密码", words, 200)


def no_mail(request: HttpRequest) -> HttpResponse:
    """In place of the library's page of mail addresses, which nothing here uses."""
    words = "权衡不用电子邮件：不发邮件，也不靠邮箱找回密码。电话在“管理”里由系统管理员登记。"
    return refusal(request, "没有邮箱要填", words, 200)


@login_not_required
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """For the supervising process: the server answers."""
    return HttpResponse("ok", content_type="text/plain")


admin.site.site_header = admin.site.site_title = "权衡 管理"
admin.site.index_title = "登录记录和后台队列"

urlpatterns = [
    path("", home, name="home"),
    path("alive/", alive, name="alive"),
    path("first/", first, name="first"),
    path("account/password/reset/", forgotten, name="forgotten"),
    path("account/password/reset/done/", forgotten, name="account_reset_password_done"),
    path("account/password/reset/key/done/", forgotten, name="account_reset_password_from_key_done"),
    path("account/email/", no_mail, name="no-mail"),
    path("account/confirm-email/", no_mail, name="account_email_verification_sent"),
    path("account/", include("allauth.urls")),
    path("manage/", include("quanheng.web.units.urls")),
    path("admin/", admin.site.urls),
    path("jobs/", include("quanheng.web.jobs.urls")),
    path("quick/", include("quanheng.web.documents.urls")),
    path("department/", include("quanheng.web.departments.urls")),
    path("ledgers/", include("quanheng.web.ledgers.urls")),
    path("campaigns/", include("quanheng.web.campaigns.urls")),
    path("rectification/", include("quanheng.web.rectification.urls")),
    path("disclosure/", include("quanheng.web.disclosure.urls")),
    path("public/", include("quanheng.web.disclosure.public_urls")),
    path("log/", include("quanheng.web.events.urls")),
    path("api/", include("quanheng.web.api.urls")),
]
handler400 = "quanheng.web.refusals.unreadable"
handler403 = "quanheng.web.refusals.forbidden"
handler404 = "quanheng.web.refusals.not_found"
handler500 = "quanheng.web.refusals.fault"
