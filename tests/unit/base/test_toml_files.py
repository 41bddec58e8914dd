"""TOML that people write: every odd file is known trouble with its line, read within a bound."""

import os

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import speaking
from seller_desk.core.base.toml_files import read_toml


def refusal(path, **options):
    with pytest.raises(DeskError) as caught:
        read_toml(path, **options)
    assert caught.value.file == str(path)
    return caught.value


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (b"a = 1\na = 2\n", 2),
        (b"[[[\n", 1),
        (b"day = 2026-13-40\n", 1),
        ('a = 1\nname = "\u6df1\u5733"\n'.encode("gbk"), 2),
        ('name = "x"\n'.encode("utf-16"), 1),
        (b"x = " + b"[" * 5000 + b"]" * 5000 + b"\n", None),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(tmp_path, data, row):
    path = tmp_path / "odd.toml"
    path.write_bytes(data)

    assert refusal(path).row == row


def test_a_mark_at_the_start_and_windows_lines_do_no_harm(tmp_path):
    path = tmp_path / "notepad.toml"
    path.write_bytes(b'\xef\xbb\xbfa = 1\r\nb = "x"\r\n')

    assert read_toml(path).document == {"a": 1, "b": "x"}


def test_a_file_beyond_the_bound_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (1 << 20) + b"\n")

    assert refusal(path, limit=1 << 20).advice == "At most 1 MB."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")

    refusal(tmp_path / "pipe.toml")


def test_a_folder_and_a_missing_file_are_refused_in_chinese(tmp_path):
    with speaking("zh"):
        assert refusal(tmp_path).title.endswith("不是文件")
        assert refusal(tmp_path / "none.toml").advice == "磁盘的说法：没有这个文件或文件夹"
