"""The catalogue of 100,000 drafts: import, search, order, the table in the window, an edit. `python benchmarks/listings_catalogue.py [rows]`

Ratios in one run. The goals: import with everything committed at most 5 x (`csv.reader` + `executemany`), a search at most
2 x a plain LIKE over the folded column, the table first shown at most 150 ms after the folder is open, a scrolled frame at
most 1.4 x a bare model under the same delegate and p95 below 33 ms, at most 80 MiB more for opening.
"""

import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from listings import bare, sheet, timed

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec

from seller_desk.core.applications.model import Application
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.store.listing_view import View

ROUNDS = 3
SITES = ("amazon.us", "ebay.us")


def begin(folder: DataFolder) -> None:
    """A company that applies to two sites."""
    with open_desk(folder, write=True) as desk, desk.store.work("x") as work:
        work.companies.save(Company(id="c"))
        for site in SITES:
            platform = site.partition(".")[0]
            work.applications.save(
                Application(
                    id=site,
                    company_id="c",
                    platform=platform,
                    sites=[site],
                    created_on=date(2026, 11, 1),
                )
            )


def clocked(work) -> tuple[float, float]:
    """Wall and processor seconds of one run."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - own


def imports(folder: Path, rows: int) -> tuple[dict[str, object], DataFolder]:
    """The import against its floor, in turns."""
    path = folder / "sheet.csv"
    path.write_bytes(sheet(rows))
    walls, own = [], []
    for turn in range(ROUNDS):
        floor = clocked(lambda turn=turn: bare(path, folder / f"bare{turn}.sqlite3"))
        data = DataFolder(folder / f"data{turn}")
        begin(data)
        with open_desk(data, write=True) as desk:
            taken = clocked(lambda desk=desk: desk.listings.import_file("c", path))
        walls.append(taken[0] / floor[0])
        own.append(taken[1] / floor[1])
    told = {
        "import_ratio": round(statistics.median(walls), 2),
        "import_ratio_processor": round(statistics.median(own), 2),
        "import_us_a_row": round(taken[1] / rows * 1e6, 1),
    }
    return told, data


def searches(data: DataFolder) -> dict[str, object]:
    """Searches and orders against a plain LIKE over the folded column."""
    told: dict[str, object] = {}
    with open_desk(data, write=True) as desk, sqlite3.connect(data.database) as plain:
        words = "jar lid 99"

        def like() -> None:
            plain.execute(
                "SELECT rowid FROM listing WHERE folded LIKE ?", (f"%{words}%",)
            ).fetchall()

        def ours(**view) -> float:
            return timed(lambda: desk.listings.table("c", View(**view), counted=False), 5)

        ours()
        floor = timed(like, 5)
        told["search_ratio"] = round(ours(words=words) / floor, 2)
        told["search_two_signs_ratio"] = round(ours(words="架子") / floor, 2)
        told["order_by_title_ms"] = round(ours(sort="title") * 1000)
        told["like_ms"] = round(floor * 1000, 1)
        start = time.perf_counter()
        judged = desk.listings.refresh("c")
        told["judged_per_s"] = round(judged * len(SITES) / (time.perf_counter() - start))
        told["counts_ms"] = round(timed(lambda: desk.listings.table("c", View()), 3) * 1000)
        told["order_by_problems_ms"] = round(ours(sort="problems", descending=True) * 1000)
        told["findings_first_ms"] = round(timed(lambda: desk.listings.findings("c"), 1) * 1000)
        one = desk.listings.get(desk.listings.ids_of([500])[0])
        edits, looks = [], []
        for turn in range(7):
            edits.append(
                clocked(
                    lambda t=turn: desk.listings.save(
                        msgspec.structs.replace(one, title=f"new {t}")
                    )
                )[0]
            )
            looks.append(clocked(lambda: desk.listings.refresh("c"))[1])
        told["edit_ms"] = round(statistics.median(edits) * 1000, 1)
        told["judging_an_edit_ms"] = round(statistics.median(looks) * 1000)
    return told


def window(data: DataFolder) -> dict[str, object]:
    """The table in a window: first shown, scrolled, its memory."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex
    from PySide6.QtWidgets import QApplication, QTableView

    from seller_desk.ui.pages.listings.table import ListingModel
    from seller_desk.ui.theme import Theme
    from seller_desk.ui.widgets.tables import Cell, CellDelegate, cell_data, make_table

    app = QApplication([])
    Theme(mode="light", language="en").apply()

    def view_of(model: QAbstractTableModel) -> QTableView:
        view = QTableView()
        make_table(view, name="x")
        view.setModel(model)
        view.setItemDelegate(CellDelegate(view, padding=9))
        view.resize(420, 620)
        view.show()
        return view

    class Bare(QAbstractTableModel):
        def __init__(self, rows: int) -> None:
            super().__init__()
            self.rows = rows
            icon = {"icon": "ph.x-circle-fill", "icon_token": "bad"}
            self.cells = [
                Cell("steel jar lid glass box", "SKU-1", bold=True, caption_middle=True),
                *(Cell("2 blockers", token="bad", **icon) for _site in SITES),
            ]

        def rowCount(self, _parent=None):
            return self.rows

        def columnCount(self, _parent=None):
            return len(self.cells)

        def data(self, index: QModelIndex, role=0):
            return cell_data(self.cells[index.column()], role)

    with open_desk(data, write=True) as desk:
        desk.rules()
        warm = view_of(Bare(10))
        app.processEvents()
        before = resident()
        start = time.perf_counter()
        table = desk.listings.table("c", View(), counted=False)
        model = ListingModel(desk.listings)
        model.show(table, list(SITES), desk.listings.parents("c"))
        view = view_of(model)
        app.processEvents()
        shown = time.perf_counter() - start
        floor_view = view_of(Bare(len(table.rows)))
        app.processEvents()
        ours, floor = [], []
        for step in range(300):
            for target, times in ((view, ours), (floor_view, floor)):
                began = time.perf_counter()
                bar = target.verticalScrollBar()
                bar.setValue(step * 7 * bar.singleStep() % bar.maximum())
                target.viewport().repaint()
                times.append(time.perf_counter() - began)
        grown = resident() - before
        warm.close()
        return {
            "first_shown_ms": round(shown * 1000),
            "frame_ratio": round(statistics.median(ours) / statistics.median(floor), 2),
            "frame_p95_ms": round(sorted(ours)[int(len(ours) * 0.95)] * 1000, 1),
            "memory_mib": round(grown),
        }


def resident() -> float:
    """Resident memory of this process, MiB; 0 where the system does not tell."""
    told = Path("/proc/self/status")
    lines = told.read_text().splitlines() if told.exists() else []
    return next((int(one.split()[1]) / 1024 for one in lines if one.startswith("VmRSS:")), 0)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as temporary:
        told, data = imports(Path(temporary), rows)
        result = {"rows": rows, **told, **searches(data), **window(data)}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
