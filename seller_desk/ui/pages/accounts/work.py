"""What the page asks of the keyring, away from the window's thread."""

from collections.abc import Callable

from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.accounts.vault import VaultState
from seller_desk.core.base.progress import Progress, Stop
from seller_desk.core.services.accounts import AccountService, AccountState

Looked = tuple[VaultState, list[AccountState]]


class Named:
    """An account's name in the words of the page; safe in any thread."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def __call__(self, ref: SecretRef) -> str:
        return self._names.get(ref.service, ref.service)


def look(
    accounts: AccountService,
    company_id: str,
    name: Callable[[SecretRef], str],
    _progress: Progress,
    _stop: Stop,
) -> Looked:
    """The keyring's state, and every account with what is to be said of it."""
    state = accounts.vault_state()
    if state.kind == "locked" or not company_id:
        return state, []
    return state, list(accounts.check(company_id, name))


def fetch(
    accounts: AccountService, ref_id: str, _progress: Progress, _stop: Stop
) -> tuple[str, str | None]:
    """The secret of an account."""
    return ref_id, accounts.get(ref_id)


def keep(
    accounts: AccountService,
    company_id: str,
    service: str,
    secret: str,
    rest: dict[str, str],
    _progress: Progress,
    _stop: Stop,
) -> SecretRef:
    """Keep a secret and its row."""
    return accounts.set(company_id, service, secret, **rest)


def delete(accounts: AccountService, ref_id: str, _progress: Progress, _stop: Stop) -> None:
    """Delete a secret and its row."""
    accounts.delete(ref_id)
