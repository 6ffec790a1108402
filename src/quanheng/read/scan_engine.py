"""Recognition of characters: where text stands in a picture, and what it says, with a confidence each.

The networks (PP-OCRv6 small, Apache-2.0) lie in the wheel of rapidocr; they are run here on onnxruntime
without that package's own code, which would look for newer models on the network and write log lines.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import cv2
import numpy as np
import onnxruntime

from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanheng.read.scan_picture import Area, Pixels

_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_LONGEST_SIDE = 1600
_GRAIN = 32
_TEXT = 0.3
_TEXT_ON_AVERAGE = 0.5
_GROWTH = 1.6
"""The network marks the core of a line of text; its box is grown by this share of area over outline."""
_HEIGHT = 48
_NARROWEST = 64
_STEP = 16
_BATCH = 8
_MOST_WIDTH = 3600
_WIDEST = 3200
_MOST_THREADS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture of one line says: for each character its confidence (0..1) and middle (0..1 of the width)."""

    text: str
    sure: tuple[float, ...] = ()
    middles: tuple[float, ...] = ()

    @property
    def average(self) -> float:
        """The mean confidence, 0 without text."""
        return sum(self.sure) / len(self.sure) if self.sure else 0.0

    @property
    def least(self) -> float:
        """The least confidence, 0 without text."""
        return min(self.sure, default=0.0)


class Engine(Protocol):
    """What reading a picture needs of a recogniser."""

    def find(self, picture: Pixels) -> list[Area]:
        """Boxes (left, top, right, bottom, in pixels) of the pieces of text of an upright picture."""

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        """The words of each picture of one line."""


@cache
def engine() -> Engine:
    """The recogniser of this process; raises Unreadable where its models are not installed."""
    return _Networks(_models())


def _models() -> Path:
    found = find_spec("rapidocr")
    for place in (found.submodule_search_locations or ()) if found else ():
        folder = Path(place) / "models"
        if (folder / _DETECTION).is_file() and (folder / _RECOGNITION).is_file():
            return folder
    raise Unreadable(
        "识别图片要用的模型没有装好。", '请执行 pip install --force-reinstall "quanheng[ocr]" 后再试。'
    )


class _Networks:
    """Both networks on onnxruntime; the arena is off because a page of odd size would keep its memory."""

    def __init__(self, models: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(os.cpu_count() or 1, _MOST_THREADS)
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        # Threads that wait by spinning cost a machine that does other work too, and gain nothing here.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")

        def session(name: str) -> Any:
            return onnxruntime.InferenceSession(
                str(models / name), options, providers=["CPUExecutionProvider"]
            )

        self._finder, self._reader = session(_DETECTION), session(_RECOGNITION)
        signs = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._signs = ["", *signs, " "]  # number 0 stands for no character

    def find(self, picture: Pixels) -> list[Area]:
        height, width = picture.shape[:2]
        scale = min(1.0, _LONGEST_SIDE / max(height, width))
        size = tuple(max(round(side * scale / _GRAIN), 1) * _GRAIN for side in (width, height))
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        marks = self._finder.run(None, {"x": _input(small)[None]})[0][0, 0]
        return list(_boxes(marks, width / size[0], height / size[1]))

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        lines = [_line(crop) for crop in crops]
        order = sorted(range(len(lines)), key=lambda n: lines[n].shape[1])
        found = [Reading("")] * len(lines)
        for part in _batches(order, [line.shape[1] for line in lines]):
            widest = max(_NARROWEST, *(lines[n].shape[1] for n in part))
            batch = np.zeros((len(part), 3, _HEIGHT, -(-widest // _STEP) * _STEP), np.float32)
            for row, n in enumerate(part):
                batch[row, :, :, : lines[n].shape[1]] = _input(lines[n])
            chances = self._reader.run(None, {"x": batch})[0]
            for row, n in enumerate(part):
                found[n] = self._reading(chances[row], batch.shape[3] / lines[n].shape[1])
        return found

    def _reading(self, chances: Any, padding: float) -> Reading:
        """The likeliest sign of each step; steps in a row with one sign are one character."""
        best = chances.argmax(1)
        kept = (best != 0) & np.r_[True, best[1:] != best[:-1]]
        steps = np.flatnonzero(kept)
        return Reading(
            "".join(self._signs[n] for n in best[kept]),
            tuple(float(c) for c in chances[steps, best[steps]]),
            tuple(float((step + 0.5) / len(best) * padding) for step in steps),
        )


def _batches(order: Sequence[int], widths: Sequence[int]) -> Iterator[list[int]]:
    """The lines in batches of like width; what the network says of a batch takes 9 kB for each pixel of width."""
    part: list[int] = []
    for n in order:
        if part and (len(part) == _BATCH or (len(part) + 1) * widths[n] > _MOST_WIDTH):
            yield part
            part = []
        part.append(n)
    if part:
        yield part


def _input(picture: Pixels) -> Any:
    """Grey levels as the networks want them: three equal planes from -1 to 1."""
    plane = picture.astype(np.float32) / 127.5 - 1
    return np.repeat(plane[None], 3, axis=0)


def _line(crop: Pixels) -> Pixels:
    """The crop in the height that the network reads."""
    height, width = crop.shape[:2]
    wanted = min(max(round(width * _HEIGHT / height), 8), _WIDEST)
    return cv2.resize(crop, (wanted, _HEIGHT), interpolation=cv2.INTER_LINEAR)


def _boxes(marks: Any, across: float, down: float) -> Iterator[Area]:
    core = cv2.dilate((marks > _TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(core, connectivity=8)
    for left, top, width, height, _ in found[1:]:
        inside = marks[top : top + height, left : left + width]
        if min(width, height) < 3 or inside.mean() < _TEXT_ON_AVERAGE:
            continue
        growth = width * height * _GROWTH / (2 * (width + height))
        yield (
            float((left - growth) * across), float((top - growth) * down),
            float((left + width + growth) * across), float((top + height + growth) * down),
        )  # fmt: skip
