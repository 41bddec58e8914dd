"""Verifying: good packets pass, and whatever anybody puts into a zip gives a plain answer, never a traceback."""

import random
import stat
import struct
import sys
import zipfile
import zlib
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from packets import FakeDesk

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import speaking
from seller_desk.core.bundle import bag
from seller_desk.core.bundle.problems import MAX_PROBLEMS, PROBLEMS
from seller_desk.core.bundle.verify import verify, verify_stream

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def a_bag(payload=None, **changes):
    """The files of a small good bag; `changes` replaces tag files by name (None removes one)."""
    payload = {"data/one.txt": b"one", "data/two.jpg": b"two" * 99} if payload is None else payload
    hashes = [(name, sha256(data).hexdigest()) for name, data in payload.items()]
    size = sum(map(len, payload.values()))
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": f"Payload-Oxum: {size}.{len(payload)}\n".encode(),
        "manifest-sha256.txt": bag.manifest(hashes),
    }
    tags |= {name: data for name, data in changes.items() if name in tags}
    tags = {name: data for name, data in tags.items() if data is not None}
    tags["tagmanifest-sha256.txt"] = bag.manifest(
        [(name, sha256(data).hexdigest()) for name, data in tags.items()]
    )
    return payload | tags


def a_zip(files, top="packet/", compression=zipfile.ZIP_STORED):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items() if isinstance(files, dict) else files:
            info = name if isinstance(name, zipfile.ZipInfo) else top + name
            archive.writestr(info, data, compression)
    return buffer.getvalue()


def codes(data):
    return [one.code for one in verify_stream(BytesIO(data)).problems]


def test_a_good_bag_passes_and_is_counted():
    found = verify_stream(BytesIO(a_zip(a_bag())))
    assert found.ok
    assert (found.files, found.bytes) == (2, 300)
    assert found.to_json() == {"ok": True, "files": 2, "bytes": 300, "problems": []}


def test_bags_of_other_tools_pass_too():
    upper = bag.manifest([("data/a", sha256(b"a").hexdigest().upper())]).replace(b"  ", b" *")
    files = {
        "data/a": b"a",
        "bagit.txt": DECLARATION.replace(b"1.0", b"0.97"),
        "manifest-sha256.txt": upper,
    }
    assert codes(a_zip(files)) == []


def test_names_with_percent_and_line_ends_are_decoded():
    assert codes(a_zip(a_bag({"data/100%.txt": b"x", "data/%0A.txt": b"y"}))) == []


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda files: files | {"data/one.txt": b"eno"}, "changed"),
        (lambda files: files | {"data/new.txt": b"new"}, "extra"),
        (lambda files: {name: data for name, data in files.items() if name != "data/one.txt"}, "missing"),
        (lambda files: files | {"bag-info.txt": b"Payload-Oxum: 1.1\n"}, "changed"),
        (lambda files: files | {"note.txt": b"hello"}, "extra"),
        (lambda files: files | {"bagit.txt": b"hello"}, "declaration"),
        (lambda files: files | {"manifest-sha256.txt": b"\xff\xfe\x00"}, "manifest_damaged"),
        (lambda files: files | {"manifest-sha256.txt": b"abc data/one.txt\n"}, "manifest_damaged"),
        (lambda files: {name: data for name, data in files.items() if name != "bagit.txt"}, "not_a_bag"),
        (lambda files: {name: data for name, data in files.items() if name != "manifest-sha256.txt"}, "not_a_bag"),
        (lambda files: a_bag(**{"bag-info.txt": b"Payload-Oxum: 1.1\n"}), "oxum"),
        (lambda files: {}, "not_a_bag"),
    ],
)  # fmt: skip
def test_each_kind_of_damage_has_its_name(spoil, code):
    assert code in codes(a_zip(spoil(a_bag())))


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "packet/../../evil",
        "/etc/passwd",
        "C:/evil",
        "C:evil",
        "packet\\evil",
        "packet//x",
        "packet/./x",
        "packet/data/..",
        "packet/a\x00b",
    ],
)
def test_names_that_leave_the_folder_are_refused_unread(name):
    found = verify_stream(
        BytesIO(a_zip([*a_bag().items(), (zipfile.ZipInfo("placeholder"), b"x")]))
    )
    assert not found.ok
    data = a_zip(list(a_bag().items()))
    with BytesIO(data) as buffer:
        with zipfile.ZipFile(buffer, "a") as archive:
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, b"evil")
        found = verify_stream(buffer)
    assert [one.code for one in found.problems] == ["name_unsafe"]
    assert found.files == 0
    assert all(char.isprintable() for char in found.problems[0].path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["packet/data/one.txt", "packet/DATA/ONE.txt"])
def test_twins_are_refused_also_those_differing_in_case(name):
    assert "name_twice" in codes(a_zip([*a_bag().items(), (zipfile.ZipInfo(name), b"x")]))


def test_links_are_refused():
    link = zipfile.ZipInfo("packet/data/link")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link" in codes(a_zip([*a_bag().items(), (link, b"/etc/passwd")]))


def test_two_top_folders_are_refused():
    other = zipfile.ZipInfo("second/file")
    assert "several_folders" in codes(a_zip([*a_bag().items(), (other, b"x")]))


def test_a_zip_without_folder_is_refused():
    assert codes(a_zip(a_bag(), top="")) == ["several_folders"]


def test_encrypted_members_are_named():
    data = bytearray(a_zip(a_bag()))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(signature)
        data[start + place] |= 1
    assert "encrypted" in codes(bytes(data))


def test_bombs_are_refused_without_unpacking_them():
    bomb = a_bag({"data/zeros": bytes(60 << 20)})
    data = a_zip(bomb, compression=zipfile.ZIP_DEFLATED)
    assert len(data) < 1 << 20
    found = verify_stream(BytesIO(data))
    assert [one.code for one in found.problems] == ["bomb"]
    assert found.bytes == 0


def test_a_member_that_lies_about_its_size_is_damaged_not_unpacked():
    data = bytearray(
        a_zip(a_bag({"data/zeros": bytes(60 << 20)}), compression=zipfile.ZIP_DEFLATED)
    )
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, local + 22, 1000)
    struct.pack_into("<L", data, central + 24, 1000)
    found = verify_stream(BytesIO(bytes(data)))
    assert "damaged" in [one.code for one in found.problems]
    assert found.bytes <= 1000


def test_a_program_before_the_zip_is_noticed():
    assert codes(b"MZ\x90 a program" + a_zip(a_bag())) == ["foreign_data"]


def test_a_wrong_crc_is_damage():
    data = bytearray(a_zip(a_bag()))
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 16, zlib.crc32(b"other"))
    assert "damaged" in codes(bytes(data))


def test_many_problems_are_not_all_listed():
    files = a_bag() | {f"data/extra{n}": b"" for n in range(MAX_PROBLEMS + 50)}
    found = verify_stream(BytesIO(a_zip(files)))
    assert found.problems[-2].code == "extra"
    assert found.problems[-1].code == "more" or len(found.problems) == MAX_PROBLEMS
    assert len(found.problems) <= MAX_PROBLEMS + 1


def test_something_else_is_no_zip(tmp_path):
    for content in (b"", b"hello", b"%PDF-1.4"):
        path = tmp_path / "x.zip"
        path.write_bytes(content)
        with pytest.raises(DeskError) as caught:
            verify(path)
        assert caught.value.exit_code == 3
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(DeskError):
            verify(path)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    folder = tmp_path_factory.mktemp("real")
    desk = FakeDesk(folder / "data")
    desk.bundles.build(desk.filled().id, folder / "p.zip")
    desk.store.close()
    return (folder / "p.zip").read_bytes()


def test_a_truncated_packet_is_refused_wherever_it_ends(real, tmp_path):
    path = tmp_path / "cut.zip"
    for end in [4, 30, *range(100, len(real), max(1, len(real) // 60)), len(real) - 1]:
        path.write_bytes(real[:end])
        assert not verify(path).ok, end


def test_flipping_a_byte_anywhere_never_gives_a_traceback_and_payload_is_noticed(real):
    choose = random.Random(7)
    start = real.index(b"\xff\xd8licence")
    for place in [start, start + 50, *(choose.randrange(len(real)) for _n in range(400))]:
        data = bytearray(real)
        data[place] ^= 1 << choose.randrange(8)
        found = verify_stream(BytesIO(bytes(data)))
        assert all(one.message for one in found.problems)
        if start <= place < start + 100:
            assert not found.ok


def test_damage_in_the_heads_that_readers_skip_is_noticed(real):
    with zipfile.ZipFile(BytesIO(real)) as archive:
        places = [
            member.header_offset + position
            for member in archive.infolist()
            for position in range(30 + len(member.orig_filename.encode()))
        ]
    for place in places:
        data = bytearray(real)
        data[place] ^= 0xFF
        assert not verify_stream(BytesIO(bytes(data))).ok, place


def test_bytes_between_two_entries_are_noticed(real):
    with zipfile.ZipFile(BytesIO(real)) as archive:
        start, offsets = archive.start_dir, [one.header_offset for one in archive.infolist()]
    assert start > max(offsets)
    end = bytearray(real[-22:])
    end[16:20] = (start + 5).to_bytes(4, "little")
    data = real[:start] + b"stray" + real[start:-22] + bytes(end)
    assert "foreign_data" in {one.code for one in verify_stream(BytesIO(data)).problems}


def test_rubbish_between_good_parts_never_gives_a_traceback(real):
    choose = random.Random(8)
    for _n in range(200):
        data = bytearray(real)
        start = choose.randrange(len(data))
        data[start : start + choose.randrange(1, 400)] = choose.randbytes(choose.randrange(0, 400))
        verify_stream(BytesIO(bytes(data))).to_json()


def test_every_problem_has_words():
    assert all("{" not in text.format(path="p", detail="d") for text in PROBLEMS.values())


@pytest.mark.parametrize("more", [b"x", b"hello", b"PK" * 5000])
def test_bytes_after_the_end_are_told(more):
    assert "foreign_data" in codes(a_zip(a_bag()) + more)


def test_a_cut_zip_is_told_without_a_word_of_english():
    found = verify_stream(BytesIO(a_zip(a_bag())[:-30]))
    with speaking("zh"):
        (problem,) = found.to_json()["problems"]
    assert problem["message"] == "压缩包已损坏或不完整"
    assert problem["detail"]
