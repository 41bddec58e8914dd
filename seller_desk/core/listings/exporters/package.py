"""A zip package in which single parts are exchanged while every other byte of the rest stays where the order had it.

Libraries that save a workbook write all of it anew; platforms were seen to refuse such files. Here the other parts are
copied as they lie in the file: local header, packed bytes, trailer, and their record in the directory but for its offset.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.media.workbook_files import open_workbook, refuse_bomb

MOST_BYTES = 128 * 1024 * 1024
_LOCAL = struct.Struct("<4s5H3I2H")
_RECORD = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_ZIP64 = 1
_FULL = 0xFFFFFFFF
_LOCKED, _TRAILER = 1, 8
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Package:
    """An opened package. Raises DeskError where it is locked, damaged, no zip, or would unpack beyond reason."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self._data = data
        if not data.startswith(b"PK"):
            # Says so itself where the file is locked or damaged.
            open_workbook(path, data)
            raise DeskError(
                _("{name} is no XLSX or XLSM workbook").format(name=path.name),
                _("Download the template as XLSX; the old XLS and ODS cannot be filled."),
                file=path,
            )
        refuse_bomb(path, data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as problem:
            raise damaged(path) from problem
        if any(one.flag_bits & _LOCKED for one in self._archive.infolist()):
            raise DeskError(
                _("{name} is locked with a password").format(name=path.name),
                _("Save a copy without a password."),
                file=path,
            )
        self._names = {_key(one.filename): one.filename for one in self._archive.infolist()}

    def has(self, name: str) -> bool:
        """Whether there is such a part; case and the slash's direction do not matter."""
        return _key(name) in self._names

    def read(self, name: str) -> bytes:
        """The unpacked bytes of a part. DeskError if there is none or its sum is wrong."""
        try:
            return self._archive.read(self._names[_key(name)])
        except (KeyError, zipfile.BadZipFile, OSError, zlib.error, NotImplementedError) as problem:
            raise damaged(self.path) from problem

    def with_parts(self, changed: Mapping[str, Iterable[bytes]]) -> bytes:
        """The whole file with these parts exchanged, packed in the way they were."""
        new = {self._names[_key(name)]: pieces for name, pieces in changed.items()}
        start = self._archive.start_dir
        entries = sorted(self._archive.infolist(), key=lambda one: one.header_offset)
        ends = [one.header_offset for one in entries[1:]] + [start]
        out = io.BytesIO()
        out.write(self._data[: entries[0].header_offset])
        offsets: dict[int, int] = {}
        sums: dict[int, tuple[int, int, int]] = {}
        for one, end in zip(entries, ends, strict=True):
            offsets[one.header_offset] = out.tell()
            pieces = new.get(one.filename)
            if pieces is None:
                out.write(self._data[one.header_offset : end])
            else:
                sums[one.header_offset] = self._write(out, one, pieces)
        directory = out.tell()
        for one, record in self._records():
            at = one.header_offset
            out.write(_moved(record, offsets[at], sums.get(at)))
        count = len(entries)
        comment = self._archive.comment
        size = out.tell() - directory
        out.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, directory, len(comment)))
        out.write(comment)
        return out.getvalue()

    def _write(
        self, out: io.BytesIO, one: zipfile.ZipInfo, pieces: Iterable[bytes]
    ) -> tuple[int, int, int]:
        """Write one part anew; its sum, packed and unpacked size. The trailer goes: the header has the numbers."""
        if one.compress_type not in _PACKED:
            raise damaged(self.path)
        head = _LOCAL.unpack_from(self._data, one.header_offset)
        name_at = one.header_offset + _LOCAL.size
        name = self._data[name_at : name_at + head[9]]
        extra = _without_zip64(self._data[name_at + head[9] : name_at + head[9] + head[10]])
        at = out.tell()
        out.write(bytes(_LOCAL.size) + name + extra)
        begin = out.tell()
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = one.compress_type == zipfile.ZIP_DEFLATED
        total = crc = 0
        for piece in pieces:
            total += len(piece)
            crc = zlib.crc32(piece, crc)
            out.write(packer.compress(piece) if packed else piece)
        if packed:
            out.write(packer.flush())
        end = out.tell()
        out.seek(at)
        flags = head[2] & ~_TRAILER
        size = end - begin
        out.write(
            _LOCAL.pack(*head[:2], flags, *head[3:6], crc, size, total, len(name), len(extra))
        )
        out.seek(end)
        return crc, size, total

    def _records(self) -> list[tuple[zipfile.ZipInfo, bytes]]:
        """The directory's records in their order, as bytes."""
        at = self._archive.start_dir
        found = []
        for one in self._archive.infolist():
            fields = _RECORD.unpack_from(self._data, at)
            size = _RECORD.size + fields[10] + fields[11] + fields[12]
            found.append((one, self._data[at : at + size]))
            at += size
        return found


def damaged(path: Path) -> DeskError:
    """What is said of a workbook that cannot be understood."""
    return DeskError(
        _("{name} is damaged or not a workbook").format(name=path.name),
        _("Download the template again and choose that file."),
        file=path,
    )


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _moved(record: bytes, offset: int, numbers: tuple[int, int, int] | None) -> bytes:
    """A directory record with its new offset, for an exchanged part with its new numbers too."""
    fields = list(_RECORD.unpack_from(record))
    name_end = _RECORD.size + fields[10]
    name, extra = record[_RECORD.size : name_end], record[name_end : name_end + fields[11]]
    comment = record[name_end + fields[11] :]
    if numbers is not None:
        extra = _without_zip64(extra)
        fields[3] &= ~_TRAILER
        fields[7:10] = numbers
    elif fields[16] == _FULL:
        extra = _offset_in_zip64(extra, fields, offset)
        offset = _FULL
    fields[11], fields[16] = len(extra), offset
    return _RECORD.pack(*fields) + name + extra + comment


def _extras(extra: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        found.append((kind, extra[at : at + 4 + size]))
        at += 4 + size
    return found


def _without_zip64(extra: bytes) -> bytes:
    return b"".join(field for kind, field in _extras(extra) if kind != _ZIP64)


def _offset_in_zip64(extra: bytes, fields: list[int], offset: int) -> bytes:
    # The long numbers stand in this order, each only where its short one is full.
    before = 8 * ((fields[9] == _FULL) + (fields[8] == _FULL))
    made = b""
    for kind, field in _extras(extra):
        if kind == _ZIP64:
            field = field[: 4 + before] + struct.pack("<Q", offset) + field[12 + before :]
        made += field
    return made
