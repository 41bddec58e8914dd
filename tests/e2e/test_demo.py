"""`seller-desk demo`: the main job, from an empty folder to zips that strangers' tools accept."""

import json
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e


def test_the_last_line_is_the_path_of_a_verified_zip(terminal, tmp_path):
    begun = time.monotonic()
    run = terminal("--lang", "en", "demo", "--out", tmp_path / "out")
    assert time.monotonic() - begun < 60
    assert run.code == 0, run.err
    path = Path(run.out.rstrip("\n").splitlines()[-1])
    assert path.parent == tmp_path / "out"
    assert terminal("bundle", "verify", path, "--json").document["ok"] is True


def test_it_leaves_nothing_but_the_packets(terminal, tmp_path):
    terminal("demo", "--out", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "chengwan-amazon-us.zip",
        "chengwan-ebay-us.zip",
    ]


def test_json_names_the_packets_and_the_accepted_blockers(terminal, tmp_path):
    run = terminal("demo", "--out", tmp_path, "--json")
    assert run.code == 0
    assert Path(run.document["bundle"]).name == "chengwan-amazon-us.zip"
    assert all(Path(path).exists() for path in run.document["bundles"])
    assert run.document["accepted_blockers"] == 5
    assert {one["code"] for one in run.document["findings"]} == {
        "document.side_missing",
        "document.issued_too_long_ago",
        "listing.title_too_long",
        "image.background_not_white",
    }


def test_nothing_is_overwritten(terminal, tmp_path):
    own = tmp_path / "chengwan-amazon-us.zip"
    own.write_bytes(b"the seller's own")
    run = terminal("demo", "--out", tmp_path, "--application", "amazon", "--json")
    assert own.read_bytes() == b"the seller's own"
    assert Path(run.document["bundle"]).name == "chengwan-amazon-us-2.zip"


def test_the_same_sample_gives_the_same_bytes(terminal, tmp_path):
    for name in ("first", "second"):
        terminal("--lang", "zh", "demo", "--out", tmp_path / name, "--application", "amazon")
    first = (tmp_path / "first" / "chengwan-amazon-us.zip").read_bytes()
    assert first == (tmp_path / "second" / "chengwan-amazon-us.zip").read_bytes()


def test_a_given_data_folder_keeps_the_sample(terminal, tmp_path):
    data = tmp_path / "data"
    terminal("demo", "--out", tmp_path / "out", "--data-dir", data)
    shown = terminal("application", "list", "--data-dir", data, "--json").document
    assert [one["sites"] for one in shown["applications"]] == [["amazon.us"], ["ebay.us"]]


def test_a_file_in_the_way_is_told_with_advice(terminal, tmp_path):
    (tmp_path / "out").write_text("a file")
    run = terminal("demo", "--out", tmp_path / "out", "--json")
    assert run.code == 3
    assert run.document["error"]["advice"]


@pytest.fixture
def packet(terminal, tmp_path):
    terminal("demo", "--out", tmp_path / "out", "--application", "amazon")
    return tmp_path / "out" / "chengwan-amazon-us.zip"


def test_an_independent_bagit_tool_accepts_it(packet, tmp_path):
    import bagit

    with zipfile.ZipFile(packet) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "bag")
    (top,) = (tmp_path / "bag").iterdir()
    assert bagit.Bag(str(top)).is_valid()


@pytest.mark.skipif(not shutil.which("unzip"), reason="needs unzip")
def test_unzip_accepts_it(packet):
    done = subprocess.run(["unzip", "-tqq", packet], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_damaged_packet_is_refused(packet, terminal):
    data = bytearray(packet.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8] = bytes(byte ^ 0xFF for byte in data[middle : middle + 8])
    packet.write_bytes(bytes(data))
    run = terminal("bundle", "verify", packet, "--json")
    assert run.code == 1
    assert run.document["ok"] is False
    assert run.document["problems"]


def test_as_a_program_of_its_own_it_prints_one_json_document(tmp_path):
    words = [sys.executable, "-m", "seller_desk", "demo", "--out", str(tmp_path), "--json"]
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["bundle"]
