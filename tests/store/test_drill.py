"""The monthly trial of a backup: when it is due, what it tries, that it turns green or red with its date."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from seller_desk.core.services.backups import DRILL_SETTING, BackupService, DrillResult
from seller_desk.core.store import locked_file
from seller_desk.core.store.store import Store


@pytest.fixture
def store(data):
    store = Store.open(data)
    yield store
    store.close()


@pytest.fixture
def backups(data, store):
    return BackupService(data, lambda: store)


def was_tried(store, ago):
    at = (datetime.now(UTC) - ago).isoformat(timespec="seconds")
    store.set_setting(DRILL_SETTING, msgspec.json.encode(DrillResult(at=at, backup="x")).decode())


def test_without_a_backup_there_is_nothing_to_try(backups):
    assert backups.drill_if_due() is None
    assert backups.last_drill() is None


def test_the_first_backup_is_tried_at_once_and_then_left_alone(backups):
    made = backups.make_now()
    result = backups.drill_if_due()
    assert result.ok
    assert result.backup == made.name
    assert datetime.now(UTC) - datetime.fromisoformat(result.at) < timedelta(minutes=5)
    assert backups.drill_if_due() is None
    assert backups.last_drill() == result


@pytest.mark.parametrize(
    ("days", "due"), [(1, False), (29, False), (30, True), (400, True), (-3, True)]
)
def test_it_is_due_every_thirty_days_and_after_a_clock_set_back(backups, store, days, due):
    backups.make_now()
    was_tried(store, timedelta(days=days))
    assert (backups.drill_if_due() is not None) is due


def test_a_red_result_stays_with_its_date_until_the_next_trial(backups, data):
    made = backups.make_now()
    raw = bytearray(made.read_bytes())
    raw[len(raw) // 2] ^= 1
    made.write_bytes(raw)
    red = backups.drill_if_due()
    assert not red.ok
    assert backups.last_drill() == red
    assert data.database.exists()
    made.unlink()
    backups.make_now()
    assert backups.drill().ok
    assert backups.last_drill().ok


def test_the_newest_backup_that_opens_without_a_passphrase_is_tried(backups, monkeypatch):
    monkeypatch.setattr(locked_file, "SCRYPT_N", 2**10)
    plain = backups.make_now()
    locked, _manifest = backups.create(None, "correct horse battery")
    assert {one.path for one in backups.list()} == {plain, locked}
    assert backups.drill().backup == plain.name


def test_a_setting_that_is_no_result_is_no_result(backups, store):
    store.set_setting(DRILL_SETTING, "{")
    assert backups.last_drill() is None
