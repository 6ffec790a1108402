"""The API: the work of the pages by the same services and under the same rights; `_ABOUT` says what it has not."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from quanheng.web.api import (
    books,
    campaigns,
    describing,
    desk,
    documents,
    events,
    facing,
    findings,
    incoming,
    jobs,
    keeping,
    ledgers,
    measures,
    overview,
    pasting,
    people,
    processes,
    proving,
    publications,
    rectification,
    tasks,
    units,
    watching,
)
from quanheng.web.api.entry import WAYS_IN
from quanheng.web.api.problems import Problem, answer_with
from quanheng.web.api.words import WORDS
from quanheng.web.refusals import PROBLEM

_ABOUT = (
    "网页能办的都能用接口办，权限和网页相同；只有登录、令牌、打印页和不登录就能看的公开页没有接口。"
    "程序用令牌进来（Authorization: Bearer …，在“我的令牌”页建立）；"
    "浏览器里用登录的会话，写操作要带 CSRF 令牌。列表用 limit、offset 翻页，最多 200 项。"
    "几个人都可能改的东西，读取时带 ETag，写的时候用 If-Match 写明看到的版本：不写答 428，已被别人改动答 412。"
    "没有办成的答 application/problem+json。数一律写成十进制的文字，不用浮点数。"
)


class Face(NinjaAPI):
    """Operations are named as their functions are; every one may answer with a problem."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name: short, and unique over the whole API."""
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """With the problems that every operation may answer."""
        found = super().get_openapi_schema(**given)
        found["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for path in found["paths"].values():
            for operation in path.values():
                operation["summary"] = WORDS[operation["operationId"]]
                operation["responses"]["4XX"] = {
                    "description": "没有办成：为什么，怎么办",
                    "content": content,
                }
        return found


api = Face(title="权衡", version="1", description=_ABOUT, urls_namespace="api", auth=WAYS_IN, docs_url=None)
for part in (
    *(
        pasting,  # before the units: its addresses are words where theirs have keys
        units,
        people,
        documents,
        findings,
        books,
        proving,
        ledgers,
        incoming,
        keeping,
        describing,
        measures,
        watching,
        processes,
    ),
    *(campaigns, tasks, overview, desk, rectification, facing, publications, jobs, events),
):
    api.add_router("", part.router)
answer_with(api)
