"""Templates: Jinja text of one paragraph a line, whose first sign says what the line is.

    = title    == subtitle    === title of a cover    # part    ## 一、    ### （一）    #### 1.
    >> signature    > its date    ! lines of a list    @name a table or form    --- a new page
    ¶ body text whatever it begins with (what people wrote)    anything else: body text

An unknown name in a template is an error that names it and the template's line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateError

from quanheng.report.written.blocks import Block, NewPage, Text

BODY = "¶ "
_SIGNS = (
    (BODY, "body"),
    ("#### ", "h3"),
    ("### ", "h2"),
    ("## ", "h1"),
    ("# ", "part"),
    ("=== ", "cover"),
    ("== ", "subtitle"),
    ("= ", "title"),
    (">> ", "signer"),
    ("> ", "sign"),
    ("! ", "list"),
)
Grids = Callable[[str], list[Block]]
"""Makes the tables that a line `@name` asks for."""


class BrokenTemplate(Exception):
    """A template that cannot be carried out; the message is Chinese and names the place."""


def blocks(template: str, names: Mapping[str, Any], grids: Grids) -> list[Block]:
    """The blocks of a template of this package. Raises BrokenTemplate."""
    return list(_blocks(fill(template, f"{{% include '{template}' %}}", names), grids))


def fill(name: str, text: str, names: Mapping[str, Any]) -> str:
    """The text of a template with the values in it. Raises BrokenTemplate, which calls it `name`."""
    try:
        return _environment().from_string(text).render(names)
    except TemplateError as fault:
        line = getattr(fault, "lineno", None)
        where = f"第 {line} 行" if line else ""
        raise BrokenTemplate(f"模板 {name} {where}有误：{fault}") from fault


@cache
def _environment() -> Environment:
    """What the templates are read with; the text becomes paragraphs, never HTML."""
    loader = PackageLoader("quanheng.report.written")
    return Environment(  # noqa: S701
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _blocks(text: str, grids: Grids) -> Iterator[Block]:
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        if line == "---":
            yield NewPage()
        elif line.startswith("@"):
            yield from grids(line[1:].strip())
        else:
            style, rest = next(
                ((s, line[len(sign) :]) for sign, s in _SIGNS if line.startswith(sign)), ("body", line)
            )
            yield Text(rest.strip(" "), style)  # a full-width space indents
