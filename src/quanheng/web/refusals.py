"""Pages for what cannot be shown: what happened, and what to do."""

from __future__ import annotations

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
