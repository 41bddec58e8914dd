"""Whatever breaks while a packet is built: no thread stays behind, no file stays behind, the message is clear."""

import errno
import hashlib
import os
import sys
import threading
from io import BytesIO
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from packets import FakeDesk

from seller_desk.core.base.errors import Cancelled, DeskError
from seller_desk.core.bundle import build, hashing
from seller_desk.core.bundle.hashing import PIECE, Hasher

# A thread that hangs would hold the whole run.
pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def desk(tmp_path):
    made = FakeDesk(tmp_path / "data")
    yield made
    made.store.close()


@pytest.fixture
def packet(desk, tmp_path):
    """Builds; afterwards nothing of it may be left: no thread, no file."""
    application = desk.filled()
    # Several times as many pieces as there are buffers: whoever waits for a free one would wait for ever.
    desk.add_document("bank_statement", "large.pdf", os.urandom(PIECE) * 15)
    target = tmp_path / "out" / "packet.zip"
    before = set(threading.enumerate())

    def run(**more):
        return desk.bundles.build(application.id, target, **more)

    yield run
    assert set(threading.enumerate()) <= before
    assert not target.exists()
    assert not target.parent.exists() or list(target.parent.iterdir()) == []


class BadHash:
    """SHA-256 that breaks at the n-th piece, counted over all files."""

    def __init__(self, after):
        self.left, self.real = after, hashlib.sha256

    def __call__(self, *data):
        self.of_now = self.real(*data)
        return self

    def update(self, piece):
        self.left -= 1
        if self.left < 0:
            raise MemoryError
        self.of_now.update(piece)

    def hexdigest(self):
        return self.of_now.hexdigest()


@pytest.mark.parametrize("after", [0, 3])
def test_an_error_in_the_hashing_thread_ends_the_packet_and_is_told(packet, monkeypatch, after):
    monkeypatch.setattr(hashing, "sha256", BadHash(after))
    with pytest.raises(DeskError, match="hash of a file could not be computed") as told:
        packet()
    assert "memory" in told.value.advice


def test_after_an_error_the_next_file_is_hashed_again(monkeypatch):
    from hashlib import sha256

    failing = iter([True])

    class Once:
        def __init__(self):
            self.real = sha256()

        def update(self, piece):
            if next(failing, False):
                raise MemoryError
            self.real.update(piece)

        def hexdigest(self):
            return self.real.hexdigest()

    monkeypatch.setattr(hashing, "sha256", Once)
    with Hasher() as hasher:
        for _piece in hasher.pieces(BytesIO(b"a" * PIECE * 10)):
            pass
        first = hasher.finish()
        for _piece in hasher.pieces(BytesIO(b"b" * PIECE * 10)):
            pass
        second = hasher.finish()
        with pytest.raises(DeskError):
            first.result(timeout=30)
        assert second.result(timeout=30) == sha256(b"b" * PIECE * 10).hexdigest()


@pytest.mark.parametrize("at", [1, 2, 4, 8, 14, 20, 30])
def test_stopped_at_any_moment_nothing_stays(packet, at):
    asked = []

    def stop():
        asked.append(1)
        return len(asked) >= at

    with pytest.raises(Cancelled):
        packet(stop=stop)


@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES])
def test_an_original_that_cannot_be_read_half_way_is_told(packet, monkeypatch, number):
    real = Hasher.pieces

    def pieces(self, source):
        for count, piece in enumerate(real(self, source)):
            if count == 7:
                raise OSError(number, os.strerror(number))
            yield piece

    monkeypatch.setattr(Hasher, "pieces", pieces)
    with pytest.raises(DeskError, match=r"\w+\.\w+ cannot be read") as told:
        packet()
    assert "disk says" in told.value.advice


def test_a_disk_that_fails_to_sync_is_told(packet, monkeypatch):
    def refuse(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(build.os, "fsync", refuse)
    with pytest.raises(DeskError, match=r"packet\.zip cannot be written") as told:
        packet()
    assert "full" in told.value.advice
