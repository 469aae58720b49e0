"""rapidocr as it is used here: lines are found in a small picture, and each is read by itself from the large one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checker.record import dataclass

FINDING = 100
"""Dots an inch at which lines are found: as many as at 200, down to letters of five points, in a tenth of the time."""
_TALL = 1.5
_SHAPE = [3, 48, 128]
"""Channels, height, and the least width to which a cut-out is padded. The library's 320 takes twice as long for pages
of many cells and reads the same."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read in a cut-out; `chars` are single characters with confidence and corners in the picture."""

    text: str
    score: float
    chars: tuple[tuple[str, float, Any], ...] = ()


def installed() -> bool:
    """Whether the extra is there; it is not imported."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@lru_cache(maxsize=1)
def engine() -> Engine | None:
    """The engine, None where its models are not at hand. They are part of the package: nothing is fetched."""
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    if not any(models.glob("*_det_*.onnx")) or not any(models.glob("*_rec_*.onnx")):
        return None
    return Engine(rapidocr)


def _idle(cores: int, own: int) -> int:
    """How many threads find a processor that nobody else uses."""
    try:
        load = os.getloadavg()[0]
    except (AttributeError, OSError):
        return cores
    return max(1, min(cores, round(cores - load + own)))


class Engine:
    """Two engines, one to find lines and one to read: the arguments of a call stick to an engine of rapidocr."""

    def __init__(self, rapidocr: Any) -> None:
        common = {"Global.log_level": "critical", "Global.use_cls": False, "Global.text_score": 0.1}
        self._finder = rapidocr.RapidOCR(
            params={**common, "Global.use_rec": False, "Global.max_side_len": 6000, "Global.min_side_len": 30}
        )
        self._reader = rapidocr.RapidOCR(
            params={
                **common,
                "Global.use_det": False,
                "Rec.rec_batch_num": 1,
                "Rec.rec_img_shape": _SHAPE,
                # One thread a line and several lines at a time: a line alone keeps no second processor busy.
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            }
        )
        self._threads = 1

    def find(self, image: Any, dots: float) -> list[Any]:
        """The corners of every line in a grey picture of `dots` an inch, from top to bottom."""
        import cv2
        import numpy

        scale = min(FINDING / dots, 1.0)
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
        result = _guarded(self._finder, numpy.stack([small] * 3, axis=-1))
        boxes = getattr(result, "boxes", None)
        return [] if boxes is None else [numpy.asarray(box, numpy.float32) / scale for box in boxes]

    def read(self, image: Any, corners: Sequence[Any]) -> list[Reading]:
        """What stands between corners of a grey picture, in the same order; lines that are tall are read downwards."""
        from concurrent.futures import ThreadPoolExecutor

        import numpy

        corners = [numpy.asarray(four, numpy.float32) for four in corners]
        cuts = [_cut(image, four) for four in corners]
        if not cuts:
            return []
        if getattr(self._reader, "text_rec", None) is None:
            _guarded(self._reader, cuts[0])  # the library loads its model with the first call
        self._threads = _idle(os.cpu_count() or 1, self._threads)
        # The longest first, so that no thread is left alone with one at the end.
        order = sorted(range(len(cuts)), key=lambda index: -cuts[index].shape[1] / cuts[index].shape[0])
        found: list[Reading] = [Reading("", 0.0)] * len(cuts)
        with ThreadPoolExecutor(self._threads) as pool:
            results = pool.map(lambda index: self._one(cuts[index], corners[index]), order)
            for index, reading in zip(order, results, strict=True):
                found[index] = reading
        return found

    def _one(self, cut: Any, corners: Any) -> Reading:
        rec, boxes = import_module("rapidocr.ch_ppocr_rec"), import_module("rapidocr.cal_rec_boxes")
        result = _guarded(self._reader.text_rec, rec.TextRecInput(img=[cut], return_word_box=True))
        text = result.txts[0] if result.txts else ""
        if not text.strip():
            return Reading("", 0.0)
        placed = boxes.CalRecBoxes()([cut], [corners], result, True)
        words = placed.word_results[0] if placed.word_results else ()
        chars = tuple((char, float(score), box) for char, score, box in words if char and box is not None)
        return Reading(text, float(result.scores[0]), chars)


def _cut(image: Any, corners: Any) -> Any:
    """What is between four corners, upright, in three channels."""
    import cv2
    import numpy

    width = max(int(max(_length(corners[0], corners[1]), _length(corners[3], corners[2]))), 1)
    height = max(int(max(_length(corners[0], corners[3]), _length(corners[1], corners[2]))), 1)
    target = numpy.array([[0, 0], [width, 0], [width, height], [0, height]], numpy.float32)
    turn = cv2.getPerspectiveTransform(corners, target)
    cut = cv2.warpPerspective(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    if height >= _TALL * width:
        cut = numpy.rot90(cut)
    return numpy.ascontiguousarray(numpy.stack([cut] * 3, axis=-1))


def _length(one: Any, other: Any) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _guarded(function: Any, *arguments: Any) -> Any:
    """The libraries have exceptions of their own for want of memory."""
    try:
        return function(*arguments)
    except Exception as error:
        if "bad_alloc" in str(error) or "Insufficient memory" in str(error):
            raise MemoryError from error
        raise
