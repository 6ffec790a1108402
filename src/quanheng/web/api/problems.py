"""Refusals as problem details (RFC 9457), in Chinese: what happened and what to do."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from quanheng.ledgers.processes import machine
from quanheng.report.lacking import Lacking
from quanheng.web.campaigns import deducting
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.departments.exchange import NotTaken
from quanheng.web.documents import made, verdicts
from quanheng.web.files.store import TooLarge
from quanheng.web.jobs.run import Refused
from quanheng.web.ledgers import batches, rows, running
from quanheng.web.refusals import PROBLEMS, problem
from quanheng.web.units import administering


class Problem(Schema):
    """Why it was not done. `errors` says for each field what is wrong with it."""

    title: str
    status: int
    detail: str
    errors: dict[str, list[str]]


class Unversioned(Exception):
    """A write of something that others may change too, without the version that it was decided on."""


class Unfit(ValueError):
    """A form of the pages refused it; `errors` by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("；".join(words for many in errors.values() for words in many))
        self.errors = errors

    @classmethod
    def of(cls, form: Form) -> Unfit:
        """What a form says."""
        return cls({name: [str(one) for one in words] for name, words in form.errors.items()})


_KNOWN: dict[type[Exception], int] = {
    Stale: 412,
    verdicts.Stale: 412,
    NotNow: 409,
    Lacking: 409,
    Refused: 409,
    machine.Refused: 409,
    TooLarge: 413,
    NotTaken: 422,
    deducting.Unsound: 422,
    verdicts.Unsound: 422,
    batches.NotTaken: 422,
    administering.Unsound: 422,
    administering.Changed: 412,
    Unfit: 422,
    PermissionDenied: 403,
}
"""What says itself why, and the status that it has here."""
_SAID: dict[type[Exception], tuple[int, str]] = {
    made.Missing: (409, "核对结果是别的版本做的，或还没有核对完，请先重新核对"),
    Http404: (404, "没有这一项，或者它不属于您能看的单位"),
    AuthenticationError: (401, "请带上有效的令牌，或先在浏览器里登录"),
    rows.Stale: (412, "这一行刚被别人改过，请重新读取后再写"),
    running.Stale: (412, "别人刚办过一步，请重新读取现在的状态再办"),
    Unversioned: (428, "请用 If-Match 写明您看到的版本（读取时的 ETag），以免盖掉别人的改动"),
}
"""What does not, with our words."""


def answer_with(api: NinjaAPI) -> None:
    """Let every refusal of the services leave as a problem."""
    for kind in (*_KNOWN, *_SAID):
        api.exception_handler(kind)(_known)
    api.exception_handler(ValidationError)(_invalid)
    api.exception_handler(HttpError)(_http)
    api.exception_handler(Exception)(_fault)


def _known(request: HttpRequest, fault: Exception) -> HttpResponse:  # noqa: ARG001
    for kind, status in _KNOWN.items():
        if isinstance(fault, kind):
            errors = fault.errors if isinstance(fault, Unfit) else None
            return problem(status, str(fault) or PROBLEMS[status], errors)
    status, words = next(said for kind, said in _SAID.items() if isinstance(fault, kind))
    return problem(status, words)


def _invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:  # noqa: ARG001
    return problem(422, "有的内容写得不对，见 errors", _fields(fault))


def _http(request: HttpRequest, fault: HttpError) -> HttpResponse:  # noqa: ARG001
    if fault.status_code == 403:
        return problem(403, "浏览器会话要带 CSRF 令牌；程序请用令牌")
    if fault.status_code == 400:
        return problem(400, "请求的内容不是合格的 JSON 或表单")
    return problem(fault.status_code, str(fault))


def _fault(request: HttpRequest, fault: Exception) -> HttpResponse:
    logging.getLogger("quanheng.web.api").error("%s %s", request.method, request.path, exc_info=fault)
    return problem(500, "程序内部出错，已记入数据文件夹的 log/quanheng.log")


_WORDS = {
    "missing": "没有写",
    "int_parsing": "要写整数",
    "int_type": "要写整数",
    "string_type": "要写文字",
    "bool_parsing": "只能是 true 或 false",
    "bool_type": "只能是 true 或 false",
    "date_from_datetime_parsing": "日期写作 2026-06-30",
    "date_parsing": "日期写作 2026-06-30",
    "date_type": "日期写作 2026-06-30",
    "decimal_parsing": "要写数，如 12.5",
    "decimal_type": "要写数，如 12.5",
    "list_type": "要写成数组",
    "dict_type": "要写成对象",
    "enum": "不在可选的值里",
    "literal_error": "不在可选的值里",
    "string_too_long": "太长",
    "too_long": "太多",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
}
_WHERE = {"body", "query", "path", "form", "file", "header"}


def _fields(fault: ValidationError) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in fault.errors:
        place = [str(part) for part in one["loc"]]
        name = (
            ".".join(part for part in place[1:] if part != "given")
            if place[:1] and place[0] in _WHERE
            else ".".join(place)
        )
        found.setdefault(name or "body", []).append(_WORDS.get(one["type"], "写得不对"))
    return found
