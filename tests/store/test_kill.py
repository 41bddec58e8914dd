"""A process that is killed loses nothing that it acknowledged and leaves nothing half done."""

import os
import random
import sqlite3
import subprocess
import sys
import time

import pytest

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.store.store import Store

WRITER = """
import sys
from pathlib import Path
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.listings.model import Listing
from seller_desk.core.store.store import Store

store = Store.open(DataFolder(Path(sys.argv[1])))
with store.work("company") as work:
    work.companies.save(Company(id="c"))
number = 0
while True:
    number += 1
    with store.work("batch") as work:
        work.listings.save_many(
            Listing(id=f"{number}-{n}", company_id="c", sku=f"{number}", title="x" * 200) for n in range(10)
        )
    print(number, flush=True)
"""


def kill_once(folder, moment):
    command = [sys.executable, "-c", WRITER, str(folder.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(moment)  # the moment of the kill is the test's input, not a wait for something
        process.kill()
        lines = (first + process.stdout.read()).split()
    return int(lines[-1])


def check(folder, acknowledged):
    store = Store.open(folder)
    with store.read() as work:
        rows = work.listings.count(company_id="c")
    assert rows % 10 == 0
    assert rows >= acknowledged * 10
    store.close()
    connection = sqlite3.connect(folder.database)
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    connection.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path, seed):
    folder = DataFolder(tmp_path / "data")
    check(folder, kill_once(folder, random.Random(seed).uniform(0, 0.3)))


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_two_hundred_kills_lose_nothing(tmp_path):
    chance = random.Random(2026)
    for number in range(200):
        folder = DataFolder(tmp_path / str(number))
        check(folder, kill_once(folder, chance.uniform(0, 0.5)))
