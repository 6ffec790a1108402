"""From the coordinates of a PDF (bottom left, unturned) to points from the top left of a turned page."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


@dataclass(frozen=True, slots=True)
class Turn:
    """`quarters` clockwise turns of a page that covers left, bottom, right, top of the file's plane."""

    quarters: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width of the turned page."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the turned page."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def apply(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box on the turned page of a box in the file's plane."""
        if self.quarters == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.quarters == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.quarters == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def back(self, box: Box) -> Box:
        """The box (left, bottom, right, top) in the file's plane of a box on the turned page."""
        left, top, right, bottom = box
        if self.quarters == 0:
            return left + self.left, self.top - bottom, right + self.left, self.top - top
        if self.quarters == 1:
            return top + self.left, left + self.bottom, bottom + self.left, right + self.bottom
        if self.quarters == 2:
            return self.right - right, top + self.bottom, self.right - left, bottom + self.bottom
        return self.right - bottom, self.top - right, self.right - top, self.top - left

    def to(self, other: Turn, box: Box) -> Box:
        """The same box on the page turned as `other` says, rounded to a hundredth of a point."""
        if other.quarters == self.quarters:
            left, top, right, bottom = box
        else:
            left, top, right, bottom = other.apply(*self.back(box))
        return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)
