"""What the head of a video file says: container, length, size of the picture, codecs. No frame is decoded.

MP4, MOV and 3GP are trees of boxes (ISO/IEC 14496-12; QuickTime File Format): four bytes length, four letters, content.
Only the boxes that tell these values are read, with seeks, so that a file of gigabytes costs a few reads. Other
containers are named by their first bytes. Hostile lengths end the walk; nothing is allocated by what a file claims.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from seller_desk.core.base.language import N_

# A head box larger than this is not read: an hour of video has one of a megabyte.
_MOST_HEAD = 16_000_000
_MOST_BOXES, _MOST_TRACKS = 4000, 32
_INSIDE = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
# Codec names by the four letters of the sample description.
_CODECS = {
    "avc1": "h264", "avc3": "h264", "hvc1": "h265", "hev1": "h265", "av01": "av1", "vp09": "vp9", "vp08": "vp8",
    "mp4v": "mpeg4", "s263": "h263", "h263": "h263", "jpeg": "mjpeg", "mjpa": "mjpeg", "dvh1": "h265", "dvhe": "h265",
    "apch": "prores", "apcn": "prores", "apcs": "prores", "apco": "prores", "ap4h": "prores", "ap4x": "prores",
    "mp4a": "aac", "ac-3": "ac3", "ec-3": "eac3", "samr": "amr", "sowt": "pcm", "twos": "pcm", "lpcm": "pcm", "Opus": "opus",
}  # fmt: skip
_LONGEST_SECONDS = 10 * 24 * 3600.0


class Video(msgspec.Struct, frozen=True, kw_only=True):
    """`width` and `height` are of the upright picture; `container` is `mp4 mov 3gp webm mkv avi flv mpeg wmv` or empty.

    `problem` is an English text marked for translation: then only `bytes` and perhaps `container` are known. Zero and
    empty mean: the head does not say.
    """

    bytes: int = 0
    problem: str = ""
    container: str = ""
    seconds: float = 0.0
    width: int = 0
    height: int = 0
    codec: str = ""
    sound: str = ""
    frames_per_second: float = 0.0
    bits_per_second: int = 0


NO_VIDEO = N_("Not a video of a type that we know")
NO_HEAD = N_("The file has no head: it is cut off, or was never finished")
NO_PICTURE = N_("There is no picture in it, only sound or nothing")
EMPTY = N_("The file is empty")
UNREAD = N_("The head of this type of video is not read here")


def read_video(path: Path) -> Video:
    """What its head says. OSError if the file cannot be read; trouble with the content is in `problem`."""
    with path.open("rb") as handle:
        return read_head(handle)


def read_head(handle: BinaryIO) -> Video:
    """The same of an open file."""
    size = handle.seek(0, 2)
    handle.seek(0)
    if not size:
        return Video(problem=EMPTY)
    start = handle.read(64)
    named = _named(start)
    if named:
        return Video(bytes=size, container=named, problem=UNREAD)
    if start[4:8] not in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"):
        return Video(bytes=size, problem=NO_VIDEO)
    try:
        return _Reader(handle, size).video()
    except (struct.error, ValueError, IndexError, OverflowError):
        return Video(bytes=size, container=_brand(start), problem=NO_HEAD)


def _named(start: bytes) -> str:
    """Containers that are no trees of boxes."""
    if start[:4] == b"RIFF" and start[8:12] == b"AVI ":
        return "avi"
    if start[:3] == b"FLV":
        return "flv"
    if start[:4] == b"\x1a\x45\xdf\xa3":
        return "webm" if b"webm" in start else "mkv"
    if start[:4] in (b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3"):
        return "mpeg"
    return "wmv" if start[:4] == b"\x30\x26\xb2\x75" else ""


def _brand(start: bytes) -> str:
    if start[4:8] != b"ftyp":
        return "mov"
    brand = start[8:12]
    return "mov" if brand == b"qt  " else "3gp" if brand[:2] in (b"3g", b"3G") else "mp4"


class _Track:
    """One track's head while it is read."""

    def __init__(self) -> None:
        self.kind = b""
        self.seconds = 0.0
        self.size = (0, 0)
        self.turned = False
        self.codec = ""
        self.frames = 0


class _Reader:
    """Walks the boxes of one file."""

    def __init__(self, handle: BinaryIO, size: int) -> None:
        self._handle, self._size = handle, size
        self._boxes = 0
        self._seconds = 0.0
        self._tracks: list[_Track] = []

    def video(self) -> Video:
        """Everything that the head says."""
        self._handle.seek(0)
        container = _brand(self._handle.read(12))
        heads = [one for one in self._children(0, self._size) if one[0] == b"moov"]
        if not heads:
            return Video(bytes=self._size, container=container, problem=NO_HEAD)
        self._walk(heads[0][1], min(heads[0][2], self._size))
        shown = next((one for one in self._tracks if one.kind == b"vide" and one.size[0]), None)
        sound = next((one for one in self._tracks if one.kind == b"soun"), None)
        if shown is None:
            return Video(bytes=self._size, container=container, problem=NO_PICTURE)
        seconds = self._seconds or shown.seconds
        wide, high = shown.size[::-1] if shown.turned else shown.size
        return Video(
            bytes=self._size,
            container=container,
            seconds=round(seconds, 2),
            width=wide,
            height=high,
            codec=shown.codec,
            sound=sound.codec if sound else "",
            frames_per_second=round(shown.frames / shown.seconds, 2) if shown.seconds else 0.0,
            bits_per_second=round(self._size * 8 / seconds) if seconds else 0,
        )

    def _children(self, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
        """(letters, start and end of the content) of the boxes from here on."""
        at = start
        while at + 8 <= end:
            self._boxes += 1
            if self._boxes > _MOST_BOXES:
                raise ValueError("boxes")
            self._handle.seek(at)
            length, name = struct.unpack(">I4s", self._handle.read(8))
            content = at + 8
            if length == 1:
                (length,) = struct.unpack(">Q", self._handle.read(8))
                content = at + 16
            elif length == 0:
                length = end - at
            if length < content - at:
                raise ValueError("length")
            # What reaches beyond the file is cut off; the head itself must be whole.
            if name == b"moov" and at + length > end:
                raise ValueError("cut off")
            yield name, content, min(at + length, end)
            at += length

    def _walk(self, start: int, end: int) -> None:
        for name, content, until in self._children(start, end):
            if name == b"trak":
                if len(self._tracks) >= _MOST_TRACKS:
                    return
                self._tracks.append(_Track())
            if name in _INSIDE:
                self._walk(content, until)
            elif name in _READ and until - content <= _MOST_HEAD:
                self._handle.seek(content)
                # Only the beginning of a table is looked at.
                _READ[name](self, self._handle.read(min(until - content, 4096)))

    def _movie(self, data: bytes) -> None:
        self._seconds = _length(data)

    def _media(self, data: bytes) -> None:
        if self._tracks:
            self._tracks[-1].seconds = _length(data)

    def _handler(self, data: bytes) -> None:
        # QuickTime writes a second one for the data itself.
        if self._tracks and not self._tracks[-1].kind:
            self._tracks[-1].kind = data[8:12]

    def _head(self, data: bytes) -> None:
        if not self._tracks:
            return
        at = 52 if data[0] == 1 else 40
        matrix = struct.unpack(">9i", data[at : at + 36])
        wide, high = struct.unpack(">II", data[at + 36 : at + 44])
        self._tracks[-1].turned = matrix[0] == 0 and matrix[1] != 0
        self._tracks[-1].size = (wide >> 16, high >> 16)

    def _samples(self, data: bytes) -> None:
        if not self._tracks or len(data) < 16:
            return
        letters = data[12:16].decode("latin-1")
        self._tracks[-1].codec = _CODECS.get(letters, letters.strip(" \0.").casefold())
        if self._tracks[-1].kind == b"vide" and len(data) >= 44:
            wide, high = struct.unpack(">HH", data[40:44])
            if wide and high:
                self._tracks[-1].size = (wide, high)

    def _times(self, data: bytes) -> None:
        if not self._tracks:
            return
        (rows,) = struct.unpack(">I", data[4:8])
        count = 0
        for row in range(min(rows, (len(data) - 8) // 8)):
            count += struct.unpack(">I", data[8 + 8 * row : 12 + 8 * row])[0]
        self._tracks[-1].frames = count

    movie, media, handler, head, samples, times = _movie, _media, _handler, _head, _samples, _times


_READ = {
    b"mvhd": _Reader.movie,
    b"mdhd": _Reader.media,
    b"hdlr": _Reader.handler,
    b"tkhd": _Reader.head,
    b"stsd": _Reader.samples,
    b"stts": _Reader.times,
}


def _length(data: bytes) -> float:
    """Seconds of a `mvhd` or `mdhd`."""
    if data[0] == 1:
        scale, units = struct.unpack(">IQ", data[20:32])
    else:
        scale, units = struct.unpack(">II", data[12:20])
    unknown = units in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    seconds = units / scale if scale and not unknown else 0.0
    return seconds if seconds <= _LONGEST_SECONDS else 0.0
