"""The layout of a zip, byte by byte: every byte belongs to an entry, and both heads of an entry say the same.

Readers trust the directory at the end and skip what stands before each file, so damage there goes unseen by most of
them, while `unzip -t` or the platform's own reader stumbles over it. Layout as in PKWARE's APPNOTE 6.3.10, 4.3.
"""

import struct
import zipfile
from typing import IO

# Signature, version, flags, method, time, day, crc, packed size, size, length of the name and of the extra field.
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
# The record at the end: its signature, four counts, size and place of the directory, length of the comment after it.
_END = struct.Struct("<4s4H2IH")
_END_SIGNATURE = b"PK\x05\x06"
_DESCRIBED_LATER = 0x8
_ELSEWHERE, _ELSEWHERE_SHORT = 0xFFFFFFFF, 0xFFFF
# Sizes may follow the data: with or without a signature, in 32 or 64 bits.
_DESCRIPTORS = (12, 16, 20, 24)
_KNOWN_VERSION = 63
_REGULAR, _FOLDER, _DOS_BITS = 0o100000, 0o040000, 0x3F


def whole(handle: IO[bytes], archive: zipfile.ZipFile) -> bool:
    """Whether entries, directory and end record fill the file without a gap, from its first byte to its last."""
    end = 0
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    for number, member in enumerate(members):
        following = (
            members[number + 1].header_offset if number + 1 < len(members) else archive.start_dir
        )
        start = _data_start(handle, member) if member.header_offset == end else None
        if start is None:
            return False
        rest = following - start - member.compress_size
        later = member.flag_bits & _DESCRIBED_LATER
        if rest != 0 and not (later and rest in _DESCRIPTORS):
            return False
        end = following
    return end == archive.start_dir and _ends(handle, archive)


def odd_head(member: zipfile.ZipInfo) -> bool:
    """Whether the directory says of this entry what no writer of plain files says."""
    mode = member.external_attr >> 16
    return (
        (member.create_system == 3 and mode & ~0o777 not in (0, _REGULAR, _FOLDER))
        or member.external_attr & 0xFFFF > _DOS_BITS
        or member.extract_version > _KNOWN_VERSION
        or member.create_version > _KNOWN_VERSION
        or member.volume != 0
        or member.internal_attr > 1
    )


def _data_start(handle: IO[bytes], member: zipfile.ZipInfo) -> int | None:
    """Where the entry's content begins; None if its own head does not say what the directory says."""
    handle.seek(member.header_offset)
    head = handle.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        return None
    signature, version, flags, method, time, day, crc, packed, size, named, extra = _LOCAL.unpack(
        head
    )
    name = handle.read(named)
    moment = member.date_time
    stated = (
        moment[3] << 11 | moment[4] << 5 | moment[5] // 2,
        moment[0] - 1980 << 9 | moment[1] << 5 | moment[2],
    )
    known = member.orig_filename.encode("utf-8" if flags & 0x800 else "cp437", "replace")
    same = (
        signature == _LOCAL_SIGNATURE
        and version == member.extract_version
        and flags == member.flag_bits
        and method == member.compress_type
        and (time, day) == stated
        and name == known
        and (bool(flags & _DESCRIBED_LATER) or _sizes_agree(crc, packed, size, member))
        and _fields_fit(handle.read(extra))
    )
    return member.header_offset + _LOCAL.size + named + extra if same else None


def _sizes_agree(crc: int, packed: int, size: int, member: zipfile.ZipInfo) -> bool:
    return (
        crc == member.CRC
        and packed in (member.compress_size, _ELSEWHERE)
        and size in (member.file_size, _ELSEWHERE)
    )


def _fields_fit(extra: bytes) -> bool:
    """Whether an extra field is made of whole (id, length, data) pieces."""
    position = 0
    while position + 4 <= len(extra):
        position += 4 + int.from_bytes(extra[position + 2 : position + 4], "little")
    return position == len(extra)


def _ends(handle: IO[bytes], archive: zipfile.ZipFile) -> bool:
    """Whether the file ends with the one record that ends a zip, and that record counts the entries right."""
    size = handle.seek(0, 2)
    start = size - _END.size - len(archive.comment)
    handle.seek(max(0, start))
    record = handle.read(_END.size)
    if start < 0 or len(record) < _END.size:
        return False
    signature, disk, first_disk, here, total, length, offset, comment = _END.unpack(record)
    count = len(archive.infolist())
    return (
        signature == _END_SIGNATURE
        and comment == len(archive.comment)
        and {disk, first_disk} <= {0, _ELSEWHERE_SHORT}
        and {here, total} <= {count, _ELSEWHERE_SHORT}
        and offset in (archive.start_dir, _ELSEWHERE)
        and (length == _ELSEWHERE or offset == _ELSEWHERE or archive.start_dir + length == start)
    )
