"""A seller's edit is one commit: exactly one fsync, as the operating system counts them."""

import re
import shutil
import subprocess
import sys

import pytest

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.store.store import Store

EDITS = """
import os, sys
from datetime import date
from pathlib import Path
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.services.company import CompanyService
from seller_desk.core.store.store import Store
store = Store.open(DataFolder(Path(sys.argv[1])))
service = CompanyService(store, date.today)
service.set_value("c", "legal_name_zh", "first", "typed")
os.write(2, b"--mark--")
for number in range(10):
    service.set_value("c", "legal_name_zh", f"name {number}", "typed")
os.write(2, b"--mark--")
store.close()
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_an_edit_is_exactly_one_fsync(tmp_path):
    folder = DataFolder(tmp_path / "data")
    store = Store.open(folder)
    with store.work("company") as work:
        work.companies.save(Company(id="c", legal_name_zh="示例"))
    store.close()
    trace = tmp_path / "trace"
    calls = "fsync,fdatasync,msync,sync_file_range,write"
    words = ["strace", "-f", "-e", f"trace={calls}", "-o", str(trace), sys.executable, "-c", EDITS, str(folder.root)]  # fmt: skip
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("strace is not allowed here")
    assert done.returncode == 0, done.stderr
    _before, between, _after = trace.read_text(errors="replace").split("--mark--")
    assert len(re.findall(r"(?:fsync|fdatasync|msync|sync_file_range)\(", between)) == 10
