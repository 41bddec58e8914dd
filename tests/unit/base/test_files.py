import errno
import os
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import (
    MAX_NAME,
    TooLargeError,
    atomic_file,
    disk_says,
    read_ordinary,
    refuse_taken,
    safe_name,
    sha256_of,
    unique_name,
    write_atomic,
)
from seller_desk.core.base.language import speaking

RESERVED = {"CON", "PRN", "AUX", "NUL", "COM1", "COM9", "LPT1", "LPT9"}


@given(st.text(max_size=300), st.sampled_from(["", "$&#", " "]))
def test_every_name_is_one_that_windows_takes(text, forbidden):
    name = safe_name(text, forbidden=forbidden)
    assert name
    assert len(name) <= MAX_NAME
    assert PureWindowsPath(name).name == name
    assert not set(name) & (set('<>:"/\\|?*') | set(map(chr, range(32))))
    assert name == name.strip(" .")
    assert name.split(".")[0].strip().upper() not in RESERVED
    assert not set(name) & set(forbidden.strip())


@given(st.lists(st.sampled_from(["a.pdf", "A.PDF", "a", "b.pdf", "a-2.pdf"]), max_size=20))
def test_no_two_names_differ_only_in_case(names):
    taken: set[str] = set()
    given_names = [unique_name(name, taken) for name in names]
    assert len({name.casefold() for name in given_names}) == len(names)


def test_the_ending_survives_shortening():
    assert safe_name("长" * 300 + ".pdf").endswith(".pdf")
    assert safe_name("...") == "file"
    assert safe_name("con.pdf") == "_con.pdf"


def test_a_failed_write_leaves_nothing_behind(tmp_path):
    target = tmp_path / "packet.zip"
    with pytest.raises(RuntimeError), atomic_file(target) as handle:
        handle.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten_unasked(tmp_path):
    target = tmp_path / "a.txt"
    write_atomic(target, b"mine")
    with pytest.raises(DeskError):
        write_atomic(target, b"theirs")
    assert target.read_bytes() == b"mine"
    write_atomic(target, b"new", overwrite=True)
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("number", [28, 5])
def test_a_full_or_broken_disk_is_told_and_cleaned_up(tmp_path, monkeypatch, number):
    def refuse(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DeskError) as caught:
        write_atomic(tmp_path / "a.txt", b"x")
    assert caught.value.advice == disk_says(OSError(number, os.strerror(number)))
    assert list(tmp_path.iterdir()) == []


def test_a_file_written_by_us_is_the_owners_only(tmp_path):
    write_atomic(tmp_path / "a.txt", b"x")
    if os.name == "posix":
        assert (tmp_path / "a.txt").stat().st_mode & 0o077 == 0


def test_hashes_are_those_of_the_content(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    assert (
        sha256_of(tmp_path / "a")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_a_disk_speaks_the_language_in_use_and_unknown_reasons_stay_as_they_are():
    with speaking("zh"):
        assert disk_says(OSError(errno.ENOSPC, "No space left on device")) == "磁盘的说法：空间已满"
        assert disk_says(OSError(9999, "Odd trouble")) == "磁盘的说法：Odd trouble"


def test_a_name_longer_than_any_disk_takes_is_refused_without_a_traceback(tmp_path):
    target = tmp_path / ("a" * 300 + ".zip")

    for attempt in (lambda: refuse_taken(target), lambda: write_atomic(target, b"x")):
        with pytest.raises(DeskError) as caught:
            attempt()
        assert "too long" in caught.value.advice
    assert list(tmp_path.iterdir()) == []


def test_an_ordinary_file_is_read_up_to_its_limit_and_nothing_else_is(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"four")
    assert read_ordinary(path, 4) == b"four"
    with pytest.raises(TooLargeError):
        read_ordinary(path, 3)
    with pytest.raises(IsADirectoryError):
        read_ordinary(tmp_path, 4)
    if os.name != "nt":
        with pytest.raises(OSError, match="ordinary"):
            read_ordinary(type(path)("/dev/zero"), 4)
