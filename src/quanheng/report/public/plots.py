"""Small drawings as SVG, described in words for who cannot see them; they need no script and print in black."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from quanheng.report import numbers
from quanheng.report.remark_words import wan

_INK, _QUIET, _OWN, _RULE = "#1d2530", "#5b6573", "#1f4e79", "#d9dee5"
_ZERO = Decimal(0)
_WIDE, _FOOT, _TOP = 460, 190, 34  # of a drawing with bars, in points
_FILLED, _DASHED = 'fill="#8fa9c4"', f'fill="none" stroke="{_INK}" stroke-dasharray="3 2"'


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled amount: `tick` is a second one shown as a line across (a budget beside accounts)."""

    label: str
    value: Decimal
    tick: Decimal | None = None


def _svg(width: int, height: int, title: str, described: str, body: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{escape(title)}：{escape(described)}"'
        f' font-size="12" fill="{_INK}"><title>{escape(title)}</title><desc>{escape(described)}</desc>{"".join(body)}</svg>'
    )


def _text(x: float, y: float, words: str, anchor: str = "middle", fill: str = _INK) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'


def columns(title: str, bars: Sequence[Bar], tick: str = "") -> str:
    """Amounts in 元 year by year, each with its figure in 万元; `tick` says what the line across is."""
    width, height, foot, top = _WIDE, _FOOT + 30, _FOOT, _TOP
    most = max((max(b.value, b.tick or _ZERO) for b in bars), default=_ZERO) or Decimal(1)
    step = (width - 20) / max(1, len(bars))
    body = [f'<line x1="10" y1="{foot}" x2="{width - 10}" y2="{foot}" stroke="{_QUIET}"/>']
    for number, bar in enumerate(bars):
        x, wide = 10 + step * number + step * 0.25, step * 0.5
        tall = _share(bar.value, most) * (foot - top)
        body.append(
            f'<rect x="{x:.1f}" y="{foot - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="#8fa9c4"/>'
        )
        body.append(_text(x + wide / 2, foot - tall - 5, wan(bar.value)))
        body.append(_text(x + wide / 2, foot + 18, bar.label, fill=_QUIET))
        if bar.tick is not None:
            y = foot - _share(bar.tick, most) * (foot - top)
            body.append(
                f'<line x1="{x - 6:.1f}" y1="{y:.1f}" x2="{x + wide + 6:.1f}" y2="{y:.1f}" stroke="{_INK}" stroke-width="2"/>'
            )
    described = "；".join(
        f"{b.label}{wan(b.value)}万元" + (f"，{tick}{wan(b.tick)}万元" if b.tick is not None else "")
        for b in bars
    )
    if tick and any(bar.tick is not None for bar in bars):
        body.append(_text(10, 14, f"柱：{title}　横线：{tick}（万元）", "start", _QUIET))
    else:
        body.append(_text(10, 14, f"{title}（万元）", "start", _QUIET))
    return _svg(width, height, title, described, body)


def rates(title: str, points: Sequence[tuple[str, Decimal]]) -> str:
    """Rates in per cent year by year as bars, a line across at 100."""
    most = max(Decimal(100), *(value for _, value in points))
    step = (_WIDE - 20) / max(1, len(points))
    body = [_text(10, 14, f"{title}（%）　虚线：100%", "start", _QUIET)]
    for number, (label, value) in enumerate(points):
        x, tall = 10 + step * number + step * 0.25, _share(value, most) * (_FOOT - _TOP)
        body.append(_box(x, _FOOT - tall, step * 0.5, tall, _FILLED))
        body.append(_text(x + step * 0.25, _FOOT - tall - 5, f"{numbers.grouped(value)}%"))
        body.append(_text(x + step * 0.25, _FOOT + 18, label, fill=_QUIET))
    whole = _FOOT - _share(Decimal(100), most) * (_FOOT - _TOP)
    body.append(
        f'<line x1="10" y1="{whole:.1f}" x2="{_WIDE - 10}" y2="{whole:.1f}" stroke="{_INK}" stroke-dasharray="3 2"/>'
    )
    body.append(f'<line x1="10" y1="{_FOOT}" x2="{_WIDE - 10}" y2="{_FOOT}" stroke="{_QUIET}"/>')
    described = "；".join(f"{label}{numbers.grouped(value)}%" for label, value in points)
    return _svg(_WIDE, _FOOT + 30, title, described, body)


def _share(value: Decimal, most: Decimal) -> float:
    return float(max(_ZERO, value) / most)


def dots(title: str, unit: str, values: Sequence[Decimal], own: Decimal, median: Decimal) -> str:
    """One dot a department on a line, the median as a line across, the own one dark; no order of names."""
    width, height, base, side = 460, 96, 52, 24
    low, high = min(values), max(values)
    room = (high - low) or Decimal(1)
    body = [f'<line x1="{side}" y1="{base}" x2="{width - side}" y2="{base}" stroke="{_RULE}"/>']

    def x(value: Decimal) -> float:
        return side + float((value - low) / room) * (width - 2 * side)

    body += [
        f'<circle cx="{x(v):.1f}" cy="{base}" r="4" fill="{_QUIET}" fill-opacity="0.45"/>' for v in values
    ]
    body.append(
        f'<line x1="{x(median):.1f}" y1="{base - 16}" x2="{x(median):.1f}" y2="{base + 16}" stroke="{_INK}" stroke-dasharray="3 2"/>'
    )
    body.append(
        _text(_inside(x(median), width), base + 32, f"中位数 {numbers.grouped(median)}{unit}", fill=_QUIET)
    )
    body.append(f'<circle cx="{x(own):.1f}" cy="{base}" r="6" fill="{_OWN}"/>')
    body.append(_text(_inside(x(own), width), base - 18, f"本单位 {numbers.grouped(own)}{unit}"))
    told = {"最小": low, "中位数": median, "最大": high, "本单位": own}
    described = f"{len(values)} 个单位，" + "，".join(
        f"{name} {numbers.grouped(v)}{unit}" for name, v in told.items()
    )
    return _svg(width, height, title, described, body)


def _inside(x: float, width: int) -> float:
    return min(max(x, 70), width - 70)


def steps(title: str, parts: Sequence[tuple[str, Decimal]]) -> str:
    """A waterfall: the first amount, what came to it or went off, each later amount as a bar from zero."""
    most = max((value for _, value in parts), default=_ZERO) or Decimal(1)
    step = (_WIDE - 20) / (2 * len(parts) - 1)
    body, told = [_text(10, 14, f"{title}（万元）", "start", _QUIET)], list[str]()
    for number, (label, value) in enumerate(parts):
        x, tall = 10 + step * (2 * number + 0.15), _share(value, most) * (_FOOT - _TOP)
        body.append(_box(x, _FOOT - tall, step * 0.7, tall, _FILLED))
        body.append(_text(x + step * 0.35, _FOOT - tall - 5, wan(value)))
        body.append(_text(x + step * 0.35, _FOOT + 18, label, fill=_QUIET))
        told.append(f"{label}{wan(value)}万元")
        for _, later in parts[number + 1 : number + 2]:
            change, then = later - value, _share(later, most) * (_FOOT - _TOP)
            upper = max(tall, then)
            body.append(_box(x + step, _FOOT - upper, step * 0.7, max(abs(then - tall), 1), _DASHED))
            sign, word = ("+", "增加") if change >= 0 else ("-", "减少")
            body.append(_text(x + step * 1.35, _FOOT - upper - 5, f"{sign}{wan(abs(change))}", fill=_QUIET))
            told.append(f"{word}{wan(abs(change))}万元")
    body.append(f'<line x1="10" y1="{_FOOT}" x2="{_WIDE - 10}" y2="{_FOOT}" stroke="{_QUIET}"/>')
    return _svg(_WIDE, 220, title, "，".join(told), body)


def _box(x: float, y: float, wide: float, tall: float, look: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}" {look}/>'


def lost(title: str, parts: Mapping[str, Decimal]) -> str:
    """Points that were lost, the most first."""
    width, line = 460, 26
    most = max(parts.values(), default=_ZERO) or Decimal(1)
    body = []
    for number, (name, points) in enumerate(parts.items()):
        y = 8 + line * number
        shown = name if len(name) <= 14 else f"{name[:13]}…"
        body.append(_text(186, y + 14, shown, "end"))
        body.append(
            f'<rect x="194" y="{y + 3}" width="{_share(points, most) * 200:.1f}" height="14" fill="#8fa9c4"/>'
        )
        body.append(_text(200 + _share(points, most) * 200, y + 14, f"-{numbers.points(points)}", "start"))
    described = "；".join(f"{name} 失 {numbers.points(points)} 分" for name, points in parts.items())
    return _svg(width, 16 + line * len(parts), title, described, body)
