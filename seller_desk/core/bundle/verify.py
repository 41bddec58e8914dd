"""Verifying a packet, or any zip that claims to be one: zip structure, BagIt manifests, every byte.

Nothing is unpacked to disk, nothing is trusted: names, sizes and ratios are judged before a byte is read, and what
is read is counted. Whatever is wrong becomes a problem; only a file that is no zip at all raises DeskError.
"""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import nullcontext
from pathlib import Path
from typing import IO

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.files import disk_says
from seller_desk.core.base.language import _
from seller_desk.core.bundle import bag, layout
from seller_desk.core.bundle.hashing import PIECE, Hasher
from seller_desk.core.bundle.problems import Verification

MAX_MEMBERS = 100_000
MAX_TAG_FILE = 64 << 20
# Documents and tables never shrink a thousandfold; what does is made to fill a disk.
MAX_RATIO, MAX_RATIO_FREE = 200, 10 << 20
# What zipfile and the decompressors raise on damaged input, beside BadZipFile.
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
    struct.error, NotImplementedError, RuntimeError, OverflowError, MemoryError, IndexError, KeyError,
)  # fmt: skip


def verify(path: Path, watch: Callable[[int], None] | None = None) -> Verification:
    """Check the packet at `path`. DeskError if it is not there or no zip; everything else is in the result."""
    try:
        handle = path.open("rb")
    except OSError as problem:
        raise DeskError(
            _("{name} cannot be read").format(name=path.name),
            disk_says(problem),
            file=path,
        ) from problem
    with handle:
        if not _looks_like_zip(handle):
            raise DeskError(
                _("{name} is not a zip file").format(name=path.name),
                _("Choose a packet that Seller Desk built."),
                file=path,
            )
        return verify_stream(handle, watch)


def verify_stream(
    handle: IO[bytes], watch: Callable[[int], None] | None = None, *, deep: bool = True
) -> Verification:
    """Check an open zip; `watch` gets the bytes read so far. Never raises for what the zip contains.

    Without `deep` the bytes are held against the zip's CRC only, not against the manifest's hashes: enough for the
    writer, who hashed the very bytes of which the CRC was taken.
    """
    found = Verification()
    try:
        with zipfile.ZipFile(handle) as archive:
            if not layout.whole(handle, archive):
                found.add("foreign_data")
            with Hasher() if deep else nullcontext() as hasher:
                _Check(archive, found, watch or (lambda _size: None), hasher).run()
    except _DAMAGE as problem:
        found.add("zip_damaged", detail=_reason(problem))
    return found


def _looks_like_zip(handle: IO[bytes]) -> bool:
    start = handle.read(4)
    handle.seek(0)
    # A truncated zip is a damaged zip, not another kind of file.
    return start in (b"PK\x03\x04", b"PK\x05\x06") or zipfile.is_zipfile(handle)


def _reason(problem: BaseException) -> str:
    return str(problem).strip()[:120] or type(problem).__name__


class _Check:
    """One run over one archive."""

    def __init__(
        self,
        archive: zipfile.ZipFile,
        found: Verification,
        watch: Callable[[int], None],
        hasher: Hasher | None,
    ) -> None:
        self._hasher = hasher
        self._archive = archive
        self._found = found
        self._watch = watch
        self._read = 0

    def run(self) -> None:
        """All checks; content is read only where names and sizes are sane."""
        members = self._members()
        if members is None:
            return
        if not members:
            self._found.add("not_a_bag", bag.MANIFEST)
            return
        tops = {name.partition("/")[0] for name in members}
        if len(tops) != 1 or any("/" not in name for name in members):
            self._found.add("several_folders")
            return
        top = tops.pop() + "/"
        inside = {name.removeprefix(top): member for name, member in members.items()}
        reading = {name: self._hash(name, member) for name, member in inside.items()}
        hashes = {name: digest.result() if digest else "" for name, digest in reading.items()}
        self._check_bag(inside, hashes)

    def _members(self) -> dict[str, zipfile.ZipInfo] | None:
        listed = self._archive.infolist()
        if len(listed) > MAX_MEMBERS:
            self._found.add("too_many_files")
            return None
        members: dict[str, zipfile.ZipInfo] = {}
        folded: set[str] = set()
        sane = True
        for member in listed:
            name = member.filename
            code = _refused(member) or ("name_twice" if name.casefold() in folded else "")
            folded.add(name.casefold())
            if code:
                self._found.add(code, _shown(name))
                sane = False
            elif not member.is_dir():
                members[name] = member
        return members if sane else None

    def _hash(self, name: str, member: zipfile.ZipInfo) -> "Future[str] | None":
        """Hex SHA-256 of the content, soon; None (and a problem) if it cannot be read to its end."""
        size, whole = 0, True
        try:
            with self._archive.open(member) as reader:
                for piece in self._pieces(reader):
                    size += len(piece)
                    self._read += len(piece)
                    self._watch(self._read)
        except _DAMAGE as problem:
            self._found.add("damaged", _shown(name), _reason(problem))
            whole = False
        digest = self._hasher.finish() if self._hasher else None
        if not whole:
            return None
        if name.startswith(bag.PAYLOAD):
            self._found.files += 1
            self._found.bytes += size
        return digest

    def _pieces(self, reader: IO[bytes]) -> Iterator[bytes | memoryview]:
        """The content; hashed on the way where that is wanted. Its CRC is taken by zipfile in any case."""
        if self._hasher:
            yield from self._hasher.pieces(reader)
            return
        while piece := reader.read(PIECE):
            yield piece

    def _check_bag(self, inside: dict[str, zipfile.ZipInfo], hashes: dict[str, str]) -> None:
        for name in ("bagit.txt", bag.MANIFEST):
            if name not in inside:
                self._found.add("not_a_bag", name)
                return
        declared = (self._text(inside["bagit.txt"]) or "").split()
        if declared[:1] != ["BagIt-Version:"] or declared[-1:] != ["UTF-8"]:
            self._found.add("declaration", "bagit.txt")
        payload = {name: digest for name, digest in hashes.items() if name.startswith(bag.PAYLOAD)}
        self._against(inside, bag.MANIFEST, payload)
        if bag.TAG_MANIFEST in inside:
            tags = {
                name: digest
                for name, digest in hashes.items()
                if name not in payload and name != bag.TAG_MANIFEST
            }
            self._against(inside, bag.TAG_MANIFEST, tags)
        self._check_oxum(inside)

    def _against(
        self, inside: dict[str, zipfile.ZipInfo], manifest: str, hashes: dict[str, str]
    ) -> None:
        text = self._text(inside[manifest])
        try:
            if text is None:
                raise ValueError
            listed = bag.parse_manifest(text)
        except ValueError:
            self._found.add("manifest_damaged", manifest)
            return
        for name, digest in listed.items():
            if name not in hashes:
                self._found.add("missing", _shown(name))
            elif hashes[name] and hashes[name] != digest:
                self._found.add("changed", _shown(name))
        for name in hashes:
            if name not in listed:
                self._found.add("extra", _shown(name))

    def _check_oxum(self, inside: dict[str, zipfile.ZipInfo]) -> None:
        info = self._text(inside["bag-info.txt"]) if "bag-info.txt" in inside else None
        for line in (info or "").splitlines():
            label, _colon, value = line.partition(":")
            if (
                label == "Payload-Oxum"
                and value.strip() != f"{self._found.bytes}.{self._found.files}"
            ):
                self._found.add("oxum", "bag-info.txt")

    def _text(self, member: zipfile.ZipInfo) -> str | None:
        if member.file_size > MAX_TAG_FILE:
            return None
        try:
            with self._archive.open(member) as reader:
                return reader.read(MAX_TAG_FILE).decode("utf-8")
        except _DAMAGE:
            return None


def _refused(member: zipfile.ZipInfo) -> str:
    """The code of what forbids reading this member at all, or nothing."""
    name = member.orig_filename
    parts = name.rstrip("/").split("/")
    if (
        not name
        or name.startswith("/")
        or any(char in name for char in "\\\0")
        or any(part in ("", ".", "..") for part in parts)
        or ":" in parts[0]
    ):
        return "name_unsafe"
    if member.flag_bits & 0x1:
        return "encrypted"
    if member.create_system == 3 and stat.S_ISLNK(member.external_attr >> 16):
        return "link"
    if layout.odd_head(member):
        return "damaged"
    bound = max(MAX_RATIO_FREE, member.compress_size * MAX_RATIO)
    return "bomb" if member.file_size > bound else ""


def _shown(name: str) -> str:
    """A name from a stranger's zip, safe to print."""
    return "".join(char if char.isprintable() else "?" for char in name)[:200]
