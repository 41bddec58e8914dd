"""Step 6: passwords, keys and two-step secrets. The store keeps where a secret lies; the vault keeps the secret."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.accounts.passwords import (
    AccountNote,
    PasswordRules,
    age_note,
    reused,
    strength_notes,
)
from seller_desk.core.accounts.vault import Vault, VaultState
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.rules.general import general_rules
from seller_desk.core.services.names import new_id
from seller_desk.core.store.store import Store

KIND_NAMES = {
    "password": N_("Password"),
    "api_key": N_("API key"),
    "totp_seed": N_("Two-step secret"),
}
SEED_WARNING = N_(
    "A two-step secret beside its password weakens two-step: whoever opens this keyring has both. "
    "Keep it on your phone unless a colleague must sign in with it."
)
# `list` names a method below, so the built-in is spelled here.
Refs = list[SecretRef]
Findings = list[Finding]


@dataclass(frozen=True, slots=True)
class AccountState:
    """One account with what is to be said about it. `stored`: whether the vault has its secret."""

    ref: SecretRef
    stored: bool
    notes: tuple[AccountNote, ...]


class AccountService:
    """Use cases of accounts. `get`, `set`, `delete`, `check` and `vault_state` may wait for the OS."""

    def __init__(self, store: Store, vault: Vault, today: Callable[[], date]) -> None:
        self._store = store
        self._vault = vault
        self._today = today

    @property
    def lasting(self) -> bool:
        """Whether secrets are still there after this session."""
        return self._vault.lasting

    def vault_state(self) -> VaultState:
        """Where secrets are kept and what is wrong, for the line on the screen."""
        return self._vault.state()

    def rules(self) -> PasswordRules:
        """The rules of today, the seller's own values on top."""
        with self._store.read() as work:
            own = work.overrides.find()
        return PasswordRules.of(general_rules().with_overrides(own), self._today())

    def set(
        self,
        company_id: str,
        service: str,
        secret: str,
        *,
        kind: str = "password",
        user_name: str = "",
        note: str = "",
        ref_id: str = "",
    ) -> SecretRef:
        """Keep a secret: a new account, or the one with `ref_id`. The secret first, then the row that points to it.

        Raises UsageProblem for an unknown kind or an empty secret, DeskError where the keyring refuses.
        """
        if kind not in KIND_NAMES:
            raise UsageProblem(_("There is no kind “{kind}”").format(kind=kind), listed(KIND_NAMES))
        if not secret:
            raise UsageProblem(_("The secret is empty"), _("Nothing was changed."))
        before = self.get_ref(ref_id) if ref_id else None
        ref = SecretRef(
            id=before.id if before else new_id(),
            company_id=company_id,
            service=service.strip(),
            user_name=user_name.strip(),
            kind=kind,
            place="keyring" if self._vault.lasting else "session",
            changed_on=self._today(),
            note=note.strip(),
        )
        self._vault.set(ref.id, secret)
        try:
            with self._store.work(N_("Change account") if before else N_("Add account")) as work:
                work.secret_refs.save(ref)
        except BaseException:
            if before is None:
                self._vault.delete(ref.id)
            raise
        return ref

    def update(self, ref: SecretRef) -> SecretRef:
        """Change user name, service or note; the secret and its date stay."""
        with self._store.work(N_("Change account")) as work:
            work.secret_refs.save(ref)
        return ref

    def get_ref(self, ref_id: str) -> SecretRef:
        """The account; DeskError if it is gone."""
        with self._store.read() as work:
            found = work.secret_refs.get(ref_id)
        if found is None:
            raise DeskError(_("There is no such account"), _("See: seller-desk accounts list"))
        return found

    def find(self, company_id: str, text: str) -> SecretRef | None:
        """By id, or by what it is for (`amazon.us`, `amazon.us/totp_seed`, `amazon.us/password/user`); else None."""
        service, _slash, rest = text.partition("/")
        kind, _slash, user = rest.partition("/")
        fits = [
            one
            for one in self.list(company_id)
            if one.id == text
            or (one.service == service and kind in ("", one.kind) and user in ("", one.user_name))
        ]
        if len(fits) > 1:
            raise DeskError(
                _("“{text}” fits several accounts").format(text=text),
                _("Name one by its id: {known}").format(known=listed(one.id for one in fits)),
            )
        return fits[0] if fits else None

    def get(self, ref_id: str) -> str | None:
        """The secret itself; None where this keyring does not have it. Show it briefly, keep it nowhere."""
        return self._vault.get(ref_id)

    def delete(self, ref_id: str) -> None:
        """Remove the account and its secret. Undo brings the account back, the secret not."""
        self.get_ref(ref_id)
        self._vault.delete(ref_id)
        with self._store.work(N_("Delete account")) as work:
            work.secret_refs.delete(ref_id)

    def check(
        self, company_id: str, name: Callable[[SecretRef], str] | None = None
    ) -> Sequence[AccountState]:
        """Every account with its notes: strength, reuse, age, a two-step secret beside its password, a lost secret.

        Reads every secret of the company from the vault, which may wait for the OS; keeps none.
        `name` says how an account is called in notes about others.
        """
        refs, rules, today = self.list(company_id), self.rules(), self._today()
        found = {one.id: self._vault.get(one.id) for one in refs}
        passwords = [
            (one.id, secret)
            for one in refs
            if one.kind == "password" and (secret := found[one.id]) is not None
        ]
        same = {} if rules.reuse_allowed else reused(passwords)
        names = {one.id: (name or account_name)(one) for one in refs}
        states = []
        for ref in refs:
            secret = found[ref.id]
            notes: list[AccountNote] = []
            if secret is None:
                notes.append(
                    AccountNote("missing", "bad", N_("The keyring of this system does not have it"), {})
                )  # fmt: skip
            elif ref.kind == "password":
                notes += strength_notes(secret, rules)
            if ref.id in same:
                others = tuple(names[one] for one in same[ref.id])
                notes.append(
                    AccountNote("reused", "warn", N_("The same as for {others}"), {"others": others})
                )  # fmt: skip
            notes += _about_row(ref, refs, today, rules)
            states.append(AccountState(ref, secret is not None, tuple(notes)))
        return states

    def findings(self, company_id: str, application_id: str | None = None) -> Findings:
        """Passwords are the seller's own affair: none stops a packet, so there are notes (`check`) and no findings."""
        return []

    def started(self, company_id: str) -> bool:
        """Whether there is an account."""
        with self._store.read() as work:
            return work.secret_refs.count(company_id=company_id) > 0

    def list(self, company_id: str) -> Refs:
        """The company's accounts by service, password first."""
        with self._store.read() as work:
            refs = work.secret_refs.find(company_id=company_id)
        order = [*KIND_NAMES]
        return sorted(refs, key=lambda one: (one.service, one.user_name, order.index(one.kind)))


def account_name(ref: SecretRef) -> str:
    """`amazon.us · li@example.com`."""
    return " · ".join(part for part in (ref.service, ref.user_name) if part)


def _about_row(
    ref: SecretRef, refs: Sequence[SecretRef], today: date, rules: PasswordRules
) -> list[AccountNote]:
    notes = []
    old = age_note(ref.changed_on, today, rules) if ref.kind == "password" else None
    if old:
        notes.append(old)
    beside = any(one.service == ref.service and one.kind == "password" for one in refs)
    if ref.kind == "totp_seed" and beside:
        notes.append(AccountNote("seed_beside_password", "hint", SEED_WARNING, {}))
    return notes


def with_user_name(ref: SecretRef, user_name: str) -> SecretRef:
    """The account under another user name."""
    return msgspec.structs.replace(ref, user_name=user_name.strip())
