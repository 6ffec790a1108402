"""Units and people pasted from Excel: read, shown with what is wrong, taken over when the person says so."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from quanheng.web.typed import day
from quanheng.web.units.administering import (
    Post,
    Unsound,
    Word,
    give_role,
    is_ours,
    make_person,
    make_unit,
    new_word,
    wrong,
)
from quanheng.web.units.forms import PLACE
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.rights import visible_units
from quanheng.web.units.roles import Role

UNIT_COLUMNS = ("单位名称", "上级", "性质", "单位代码", "简称", "区划代码")
PERSON_COLUMNS = ("姓名", "用户名", "单位", "角色", "股室", "电话", "自", "至")
NEW, KNOWN, FAULT = "新增", "已有", "有误"
_ALSO = {
    "单位": "单位名称",
    "名称": "单位名称",
    "上级单位": "上级",
    "类型": "性质",
    "代码": "单位代码",
    "编码": "单位代码",
}
_PERSON_ALSO = {
    "账号": "用户名",
    "登录名": "用户名",
    "单位名称": "单位",
    "部门": "单位",
    "职务": "角色",
    "手机": "电话",
}
_MOST = 200
_SPOILT = re.compile(r"\d(?:\.\d+)?[eE]\+\d+|#{3,}")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass
class Row:
    """One pasted row: its cells by column, what it means, and what speaks against it; `fresh` makes an account."""

    number: int
    cells: dict[str, str]
    state: str = NEW
    told: str = ""
    password: str = ""
    fresh: bool = False

    def bad(self, told: str) -> Row:
        """The row with its fault."""
        self.state, self.told = FAULT, told
        return self


@dataclass
class Pasted:
    """All rows; `columns` as they are shown."""

    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)

    def count(self, state: str) -> int:
        """How many rows are in that state."""
        return sum(row.state == state for row in self.rows)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """States with their counts."""
        return [(state, self.count(state)) for state in (NEW, KNOWN, FAULT)]


def table(text: str, columns: tuple[str, ...], also: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a block from Excel; the first row may name the columns, else they stand in order.

    Raises Unsound for more rows than one paste may have.
    """
    lines = [
        [re.sub(r"\s+", " ", cell).strip().lstrip("'") for cell in line]
        for line in csv.reader(io.StringIO(text.strip("\r\n")), delimiter="\t")
    ]
    lines = [line for line in lines if any(line)]
    if len(lines) > _MOST:
        raise Unsound(f"一次最多粘贴 {_MOST} 行，这里有 {len(lines)} 行，请分几次")
    if not lines:
        return []
    head = [also.get(cell, cell) for cell in lines[0]]
    named = columns[0] in head or len(set(columns) & set(head)) > 1
    order = head if named else list(columns)
    return [dict(zip(order, line, strict=False)) for line in (lines[1:] if named else lines)]


def _rows(text: str, columns: tuple[str, ...], also: Mapping[str, str]) -> list[Row]:
    made = []
    for number, cells in enumerate(table(text, columns, also), 1):
        row = Row(number, {name: cells.get(name, "") for name in columns})
        spoilt = next((cell for cell in row.cells.values() if _SPOILT.search(cell)), "")
        made.append(row.bad(f"“{spoilt}”是 Excel 显示坏了的数，请把那一列设成文本再复制") if spoilt else row)
    return made


def units(text: str, by: User, apply: bool = False) -> Pasted:
    """Units; with `apply` those that are new are made. Raises Unsound."""
    made = Pasted(UNIT_COLUMNS, _rows(text, UNIT_COLUMNS, _ALSO))
    known = list(visible_units(by, "people").order_by("path"))
    top = known[0] if known else None
    _each(made.rows, apply, lambda row: _unit(row, known, top, by))
    return made


def _each(rows: Iterable[Row], apply: bool, act: Callable[[Row], None]) -> None:
    with transaction.atomic():
        for row in rows:
            if row.state != FAULT:
                try:
                    with transaction.atomic():
                        act(row)
                except Unsound as fault:
                    row.bad(str(fault))
        if not apply:  # a look changes nothing, whatever was made to see what becomes of the next row
            transaction.set_rollback(True)


def _unit(row: Row, known: list[Unit], top: Unit | None, by: User) -> None:
    name, above = row.cells["单位名称"], row.cells["上级"]
    if not name:
        raise Unsound("没有写单位名称")
    parent = _named(above, known, "上级") if above else top
    if parent is None:
        raise Unsound("没有可以放的上级")
    if name == parent.name or any(unit.name == name and unit.parent_id == parent.pk for unit in known):
        row.state, row.told = KNOWN, f"{parent.name} 下已经有"
        return
    kind = _kind(row.cells["性质"], parent)
    given = {
        "name": name,
        "parent": parent,
        "kind": kind,
        "code": row.cells["单位代码"][:40],
        "short": row.cells["简称"][:60],
        "jurisdiction": _place(row.cells["区划代码"]),
    }
    known.append(make_unit(given, by))
    row.told = f"放在 {parent.name} 下，{kind.label}"


def _named(name: str, known: Iterable[Unit], what: str) -> Unit:
    found = [unit for unit in known if name in {unit.name, unit.short, unit.code}]
    if len(found) != 1:
        fault = "没有" if not found else f"有 {len(found)} 个"
        raise Unsound(f"{what}“{name}”{fault}，请写系统里的全称")
    return found[0]


def _kind(text: str, parent: Unit) -> Unit.Kind:
    if text:
        for kind in Unit.Kind:
            if text in {kind.label, kind.value}:
                return kind
        raise Unsound(f"性质“{text}”不认识，请写{'、'.join(str(k.label) for k in Unit.Kind)}")
    return Unit.Kind.DEPARTMENT if parent.kind == Unit.Kind.AREA else Unit.Kind.SUBORDINATE


def _place(text: str) -> str:
    if text and not re.fullmatch(PLACE, text):
        raise Unsound(f"区划代码“{text}”要写 2、4 或 6 位以上数字")
    return text


def people(text: str, by: User, apply: bool = False) -> Pasted:
    """People with their roles; with `apply` they are made, and rows have the passwords. Raises Unsound."""
    # Hashing 200 passwords takes long; in the transaction it would keep everybody else from writing.
    words = [new_word() for row in people(text, by).rows if row.fresh] if apply else None
    made = Pasted(PERSON_COLUMNS, _rows(text, PERSON_COLUMNS, _PERSON_ALSO))
    known = list(visible_units(by, "people"))
    _each(made.rows, apply, lambda row: _person(row, known, by, words))
    return made


def _person(row: Row, known: list[Unit], by: User, words: list[Word] | None) -> None:
    """Without `words`, the passwords of new accounts, it is a look."""
    cells = row.cells
    username = cells["用户名"] or cells["电话"]
    if not re.fullmatch(r"[\w.@+-]{2,60}", username):
        raise Unsound(
            "没有写用户名（或电话）" if not username else f"用户名“{username}”只能用字母、数字和 . - _ @"
        )
    post = Post(
        _named(cells["单位"], known, "单位"),
        _role(cells["角色"]),
        cells["股室"][:40],
        _day(cells["自"]),
        _day(cells["至"]),
    )
    user = User.objects.filter(username__iexact=username).first()
    if fault := wrong(user, post, by):
        raise Unsound(fault)
    if user is None:
        given: dict[str, Any] = {
            "username": username,
            "shown": cells["姓名"][:40],
            "phone": cells["电话"][:40],
        }
        if words is None:  # the next row may be the same person's
            _pretend(given, post)
        else:
            word = words.pop() if words else new_word()
            make_person(given, post, by, word)
            row.password = word.text
        row.fresh, row.told = True, f"新账号 {username}"
        return
    if not is_ours(user, by):
        raise Unsound(f"用户名“{username}”是别处的人")
    held = Membership.objects.filter(user=user, unit=post.unit, role=post.role, section=post.section).first()
    if held is not None and (held.starts, held.ends) == (post.starts, post.ends):
        row.state, row.told = KNOWN, "已经有这个角色"
        return
    give_role(user, post, by)
    row.told = f"{user} 已有账号，增加角色"


def _pretend(given: dict[str, Any], post: Post) -> None:
    user = User.objects.create(**given)
    Membership.objects.create(
        user=user, unit=post.unit, role=post.role, section=post.section, starts=post.starts, ends=post.ends
    )


def _role(text: str) -> Role:
    for role in Role:
        if text in {role.label, role.value}:
            return role
    raise Unsound(f"角色“{text}”不认识，请写{'、'.join(str(role.label) for role in Role)}")


def _day(text: str) -> date | None:
    if not text:
        return None
    found = day(_DAY.sub(r"\1-\2-\3", text))
    if found is None:
        raise Unsound(f"日期“{text}”要写成 2026-01-31")
    return found
