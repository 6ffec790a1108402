"""What of a unit's affairs the law asks to be in the published file, and whether it was found there."""

from __future__ import annotations

from datetime import date
from typing import Any

from quanheng.lexicon.load import names
from quanheng.model.review import Reviewed
from quanheng.norms import UnknownNorm, documents, norm
from quanheng.web.disclosure.models import Publication

FOUND, TOLD, NAMED, ABSENT = "有数字", "有文字", "有文字，没有取到数字", "没有找到"
_ITEMS = {
    "收入": ("income.",),
    "支出": ("expenditure.total", "expenditure.grand", "expenditure.fiscal"),
    "基本支出": ("expenditure.basic",),
    "项目支出": ("expenditure.project",),
    "机关运行经费": ("agency.operating_cost",),
    "政府采购": ("procurement.",),
    "“三公”经费": ("three_public.",),
}
"""Parts of accounts and budgets by the figures that show them."""
_WORDS = {"绩效": ("绩效自评", "绩效评价", "绩效管理", "绩效目标")}
"""Parts that are told by words alone."""
_MONEY = frozenset({Publication.Kind.BUDGET.value, Publication.Kind.FINAL_ACCOUNTS.value})


def parts(reviewed: Reviewed, publication: Publication) -> list[dict[str, Any]]:
    """One row for each part: name, state, text, block, begin, finish, cell (None in a text) and basis, "" for custom.

    Of documents that are no accounts and no budget the law names no parts: nothing is listed.
    """
    if publication.kind not in _MONEY:
        return []
    basis = _required(publication)
    wanted = [name for name in basis if name not in _ITEMS and name not in _WORDS]
    text = _text(reviewed)
    rows = [_row(reviewed, text, name, basis.get(name, "")) for name in (*_ITEMS, *_WORDS)]
    return rows + [_told(name, text, (name,), basis[name]) for name in wanted]


def _required(publication: Publication) -> dict[str, str]:
    """What a norm that was read asks for, with where it stands; nothing else is called required."""
    day = publication.approved_on or date(publication.year + 1, 10, 1)
    try:
        found = norm("disclosure-detail", publication.unit.place, day)
    except UnknownNorm:
        return {}
    if not found.binding_evidence or not isinstance(found.value, dict):
        return {}
    law = f"《{documents()[found.document]['title']}》{found.article}"
    return {str(name): law for name in found.value.get("必须公开", ())}


def _row(reviewed: Reviewed, text: str, name: str, basis: str) -> dict[str, Any]:
    begins = _ITEMS.get(name)
    if begins is None:
        return _told(name, text, _WORDS[name], basis, TOLD)
    figure = next(
        (f for f in reviewed.facts.figures if f.item and f.item.startswith(begins) and f.kind == "level"),
        None,
    )
    if figure is None:
        known = [word for word, item in names().items() if item.startswith(begins)]
        return _told(name, text, known, basis)
    place = figure.place
    cell = [place.cell.table, place.cell.row, place.cell.column] if place.cell else None
    return {
        "name": name, "state": FOUND, "text": figure.text, "basis": basis,
        "block": place.block, "begin": place.start, "finish": place.end, "cell": cell,
    }  # fmt: skip


def _told(name: str, text: str, words: Any, basis: str, found: str = NAMED) -> dict[str, Any]:
    state = found if any(word in text for word in words) else ABSENT
    return {"name": name, "state": state, "text": "", "basis": basis, "block": None}


def _text(reviewed: Reviewed) -> str:
    found = []
    for block in reviewed.document.blocks:
        found.append(block.text)
        found += [cell.text for cell in block.table.cells] if block.table is not None else []
    return "".join("\n".join(found).split())
