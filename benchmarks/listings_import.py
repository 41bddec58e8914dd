"""Product sheets read: a workbook against openpyxl's read-only mode, and the memory that files of growing length take.

`python benchmarks/listings_import.py [rows]`. The goals are ratios in one run: a workbook at most 0.2 x openpyxl; a
text of ten times the rows takes no more memory.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = 30
TURNS = 3


def cells(row):
    fixed = [f"SKU-{row}", f"Food storage box {row}, 3 compartments", row % 90 + 0.99, row % 500]
    return [*fixed, *(f"value {row % 97} of column {n}" for n in range(COLUMNS - len(fixed)))]


HEAD = ["SKU", "title", "price", "quantity", *(f"attr:c{n}" for n in range(COLUMNS - 4))]


def workbook(path, rows):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEAD)
    for row in range(rows):
        sheet.append(cells(row))
    book.save(path)


def text(path, rows):
    import csv

    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEAD)
        writer.writerows(cells(row) for row in range(rows))


def ours(path):
    from seller_desk.core.listings.importers.sheets import open_sheet

    began = time.perf_counter()
    count = sum(1 for _row in open_sheet(path).rows())
    return time.perf_counter() - began, count


def theirs(path):
    import openpyxl

    began = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for _row in book.active.iter_rows(values_only=True)) - 1
    return time.perf_counter() - began, count


def memory(path):
    """The most that a process of its own took to read the file, in MiB above the program alone."""
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from seller_desk.core.listings.importers.sheets import open_sheet\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for row in open_sheet(Path(sys.argv[1])).rows(): pass\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    )
    return round(float(run.stdout), 1)


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        book, short, long = (Path(folder) / name for name in ("b.xlsx", "s.csv", "l.csv"))
        workbook(book, rows)
        text(short, rows // 10)
        text(long, rows)
        pairs = [(ours(book), theirs(book)) for _turn in range(TURNS)]
        assert {count for pair in pairs for _took, count in pair} == {rows}
        document = {
            "rows": rows,
            "columns": COLUMNS,
            "xlsx_ms": round(1000 * statistics.median(one[0] for one, _other in pairs)),
            "openpyxl_ms": round(1000 * statistics.median(other[0] for _one, other in pairs)),
            "xlsx_ratio": round(statistics.median(one[0] / other[0] for one, other in pairs), 3),
            "csv_mib": {rows // 10: memory(short), rows: memory(long)},
        }
    print(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()
