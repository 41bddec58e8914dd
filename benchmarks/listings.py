"""Listings at 100,000 rows: import against the bare csv.reader + executemany, checks against touching each cell,
the main-image check against a bare decode. `python benchmarks/listings.py [rows]`

The goals are ratios, so that a slow machine does not matter: import <= 3, the image check with all its findings <= 1.9 (stretch 1.5).
"""

import csv
import io
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from seller_desk.core.base.findings import Place, Subject
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.checks import ListingChecker
from seller_desk.core.listings.image_checks import check_image
from seller_desk.core.listings.images import inspect_image
from seller_desk.core.listings.limits import image_limits
from seller_desk.core.rules.book import Query, RuleBook

HEAD = [
    "SKU",
    "title",
    "brand",
    "price",
    "currency",
    "quantity",
    "weight(g)",
    "country of origin",
    "description",
    "search terms",
    "bullet point 1",
    "bullet point 2",
    "bullet point 3",
    "bullet point 4",
    "bullet point 5",
    "attr:a",
    "attr:b",
    "attr:c",
    "attr:d",
    "attr:e",
    "attr:f",
    "attr:g",
    "attr:h",
    "attr:i",
    "attr:j",
    "attr:k",
    "attr:l",
    "attr:m",
    "attr:n",
    "image 1",
]


def sheet(rows: int) -> bytes:
    """30 columns of text, about 500 bytes a row."""
    random = Random(7)
    words = [
        "box",
        "jar",
        "lid",
        "rack",
        "bag",
        "tray",
        "glass",
        "steel",
        "soft",
        "blue",
        "green",
        "airtight",
        "kitchen",
        "travel",
    ]
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(HEAD)
    for n in range(rows):
        text = " ".join(random.choices(words, k=8))
        writer.writerow(
            [f"SKU-{n}", f"{text} {n}", "ACME", "12.99", "USD", "20", "480", "CN", text * 2, text]
            + [text] * 5
            + [f"value {n % 17}"] * 14
            + [f"https://example.com/{n}.jpg"]
        )
    return target.getvalue().encode("utf-8")


def bare(path: Path, database: Path) -> float:
    """What cannot be beaten: read the cells and put them into a table."""
    start = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as handle, sqlite3.connect(database) as store:
        reader = csv.reader(handle)
        names = next(reader)
        columns = ", ".join(f"c{n}" for n in range(len(names)))
        marks = ", ".join("?" for _name in names)
        store.execute(f"CREATE TABLE t ({columns})")
        store.executemany(f"INSERT INTO t VALUES ({marks})", reader)
    return time.perf_counter() - start


def picture(*, size: int = 1520, background: str = "white", frame: int = 0) -> bytes:
    """A 1600 x 1600 JPEG: a product of this size in its middle."""
    image = Image.new("RGB", (1600, 1600), background)
    draw = ImageDraw.Draw(image)
    edge = (1600 - size) // 2
    draw.ellipse((edge, edge, 1600 - edge, 1600 - edge), fill=(120, 80, 200))
    if frame:
        draw.rectangle((0, 0, 1599, 1599), outline="red", width=frame)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=90)
    return target.getvalue()


def pictures() -> dict[str, bytes]:
    """One that passes, and those whose findings cost most."""
    return {
        "good": picture(),
        "small_product": picture(size=800),
        "grey_background": picture(background="#eeeeee"),
        "frame": picture(size=1200, frame=8),
        "empty": picture(size=0),
    }


def image_ratios(rules: RuleBook) -> dict[str, float]:
    """Measures and findings of each picture against Pillow's decode of it; medians of interleaved pairs."""
    limits = image_limits(rules, Query(site="amazon.us", on=date(2026, 11, 24)))

    def check(data: bytes) -> None:
        check_image(inspect_image(data), limits, "main", Subject(kind="image"), Place())

    found = {}
    for name, data in pictures().items():
        pairs = []
        for _round in range(31):
            limit = timed(lambda data=data: Image.open(io.BytesIO(data)).load(), 1)
            pairs.append(timed(lambda data=data: check(data), 1) / limit)
        found[name] = round(statistics.median(pairs), 2)
    return found


def timed(work, times: int) -> float:
    """The best of several runs, in seconds."""
    best = float("inf")
    for _round in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        path = folder / "sheet.csv"
        path.write_bytes(sheet(rows))
        limit = bare(path, folder / "bare.sqlite3")
        with open_desk(DataFolder(folder / "data"), write=True) as desk:
            with desk.store.work("x") as work:
                work.companies.save(Company(id="c"))
            looked = timed(lambda: desk.listings.preview("c", path), 1)
            start = time.perf_counter()
            report = desk.listings.import_file("c", path)
            taken = time.perf_counter() - start
            assert report.outcome.taken == rows
            listings = desk.listings.list("c")
            search = timed(lambda: desk.listings.list("c", "jar lid 99"), 3)
    rules = RuleBook.load()
    checker = ListingChecker(rules, "amazon.us", date(2026, 11, 24))
    checked = timed(lambda: [checker.check(one) for one in listings], 1)
    result = {
        "rows": rows,
        "bare_s": round(limit, 2),
        "preview_s": round(looked, 2),
        "import_s": round(taken, 2),
        "import_ratio": round(taken / limit, 2),
        "search_ms": round(search * 1000, 1),
        "checks_per_s": round(rows / checked),
        "image_ratios": image_ratios(rules),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
