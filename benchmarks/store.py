"""What the store costs: `python benchmarks/store.py`.

- A seller's edit (one field, through the service): exactly one fsync, counted by strace where it is installed, and at
  most 5 ms above the floor: appending 4 KiB to a file and fsync, on the same disk, in turn.
- A whole copy and its check against reading and hashing the same bytes; the archive check of the originals at most
  1.3 times that; `rows_ms` is what checking every row of the database takes besides.
- The look at start (schema and quick check) and an automatic backup of a database of 2,000 drafts.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from seller_desk.core.base.files import sha256_of
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.documents.model import Document
from seller_desk.core.listings.model import Listing
from seller_desk.core.services.company import CompanyService
from seller_desk.core.store import backup, migrate
from seller_desk.core.store.archive import check_archive
from seller_desk.core.store.snapshot import health
from seller_desk.core.store.store import Store
from seller_desk.core.store.verify import verify

EDITS = 200
GOALS = {"edit_fsyncs": 1, "edit_above_floor_ms": 5.0, "archive_check": 1.3}
MARK = b"--mark--"


def filled(root, drafts, documents, megabytes):
    """A workspace as large as a diligent seller's."""
    folder = DataFolder(root)
    store = Store.open(folder)
    with store.work("company") as work:
        work.companies.save(Company(id="c", legal_name_zh="示例贸易有限公司"))
    with store.work("drafts") as work:
        work.listings.save_many(
            Listing(id=f"l{n}", company_id="c", sku=f"S-{n}", title=f"Spice rack {n}", description="x" * 900)
            for n in range(drafts)
        )  # fmt: skip
    for number in range(documents):
        digest, size = store.blobs.put_bytes(os.urandom(megabytes * 1_000_000 // documents))
        with store.work("document") as work:
            work.documents.save(
                Document(
                    id=f"d{number}", company_id="c", kind="unknown", name="d.jpg", sha256=digest,
                    size=size, added_on=date(2026, 11, 24),
                )
            )  # fmt: skip
    store.close()
    return folder


def edits(folder, count):
    """Edit one field `count` times, each through the service; seconds of each."""
    store = Store.open(folder)
    service = CompanyService(store, date.today)
    took = []
    for number in range(3):
        service.set_value("c", "legal_name_zh", f"warm {number}", "typed")
    os.write(2, MARK)
    for number in range(count):
        began = time.perf_counter()
        service.set_value("c", "legal_name_zh", f"名字 {number}", "typed")
        took.append(time.perf_counter() - began)
    os.write(2, MARK)
    store.close()
    return took


def counted_fsyncs(root, count=20):
    """Fsyncs of `count` edits by strace; None where it is not installed or not allowed."""
    if shutil.which("strace") is None:
        return None
    trace = root / "trace"
    words = ["strace", "-f", "-s", "32", "-e", "trace=fsync,fdatasync,msync,sync_file_range,write", "-o", str(trace),
             sys.executable, __file__, "--edits", str(count), "--root", str(root / "data")]  # fmt: skip
    done = subprocess.run(words, capture_output=True, check=False)
    if done.returncode:
        return None
    _before, between, _after = trace.read_text(errors="replace").split(MARK.decode())
    calls = ("fsync", "fdatasync", "msync", "sync_file_range")
    return sum(between.count(f"{call}(") for call in calls)


def floor(folder):
    """Append 4 KiB and fsync, seconds."""
    with (folder / "floor").open("ab") as handle:
        began = time.perf_counter()
        handle.write(bytes(4096))
        handle.flush()
        os.fsync(handle.fileno())
        return time.perf_counter() - began


def edit_against_floor(folder):
    """Medians of edits and floors taken in turn, milliseconds."""
    store = Store.open(folder)
    service = CompanyService(store, date.today)
    ours, theirs = [], []
    for number in range(EDITS):
        theirs.append(floor(folder.root))
        began = time.perf_counter()
        service.set_value("c", "legal_name_zh", f"名字 {number}", "typed")
        ours.append(time.perf_counter() - began)
    store.close()
    return statistics.median(ours) * 1000, statistics.median(theirs) * 1000


def timed(act):
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def main():
    options = arguments()
    if options.root:
        edits(DataFolder(options.root), options.edits)
        return
    with tempfile.TemporaryDirectory(dir=options.dir) as temporary:
        root = Path(temporary)
        folder = filled(root / "data", options.drafts, options.documents, options.megabytes)
        fsyncs = counted_fsyncs(root, 20)
        edit, bare = edit_against_floor(folder)
        originals = sorted(folder.blobs.glob("??/*"))
        turns = []
        for number in range(options.rounds):
            copy = root / f"{number}.sdbackup"
            turns.append(
                (
                    timed(lambda: [sha256_of(one) for one in originals]),
                    timed(lambda: check_archive(folder)),
                    timed(lambda copy=copy: backup.make_whole(folder, copy)),
                    timed(lambda copy=copy: verify(copy)),
                    timed(lambda: migrate._look(folder)),  # noqa: SLF001 - the part of start that reads
                    timed(lambda: backup.make_local(folder, "automatic")),
                    timed(lambda: health(folder.database)),
                )
            )
        read, check, whole, verified, look, local, rows = (
            statistics.median(turn[part] for turn in turns) for part in range(7)
        )
        print(
            json.dumps(
                {
                    "edit_fsyncs": None if fsyncs is None else fsyncs / 20,
                    "edit_ms": round(edit, 2),
                    "write_and_fsync_ms": round(bare, 2),
                    "edit_above_floor_ms": round(edit - bare, 2),
                    "archive_check": round((check - rows) / read, 2),
                    "rows_ms": round(rows * 1000, 1),
                    "whole_copy": round(whole / read, 2),
                    "verify": round(verified / read, 2),
                    "start_look_ms": round(look * 1000, 1),
                    "automatic_backup_ms": round(local * 1000, 1),
                    "database_mb": round(folder.database.stat().st_size / 1e6, 1),
                    "goals": GOALS,
                }
            )
        )


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drafts", type=int, default=2000)
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--megabytes", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dir", type=Path, help="where to work; default: the temporary folder")
    parser.add_argument("--edits", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
