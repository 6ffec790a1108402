"""Write the skeleton of a check's page: make new-check F=family/name."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from quanheng.checks.pages import pages

CHECKS = Path(__file__).resolve().parents[1] / "src/quanheng/checks"
SKELETON = """\
---
no: {no}
title: （一句话，说错在哪里）
severity: doubt
status: trial
law: []
relation: {{sum: [（结果的术语）, （加数）, （加数）], basis: [final]}}
message: "（某项）为{{stated}}，按（某项）应为{{expected}}，相差{{difference}}。"
since: "{since}"
---
## 依据
（为什么成立；条文写在 law 里，取 norms/documents.yaml 的键）
## 改法
（请填报人看什么、改什么）
## 案例
```yaml
- name: （应当发现的一例）
  facts:
    （结果的术语）: {{final: 120.00}}
    （加数）: {{final: 100.00}}
    （加数）: {{final: 10.00}}
  finds: [{{stated: 120.00, expected: 110.00}}]
- name: （不应当发现的一例）
  facts:
    （结果的术语）: {{final: 110.00}}
    （加数）: {{final: 100.00}}
    （加数）: {{final: 10.00}}
  finds: []
```
"""


def next_number(family: str) -> int:
    """The first free number after those of the family; a new family begins a new hundred."""
    used = {page.no: page.family for page in pages().values()}
    own = [number for number, name in used.items() if name == family]
    number = max(own, default=max(used, default=0) // 100 * 100 + 100) + 1
    while number in used:
        number += 1
    return number


def main(identifier: str) -> int:
    """Write the page; 2 on a wrong name or when it is there already."""
    if not re.fullmatch(r"[a-z_]+/[a-z]+(-[a-z]+)*", identifier):
        print("用法：make new-check F=family/name（小写英文，名字用连字符）")
        return 2
    path = CHECKS / f"{identifier}.md"
    if path.exists():
        print(f"{path} 已经有了")
        return 2
    number = next_number(path.parent.name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(SKELETON.format(no=number, since="0.1"), encoding="utf-8")
    print(path.relative_to(CHECKS.parents[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
