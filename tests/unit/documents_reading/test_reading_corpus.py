"""Other people's files through the reader: whatever they do, there is an answer, and the next file is read."""

import os
from pathlib import Path

import pytest

from seller_desk.core.services import documents_reading
from seller_desk.core.services.documents_reading import ReadingService

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not os.environ.get("SELLER_DESK_CORPUS"), reason="no corpus"),
]


def files(name):
    folder = Path(os.environ["SELLER_DESK_CORPUS"]) / name
    return [path for path in sorted(folder.iterdir()) if path.suffix != ".tsv"]


def test_hostile_files_end_with_an_answer_and_in_little_memory(monkeypatch):
    monkeypatch.setattr(documents_reading, "MAX_PAGES", 1)
    service = ReadingService(None)
    try:
        readings = [service.read(path) for path in files("docs-hostile")[::4]]
        peak = service.worker.peak / 2**20
    finally:
        service.close()
    assert all(one.code or one.pages for one in readings)
    assert peak < 900


def test_good_files_are_read_and_none_is_taken_for_an_identity_paper():
    service = ReadingService(None)
    try:
        readings = {path.name: service.read(path) for path in files("docs-good")}
    finally:
        service.close()
    unread = [name for name, one in readings.items() if one.code]
    assert not unread
    wrong = [
        name
        for name, one in readings.items()
        if one.kind.kind in ("id_card", "passport", "business_licence", "hk_incorporation")
    ]
    assert not wrong
    assert sum(bool(one.lines) for one in readings.values()) > 0.8 * len(readings)
