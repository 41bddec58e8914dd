"""Text on a picture, by RapidOCR's models from its own wheel: nothing is downloaded, nothing is sent.

Runs inside the reading worker only. Detection works on a small copy, recognition on crops of the larger one: the
cost lies in the number of lines, not in the pixels. No rule about documents is here.
"""

import logging
import os
import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

# Changes when the same model would give other lines: part of the key of kept readings.
VERSION = "1"
# Long side of the picture that lines are cut from, and of the copy in which they are looked for.
READ_SIDE = 1760
FIND_SIDE = 1280
# Small pictures are enlarged for detection until their short side has this.
_FIND_SHORT = 640
_THREADS = 2
# Lines less certain than this are dropped, as RapidOCR does.
_KEEP_FROM = 0.5
# A page whose sample is read with less confidence may lie on its head or its side; it is turned only for a reading
# that is worth it.
_DOUBT_BELOW, _TURN_FROM = 0.86, 0.7
_SAMPLE = 6
_MOST_LINES = 400
# Lines are scaled to this height; so many are recognised at once, and of long ones fewer: together no wider than this.
# Each pixel of it takes tens of KB for the moment: six lines of a statement in landscape took the worker past its limit.
_HEIGHT, _BATCH, _BATCH_WIDTH = 48, 6, 2400

Quad = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: text as read, confidence 0 to 1, its four corners (from upper left, clockwise) in the picture's pixels."""

    text: str
    confidence: float
    quad: Quad


class _Settings(dict[str, Any]):
    """The shape in which RapidOCR's parts take their settings: keys and attributes."""

    def __getattr__(self, name: str) -> Any:
        return self.get(name)


def models_folder() -> Path:
    """Where the wheel of RapidOCR keeps its models."""
    import importlib.util

    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("rapidocr")
    return Path(spec.origin).parent / "models"


def _model(task: str) -> Path:
    found = sorted(models_folder().glob(f"*_{task}_*.onnx"))
    if not found:
        raise FileNotFoundError(f"model for {task}")
    return found[0]


@cache
def model_id() -> str:
    """What reads: library version, models and our own version; readings of another one are read anew."""
    names = "-".join(_model(task).stem for task in ("det", "rec"))
    return f"{metadata.version('rapidocr')}-{names}-{VERSION}"


def _session(task: str) -> Any:
    """The model as a session of onnxruntime, given as bytes: C libraries do not open Chinese paths everywhere."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = min(_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    # Lines have all widths: a plan kept for each would never be used twice.
    options.enable_mem_pattern = False
    # Threads that wait by spinning take the processor from the window and from each other.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        _model(task).read_bytes(), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _without_network() -> None:
    """RapidOCR's modules name a downloader that we never call: they get an empty one, so they could not if they would."""
    # ONNX Runtime reports its use to Microsoft: looked at when it is imported, and once more below.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    if "requests" not in sys.modules:
        nothing: Any = types.ModuleType("requests")
        nothing.Response = type("Response", (), {})
        nothing.exceptions = types.SimpleNamespace(RequestException=OSError)
        sys.modules["requests"] = nothing


class Engine:
    """Detector and recogniser, loaded once; used by one thread."""

    def __init__(self) -> None:
        _without_network()
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        import cv2
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.utils.typings import EngineType

        cv2.setNumThreads(_THREADS)
        self._shared = {"engine_type": EngineType.ONNXRUNTIME, "lang_type": "ch"}
        self._detector = TextDetector(
            _Settings(
                self._shared,
                session=_session("det"),
                limit_side_len=FIND_SIDE,
                limit_type="max",
                mean=[0.5, 0.5, 0.5],
                std=[0.5, 0.5, 0.5],
                thresh=0.3,
                box_thresh=0.5,
                max_candidates=1000,
                unclip_ratio=1.6,
                use_dilation=True,
                score_mode="fast",
            )
        )

    @cached_property
    def _recogniser(self) -> Any:
        """Loaded at the first line that is read: who only looks for text needs none of it."""
        from rapidocr.ch_ppocr_rec import TextRecognizer

        return TextRecognizer(
            _Settings(
                self._shared,
                session=_session("rec"),
                rec_batch_num=_BATCH,
                # Short lines are padded to this width only: RapidOCR pads them to 320.
                rec_img_shape=[3, _HEIGHT, 128],
            )
        )

    def find(self, picture: "Image") -> list[tuple[Quad, float]]:
        """Where something like text stands, with how sure that is (0 to 1); corners in pixels of the picture. Nothing is read."""
        import numpy as np

        pixels = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
        found = self._detector(pixels)
        if found.boxes is None or not len(found.boxes):
            return []
        return [
            (tuple((float(x), float(y)) for x, y in box), round(float(sure), 3))
            for box, sure in zip(found.boxes[:_MOST_LINES], found.scores or (), strict=False)
        ]

    def read(self, picture: "Image") -> tuple[list[Line], int]:
        """Lines from top to bottom, and by how many degrees (0, 90, 180, 270, anticlockwise) the picture had to be turned.

        Corners are in pixels of the picture as turned.
        """
        import numpy as np

        pixels = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
        boxes = self._boxes(pixels)
        if not len(boxes):
            return [], 0
        crops = self._crops(pixels, boxes)
        known: dict[int, tuple[str, float]] = {}
        turn = self._turn(boxes, crops, known)
        if turn:
            pixels = np.ascontiguousarray(np.rot90(pixels, turn // 90))
            boxes = self._boxes(pixels)
            crops = self._crops(pixels, boxes)
            known = {}
        rest = [number for number in range(len(crops)) if number not in known]
        known.update(zip(rest, self._recognised([crops[number] for number in rest]), strict=True))
        lines = [
            Line(text, round(float(sure), 4), tuple((float(x), float(y)) for x, y in boxes[number]))
            for number, (text, sure) in sorted(known.items())
            if text.strip() and sure >= _KEEP_FROM
        ]
        return lines, turn

    def _boxes(self, pixels: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        import cv2
        import numpy as np

        height, width = pixels.shape[:2]
        factor = min(
            FIND_SIDE / max(height, width), max(1.0, _FIND_SHORT / min(height, width)), 3.0
        )
        small = pixels
        if factor != 1.0:
            size = (max(32, round(width * factor)), max(32, round(height * factor)))
            way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
            small = cv2.resize(pixels, size, interpolation=way)
        found = self._detector(small).boxes
        if found is None or not len(found):
            return np.zeros((0, 4, 2), np.float32)
        scale = np.array([width / small.shape[1], height / small.shape[0]], np.float32)
        return found[:_MOST_LINES].astype(np.float32) * scale

    def _crops(
        self, pixels: "np.ndarray[Any, Any]", boxes: "np.ndarray[Any, Any]"
    ) -> list["np.ndarray[Any, Any]"]:
        from rapidocr.utils.process_img import get_rotate_crop_image

        return [get_rotate_crop_image(pixels, box.copy()) for box in boxes]

    def _recognised(self, crops: Sequence["np.ndarray[Any, Any]"]) -> list[tuple[str, float]]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        found: dict[int, tuple[str, float]] = {}
        for batch in _batches([one.shape[1] / max(1, one.shape[0]) for one in crops]):
            answer = self._recogniser(TextRecInput(img=[crops[number] for number in batch]))
            found.update(
                zip(batch, zip(answer.txts or (), answer.scores, strict=True), strict=True)
            )
        return [found[number] for number in range(len(crops))]

    def _turn(
        self,
        boxes: "np.ndarray[Any, Any]",
        crops: Sequence["np.ndarray[Any, Any]"],
        known: dict[int, tuple[str, float]],
    ) -> int:
        """How the page must be turned, tried on its widest lines. What was read of an upright page goes into `known`."""
        import numpy as np

        spans = np.linalg.norm(boxes[:, 0] - boxes[:, 1], axis=1)
        heights = np.linalg.norm(boxes[:, 0] - boxes[:, 3], axis=1)
        upended = heights >= 1.5 * spans
        lengths = np.maximum(spans, heights)
        sideways = bool(lengths[upended].sum() > lengths[~upended].sum())
        chosen = np.flatnonzero(upended == sideways)
        sample = [int(one) for one in chosen[np.argsort(-lengths[chosen])][:_SAMPLE]]
        plain = self._recognised([crops[number] for number in sample])
        base = 90 if sideways else 0
        score = _score(plain)
        if score < _DOUBT_BELOW:
            headlong = self._recognised(
                [np.ascontiguousarray(np.rot90(crops[number], 2)) for number in sample]
            )
            if _score(headlong) > max(score + 0.03, _TURN_FROM):
                return base + 180
        if sideways and score < _TURN_FROM:
            return 0
        if not sideways:
            known.update(zip(sample, plain, strict=True))
        return base


def _batches(ratios: Sequence[float]) -> list[list[int]]:
    """Numbers of the crops that are read together, by their width for their height: alike ones, so that little is padded.

    What a batch holds at once grows with its number of lines times its longest one.
    """
    made: list[list[int]] = []
    for number in sorted(range(len(ratios)), key=lambda one: ratios[one]):
        together = len(made[-1]) + 1 if made else 0
        if made and together <= _BATCH and together * ratios[number] * _HEIGHT <= _BATCH_WIDTH:
            made[-1].append(number)
        else:
            made.append([number])
    return made


def _score(found: Sequence[tuple[str, float]]) -> float:
    """Mean confidence by length; a line without any text counts as nothing."""
    weights = [max(1, len(text)) for text, _sure in found]
    total = sum(
        weight * float(sure if text.strip() else 0)
        for weight, (text, sure) in zip(weights, found, strict=True)
    )
    return total / sum(weights) if weights else 0.0
