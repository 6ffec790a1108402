"""Administrative divisions (GB/T 2260): chains of jurisdictions, and the code in an organisation's name."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

_CODE = re.compile(r"(?:cn-?)?(\d{2}|\d{4}|\d{6})")
_PEOPLE = (
    "维吾尔|柯尔克孜|哈萨克|达斡尔|塔吉克|鄂温克|鄂伦春|蒙古|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|"
    "布朗|撒拉|毛南|仡佬|锡伯|裕固|独龙|壮|回|藏|苗|彝|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>.{{2,}}?)(?:(?:{_PEOPLE})族?)*(?:各族)?自治(?P<rank>[区州县旗])")
_RANK = re.compile(r"(省|市|地区|盟|特别行政区)$")
_YEAR = r"(?:19|20|二[○〇零])[0-9○〇零一二三四五六七八九]{2}年?度?"
_BEFORE_NAME = re.compile(
    rf"(?:[\s　《“]|中共|中国共产党|共青团|中国共产主义青年团|政协|中国人民政治协商会议|关于|{_YEAR})*"
)


def chain_of(jurisdiction: str) -> tuple[str, ...]:
    """Nearest first: "430422" or "cn-430422" gives cn-430422, cn-4304, cn-43, cn.

    Raises ValueError on what is not a code.
    """
    if jurisdiction in ("", "cn"):
        return ("cn",)
    match = _CODE.fullmatch(jurisdiction)
    if match is None:
        raise ValueError(f"行政区划代码应为 cn 或 2、4、6 位数字：{jurisdiction}")
    code = match[1]
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return (*(f"cn-{code[:size]}" for size in range(len(code), 0, -2)), "cn")


def region_name(code: str) -> str | None:
    """The full name of a division, parents first ("湖南省…市…县"); None for an unknown code."""
    shown = [_names().get(code[:size].ljust(6, "0")) for size in (2, 4, 6)]
    if code.ljust(6, "0") not in _names():
        return None
    return "".join(dict.fromkeys(name for name in shown if name))


def jurisdiction_of(text: str) -> str | None:
    """The six-digit code of the division that an organisation's name begins with.

    "某省某市某县财政局" gives the county, "某县财政局" too when only one county bears that name;
    None when there is none or when several do. Never a guess.
    """
    begin = _BEFORE_NAME.match(text)
    rest = text[begin.end() if begin else 0 :]
    found: frozenset[str] = frozenset()
    whole = False
    while (step := _step(rest, found)) is not None:
        found, rest, whole = step
    return next(iter(found)) if whole and len(found) == 1 else None


def _step(rest: str, above: frozenset[str]) -> tuple[frozenset[str], str, bool] | None:
    """Read one name that lies in `above`, the longest first; the last value is False for a bare stem."""
    index = _by_name()
    for size in range(min(index.longest, len(rest)), 1, -1):
        form = rest[:size]
        for codes, whole in ((index.names.get(form), True), (index.stems.get(form), False)):
            inside = frozenset(c for c in codes or () if not above or any(_within(c, a) for a in above))
            if inside:
                return inside, rest[size:], whole
    return None


def _within(code: str, above: str) -> bool:
    stem = chain_of(above)[0].removeprefix("cn-")
    return code != above and code.startswith(stem)


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    lines = (Path(__file__).parent / "regions.csv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple((code, name, former) for code, name, former in (line.split(",") for line in lines))


@cache
def _names() -> dict[str, str]:
    return {code: name for code, name, _ in sorted(_rows(), key=lambda row: row[2], reverse=True)}


class _Index:
    """Codes by the ways of writing a division's name: whole names, and stems that need a name after them."""

    def __init__(self) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        stems: dict[str, set[str]] = defaultdict(set)
        for code, name, _ in _rows():
            match = _AUTONOMOUS.fullmatch(name)
            names[name].add(code)
            if match is not None:
                names[match["stem"] + match["rank"]].add(code)
            if code.endswith("00"):
                # a county never goes without its rank: 道 or 沙 alone say nothing
                stems[match["stem"] if match else _RANK.sub("", name)].add(code)
        self.names = {form: frozenset(found) for form, found in names.items()}
        self.stems = {form: frozenset(found) for form, found in stems.items() if len(form) > 1}
        self.longest = max(map(len, self.names))


@cache
def _by_name() -> _Index:
    return _Index()
