"""The vault over a keyring in memory: pieces, crashes, locks, who is trusted."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.errors import KeyringLocked, NoKeyringError

from seller_desk.core.accounts.pieces import PIECE_UNITS
from seller_desk.core.accounts.vault import (
    KeyringVault,
    LateVault,
    SessionVault,
    trusted,
)
from seller_desk.core.base.errors import DeskError

SECRET = "never in a log 7!"


class MemoryKeyring:
    """Like Windows' one, it refuses long values; it can lock, and break off after some writes."""

    def __init__(self):
        self.kept = {}
        self.error = None
        self.writes_left = None
        self.inside = 0
        self.most_inside = 0

    def get_password(self, service, user):
        self._check()
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        found = self.kept.get((service, user))
        self.inside -= 1
        return found

    def set_password(self, service, user, value):
        self._check()
        assert len(value.encode("utf-16-le")) <= 2560
        if self.writes_left is not None:
            if self.writes_left == 0:
                raise ConnectionResetError(f"lost while writing {value}")
            self.writes_left -= 1
        self.kept[service, user] = value

    def delete_password(self, service, user):
        self._check()
        del self.kept[service, user]

    def _check(self):
        if self.error:
            raise self.error


@pytest.fixture
def ring():
    return MemoryKeyring()


@pytest.fixture
def vault(ring):
    return KeyringVault(ring, "a keyring")


@given(st.text(max_size=4000), st.text(max_size=4000))
def test_whatever_goes_in_comes_out_and_nothing_is_left_behind(first, second):
    ring = MemoryKeyring()
    vault = KeyringVault(ring, "a keyring")
    vault.set("a", first)
    assert vault.get("a") == first
    vault.set("a", second)
    assert vault.get("a") == second
    vault.delete("a")
    assert vault.get("a") is None
    assert ring.kept == {}


@pytest.mark.parametrize("length", [PIECE_UNITS - 1, PIECE_UNITS, PIECE_UNITS + 1, 5 * PIECE_UNITS])
@pytest.mark.parametrize("char", ["a", "密", "\N{GRINNING FACE}"])
def test_long_secrets_are_cut_into_pieces_that_windows_takes(vault, length, char):
    vault.set("a", char * length)
    assert vault.get("a") == char * length


@pytest.mark.parametrize("old", ["short", "o" * 3000])
@pytest.mark.parametrize("new", ["fresh", "n" * 5000])
def test_a_crash_at_any_write_leaves_the_old_or_the_new_value(old, new):
    for writes in range(8):
        ring = MemoryKeyring()
        vault = KeyringVault(ring, "a keyring")
        vault.set("a", old)
        ring.writes_left = writes
        try:
            vault.set("a", new)
        except DeskError:
            assert vault.get("a") == old
        else:
            assert vault.get("a") == new
        ring.writes_left = None
        vault.set("a", "last")
        assert len(ring.kept) == 1


def test_trouble_never_repeats_the_secret(vault, ring):
    ring.writes_left = 0
    with pytest.raises(DeskError) as caught:
        vault.set("a", SECRET)
    problem = caught.value
    assert SECRET not in f"{problem.title}{problem.advice}{problem!r}"
    assert problem.__cause__ is None
    assert problem.__context__ is None
    session = SessionVault()
    session.set("a", SECRET)
    assert SECRET not in f"{session!r}{vault!r}{LateVault(lambda: session)!r}"


def test_a_locked_keyring_says_so_and_works_again_once_unlocked(vault, ring):
    ring.error = KeyringLocked("locked")
    assert (vault.state().kind, vault.state().trouble) == ("locked", "The keyring is locked")
    with pytest.raises(DeskError, match="locked"):
        vault.get("a")
    ring.error = None
    assert vault.state().kind == "keyring"


def test_a_keyring_that_went_away_is_named(vault, ring):
    ring.error = NoKeyringError()
    with pytest.raises(DeskError, match="no keyring"):
        vault.set("a", "b")


def test_a_lost_piece_is_told_and_a_new_value_heals_it(vault, ring):
    vault.set("a", "x" * 3000)
    del ring.kept["Seller Desk/a.a.1", "a.a.1"]
    with pytest.raises(DeskError, match="missing"):
        vault.get("a")
    vault.set("a", "y" * 3000)
    assert vault.get("a") == "y" * 3000


def test_calls_from_many_threads_go_one_after_the_other(vault, ring):
    threads = [threading.Thread(target=vault.set, args=(f"n{n}", "v" * 2000)) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert ring.most_inside == 1
    assert all(vault.get(f"n{n}") == "v" * 2000 for n in range(8))


def test_too_long_a_secret_is_refused_everywhere(vault):
    for one in (vault, SessionVault()):
        with pytest.raises(DeskError, match="too long"):
            one.set("a", "x" * 120_001)


def test_only_the_safes_of_operating_systems_are_trusted():
    from keyring.backends import SecretService, fail, null
    from keyring.backends.chainer import ChainerBackend

    class Chain(ChainerBackend):
        backends = (null.Keyring(), SecretService.Keyring())

    Chain.__module__ = "keyring.backends.chainer"

    class Plain(null.Keyring):
        pass

    Plain.__module__ = "keyrings.alt.file"
    assert trusted(SecretService.Keyring()) is not None
    assert isinstance(trusted(Chain()), SecretService.Keyring)
    for other in (null.Keyring(), fail.Keyring(), Plain()):
        assert trusted(other) is None


def test_without_a_keyring_secrets_live_for_the_session(monkeypatch):
    import keyring
    from keyring.backends import fail

    from seller_desk.core.accounts.vault import open_vault

    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    vault = open_vault()
    vault.set("a", "b")
    assert vault.get("a") == "b"
    assert not vault.lasting
    assert vault.state().kind == "session"
    vault.delete("a")
    vault.delete("a")
    assert vault.get("a") is None
