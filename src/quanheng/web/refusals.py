"""Pages for what cannot be shown: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

PROBLEM = "application/problem+json"
PROBLEMS = {
    400: "请求读不懂",
    401: "没有登录",
    403: "不能办理",
    404: "没有找到",
    405: "没有这种操作",
    409: "现在不能办",
    412: "已被别人改动",
    413: "文件太大",
    422: "内容不对",
    428: "要写明版本",
    500: "程序出错",
}
"""What a refusal is called, by its status."""


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """400: what was sent is not what a form of ours sends."""
    if request.path.startswith("/api/v1/"):
        return problem(400, "发来的内容读不懂，或者太大")
    words = "发来的内容读不懂，或者太大，没有保存。请退回去重新填；还是不行，请告诉系统管理员是哪一页。"
    return refusal(request, "请求读不懂", words, 400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form of another login: the browser has signed in anew since, or takes no cookies."""
    words = "打开这一页以后，您在别的窗口重新登录过，或者浏览器不收 Cookie。请退回去、刷新那一页，再办一次。"
    return refusal(request, "没有办成", words, 403)


class MethodMiddleware:
    """A page in place of the empty 405 of who opens the address of a form, as the login leads back to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the page."""
        answer = self.get_response(request)
        if answer.status_code != 405 or answer.streaming or answer.content:
            return answer
        words = "这个地址只收页面上填好的表，不能直接打开。刚才重新登录过的，请回到原来那一页再办一次。"
        page = refusal(request, "没有办成", words, 405)
        page["Allow"] = answer["Allow"]
        return page


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: who may do it."""
    words = str(exception) or "您没有这项权限"
    return render(request, "refusal.html", {"title": "不能办理", "words": words}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: it is not there, or not for this person."""
    if request.path.startswith("/api/v1/"):
        return problem(404, "没有这个接口地址，见“接口”页")
    words = "没有这个页面，或者它不属于您能看的单位。请从上面的菜单重新进入。"
    return render(request, "refusal.html", {"title": "没有找到", "words": words}, status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """500: ours; nothing of the user's is lost."""
    words = "程序内部出错，已记入数据文件夹的 log/quanheng.log。您填的内容没有保存的部分，按浏览器的“后退”可以找回。"
    return render(request, "refusal.html", {"title": "程序出错", "words": words}, status=500)


def refusal(request: HttpRequest, title: str, words: str, status: int = 409, **more: Any) -> HttpResponse:
    """A page of a step that cannot be taken now."""
    return render(request, "refusal.html", {"title": title, "words": words, **more}, status=status)


def problem(status: int, detail: str, errors: dict[str, list[str]] | None = None) -> HttpResponse:
    """The same for a program: problem details (RFC 9457)."""
    body = {
        "title": PROBLEMS.get(status, "没有办成"),
        "status": status,
        "detail": detail,
        "errors": errors or {},
    }
    return JsonResponse(body, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})
