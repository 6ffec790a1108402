"""Photographs and scans: recognised page by page; the pages of one file are one document."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from quanheng.model.document import PageImage, Unread
from quanheng.model.place import Place
from quanheng.read.pulse import pulse
from quanheng.read.unreadable import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanheng.model.document import Document
    from quanheng.read.pdf_page import PageContent
    from quanheng.read.pdf_turn import Turn
    from quanheng.read.scan_picture import Pixels

MISSING = "识别图片和扫描件要另装文字识别组件。"
HOW = '请执行 pip install "quanheng[ocr]" 后再试（约 350 MB，装好后不用联网）；或请原单位提供 Word、电子版 PDF。'
UNCLEAR = "请扫描或拍得更清楚、更正一些（200 dpi 以上），或请原单位提供 Word、电子版 PDF。"
_MOST_FRAMES = 500
_PAGED = "TIFF"
_MOVING = {"GIF", "PNG", "WEBP", "AVIF"}
_MOST_PIXELS = 120_000_000
MOST_READ = 12_000_000
"""Pixels of a page that are looked at, A4 at 350 dpi; a larger picture is made smaller to save memory."""
_USUAL_WIDTH = 595.0
_SCANNERS = range(100, 601)
_SHOWN_SIDE = 1600
_SHOWN_QUALITY = 55


def available() -> bool:
    """True when the recogniser is installed."""
    from importlib.util import find_spec  # noqa: PLC0415

    return all(find_spec(name) for name in ("cv2", "numpy", "onnxruntime", "rapidocr"))


def read(data: bytes, name: str) -> Document:
    """Return the document of a photo or a scan; a point is 1/72 inch of the page.

    Raises Unreadable without the extra `ocr`, and for damaged and too large pictures.
    """
    if not available():
        raise Unreadable(MISSING, HOW)
    from quanheng.read.pdf_flow import Flow  # noqa: PLC0415
    from quanheng.read.pdf_turn import Turn  # noqa: PLC0415

    pages, images = [], {}
    for number, (pixels, scale) in enumerate(_frames(data), 1):
        height, width = pixels.shape[:2]
        page, image = recognised(pixels, scale, number, Turn(0, 0, 0, width / scale, height / scale))
        pages.append(page)
        images[number] = image
        pulse(f"识别第 {number} 页")
    if not any(page.characters for page in pages):
        raise Unreadable("图片里没有认出文字。", UNCLEAR)
    document = Flow(pages).document(name)
    document.format, document.images = "scan", images
    if _moves(data):
        document.unread.append(Unread(Place(0, 0, 0, page=1), "动图只读了第一幅，其余没有读"))
    return document


def recognised(pixels: Pixels, scale: float, number: int, shown: Turn) -> tuple[PageContent, PageImage]:
    """The page that a picture shows, and a small copy of the picture; `scale` is in pixels to a point."""
    from quanheng.read.scan_engine import engine  # noqa: PLC0415
    from quanheng.read.scan_page import picture_page  # noqa: PLC0415
    from quanheng.read.scan_picture import picture  # noqa: PLC0415

    page = picture_page(picture(pixels, scale), number, shown, engine())
    return page, PageImage(_small(pixels), shown.width, shown.height)


def _small(pixels: Pixels) -> bytes:
    import cv2  # noqa: PLC0415

    shrink = min(1.0, _SHOWN_SIDE / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _SHOWN_QUALITY])[1])


def _frames(data: bytes) -> Iterator[tuple[Pixels, float]]:
    """The pages of the file, upright by their own note, with their pixels to a point.

    A second picture is a page only in a TIFF: in a photo it is a preview or a map of brightness.
    """
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(data)) as file:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            pages = ImageSequence.Iterator(file) if file.format == _PAGED else (file,)
            for count, frame in enumerate(pages, 1):
                if count > _MOST_FRAMES:
                    raise Unreadable(f"图片超过 {_MOST_FRAMES} 页的上限。", "请拆成几个文件后再试。")
                yield _pixels(ImageOps.exif_transpose(frame))
    except Image.DecompressionBombError as fault:
        raise Unreadable("图片太大，读不下。", "请缩小到 300 dpi 以内后再试。") from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise Unreadable("图片不完整或已损坏，打不开。", "请重新拍照、扫描或下载后再试。") from fault


def _moves(data: bytes) -> bool:
    """True of an animation, of which one picture was read."""
    from PIL import Image  # noqa: PLC0415

    with Image.open(BytesIO(data)) as file:
        return file.format in _MOVING and getattr(file, "is_animated", False)


def _pixels(frame: object) -> tuple[Pixels, float]:
    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    assert isinstance(frame, Image.Image)
    if frame.width * frame.height > _MOST_PIXELS:
        raise Unreadable("图片太大，读不下。", "请缩小到 300 dpi 以内后再试。")
    told, before = frame.info.get("dpi"), min(frame.size)
    excess = (frame.width * frame.height / MOST_READ) ** 0.5
    if excess > 1:
        frame = frame.resize((int(frame.width / excess), int(frame.height / excess)), Image.Resampling.BOX)
    flat = frame.convert("RGBA") if frame.mode in ("LA", "PA", "P", "RGBA") else frame
    if flat.mode == "RGBA":
        white = Image.new("RGBA", flat.size, "white")
        flat = Image.alpha_composite(white, flat)
    pixels = np.ascontiguousarray(np.asarray(flat.convert("RGB"))[:, :, ::-1])
    return pixels, _scale(told, before) * min(pixels.shape[:2]) / before


def _scale(told: object, short: int) -> float:
    """Pixels to a point. A scanner tells its resolution; of a photo the short side is taken for that of A4."""
    dots = round(float(told[0])) if isinstance(told, tuple) and told and told[0] else 0
    return dots / 72 if dots in _SCANNERS else short / _USUAL_WIDTH
