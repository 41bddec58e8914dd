"""The doctor's checks, each made to fail."""

import sys

import pytest

from seller_desk.core.accounts.vault import SessionVault, VaultState
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.services import doctor


class Locked(SessionVault):
    def state(self):
        return VaultState("locked", "a keyring", "The keyring is locked", "Unlock it")


def test_every_check_has_a_name_a_state_and_a_detail(tmp_path):
    checks = list(doctor.examine(DataFolder(tmp_path), SessionVault()))
    assert [one.name for one in checks] == list(doctor.NAMES)
    for one in checks:
        assert one.state in ("ok", "warning", "bad", "unknown")
        assert one.detail
        assert one.state == "ok" or one.advice


def test_a_damaged_database_is_told_with_what_to_do(tmp_path):
    from seller_desk.core.store.store import Store

    folder = DataFolder(tmp_path / "a#b 50%")
    assert doctor.database_check(folder).state == "ok"
    Store.open(folder).close()
    assert doctor.database_check(folder).state == "ok"
    with folder.database.open("r+b") as handle:
        handle.seek(4096)
        handle.write(b"x" * 8192)
    check = doctor.database_check(folder)
    assert (check.name, check.state) == ("database", "bad")
    assert "backup" in check.advice


def test_a_missing_and_a_locked_keyring_are_warnings_with_advice():
    for vault in (SessionVault(), Locked()):
        check = doctor.keyring_check(vault)
        assert check.state == "warning"
        assert check.advice


def test_a_chinese_font_is_found_by_its_file_name(tmp_path):
    assert doctor.font_check(lambda: [tmp_path]).state == "bad"
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "NotoSansCJK-Regular.ttc").touch()
    assert doctor.font_check(lambda: [tmp_path, tmp_path / "none"]).detail == "NotoSansCJK-Regular.ttc"  # fmt: skip


def test_little_room_and_an_old_sqlite_are_named(tmp_path):
    assert doctor.disk_check(tmp_path / "not" / "yet", lambda _: 1 << 20).state == "warning"
    assert doctor.disk_check(tmp_path, lambda _: 1 << 40).state == "ok"
    assert doctor.sqlite_check((3, 7, 17)).state == "bad"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_others_can_open_and_a_synced_one_are_warnings(tmp_path):
    open_folder = tmp_path / "open"
    open_folder.mkdir(mode=0o755)
    open_folder.chmod(0o755)
    assert doctor.folder_check(open_folder).state == "warning"
    open_folder.chmod(0o700)
    assert doctor.folder_check(open_folder).state == "ok"
    synced = tmp_path / "OneDrive" / "desk"
    synced.mkdir(parents=True)
    synced.chmod(0o700)
    assert "synced" in doctor.folder_check(synced).detail


def test_a_connection_would_be_bad():
    assert doctor.connections_check(1).state == "bad"
