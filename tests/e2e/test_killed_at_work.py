"""kill -9 at a random moment of an import, an edit, a save or an export: all that was acknowledged is there, nothing is
half there, the database is sound and opens at once, and no hidden file lies beside an export."""

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base import system
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.bundle.verify import verify
from seller_desk.core.desk import open_desk
from seller_desk.core.store.archive import check_archive
from seller_desk.core.store.snapshot import health
from seller_desk.core.store.verify import verify as verify_backup

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL"),
]

WORK = """
import os, sys
from datetime import date
from pathlib import Path
from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.files import write_atomic
from seller_desk.core.base.language import use_language
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.services.listing_exports import ExportRequest
use_language("en")
root, way, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])

def imports(desk, company, n):
    sheet = out.parent / f"sheet{n}.csv"
    sheet.write_text("SKU,title\\n" + "".join(f"K{n}-{row},Spice rack {row}\\n" for row in range(50)), "utf-8")
    desk.listings.import_file(company, sheet)

def edits(desk, company, n):
    desk.companies.set_value(company, "legal_name_en", f"name {n}", "typed")

def saves(desk, company, n):
    digest, size = desk.store.blobs.put_bytes(f"document {n}".encode() * 40_000)
    with desk.store.work("Add a document") as work:
        from seller_desk.core.documents.model import Document
        work.documents.save(Document(id=f"k{n}", company_id=company, kind="unknown", name=f"{n}.pdf", sha256=digest, size=size, added_on=date(2026, 11, 24)))

def exports(desk, company, n):
    if n % 3 == 0:
        desk.backups.create(out / f"{n}.sdbackup")
    elif n % 3 == 1:
        desk.listings.export(company, ExportRequest(format="ebay-draft", only_ready=False), out / f"{n}.csv")
        made = desk.shipping.export(desk.shipping.templates(company)[0], "magento")
        write_atomic(out / f"{n}.txt", made.data)
    else:
        desk.bundles.build(desk.applications.list(company)[0].id, out / f"{n}.zip", accept_blockers=True)

with open_desk(DataFolder(root), write=True, vault=SessionVault()) as desk:
    company = desk.companies.list()[0].id
    print("ready", flush=True)
    for n in range(1, 1_000_000):
        {"import": imports, "edit": edits, "save": saves, "export": exports}[way](desk, company, n)
        print(n, flush=True)
"""
WAYS = ("import", "edit", "save", "export")


def killed(data, way, out, moment):
    """The last number that was acknowledged when the process was killed."""
    words = [sys.executable, "-c", WORK, str(data), way, str(out)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as work:
        assert work.stdout.readline() == "ready\n", work.stderr.read()
        time.sleep(moment)  # when to kill is what the test is about, not a wait for something
        work.kill()
        lines = work.stdout.read().splitlines()
        said = work.stderr.read()
        work.wait()
    assert work.returncode == -signal.SIGKILL, said
    return int(lines[-1]) if lines else 0


def check(data, way, out, last):
    folder = DataFolder(data)
    started = time.perf_counter()
    with open_desk(folder, write=True, vault=SessionVault()) as desk:
        assert time.perf_counter() - started < 10
        company = desk.companies.list()[0]
        if way == "import":
            skus = [one.sku for one in desk.listings.list(company.id) if one.sku.startswith("K")]
            rounds = {int(sku[1:].partition("-")[0]) for sku in skus}
            assert rounds >= set(range(1, last + 1))
            assert rounds <= set(range(1, last + 2))
            assert len(skus) == 50 * len(rounds)
        elif way == "edit" and last:
            assert company.legal_name_en in (f"name {last}", f"name {last + 1}")
            assert desk.store.undo()
        elif way == "save":
            kept = {one.id for one in desk.documents.list(company.id) if one.id.startswith("k")}
            assert kept >= {f"k{n}" for n in range(1, last + 1)}
            assert kept <= {f"k{n}" for n in range(1, last + 2)}
    assert health(folder.database).ok
    archive = check_archive(folder)
    assert not archive.missing + archive.changed + archive.unreadable
    assert len(archive.orphaned) <= 1
    with closing(sqlite3.connect(folder.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    check_exports(out, last if way == "export" else 0)


def check_exports(out, last):
    made = {path.name: path for path in out.iterdir()}
    endings = {0: (".sdbackup",), 1: (".csv", ".txt"), 2: (".zip",)}
    told = {f"{n}{ending}" for n in range(1, last + 1) for ending in endings[n % 3]}
    assert told <= set(made)
    same = {".csv": set(), ".txt": set(), ".zip": set()}
    for name, path in made.items():
        if path.suffix == ".sdbackup":
            assert verify_backup(path, "").ok, name
        elif path.suffix == ".zip":
            assert verify(path).ok, name
        if path.suffix in same:
            same[path.suffix].add(path.read_bytes())
    # Whole or not there: files of the same content have the same bytes.
    assert all(len(contents) <= 1 for contents in same.values())
    allowed = {".sdbackup", *same} | (set() if nameless(out) else {".part"})
    assert {path.suffix for path in made.values()} <= allowed, sorted(made)


def nameless(folder):
    handle = system.nameless_file(folder)
    if handle:
        handle.close()
    return handle is not None


@pytest.mark.parametrize("count", [4, pytest.param(200, marks=pytest.mark.long)])
@pytest.mark.timeout(3600)
def test_killed_at_work_nothing_acknowledged_is_lost(sample_copy, tmp_path, count):
    chance = random.Random(2026)
    done = 0
    for number in range(count):
        data, out = sample_copy(f"data{number}"), tmp_path / f"out{number}"
        out.mkdir()
        way = WAYS[number % len(WAYS)]
        last = killed(data, way, out, chance.uniform(0.05, 0.8))
        check(data, way, out, last)
        done += last
        shutil.rmtree(data)
        shutil.rmtree(out)
    assert done > 0
