"""Everything in the data folder is its owner's only: folders 0700, files 0600, whatever the umask; also what was there."""

import os
import stat
import sys

import pytest

from seller_desk.core.base import system
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.store.blobs import Blobs
from seller_desk.core.store.restore import prepare, swap
from seller_desk.core.store.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def _loose():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def all_modes(root):
    return {
        path.relative_to(root).as_posix(): mode(path)
        for path in [root, *root.rglob("*")]
        if mode(path) != (0o700 if path.is_dir() else 0o600)
    }


def test_a_new_data_folder_has_nothing_that_others_can_open(tmp_path):
    folder = DataFolder(tmp_path / "data")
    with open_desk(folder, write=True) as desk:
        desk.store.blobs.put_bytes(b"scan")
        paper = tmp_path / "paper"
        paper.write_bytes(b"another scan")
        desk.store.blobs.put_file(paper)
        desk.backups.make_now()
        assert {"desk.lock", "upgrade.lock", "blobs", "backups"} <= {one.name for one in folder.root.iterdir()}  # fmt: skip
        assert all_modes(folder.root) == {}


def test_what_an_earlier_version_left_open_is_closed_at_the_next_start(tmp_path):
    folder = DataFolder(tmp_path / "data")
    with open_desk(folder, write=True) as desk:
        digest, _size = desk.store.blobs.put_bytes(b"scan")
    loose = [folder.blobs, folder.blobs / digest[:2]]
    for one in loose:
        one.chmod(0o755)
    for name in ("desk.lock", "upgrade.lock"):
        (folder.root / name).chmod(0o644)
    with open_desk(folder, write=False) as desk:
        assert desk.store.blobs.read(digest) == b"scan"
    assert [mode(one) for one in loose] == [0o700, 0o700]
    assert mode(folder.lock) == 0o600
    with system.exclusive_lock(folder.root / "upgrade.lock", wait_seconds=0):
        assert mode(folder.root / "upgrade.lock") == 0o600


def test_a_restore_makes_closed_folders_too(data, tmp_path):
    from seller_desk.core.store.backup import make_whole

    file, _manifest = make_whole(data, tmp_path / "copy.sdbackup")
    there = DataFolder(tmp_path / "there")
    swap(there, prepare(file, there))
    Store.open(there).close()
    assert there.blobs.is_dir()
    assert all_modes(there.root) == {}


def test_somebody_elses_blobs_are_only_read(tmp_path):
    theirs = tmp_path / "usb" / "blobs"
    theirs.mkdir(parents=True)
    theirs.chmod(0o755)
    Blobs(theirs).holds("ab" * 32)
    assert mode(theirs) == 0o755
