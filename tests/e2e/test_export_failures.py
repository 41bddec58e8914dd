"""A disk that fails at any write of any export: no partial file under the final name, a clear message, no leftovers."""

import errno
import io
import os

import pytest

from seller_desk.core.base import files
from seller_desk.core.store import locked_file

pytestmark = pytest.mark.e2e

EXPORTS = {
    "packet": ["bundle", "build", "amazon.us", "--accept-blockers", "--out", "{out}/made.zip"],
    "listings": ["listings", "export", "--format", "ebay-draft", "--out", "{out}/made.csv"],
    "listings-sheet": ["listings", "export", "--format", "csv", "--out", "{out}/made.csv"],
    "rates": ["shipping", "export", "--format", "magento", "--out", "{out}/made.csv"],
    "shipping-amazon": ["shipping", "export", "--format", "amazon", "--out", "{out}/made.xlsx"],
    "locked-backup": ["backup", "create", "--out", "{out}/made.sdbackup", "--passphrase"],
    "shipping": ["shipping", "export", "--format", "ebay", "--out", "{out}/made.xlsx"],
    "backup": ["backup", "create", "--out", "{out}/made.sdbackup"],
}
ERRORS = [errno.ENOSPC, errno.EIO, errno.EACCES]
NEVER = 10**9


class Counted:
    """A file whose writes are counted, and fail from a moment on."""

    def __init__(self, handle, ask):
        self._handle, self._ask = handle, ask

    def write(self, data):
        self._ask()
        return self._handle.write(data)

    def __enter__(self):
        self._handle.__enter__()
        return self

    def __exit__(self, *rest):
        return self._handle.__exit__(*rest)

    def __getattr__(self, name):
        return getattr(self._handle, name)


class FailingDisk:
    """Counts what is asked of the disk while a file is written; fails from the given request on, as a full one does.

    `nameless` is the way of discs where files need no name until they are whole; others give them a hidden one.
    """

    def __init__(self, monkeypatch, *, nameless):
        self.set(NEVER)
        if not nameless:
            monkeypatch.setattr(files.system, "nameless_file", lambda _folder: None)
        self.wrap_maker(monkeypatch, files.system, "nameless_file")
        self.wrap_maker(monkeypatch, files.part_files, "create")
        self.wrap(monkeypatch, files.os, "fsync")
        self.wrap(monkeypatch, files.system, "give_name")
        self.wrap(monkeypatch, files.system, "replace_with_retry")

    def wrap_maker(self, monkeypatch, owner, name):
        real = getattr(owner, name)

        def make(*words):
            self.ask()
            handle = real(*words)
            return handle and Counted(handle, self.ask)

        monkeypatch.setattr(owner, name, make)

    def wrap(self, monkeypatch, owner, name):
        real = getattr(owner, name)

        def failing(*words, **options):
            self.ask()
            done = real(*words, **options)
            # Once the file has its name it is whole, whatever the disk does then.
            self.over = name in ("replace_with_retry", "give_name")
            return done

        monkeypatch.setattr(owner, name, failing)

    def ask(self):
        if self.over:
            return
        self.count += 1
        if self.count >= self.fails_at:
            raise OSError(self.error, os.strerror(self.error))

    def set(self, fails_at, error=errno.ENOSPC):
        self.count, self.fails_at, self.error, self.over = 0, fails_at, error, False


@pytest.fixture(params=["nameless", "named"])
def disk(request, monkeypatch):
    return FailingDisk(monkeypatch, nameless=request.param == "nameless")


@pytest.mark.parametrize("most", [4, pytest.param(NEVER, marks=pytest.mark.long)])
@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.timeout(1800)
def test_a_disk_that_fails_at_any_write_leaves_nothing_and_is_told(
    export, most, disk, terminal, sample_copy, tmp_path, monkeypatch
):
    data = sample_copy()
    monkeypatch.setattr(locked_file, "SCRYPT_N", 2**10)

    def run(out):
        out.mkdir()
        monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
        words = [word.format(out=out) for word in EXPORTS[export]]
        return terminal(*words, "--json", "--data-dir", data)

    # Papers are read on the way to the first packet, and what was read is kept.
    assert run(tmp_path / "first").code in (0, 1)
    disk.set(NEVER)
    assert run(tmp_path / "whole").code in (0, 1)
    total = disk.count
    assert total >= 4
    few = {1, 2, total // 2, total - 1, total}
    chosen = range(1, total + 1) if total <= most else sorted(few)
    for moment in chosen:
        for error in ERRORS:
            out = tmp_path / f"{moment}-{error}"
            disk.set(moment, error)
            done = run(out)
            assert done.code == 3, (moment, done.out, done.err)
            told = done.document["error"]
            assert "made." in told["title"] or told["advice"], told
            assert "Traceback" not in done.err
            left = sorted(one.name for one in out.iterdir())
            assert left == [], (moment, left)
    disk.set(NEVER)
    assert run(tmp_path / "again").code in (0, 1)
