"""Exports and bulk edits of many listings, as ratios in one run: `python benchmarks/listings_export.py [rows]`.

CSV against `csv.writer` of the same cells; the workbook against xlsxwriter in constant memory, where that is installed
(`pip install xlsxwriter`; it is no part of the program). A bulk edit: the look, and the change with its journal.
"""

import csv
import io
import json
import random
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.bulk.operations import Replace
from seller_desk.core.listings.exporters import own_csv, own_xlsx
from seller_desk.core.listings.exporters.own_rows import OwnRows, shape_of
from seller_desk.core.listings.exporters.result import ExportResult
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.core.services.listing_bulk import BulkRequest
from seller_desk.core.services.listing_exports import ExportRequest

WORDS = [
    "box",
    "jar",
    "lid",
    "steel",
    "glass",
    "set",
    "pack",
    "large",
    "small",
    "red",
    "blue",
    "green",
    "airtight",
    "kitchen",
    "travel",
]


def listings(rows: int) -> list[Listing]:
    """30 columns of a listing each, with texts as long as sellers write."""
    random.seed(7)
    made = []
    for n in range(rows):
        text = " ".join(random.choices(WORDS, k=8))
        made.append(
            Listing(
                id=f"{n:032x}",
                company_id="c",
                sku=f"SKU-{n}",
                title=f"{text} {n}",
                brand="ACME",
                price=Decimal("12.99"),
                currency="USD",
                quantity=20,
                weight_g=480,
                origin_country="CN",
                description=text * 2,
                search_terms=text,
                bullets=[text] * 5,
                images=[ListingImage(url=f"https://example.com/{n}.jpg")],
            )
        )
    return made


def timed(work) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare_csv(cells: list[list[str]]) -> None:
    """What cannot be beaten: the same cells through the library."""
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows(cells)
    target.getvalue().encode("utf-8-sig")


def bare_xlsx(cells: list[list[str]], path: Path) -> None:
    """The same cells through xlsxwriter, a row at a time."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(cells):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
    book.close()


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = listings(rows)
    cells = list(OwnRows(shape_of(made), ExportResult("csv"))(made))
    pairs = [
        (timed(lambda: own_csv.export(made)), timed(lambda: bare_csv(cells))) for _round in range(3)
    ]
    result: dict[str, object] = {
        "rows": rows,
        "columns": len(cells[0]),
        "csv_ratio": round(statistics.median(mine / bare for mine, bare in pairs), 2),
        "csv_s": round(min(mine for mine, _bare in pairs), 2),
    }
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        taken = timed(lambda: own_xlsx.export(made))
        result["xlsx_s"] = round(taken, 2)
        try:
            bare = timed(lambda: bare_xlsx(cells, folder / "bare.xlsx"))
            result["xlsx_ratio"] = round(taken / bare, 2)
        except ImportError:
            result["xlsx_ratio"] = None
        with open_desk(DataFolder(folder / "data"), write=True) as desk:
            with desk.store.work("x") as work:
                work.companies.save(Company(id="c"))
                work.listings.save_many(made)
            whole = timed(lambda: desk.listings.make_export("c", ExportRequest(format="csv")))
            result["csv_from_store_s"] = round(whole, 2)
            change = BulkRequest(operations=[Replace(field="title", find="jar", put="pot")])
            result["bulk_look_s"] = round(timed(lambda: desk.listing_bulk.plan("c", change)), 2)
            count = desk.listing_bulk.plan("c", change).changed
            result["bulk_changed"] = count
            applied = timed(lambda: desk.listing_bulk.apply("c", change, count))
            result["bulk_apply_s"] = round(applied, 2)
            result["bulk_undo_s"] = round(timed(desk.store.undo), 2)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
