"""Keyword sheets, coverage and search of categories, as ratios in one run: `python benchmarks/listings_writing.py [rows]`.

The import against `csv.reader` over the same file; coverage against `str.split` of every keyword; a search through a tree
of categories against Python's `in` over its paths.
"""

import csv
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from seller_desk.core.listings.model import Listing, on_site
from seller_desk.core.listings.writing.categories import search
from seller_desk.core.listings.writing.coverage import coverage
from seller_desk.core.listings.writing.keywords import read_keywords
from seller_desk.core.listings.writing.model import CategoryNode, CategoryTree, pack

WORDS = [
    "lunch",
    "box",
    "bento",
    "food",
    "storage",
    "kids",
    "glass",
    "steel",
    "prep",
    "meal",
    "container",
    "lid",
    "salad",
    "soup",
    "snack",
]
ROUNDS = 5


def timed(act):
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def ratio(ours, bare):
    """The median of ratios of runs that stand beside each other."""
    return round(statistics.median(timed(ours) / timed(bare) for _round in range(ROUNDS)), 1)


def sheet(path, rows, random):
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(
            ["Keyword Phrase", "Cerebro IQ Score", "Search Volume", "Competing Products"]
        )
        for number in range(rows):
            phrase = " ".join([*random.sample(WORDS, 3), f"x{number}"])
            writer.writerow([phrase, 9, f"{random.randint(1, 99_999):,}", 300])


def nodes(count, random):
    return [
        CategoryNode(str(n), ("Home", *random.sample(WORDS, 3), f"{random.choice(WORDS)} {n}"))
        for n in range(count)
    ]


def bare_read(path):
    with path.open(encoding="utf-8", newline="") as handle:
        for _row in csv.reader(handle):
            pass


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    random = Random(7)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "keywords.csv"
        sheet(path, rows, random)
        read = read_keywords(path)
        listing = Listing(
            id="1",
            company_id="c",
            sku="S",
            title="Food storage container with lid",
            bullets=["Meal prep box"] * 5,
            description="Keeps soup in. " * 40,
            search_terms="bento snack",
        )
        view = on_site(listing, "amazon.us")
        tree = CategoryTree(id="t", company_id="c", packed=pack(nodes(rows, random)))
        search([tree], "first")
        paths = [" > ".join(one.path) for one in tree.nodes()]
        print(
            json.dumps(
                {
                    "rows": rows,
                    "import_to_csv_reader": ratio(
                        lambda: read_keywords(path), lambda: bare_read(path)
                    ),
                    "coverage_to_split": ratio(
                        lambda: coverage(view, read.keywords),
                        lambda: [one.text.split() for one in read.keywords],
                    ),
                    "search_to_in": ratio(
                        lambda: search([tree], "lunch box"),
                        lambda: [one for one in paths if "lunch" in one and "box" in one],
                    ),
                    "search_ms": round(timed(lambda: search([tree], "密封收纳盒")) * 1000, 1),
                }
            )
        )


if __name__ == "__main__":
    main()
