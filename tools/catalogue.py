"""Write the catalogues docs/checks.md and docs/norms.md; with --check only say whether they are stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from quanheng.checks.pages import Page, pages
from quanheng.norms import UnknownNorm, documents, jurisdictions, names, sheet

DOCS = Path(__file__).resolve().parents[1] / "docs"
SEVERITY = {"error": "错误", "doubt": "疑点", "note": "提示", "missing": "缺项"}
MADE = "<!-- 由 make docs 生成，不要手改 -->\n"


def catalogue_of_checks() -> str:
    """One table of all checks, in the order of their numbers."""
    lines = [
        MADE,
        "# 检查目录\n",
        "| 编号 | 检查 | 标题 | 严重程度 | 状态 | 依据 |",
        "|--:|---|---|---|---|---|",
    ]
    lines += [_check(page) for page in pages().values()]
    return "\n".join(lines) + "\n"


def _check(page: Page) -> str:
    basis = "、".join(_document(key) for key in page.law)
    link = f"[{page.id}](../src/quanheng/checks/{page.id}.md)"
    severity = SEVERITY.get(page.severity, page.severity)
    return f"| {page.no} | {link} | {page.title} | {severity} | {page.status} | {basis} |"


def catalogue_of_norms() -> str:
    """The norms with their dated values, then the documents that they come from."""
    lines = [MADE, "# 规范目录\n"]
    lines += [
        "证据：V 读过原文，V2 读过两处以上，D 由算术推出，S 见于报告，G 未读原文。\n",
        "只有 V、V2、D 能支持“错误”。\n",
    ]
    lines += ["| 规范 | 地区 | 说明 | 自 | 文件 | 条 | 证据 |", "|---|---|---|---|---|---|---|"]
    lines += [row for name in names() for row in _norm(name)]
    lines += ["\n## 文件\n", "| 键 | 名称 | 文号 | 施行 | 废止于 |", "|---|---|---|---|---|"]
    lines += [
        f"| {key} | {d['title']} | {d['number']} | {d['in_force']} | {d['repealed_by']} |"
        for key, d in documents().items()
    ]
    return "\n".join(lines) + "\n"


def _norm(name: str) -> Iterator[str]:
    for place in jurisdictions():
        try:
            found = sheet(name, place)
        except UnknownNorm:
            continue
        link = f"[{name}](../src/quanheng/norms/{place}/{name}.yaml)"
        for day, entry in found["values"].items():
            source = _document(entry["document"])
            cells = (link, place, found["description"], day, source, entry["article"], entry["certainty"])
            yield f"| {' | '.join(cells)} |"


def _document(key: str) -> str:
    document = documents().get(key, {"number": "", "title": key})
    return document["number"] or document["title"]


def main() -> int:
    """Write both files, or compare them; 1 when one is stale."""
    made = {"checks.md": catalogue_of_checks(), "norms.md": catalogue_of_norms()}
    stale = [
        n
        for n, text in made.items()
        if not (DOCS / n).exists() or (DOCS / n).read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        if stale:
            print(f"docs/{'、docs/'.join(stale)} 已过时，请执行 make docs")
        return bool(stale)
    for name in stale:
        (DOCS / name).write_text(made[name], encoding="utf-8")
        print(f"docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
