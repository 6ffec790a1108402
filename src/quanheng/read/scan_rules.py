"""The rules that are drawn in a picture, as pdf_rules finds them in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from quanheng.read.pdf_rules import Rule, Rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanheng.read.scan_picture import Area, Picture, Pixels

_ACROSS, _DOWN = 16.0, 9.0
"""Points: no stroke of a character is as long as these, but for titles."""
_GAP = 4.0
_THICKEST = 4.0
_TOUCH = 3.0
_AMID, _CLOSE = 2.0, 0.8
_SHORT = 13.0
"""Points: a wall as low as one line of print has others above or below it."""
_LONG = 60.0
_STROKE_OF_SEAL = 0.35


def ink(picture: Picture) -> Pixels:
    """255 where the picture is darker than what lies around."""
    block = max(round(12 * picture.scale) | 1, 15)
    smooth = cv2.GaussianBlur(picture.grey, (3, 3), 0)
    return cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 14)


def drawn_rules(dark: Pixels, picture: Picture, words: Sequence[Area]) -> Rules:
    """The rules in points; `dark` is the ink, `words` are the boxes of text in pixels."""
    scale, seals = picture.scale, _seal_boxes(picture)
    across = _strokes(dark, scale)
    down = [Rule(r.at, r.start, r.end) for r in _strokes(np.ascontiguousarray(dark.T), scale, _DOWN)]
    down = [rule for rule in down if not _in_words(rule, words, scale)]
    if seals:
        down = [rule for rule in down if not _only_in_seal(rule, down, seals)]
        flat = [(top, left, bottom, right) for left, top, right, bottom in seals]
        across = [rule for rule in across if not _only_in_seal(rule, across, flat)]
    amid = [rule for rule in down if _is_amid(rule, words, scale)]
    apart = [rule for rule in down if rule not in amid]
    for _ in range(2):
        # A wall runs from one rule to another; what crosses none is a stroke of a character or a speck.
        apart = [rule for rule in apart if _crossings(rule, across) > 1]
        across = [rule for rule in across if rule.end - rule.start > _LONG or _crossings(rule, apart) > 1]
    apart = [
        r
        for r in apart
        if r.end - r.start > _SHORT
        or any(abs(r.at - o.at) < _AMID for o in apart if o.end - o.start > _SHORT)
    ]
    # In the midst of words it must meet both rules, and go on where there are no words.
    amid = [
        r
        for r in amid
        if _crossings(r, across, _CLOSE) > 1 and any(abs(r.at - o.at) < _CLOSE * 2 for o in apart)
    ]
    return Rules(across, sorted([*apart, *amid], key=lambda rule: rule.at))


def _seal_boxes(picture: Picture) -> list[Area]:
    """Left, top, right, bottom in points."""
    if not picture.seal.any():
        return []
    reach = max(round(_TOUCH * 2 * picture.scale), 3)
    whole = cv2.dilate(picture.seal, np.ones((reach, reach), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    scale = picture.scale
    return [(x / scale, y / scale, (x + w) / scale, (y + h) / scale) for x, y, w, h, _ in found[1:]]


def _only_in_seal(rule: Rule, rules: Sequence[Rule], seals: Sequence[Area]) -> bool:
    """A stroke that no rule outside the seal continues: what a seal leaves, and characters with it."""
    for left, top, right, bottom in seals:
        inside = left - _TOUCH < rule.at < right + _TOUCH
        inside = inside and rule.end - rule.start < _STROKE_OF_SEAL * (bottom - top)
        if inside and rule.start > top - _TOUCH and rule.end < bottom + _TOUCH:
            return not any(
                abs(other.at - rule.at) < _TOUCH
                and (other.start < top - _TOUCH or other.end > bottom + _TOUCH)
                for other in rules
            )
    return False


def _strokes(dark: Pixels, scale: float, shortest: float = _ACROSS) -> list[Rule]:
    """Level strokes; a rule may be broken, and climb by its own thickness."""
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    long = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(round(shortest * scale), 3)), np.uint8))
    long = cv2.morphologyEx(long, cv2.MORPH_CLOSE, np.ones((1, max(round(_GAP * scale), 3)), np.uint8))
    _, _, found, middles = cv2.connectedComponentsWithStats(long, connectivity=8)
    rules = []
    for (left, _, width, height, area), (_, y) in zip(found[1:], middles[1:], strict=True):
        usual = area / max(width, 1) - 2
        if usual <= _THICKEST * scale and height <= _THICKEST * 2 * scale and width > shortest * scale:
            rules.append(Rule(float(y) / scale, float(left) / scale, float(left + width) / scale))
    return sorted(rules, key=lambda rule: rule.at)


def _is_amid(rule: Rule, words: Sequence[Area], scale: float) -> bool:
    """True for an upright stroke that runs for most of its length between characters, of one line or several."""
    common = 0.0
    for left, top, right, bottom in words:
        if left / scale + _AMID < rule.at < right / scale - _AMID:
            common += max(min(rule.end, bottom / scale) - max(rule.start, top / scale), 0.0)
    return common > (rule.end - rule.start) / 2


def _crossings(rule: Rule, others: Sequence[Rule], reach: float = _TOUCH) -> int:
    """How many of the others it meets, counting those at one height once."""
    met = sorted(
        o.at
        for o in others
        if o.start - _TOUCH <= rule.at <= o.end + _TOUCH and rule.start - reach <= o.at <= rule.end + reach
    )
    return sum(1 for n, at in enumerate(met) if n == 0 or at - met[n - 1] > _TOUCH)


def _in_words(rule: Rule, words: Sequence[Area], scale: float) -> bool:
    """True for a short upright stroke inside a box of text."""
    for left, top, right, bottom in words:
        inside = left / scale < rule.at < right / scale
        if inside and rule.start > top / scale - 1 and rule.end < bottom / scale + 1:
            return True
    return False
