"""`seller-desk self-test` passes here, and fails where something is broken."""

import os
import sys

import pytest

from seller_desk.core import selftest
from seller_desk.core.accounts.vault import SessionVault, VaultState
from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError


class Keyring(SessionVault):
    """A keyring in memory; `forgets` loses what it is given."""

    lasting = True

    def __init__(self, forgets=False):
        super().__init__()
        self.forgets = forgets

    def state(self):
        return VaultState("keyring", "a keyring")

    def get(self, name):
        return None if self.forgets else super().get(name)


def results(window=lambda folder: "seen", vault=None):
    return {one.name: one for one in selftest.self_test(window, vault or SessionVault())}


def test_every_check_passes_on_this_machine(terminal):
    done = terminal("self-test", "--json")
    assert done.code == 0, done.document
    assert done.document["ok"] is True
    names = [one["name"] for one in done.document["checks"]]
    assert names == list(selftest.NAMES)
    assert all(one["ok"] and one["seconds"] >= 0 for one in done.document["checks"])


def test_a_window_that_does_not_open_fails_the_run(terminal, monkeypatch):
    monkeypatch.setattr(
        system, "window_program", lambda: [sys.executable, "-c", "raise SystemExit(7)"]
    )
    done = terminal("self-test", "--json")
    assert done.code == 1
    assert done.document["ok"] is False
    failed = [one for one in done.document["checks"] if not one["ok"]]
    assert [one["name"] for one in failed] == ["window"]
    assert "7" in failed[0]["detail"]


def test_broken_parts_are_named_and_the_others_are_still_checked(monkeypatch):
    def no_packs():
        raise DeskError("No rules", "Install again")

    monkeypatch.setattr("seller_desk.core.rules.load.pack_files", no_packs)
    monkeypatch.setattr("seller_desk.core.media.workbook.workbook_bytes", lambda *_: b"no workbook")
    seen = results(vault=Keyring(forgets=True))
    assert {name for name, one in seen.items() if not one.ok} >= {"rules", "workbook", "keyring"}
    assert seen["rules"].detail == "No rules Install again"
    assert seen["pdf"].ok
    assert seen["window"].ok


def test_a_keyring_is_used_once_and_left_as_it_was():
    vault = Keyring()
    assert results(vault=vault)["keyring"].ok
    assert not vault._secrets
    assert results()["keyring"].detail.startswith("none")


@pytest.mark.skipif(sys.platform != "linux", reason="core files are limited where resource is")
def test_core_dumps_are_off_once_secrets_may_be_in_memory(tmp_path):
    import subprocess

    code = """
import resource, ctypes
from seller_desk.core.base import system
system.no_core_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "(0, 0) 0"


def test_a_windowed_program_gets_silent_streams_in_place_of_none(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    system.utf8_streams()
    made = (sys.stdout, sys.stderr)
    print("任何文字")
    for stream in made:
        assert stream is not None
        stream.close()


def test_the_packaged_program_gives_the_systems_libraries_back_to_what_it_opens(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/ours")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/theirs")
    monkeypatch.setenv("DYLD_LIBRARY_PATH", "/ours")
    system.own_environment()
    assert os.environ["LD_LIBRARY_PATH"] == "/theirs"
    assert "DYLD_LIBRARY_PATH" not in os.environ
    monkeypatch.setattr(sys, "executable", "/opt/x/seller-desk")
    assert system.window_program()[0].startswith("/opt/x/SellerDesk")
    assert system.child_environment()["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
