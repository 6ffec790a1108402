"""A page as a picture: its pixels, its scale, its seals taken off, set upright and level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from quanheng.read.pdf_turn import Turn

if TYPE_CHECKING:
    from quanheng.read.pdf_turn import Box

Pixels: TypeAlias = NDArray[Any]
"""Bytes: grey (height, width) or colour (height, width, 3: blue, green, red)."""
Area = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

_COLOURFUL = 40
_LARGEST_GAP = 7.0
_SMALLEST_SEAL = 36.0
"""Points: a private seal is 18 to 20 mm wide, an official one 40 to 45."""
_LARGEST_SEAL = 200.0
_SQUAREST = 1.7
_STEEPEST = 6.0
_LEVEL = 0.04


@dataclass(frozen=True, slots=True)
class Tilt(Turn):
    """A page that was turned by quarters and then by `angle` degrees clockwise to be read.

    The points of the read page lie on a sheet of the turned page's size.
    """

    angle: float = 0.0

    def to(self, other: Turn, box: Box) -> Box:
        """The box around the same place on the page as `other` shows it."""
        left, top, right, bottom = box
        x, y = self.width / 2, self.height / 2
        turn = np.deg2rad(self.angle)
        corners = np.array([(left, top), (right, top), (left, bottom), (right, bottom)]) - (x, y)
        back = np.array([(np.cos(turn), -np.sin(turn)), (np.sin(turn), np.cos(turn))])
        level = corners @ back + (x, y)
        low, high = level.min(0), level.max(0)
        flat = Turn(self.quarters, self.left, self.bottom, self.right, self.top)
        return flat.to(other, (float(low[0]), float(low[1]), float(high[0]), float(high[1])))


@dataclass(slots=True)
class Picture:
    """Grey pixels of a page without its seals, the mask of the seals, and pixels to a point."""

    grey: Pixels
    seal: Pixels
    scale: float

    def turned(self, quarters: int) -> Picture:
        """The picture after quarter turns clockwise."""
        if not quarters % 4:
            return self
        return Picture(
            np.ascontiguousarray(np.rot90(self.grey, -quarters)),
            np.ascontiguousarray(np.rot90(self.seal, -quarters)),
            self.scale,
        )

    def rotated(self, angle: float) -> Picture:
        """The picture turned clockwise by `angle` degrees about its middle, its size kept."""
        if abs(angle) < _LEVEL:
            return self
        height, width = self.grey.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
        return Picture(
            cv2.warpAffine(self.grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255),
            cv2.warpAffine(self.seal, matrix, (width, height), flags=cv2.INTER_NEAREST),
            self.scale,
        )


def picture(pixels: Pixels, scale: float) -> Picture:
    """Grey levels with seals taken off; `scale` is in pixels to a point."""
    if pixels.ndim == 2:
        return Picture(pixels, np.zeros_like(pixels), scale)
    grey: Pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    seal = _seals(pixels, scale)
    if seal.any():
        # Under coloured ink the brightest channel is light where only the seal is and dark where print is.
        around = cv2.dilate(seal, np.ones((5, 5), np.uint8)) > 0
        light = pixels.max(axis=2).astype(np.float32)
        light *= float(np.median(grey)) / float(np.median(light[seal > 0]))
        grey = np.where(around, np.minimum(light, 255).astype(np.uint8), grey)
    return Picture(grey, seal, scale)


def crop(grey: Pixels, area: Area) -> Pixels:
    """The pixels of an area, at least one."""
    height, width = grey.shape
    left, top = min(max(int(area[0]), 0), width - 1), min(max(int(area[1]), 0), height - 1)
    right, bottom = max(int(area[2] + 0.999), left + 1), max(int(area[3] + 0.999), top + 1)
    return grey[top:bottom, left:right]


def _seals(pixels: Pixels, scale: float) -> Pixels:
    """255 where the ink of a red or blue seal is: coloured strokes that make up something about as high as wide."""
    smooth = cv2.blur(pixels, (3, 3)).astype(np.int16)
    blue, green, red = smooth[:, :, 0], smooth[:, :, 1], smooth[:, :, 2]
    found = np.zeros(pixels.shape[:2], np.uint8)
    for coloured in (red - np.maximum(blue, green) > _COLOURFUL, blue - np.maximum(red, green) > _COLOURFUL):
        if coloured.mean() < 1e-4:
            continue
        ink = coloured.astype(np.uint8) * 255
        reach = max(round(_LARGEST_GAP * scale) | 1, 3)
        whole = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
        _, labels, stats, _ = cv2.connectedComponentsWithStats(whole)
        for number, (_, _, width, height, _) in enumerate(stats[1:], 1):
            short, long = sorted((width / scale, height / scale))
            if short >= _SMALLEST_SEAL and long <= _LARGEST_SEAL and long <= _SQUAREST * short:
                found |= np.where(labels == number, ink, 0).astype(np.uint8)
    return found


def skew(grey: Pixels) -> float:
    """Degrees clockwise that set the lines of text and rules level, from -6 to 6."""
    height, width = grey.shape
    shrink = min(1.0, 1000 / max(height, width))
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    dark = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    margin = max(small.shape) // 40
    dark[:margin], dark[-margin:], dark[:, :margin], dark[:, -margin:] = 0, 0, 0, 0  # shadows of the lid
    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=lambda angle: _sharpness(dark, angle))
    return float(max(np.arange(coarse - 0.5, coarse + 0.51, 0.05), key=lambda angle: _sharpness(dark, angle)))


def _sharpness(dark: Pixels, angle: float) -> float:
    """How strongly the rows of the turned picture differ from their neighbours."""
    height, width = dark.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    rows = cv2.warpAffine(dark, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
