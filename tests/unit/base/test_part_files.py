"""A killed writer leaves nothing under the target's name and nothing beside it, or the next one clears it away."""

import errno
import os
import signal
import subprocess
import sys

import pytest

from seller_desk.core.base import files, part_files, system
from seller_desk.core.base.errors import DeskError

KILLED = """
import os, signal, sys
from pathlib import Path
from seller_desk.core.base import system
from seller_desk.core.base.files import atomic_file
if sys.argv[2] == "named":
    system.nameless_file = lambda folder: None
with atomic_file(Path(sys.argv[1]), overwrite=sys.argv[3] == "over") as handle:
    handle.write(b"half" * 100_000)
    handle.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has files without a name")
unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@pytest.fixture(autouse=True)
def _nothing_swept():
    part_files._swept.clear()


def has_nameless(folder):
    handle = system.nameless_file(folder)
    if handle:
        handle.close()
    return handle is not None


@pytest.fixture
def folder(tmp_path):
    """A folder on a disc where files need no name."""
    if not has_nameless(tmp_path):
        pytest.skip("this disc has no files without a name")
    return tmp_path


@pytest.fixture(params=["nameless", "named"])
def way(request, monkeypatch, tmp_path):
    """With and without files that have no name."""
    if request.param == "named":
        monkeypatch.setattr(system, "nameless_file", lambda _folder: None)
    elif not has_nameless(tmp_path):
        pytest.skip("this disc has no files without a name")
    return request.param


def killed(target, way, over="new"):
    done = subprocess.run([sys.executable, "-c", KILLED, str(target), way, over], check=False)
    assert done.returncode == -signal.SIGKILL


@linux
@pytest.mark.parametrize("over", ["new", "over"])
def test_killed_where_files_need_no_name_nothing_is_left(folder, over):
    target = folder / "packet.zip"
    if over == "over":
        target.write_bytes(b"before")
    killed(target, "nameless", over)
    left = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert left == ({"packet.zip": b"before"} if over == "over" else {})


@unix
def test_what_a_killed_writer_left_goes_with_the_next_writing(tmp_path):
    target = tmp_path / "packet.zip"
    killed(target, "named")
    (left,) = tmp_path.iterdir()
    assert left.name.endswith(".part")
    files.write_atomic(tmp_path / "other.csv", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["other.csv"]


@unix
def test_parts_of_the_living_of_other_machines_and_of_strangers_stay(tmp_path):
    mine = part_files.new_name(tmp_path)
    living = mine.with_name(mine.name.replace(f"-{os.getpid()}-", f"-{os.getppid()}-"))
    other = tmp_path / ".seller-desk-00000000-999999999-01234567.part"
    strangers = [tmp_path / name for name in (".part", "film.part", ".seller-desk-x.part")]
    for path in (mine, living, other, *strangers):
        path.write_bytes(b"x")
    dead = mine.with_name(mine.name.replace(f"-{os.getpid()}-", "-999999999-"))
    dead.write_bytes(b"x")
    before = set(tmp_path.iterdir())
    part_files.sweep(tmp_path)
    assert before - set(tmp_path.iterdir()) == {dead}


@pytest.mark.parametrize("over", [False, True])
def test_either_way_a_file_is_whole_private_and_alone(way, over, tmp_path):
    target = tmp_path / "a.csv"
    if over:
        target.write_bytes(b"before")
    with files.atomic_file(target, overwrite=over) as handle:
        handle.write(b"half")
        assert not target.exists() or target.read_bytes() == b"before"
        handle.seek(0)
        assert handle.read() == b"half"
        handle.write(b" whole")
    assert target.read_bytes() == b"half whole"
    assert target.stat().st_mode & 0o777 == 0o600 or sys.platform == "win32"
    assert list(tmp_path.iterdir()) == [target]


def test_either_way_a_failure_leaves_what_was_there(way, tmp_path):
    target = tmp_path / "a.csv"
    target.write_bytes(b"before")
    with pytest.raises(RuntimeError), files.atomic_file(target, overwrite=True) as handle:
        handle.write(b"half")
        raise RuntimeError
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"before"]


@linux
def test_somebody_quicker_is_told_and_not_overwritten(folder):
    target = folder / "a.csv"
    with pytest.raises(DeskError, match="already there"), files.atomic_file(target) as handle:
        handle.write(b"mine")
        target.write_bytes(b"theirs")
    assert [path.read_bytes() for path in folder.iterdir()] == [b"theirs"]


@linux
@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize(
    "number",
    [errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT, errno.ENOSYS, errno.EPERM],
)
def test_a_disc_without_nameless_files_gets_a_hidden_name_first(
    tmp_path, monkeypatch, number, over
):
    asked = []
    real = os.open

    def open_(path, flags, *rest, **more):
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            asked.append(path)
            raise OSError(number, os.strerror(number))
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(system.os, "open", open_)
    target = tmp_path / "a.csv"
    if over:
        target.write_bytes(b"before")
    with files.atomic_file(target, overwrite=over) as handle:
        handle.write(b"whole")
        assert [path.suffix for path in tmp_path.iterdir() if path != target] == [".part"]
        assert not over or target.read_bytes() == b"before"
    assert asked
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"whole"}
    assert target.stat().st_mode & 0o777 == 0o600
    # And what fails half way leaves nothing there, too.
    with pytest.raises(RuntimeError), files.atomic_file(tmp_path / "b.csv") as handle:
        handle.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == [target]


@linux
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_disc_that_refuses_is_told_at_once(tmp_path, monkeypatch, number):
    def open_(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(system.os, "open", open_)
    with pytest.raises(DeskError), files.atomic_file(tmp_path / "a.csv"):
        pass
    assert list(tmp_path.iterdir()) == []


@linux
@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.EPERM, errno.EXDEV, errno.ENOENT])
def test_a_disc_that_cannot_link_gets_a_copy(folder, monkeypatch, number, over):
    def refuse(*_args, **_more):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(system.os, "link", refuse)
    target = folder / "a.csv"
    if over:
        target.write_bytes(b"before")
    with files.atomic_file(target, overwrite=over) as handle:
        handle.write(b"whole" * 500_000)
    assert target.read_bytes() == b"whole" * 500_000
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(folder.iterdir()) == [target]
