"""Where secrets lie: the OS keyring, or this session's memory where there is none. Never a file.

Only the Secret Service (Linux), the macOS keychain and the Windows Credential Manager are taken. Calls may wait for
the OS to ask for a password: never make them on the window's thread. All of them go one after the other.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from seller_desk.core.accounts.pieces import (
    PIECES,
    PLAIN,
    cut,
    digest_of,
    measured,
    piece_name,
    read_head,
)
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Seller Desk"
# Backends that keep secrets in the OS's own safe, with the name that the screen shows.
ALLOWED = {
    "keyring.backends.SecretService": N_("the system keyring (Secret Service)"),
    "keyring.backends.macOS": N_("the macOS keychain"),
    "keyring.backends.Windows": N_("the Windows Credential Manager"),
}
IN_SESSION = N_("memory, for this session only")
NO_KEYRING = N_("This system offers no keyring")
GET_KEYRING = N_(
    "On Linux install gnome-keyring or KWallet and sign in again; on a server without a desktop keep secrets elsewhere."
)
LOCKED = N_("The keyring is locked")
UNLOCK = N_("Unlock it (sign in, or answer the system's question), then try again.")


@dataclass(frozen=True, slots=True)
class VaultState:
    """`kind`: keyring, locked or session. `place`, `trouble` and `advice` are marked texts; no trouble = empty."""

    kind: str
    place: str
    trouble: str = ""
    advice: str = ""


class Vault(Protocol):
    """Secrets under names. Every method may raise DeskError, and may wait for the OS."""

    @property
    def lasting(self) -> bool:
        """Whether a secret is still there after this session."""

    def state(self) -> VaultState:
        """Where secrets are kept, and what is wrong."""

    def get(self, name: str) -> str | None:
        """The secret, or None."""

    def set(self, name: str, secret: str) -> None:
        """Keep a secret; after a crash there is the old one or the new one, never half of one."""

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens if there is none."""


class SessionVault:
    """Secrets in memory: gone with the program."""

    lasting = False

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def __repr__(self) -> str:
        return "SessionVault()"

    def state(self) -> VaultState:
        """Nothing is kept beyond this session, and why."""
        return VaultState("session", IN_SESSION, NO_KEYRING, GET_KEYRING)

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        """Keep it until the program ends."""
        measured(secret)
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        """Forget it."""
        self._secrets.pop(name, None)


class KeyringVault:
    """Secrets in an OS keyring.

    A short secret is one entry. A long one is cut into numbered pieces, written in the slot (a or b) that is not in
    use; then the head entry is turned to that slot in one call, and the old pieces go.
    """

    lasting = True

    def __init__(self, backend: "KeyringBackend", place: str) -> None:
        self._backend = backend
        self._place = place
        self._one_at_a_time = threading.Lock()

    def __repr__(self) -> str:
        return f"KeyringVault({type(self._backend).__module__})"

    def state(self) -> VaultState:
        """Asks the keyring for an entry that nobody has: that unlocks it or shows what is wrong."""
        try:
            with self._one_at_a_time:
                self._read("state")
        except DeskError as problem:
            return VaultState("locked", self._place, problem.title, problem.advice)
        return VaultState("keyring", self._place)

    def get(self, name: str) -> str | None:
        """The secret, or None. DeskError where a piece is missing or another program changed it."""
        with self._one_at_a_time:
            head = self._read(name)
            if head is None:
                return None
            if head.startswith(PLAIN):
                return head.removeprefix(PLAIN)
            slot, count, digest = read_head(head)
            pieces = [self._read(piece_name(name, slot, number)) for number in range(count)]
        secret = "".join(piece.removeprefix(PLAIN) for piece in pieces if piece is not None)
        if None in pieces or digest_of(secret) != digest:
            raise DeskError(
                _("A part of this secret is missing in the keyring"), _("Enter it again.")
            )
        return secret

    def set(self, name: str, secret: str) -> None:
        """Keep it; DeskError for more than 120,000 characters."""
        measured(secret)
        parts = cut(secret)
        with self._one_at_a_time:
            head = self._read(name) or ""
            used = read_head(head)[0] if head.startswith(PIECES) else ""
            slot = "b" if used == "a" else "a"
            if len(parts) == 1:
                self._write(name, PLAIN + secret)
            else:
                for number, part in enumerate(parts):
                    # The mark keeps a piece of blanks from being taken for nothing.
                    self._write(piece_name(name, slot, number), PLAIN + part)
                self._write(name, f"{PIECES}{slot}:{len(parts)}:{digest_of(secret)}")
            kept = len(parts) if len(parts) > 1 else 0
            self._sweep(name, slot, kept)
            self._sweep(name, "a" if slot == "b" else "b", 0)

    def delete(self, name: str) -> None:
        """Forget it and every piece of it."""
        with self._one_at_a_time:
            self._remove(name)
            for slot in "ab":
                self._sweep(name, slot, 0)

    def _sweep(self, name: str, slot: str, first: int) -> None:
        """Pieces from this number on, also those that a crash left behind."""
        number = first
        while self._read(piece_name(name, slot, number)) is not None:
            self._remove(piece_name(name, slot, number))
            number += 1

    def _read(self, entry: str) -> str | None:
        return _asked(lambda: self._backend.get_password(f"{SERVICE}/{entry}", entry))

    def _write(self, entry: str, value: str) -> None:
        _asked(lambda: self._backend.set_password(f"{SERVICE}/{entry}", entry, value))

    def _remove(self, entry: str) -> None:
        if self._read(entry) is not None:
            _asked(lambda: self._backend.delete_password(f"{SERVICE}/{entry}", entry))


class LateVault:
    """The vault of this system, looked for at first use: that may start the OS's services."""

    def __init__(self, find: Callable[[], Vault]) -> None:
        self._find = find
        self._found: Vault | None = None
        self._finding = threading.Lock()

    def __repr__(self) -> str:
        return f"LateVault({self._found!r})"

    @property
    def _vault(self) -> Vault:
        with self._finding:
            if self._found is None:
                self._found = self._find()
            return self._found

    @property
    def lasting(self) -> bool:
        """Whether a secret is still there after this session."""
        return self._vault.lasting

    def state(self) -> VaultState:
        """Where secrets are kept, and what is wrong."""
        return self._vault.state()

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return self._vault.get(name)

    def set(self, name: str, secret: str) -> None:
        """Keep a secret."""
        self._vault.set(name, secret)

    def delete(self, name: str) -> None:
        """Forget a secret."""
        self._vault.delete(name)


def open_vault() -> Vault:
    """The OS keyring if it is one that we trust, else this session's memory. Looked for at first use."""
    return LateVault(_system_vault)


def _system_vault() -> Vault:
    import keyring

    try:
        found = keyring.get_keyring()
    except Exception:  # noqa: BLE001 - a broken backend of another program must not stop ours
        return SessionVault()
    backend = trusted(found)
    return KeyringVault(backend, ALLOWED[type(backend).__module__]) if backend else SessionVault()


def trusted(backend: "KeyringBackend") -> "KeyringBackend | None":
    """The backend if it is on the list; of a chain the first that is; None for everything else (files, null)."""
    if type(backend).__module__ == "keyring.backends.chainer":
        links = list(getattr(backend, "backends", []))
        return next((one for one in links if type(one).__module__ in ALLOWED), None)
    return backend if type(backend).__module__ in ALLOWED else None


def _asked(call: Callable[[], str | None]) -> str | None:
    """The keyring's answer; its troubles as DeskError, never with the values that went in."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    try:
        return call()
    except (KeyringLocked, InitError):
        problem = DeskError(_(LOCKED), _(UNLOCK))
    except NoKeyringError:
        problem = DeskError(_(NO_KEYRING), _(GET_KEYRING))
    except Exception as trouble:  # noqa: BLE001 - every OS raises its own kinds
        if "Locked" in type(trouble).__name__:
            problem = DeskError(_(LOCKED), _(UNLOCK))
        else:
            problem = DeskError(
                _("The keyring did not answer as it should ({kind})").format(
                    kind=type(trouble).__name__
                ),
                _("Unlock or restart it, then try again."),
            )
    # Raised outside: the original error, whose frames hold the secret, is not chained.
    raise problem
