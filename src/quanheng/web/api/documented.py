"""The documentation page's view of the schema: operations by part, in words, each with an example."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from quanheng.web.api.face import api

PREFIX = "/api/v1/"
_VERBS = {"get": "读取", "post": "办理", "put": "改写", "delete": "删除"}
_DEPTH = 3


@dataclass(frozen=True)
class Param:
    """A word of the address, a query or a header."""

    name: str
    where: str
    kind: str
    required: bool


@dataclass(frozen=True)
class Operation:
    """One operation; `body` and `answer` are examples by the types of their fields, `form` fields of an upload."""

    id: str
    verb: str
    verb_words: str
    path: str
    title: str
    params: list[Param] = field(default_factory=list)
    body: str = ""
    form: list[Param] = field(default_factory=list)
    answer: str = ""
    status: str = ""
    versioned: bool = False


@lru_cache(maxsize=1)
def groups() -> list[tuple[str, list[Operation]]]:
    """The operations by part, in the order of the schema."""
    found: Any = api.get_openapi_schema(path_prefix=PREFIX)
    made: dict[str, list[Operation]] = {}
    for path, many in found["paths"].items():
        for verb, one in many.items():
            made.setdefault(one["tags"][0], []).append(_operation(found, path, verb, one))
    return list(made.items())


def _operation(schema: Any, path: str, verb: str, one: dict[str, Any]) -> Operation:
    params = [
        Param(p["name"], _WHERE[p["in"]], _kind(p["schema"]), p.get("required", False))
        for p in one["parameters"]
    ]
    body, form = _body(schema, one.get("requestBody", {}).get("content", {}))
    status, answer = _answer(schema, one["responses"])
    return Operation(
        one["operationId"],
        verb.upper(),
        _VERBS[verb],
        path,
        one["summary"],
        [p for p in params if p.name != "If-Match"],
        body,
        form,
        answer,
        status,
        any(p.name == "If-Match" for p in params),
    )


_WHERE = {"path": "地址里", "query": "问号后", "header": "标头"}


def _body(schema: Any, content: dict[str, Any]) -> tuple[str, list[Param]]:
    if "application/json" in content:
        return _example(schema, content["application/json"]["schema"]), []
    for given in content.values():
        fields = _resolved(schema, given["schema"])
        needed = fields.get("required", [])
        return "", [
            Param(name, "表单", _kind(_resolved(schema, one)), name in needed)
            for name, one in fields.get("properties", {}).items()
        ]
    return "", []


def _answer(schema: Any, responses: dict[Any, Any]) -> tuple[str, str]:
    status = next(str(code) for code in responses if str(code).startswith("2"))
    content = next(one for code, one in responses.items() if str(code) == status).get("content", {})
    if "application/json" in content:
        return status, _example(schema, content["application/json"]["schema"])
    return status, "文件" if content else ""


def _resolved(schema: Any, one: dict[str, Any]) -> dict[str, Any]:
    while True:
        if "$ref" in one:
            one = schema["components"]["schemas"][one["$ref"].rpartition("/")[2]]
        elif len(one.get("allOf", ())) == 1:
            one = one["allOf"][0]
        elif "anyOf" in one:
            one = next((kind for kind in one["anyOf"] if kind.get("type") != "null"), one["anyOf"][0])
        else:
            return one


def _example(schema: Any, one: dict[str, Any]) -> str:
    return json.dumps(_sample(schema, one, 0), ensure_ascii=False, indent=2)


def _sample(schema: Any, one: dict[str, Any], depth: int) -> Any:
    one = _resolved(schema, one)
    kind = one.get("type")
    if kind == "object" or "properties" in one:
        if depth > _DEPTH:
            return {}
        return {name: _sample(schema, part, depth + 1) for name, part in one.get("properties", {}).items()}
    if kind == "array":
        inner = one.get("items")
        return [_sample(schema, inner, depth + 1)] if inner and depth <= _DEPTH else []
    return _kind(one)


def _kind(one: dict[str, Any]) -> str:
    """The type of a field in words."""
    options = one.get("anyOf")
    if options:
        known = [kind for kind in options if kind.get("type") != "null"]
        empty = "，可空" if len(known) < len(options) else ""
        return _kind(known[0]) + empty if known else "空"
    if "enum" in one:
        return " | ".join(str(value) for value in one["enum"])
    if "const" in one:
        return str(one["const"])
    formats = {"date": "日期", "date-time": "时间", "binary": "文件"}
    kinds = {
        "integer": "整数",
        "number": "数",
        "string": "文字",
        "boolean": "是否",
        "array": "数组",
        "object": "对象",
    }
    if one.get("type") == "array" and one.get("items", {}).get("format") == "binary":
        return "文件，可几个"
    if one.get("type") == "string" and "\\d" in one.get("pattern", ""):
        return "数（十进制文字）"
    return formats.get(one.get("format", ""), kinds.get(one.get("type", ""), "任意"))
