"""A file under a passphrase, in chunks: written as a stream, read from anywhere, memory for one chunk only.

All cryptography is the library's recipe: each chunk is one Fernet token (AES-128-CBC and HMAC-SHA256) under a key
that scrypt makes of the passphrase and a salt of this file. A chunk carries its number and whether it is the last
one, so chunks cannot be swapped, dropped or cut off unnoticed. Tokens are stored as bytes rather than base64.
"""

import base64
import io
import json
import os
import struct
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

MAGIC = b"SELLER-DESK-LOCKED-1\n"
CHUNK = 1 << 20
# OWASP's advice for scrypt: 128 MiB and about half a second for each guess.
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**17, 8, 1
# Somebody else's file must not make us spend all memory.
_MAX_N, _MAX_R, _MAX_P, _MAX_HEADER = 2**20, 16, 4, 4096
# Number of the chunk, and 1 for the last one.
_HEAD = struct.Struct(">QB")
# Version, time and IV before the ciphertext, HMAC after it (Fernet's specification).
_AROUND = 1 + 8 + 16 + 32


class WrongPassphrase(DeskError):
    """The passphrase does not open this file."""

    def __init__(self, file: Path | str) -> None:
        super().__init__(
            _("The passphrase does not open this backup"),
            _("Try again: capital letters, spaces and the input method count."),
            file=file,
        )


def is_locked(path: Path) -> bool:
    """Whether this file asks for a passphrase."""
    with path.open("rb") as handle:
        return handle.read(len(MAGIC)) == MAGIC


def _token_size(plain: int) -> int:
    return _AROUND + (plain // 16 + 1) * 16


_STEP = _token_size(_HEAD.size + CHUNK)


def _fernet(passphrase: str, salt: bytes, n: int, r: int, p: int) -> "Fernet":
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    key = Scrypt(salt=salt, length=32, n=n, r=r, p=p).derive(passphrase.encode("utf-8"))
    return Fernet(base64.urlsafe_b64encode(key))


def _lock(fernet: "Fernet", data: bytes) -> bytes:
    return base64.urlsafe_b64decode(fernet.encrypt(data))


def _unlock(fernet: "Fernet", token: bytes) -> bytes | None:
    from cryptography.fernet import InvalidToken

    try:
        return fernet.decrypt(base64.urlsafe_b64encode(token))
    except InvalidToken:
        return None


class LockedWriter:
    """Takes bytes, writes chunks. Call `finish` at the end: without it the file cannot be read."""

    def __init__(self, sink: IO[bytes], passphrase: str) -> None:
        salt = os.urandom(16)
        self._sink = sink
        self._fernet = _fernet(passphrase, salt, SCRYPT_N, SCRYPT_R, SCRYPT_P)
        self._held = bytearray()
        self._number = 0
        header = {
            "kdf": "scrypt", "n": SCRYPT_N, "r": SCRYPT_R, "p": SCRYPT_P, "chunk": CHUNK,
            "salt": base64.b64encode(salt).decode(),
            # Tells a wrong passphrase from a damaged file.
            "check": base64.b64encode(_lock(self._fernet, b"")).decode(),
        }  # fmt: skip
        sink.write(MAGIC + json.dumps(header).encode() + b"\n")

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._held += data
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk."""
        self._put(bytes(self._held), last=True)

    def _put(self, data: bytes, *, last: bool) -> None:
        self._sink.write(_lock(self._fernet, _HEAD.pack(self._number, last) + data))
        self._number += 1


class LockedReader(io.RawIOBase):
    """The plain bytes of a locked file, seekable. Raises WrongPassphrase, or DeskError where it is damaged."""

    def __init__(self, handle: IO[bytes], passphrase: str, name: Path) -> None:
        super().__init__()
        self._handle, self._name = handle, name
        header = _header(handle, name)
        self._fernet = _fernet(
            passphrase, base64.b64decode(header["salt"]), header["n"], header["r"], header["p"]
        )
        if _unlock(self._fernet, base64.b64decode(header["check"])) != b"":
            raise WrongPassphrase(name)
        self._start = handle.tell()
        length = handle.seek(0, os.SEEK_END) - self._start
        self._chunks = max(1, -(-length // _STEP))
        self._number, self._chunk = -1, b""
        last = self._load(self._chunks - 1)
        self._size = (self._chunks - 1) * CHUNK + len(last)
        self._at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a byte of the plain content."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """Where we are."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """The next bytes, at most to the end of the chunk."""
        if self._at >= self._size:
            return 0
        number, inside = divmod(self._at, CHUNK)
        piece = self._load(number)[inside : inside + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _load(self, number: int) -> bytes:
        if number == self._number:
            return self._chunk
        self._handle.seek(self._start + number * _STEP)
        plain = _unlock(self._fernet, self._handle.read(_STEP))
        expected = _HEAD.pack(number, number == self._chunks - 1)
        if plain is None or plain[: _HEAD.size] != expected:
            raise damaged(self._name)
        self._number, self._chunk = number, plain[_HEAD.size :]
        return self._chunk


def damaged(name: Path | str) -> DeskError:
    """This backup is not whole."""
    return DeskError(
        _("The backup is damaged"), _("Nothing was changed. Use another backup."), file=name
    )


def _header(handle: IO[bytes], name: Path) -> dict[str, Any]:
    handle.seek(len(MAGIC))
    line = handle.readline(_MAX_HEADER)
    try:
        header: dict[str, Any] = json.loads(line)
        known = (
            header["kdf"] == "scrypt"
            and header["chunk"] == CHUNK
            and 2**10 <= header["n"] <= _MAX_N
            and header["n"] & (header["n"] - 1) == 0
            and 1 <= header["r"] <= _MAX_R
            and 1 <= header["p"] <= _MAX_P
            and len(base64.b64decode(header["salt"])) == 16
            and bool(base64.b64decode(header["check"]))
        )
    except (ValueError, KeyError, TypeError) as problem:
        raise damaged(name) from problem
    if not known:
        raise damaged(name)
    return header
