"""The head of a video: length, picture, codecs; hostile bytes do no harm."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.media import video
from seller_desk.core.media.video import read_head

PLAIN = (65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
TURNED = (0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)


def box(name, *content, wide=False):
    body = b"".join(content)
    if wide:
        return struct.pack(">I4sQ", 1, name, 16 + len(body)) + body
    return struct.pack(">I4s", 8 + len(body), name) + body


def full(name, data, version=0):
    return box(name, struct.pack(">I", version << 24), data)


def head(seconds=42, size=(1920, 1080), codec=b"avc1", matrix=PLAIN, kind=b"vide", version=0):
    units = round(seconds * 1000)
    times = (
        struct.pack(">QQIQ", 0, 0, 1000, units)
        if version
        else struct.pack(">IIII", 0, 0, 1000, units)
    )
    track = struct.pack(">IIIII", 0, 0, 1, 0, units) + bytes(16) + struct.pack(">9i", *matrix)
    entry = struct.pack(">I4s", 86, codec) + bytes(24) + struct.pack(">HH", *size) + bytes(50)
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1) + entry),
        full(b"stts", struct.pack(">III", 1, round(seconds * 25), 40)),
    )
    media = box(
        b"mdia",
        full(b"mdhd", times + bytes(4), version),
        full(b"hdlr", bytes(4) + kind + bytes(13)),
        box(b"minf", table),
    )
    tkhd = full(b"tkhd", track + struct.pack(">II", size[0] << 16, size[1] << 16))
    return box(b"moov", full(b"mvhd", times + bytes(80), version), box(b"trak", tkhd, media))


def file(*parts, brand=b"isom"):
    return box(b"ftyp", brand, bytes(4)) + b"".join(parts)


def read(data):
    return read_head(io.BytesIO(data))


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("first", [True, False])
def test_length_picture_and_codec_are_read_wherever_the_head_lies(version, first):
    parts = [head(version=version), box(b"mdat", bytes(3000), wide=True)]
    found = read(file(*(parts if first else parts[::-1])))
    assert (found.problem, found.container, found.codec) == ("", "mp4", "h264")
    assert (found.seconds, found.width, found.height) == (42.0, 1920, 1080)
    assert found.frames_per_second == 25.0


def test_a_phones_upright_video_is_upright():
    assert (read(file(head(matrix=TURNED))).width, read(file(head(matrix=TURNED))).height) == (
        1080,
        1920,
    )


@pytest.mark.parametrize(
    ("brand", "codec", "expected"),
    [
        (b"qt  ", b"apch", ("mov", "prores")),
        (b"3gp5", b"s263", ("3gp", "h263")),
        (b"mp42", b"hvc1", ("mp4", "h265")),
        (b"mp42", b"wxyz", ("mp4", "wxyz")),
    ],
)
def test_containers_and_codecs_have_names(brand, codec, expected):
    found = read(file(head(codec=codec), brand=brand))
    assert (found.container, found.codec) == expected


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"RIFF\0\0\0\0AVI LIST", "avi"),
        (b"FLV\x01", "flv"),
        (b"\x1a\x45\xdf\xa3 webm", "webm"),
        (b"\x00\x00\x01\xba", "mpeg"),
    ],
)
def test_other_containers_are_named_and_said_to_be_unread(start, name):
    found = read(start + bytes(80))
    assert (found.container, found.problem) == (name, video.UNREAD)


def test_what_is_wrong_is_said():
    assert read(b"").problem == video.EMPTY
    assert read(b"\xff\xd8\xff\xe0" + bytes(90)).problem == video.NO_VIDEO
    assert read(b"<!doctype html>" + bytes(90)).problem == video.NO_VIDEO
    assert read(file(box(b"mdat", bytes(500)))).problem == video.NO_HEAD
    assert read(file(head())[:-40]).problem == video.NO_HEAD
    assert read(file(head(kind=b"soun"))).problem == video.NO_PICTURE


def test_lengths_that_lie_cost_nothing():
    for length in (0, 3, 2**31, 2**32 - 1):
        lie = struct.pack(">I4s", length, b"moov") + bytes(60)
        assert read(file() + lie).problem
    deep = b""
    for _level in range(300):
        deep = box(b"trak", deep)
    assert read(file(box(b"moov", deep))).problem
    assert read(file(*[box(b"free")] * 9000)).problem == video.NO_HEAD


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(data):
    read(file() + data)
    read(file(box(b"moov", data)))
    whole = bytearray(file(head()))
    for place, value in enumerate(data[:40]):
        whole[(place * 37) % len(whole)] = value
    read(bytes(whole))
