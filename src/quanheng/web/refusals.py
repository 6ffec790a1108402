"""Pages for what cannot be shown: what happened, and what to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: who may do it."""
    words = str(exception) or "您没有这项权限"
    return render(request, "refusal.html", {"title": "不能办理", "words": words}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404: it is not there, or not for this person."""
    words = "没有这个页面，或者它不属于您能看的单位。请从上面的菜单重新进入。"
    return render(request, "refusal.html", {"title": "没有找到", "words": words}, status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """500: ours; nothing of the user's is lost."""
    words = "程序内部出错，已记入数据文件夹的 log/quanheng.log。您填的内容没有保存的部分，按浏览器的“后退”可以找回。"
    return render(request, "refusal.html", {"title": "程序出错", "words": words}, status=500)


def refusal(request: HttpRequest, title: str, words: str, status: int = 409, **more: Any) -> HttpResponse:
    """A page of a step that cannot be taken now."""
    return render(request, "refusal.html", {"title": title, "words": words, **more}, status=status)
