"""The ledgers of a county's year whose rows really contain the figures that its report states."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from quanheng.ledgers.load import schema
from quanheng.ledgers.rows import Row, row_of
from tests.generator.registers.rows import YEAR, credit_code

_FEN = Decimal(10) ** 10  # of 1 亿元


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rows come to: enterprises, 亿元, %."""

    smes: int = 166
    valid: int = 91
    net: int = 32
    passed: int = 42
    added: int = 23
    withdrawn: int = 24
    scale: int = 210
    contracts: Decimal = Decimal("42.6")
    industry: Decimal = Decimal("8.47")
    construction: Decimal = Decimal("5.00")
    services: Decimal = Decimal("0.39")
    filed: int = 50
    good: int = 49

    @property
    def research(self) -> Decimal:
        """Spending on research of all industries, 亿元."""
        return self.industry + self.construction + self.services


def books(figures: Figures | None = None, seed: int = 1) -> dict[str, list[Row]]:
    """The rows by ledger; no trap catches anything but notes in them."""
    wanted, chance = figures or Figures(), random.Random(seed)
    return {
        "high-tech-enterprises": _high_tech(wanted),
        "high-tech-applications": _applications(wanted),
        "technology-smes": _smes(wanted),
        "scale-industry": _scale(wanted),
        "technology-contracts": _contracts(wanted, chance),
        "rd-spending": _research(wanted, chance),
        "safety-inspections": _inspections(),
        "party-activities": _party(),
    }


def _rows(name: str, made: list[dict[str, Any]]) -> list[Row]:
    proved = [{"proof": f"{schema(name).evidence[0]}{n}.pdf", **data} for n, data in enumerate(made, 1)]
    return [row_of(schema(name), data, n) for n, data in enumerate(proved, 1)]


def _firm(number: int) -> dict[str, Any]:
    return {"enterprise": f"某{number}号制造厂", "code": credit_code(number)}


def _certificate(number: int, kind: str, given: date) -> dict[str, Any]:
    until = given.replace(year=given.year + 3) - timedelta(days=1)
    stands = until >= date(YEAR, 12, 31)
    return {
        **_firm(number),
        "certificate": f"GR{given.year}4300{number:04}",
        "kind": kind,
        "recognised": given.isoformat(),
        "expires": until.isoformat(),
        "state": "有效" if stands else "到期",
    }


def _high_tech(wanted: Figures) -> list[Row]:
    """Those that were there, of which some came round again this year, and the new ones."""
    opening = wanted.valid - wanted.net
    again = wanted.passed - wanted.net
    made = [_certificate(n, "新认定", date(YEAR - 3, 11, 1)) for n in range(1, again + 1)]
    made += [_certificate(n, "新认定", date(YEAR - 1, 10, 16)) for n in range(again + 1, opening + 1)]
    made += [_certificate(n, "重新认定", date(YEAR, 11, 1)) for n in range(1, again + 1)]
    made += [_certificate(n, "新认定", date(YEAR, 11, 1)) for n in range(opening + 1, wanted.valid + 1)]
    return _rows("high-tech-enterprises", made)


def _applications(wanted: Figures) -> list[Row]:
    made = [
        {
            **_firm(n),
            "batch": ("第一批", "第二批", "第三批")[n % 3],
            "filed": date(YEAR, 5 + n % 3, 10).isoformat(),
            "quality": "达标" if n <= wanted.good else "不达标",
            "outcome": "通过" if n <= wanted.passed else "未通过",
            "notice": f"科公示〔{YEAR}〕{n % 3 + 1}号" if n <= wanted.passed else None,
            "published": date(YEAR, 9 + n % 3, 10).isoformat() if n <= wanted.passed else None,
        }
        for n in range(1, wanted.filed + 1)
    ]
    return _rows("high-tech-applications", made)


def _smes(wanted: Figures) -> list[Row]:
    made = [
        {
            **_firm(n),
            "number": f"{YEAR}443042308{n:06}",
            "entered": date(YEAR, n % 12 + 1, 8).isoformat(),
            "state": "入库",
        }
        for n in range(1, wanted.smes + 1)
    ]
    return _rows("technology-smes", made)


def _scale(wanted: Figures) -> list[Row]:
    opening = wanted.scale - wanted.added + wanted.withdrawn
    made: list[dict[str, Any]] = []
    for n in range(1, opening + 1):
        gone = n <= wanted.withdrawn
        left = {"left": f"{YEAR}-{n % 12 + 1:02}", "reason": "规模不达标"} if gone else {}
        made.append({**_firm(n), "entered": f"{YEAR - 4 + n % 4}-{n % 12 + 1:02}", "batch": "年度", **left})
    made += [
        {**_firm(opening + n), "entered": f"{YEAR}-{n % 12 + 1:02}", "batch": "月度"}
        for n in range(1, wanted.added + 1)
    ]
    return _rows("scale-industry", made)


def _contracts(wanted: Figures, chance: random.Random) -> list[Row]:
    made = []
    for n, amount in enumerate(_parts(wanted.contracts, 120, chance), 1):
        signed = date(YEAR, n % 11 + 1, n % 27 + 1)
        made.append(
            {
                "number": f"{YEAR}430423{n:06}",
                "title": f"某技术开发第{n}号合同",
                "kind": "技术开发",
                "seller": f"某{n}号制造厂",
                "buyer": f"某{n}号院所",
                "amount": amount,
                "technical": amount // 2,
                "signed": signed.isoformat(),
                "registered": (signed + timedelta(days=20)).isoformat(),
                "state": "已登记",
                "verified": "已核查发票和到账凭证",
            }
        )
    return _rows("technology-contracts", made)


def _research(wanted: Figures, chance: random.Random) -> list[Row]:
    made = []
    for industry, total in (
        ("工业", wanted.industry),
        ("建筑业", wanted.construction),
        ("服务业", wanted.services),
    ):
        for n, amount in enumerate(_parts(total, 12, chance), 1):
            firm = {"enterprise": f"某{industry}{n}号厂", "industry": industry}
            made.append({"year": YEAR, **firm, "amount": amount, "source": "核定"})
    return _rows("rd-spending", made)


def _parts(total: Decimal, count: int, chance: random.Random) -> list[int]:
    """Positive amounts in 分 that come to the total in 亿元."""
    whole = int(total * _FEN)
    cuts = sorted(chance.sample(range(1, whole), count - 1))
    return [last - first for first, last in zip([0, *cuts], [*cuts, whole], strict=True)]


def _inspections() -> list[Row]:
    made = [
        {
            "number": f"{month:03}",
            "date": date(YEAR, month, 12).isoformat(),
            "enterprise": f"某{month}号制造厂",
            "inspectors": "某人、某人",
            "finding": "未发现隐患",
            "hazards": 0,
        }
        for month in range(1, 13)
    ]
    return _rows("safety-inspections", made)


def _party() -> list[Row]:
    made = [
        {
            "date": date(YEAR, 3 * q, 1).isoformat(),
            "kind": "党建",
            "topic": f"第{q}次主题党日",
            "persons": 20 + q,
        }
        for q in range(1, 5)
    ]
    return _rows("party-activities", made)


def with_earlier(shelf: dict[str, list[Row]], size: int = 500) -> dict[str, list[Row]]:
    """The same ledgers kept through the years: those that can have such rows filled up to `size` with what is over."""
    return {
        name: [*_earlier(name, size - len(rows)), *rows] if name in _EARLIER else rows
        for name, rows in shelf.items()
    }


def _earlier(name: str, count: int) -> list[Row]:
    return _rows(name, [_EARLIER[name](n) for n in range(1, count + 1)])


def _sme_before(n: int) -> dict[str, Any]:
    year = YEAR - 1 - n % 2
    entered = date(year, n % 12 + 1, 8).isoformat()
    return {**_firm(n), "number": f"{year}443042308{n:06}", "entered": entered, "state": "入库"}


def _certificate_before(n: int) -> dict[str, Any]:
    made = _certificate(1000 + n, "新认定", date(YEAR - 5 - n % 2, 9, 16))
    return made | {"state": "到期"}


def _contract_before(n: int) -> dict[str, Any]:
    signed = date(YEAR - 1, n % 11 + 1, n % 27 + 1)
    return {
        "number": f"{YEAR - 1}430423{n:06}",
        "title": f"上年技术服务第{n}号合同",
        "kind": "技术服务",
        "seller": f"某{n}号制造厂",
        "buyer": f"某{n}号院所",
        "amount": 3_000_000 * n + 17,
        "technical": 2_000_000 * n,
        "signed": signed.isoformat(),
        "registered": (signed + timedelta(days=20)).isoformat(),
        "state": "已登记",
        "verified": "已核查发票和到账凭证",
    }


def _scale_before(n: int) -> dict[str, Any]:
    entered, left = f"{YEAR - 6 + n % 2}-{n % 12 + 1:02}", f"{YEAR - 2}-{n % 12 + 1:02}"
    return {**_firm(1000 + n), "entered": entered, "left": left, "reason": "停产", "batch": "年度"}


_EARLIER: dict[str, Callable[[int], dict[str, Any]]] = {
    "technology-smes": _sme_before,
    "high-tech-enterprises": _certificate_before,
    "technology-contracts": _contract_before,
    "scale-industry": _scale_before,
}


def report(figures: Figures | None = None, **changed: object) -> str:
    """A self-evaluation that states what the ledgers contain; `changed` replaces figures of the text."""
    wanted = figures or Figures()
    told = {
        "smes": wanted.smes, "net": wanted.net, "valid": wanted.valid, "added": wanted.added,
        "contracts": wanted.contracts, "research": wanted.research, "good": 100 * wanted.good // wanted.filed,
    } | changed  # fmt: skip
    return (
        f"{YEAR}年度某林县科技局部门整体支出绩效自评报告\n一、绩效情况\n"
        f"{YEAR}年科技型中小企业评价入库{told['smes']}家。\n"
        f"{YEAR}年高新技术企业净增{told['net']}家，高新技术企业总数达到{told['valid']}家。\n"
        f"{YEAR}年新增规模工业企业{told['added']}家。\n"
        f"{YEAR}年技术合同成交额{told['contracts']}亿元。\n"
        f"{YEAR}年全社会研发投入{told['research']}亿元。\n"
        f"{YEAR}年申报企业质量达标率{told['good']}%。\n"
        f"{YEAR}年安全生产检查12次，党建活动4次。\n"
    )
