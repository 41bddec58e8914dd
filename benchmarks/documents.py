"""One look at an A4 scan of 300 dpi against its floor: reading, SHA-256 and a scaled decode (1/8).

The goals are ratios: the whole look at most 1.6 times the floor; a refusal by header at most 1.5 times reading
and hashing; a PDF's structure at most 2 times; two workers at most 0.6 of one. `python benchmarks/documents.py`
"""

import hashlib
import io
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw

from seller_desk.core.media import picture
from seller_desk.core.media.look import look
from seller_desk.core.media.worker import WorkerPool

FILES = 24
ROUNDS = 5
GOALS = {"look": 1.6, "header": 1.5, "two_workers": 0.6}


def scans(folder: Path) -> list[Path]:
    """Noisy A4 scans of about 1.4 MB, all different."""
    paths = []
    for number in range(FILES):
        page = Image.effect_noise((2480, 3508), 18).point(lambda value: min(255, value + 110))
        colour = Image.merge("RGB", (page, page, page.point(lambda value: max(0, value - 6))))
        draw = ImageDraw.Draw(colour)
        for line in range(60):
            draw.text(
                (200, 200 + 50 * line), f"{number} specimen line {line} " * 6, fill=(20, 20, 20)
            )
        path = folder / f"{number}.jpg"
        colour.save(path, "JPEG", quality=72)
        paths.append(path)
    return paths


def hashed(path: Path) -> bytes:
    """The bytes, hashed on the way."""
    data = path.read_bytes()
    hashlib.sha256(data).digest()
    return data


def floor(path: Path) -> None:
    """Read, hash, decode at an eighth."""
    image = Image.open(io.BytesIO(hashed(path)))
    image.draft("L", (image.width // 8, image.height // 8))
    image.load()


def whole(path: Path) -> None:
    """Hash and look."""
    hashed(path)
    look(str(path), lambda _part: None)


def header(path: Path) -> None:
    """What refuses a file before any decode."""
    data = hashed(path)
    picture.header(picture.open_picture(data, "jpg"))


def seconds(act, paths: list[Path]) -> float:
    """For all files, once."""
    began = time.perf_counter()
    for path in paths:
        act(path)
    return time.perf_counter() - began


def batch(size: int, paths: list[Path]) -> float:
    """Through warm worker processes."""
    with WorkerPool(size) as pool:
        list(pool.each(paths[: 2 * size]))
        began = time.perf_counter()
        list(pool.each(paths))
        return time.perf_counter() - began


def main() -> int:
    """Print the ratios as JSON; 1 if a goal is missed."""
    with tempfile.TemporaryDirectory() as temporary:
        paths = scans(Path(temporary))
        rounds = [
            {
                "read": seconds(hashed, paths),
                "floor": seconds(floor, paths),
                "whole": seconds(whole, paths),
                "head": seconds(header, paths),
                "one": batch(1, paths),
                "two": batch(2, paths),
            }
            for _round in range(ROUNDS)
        ]
    ratios = {
        "look": statistics.median(one["whole"] / one["floor"] for one in rounds),
        "header": statistics.median(one["head"] / one["read"] for one in rounds),
        "two_workers": statistics.median(one["two"] / one["one"] for one in rounds),
    }
    met = {name: ratio <= GOALS[name] for name, ratio in ratios.items()}
    ms = {name: 1000 * min(one[name] for one in rounds) / FILES for name in rounds[0]}
    print(json.dumps({"ratios": ratios, "goals": GOALS, "met": met, "ms_per_file": ms}, indent=1))
    return 0 if all(met.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
