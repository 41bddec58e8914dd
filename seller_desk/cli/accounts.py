"""`seller-desk accounts`: list, set, check, delete. Secrets come in by stdin only and never go out."""

import sys
from typing import Annotated

import typer

from seller_desk.cli.session import current, table
from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.accounts.vault import VaultState
from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.desk import Desk
from seller_desk.core.services.accounts import KIND_NAMES, AccountState, account_name

app = typer.Typer(no_args_is_help=True)

Which = Annotated[str, typer.Option("--company", help="Id or name; default: the one in view")]


@app.command("list")
def list_accounts(company: Which = "") -> None:
    """The accounts, without asking the keyring for their secrets."""
    desk = current().desk(write=False)
    found = desk.companies.find(company)
    refs = desk.accounts.list(found.id)
    today = desk.today()
    rows = [
        [one.service, one.user_name, _(KIND_NAMES[one.kind]), _changed(one), one.id] for one in refs
    ]
    head = [_("For"), _("User name"), _("Kind"), _("Changed"), _("Id")]
    document = {
        "company": found.id,
        "accounts": [
            {**_row(one), "age_days": (today - one.changed_on).days if one.changed_on else None}
            for one in refs
        ],
    }
    current().emit(document, table(head, rows) if rows else [_("No accounts yet")])


@app.command("set")
def set_secret(
    ref: Annotated[str, typer.Argument(help="Id, or what it is for: amazon.us, payoneer")],
    kind: Annotated[str, typer.Option("--kind", help="password, api_key or totp_seed")] = "",
    user_name: Annotated[str, typer.Option("--user-name")] = "",
    note: Annotated[str, typer.Option("--note")] = "",
    company: Which = "",
) -> None:
    """Keep a secret, read from stdin (or asked for without echo)."""
    # The secret is in memory from here on.
    system.no_core_dumps()
    desk = current().desk(write=True)
    found = desk.companies.find(company)
    _needs_keyring(desk)
    service, _slash, rest = ref.partition("/")
    named, _slash, named_user = rest.partition("/")
    kind, user_name = kind or named, user_name or named_user
    if not service.strip():
        raise UsageProblem(_("Say what the secret is for"), _("Such as amazon.us."))
    before = next((one for one in desk.accounts.list(found.id) if one.id == ref), None)
    if before is None:
        known = "/".join(part for part in (service, kind or "password", user_name) if part)
        before = desk.accounts.find(found.id, known)
    saved = desk.accounts.set(
        found.id,
        before.service if before else service,
        _secret(),
        kind=kind or (before.kind if before else "password"),
        user_name=user_name or (before.user_name if before else ""),
        note=note or (before.note if before else ""),
        ref_id=before.id if before else "",
    )
    said = _("Kept in {place}: {name}").format(
        place=_(desk.accounts.vault_state().place), name=account_name(saved)
    )
    current().emit({"company": found.id, "account": _row(saved)}, [said])


@app.command("check")
def check(company: Which = "") -> None:
    """Strength, reuse and age of the passwords; asks the keyring."""
    desk = current().desk(write=False)
    found = desk.companies.find(company)
    vault = desk.accounts.vault_state()
    states = desk.accounts.check(found.id) if vault.kind != "locked" else []
    document = {
        "company": found.id,
        "vault": _vault(vault),
        "accounts": [
            {
                **_row(one.ref),
                "stored": one.stored,
                "notes": [
                    {"kind": note.kind, "tone": note.tone, "message": note.words()}
                    for note in one.notes
                ],
            }
            for one in states
        ],
    }
    lines = [_("Secrets are kept in {place}.").format(place=_(vault.place))]
    lines += [f"! {_(vault.trouble)}", f"    {_(vault.advice)}"] if vault.trouble else []
    current().emit(document, lines + [line for one in states for line in _said(one)])


@app.command("delete")
def delete(
    ref: Annotated[str, typer.Argument(help="Id, or what it is for: amazon.us, payoneer")],
    company: Which = "",
) -> None:
    """Remove an account and its secret."""
    desk = current().desk(write=True)
    found = desk.companies.find(company)
    known = desk.accounts.find(found.id, ref)
    if known is None:
        raise DeskError(
            _("There is no account “{ref}”").format(ref=ref), _("See: seller-desk accounts list")
        )
    desk.accounts.delete(known.id)
    current().emit({"deleted": known.id}, [_("Deleted: {name}").format(name=account_name(known))])


def _needs_keyring(desk: Desk) -> None:
    """A secret for this session only would be gone with this very command."""
    vault = desk.accounts.vault_state()
    if vault.kind != "keyring":
        raise DeskError(_(vault.trouble), _(vault.advice))


def _secret() -> str:
    if sys.stdin is None:
        raise UsageProblem(_("The secret is empty"), _("Send it to stdin."))
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(_("Secret (not shown): "))
    return sys.stdin.read().removesuffix("\n").removesuffix("\r")


def _row(ref: SecretRef) -> dict[str, object]:
    return {
        "ref": f"{ref.service}/{ref.kind}" + (f"/{ref.user_name}" if ref.user_name else ""),
        "id": ref.id,
        "service": ref.service,
        "user_name": ref.user_name,
        "kind": ref.kind,
        "place": ref.place,
        "changed_on": ref.changed_on.isoformat() if ref.changed_on else None,
        "note": ref.note,
    }


def _vault(vault: VaultState) -> dict[str, str]:
    return {
        "state": vault.kind,
        "place": _(vault.place),
        "trouble": _(vault.trouble),
        "advice": _(vault.advice),
    }


def _changed(ref: SecretRef) -> str:
    return ref.changed_on.isoformat() if ref.changed_on else ""


def _said(state: AccountState) -> list[str]:
    marks = {"bad": "x", "warn": "!", "hint": "-", "ok": "+"}
    lines = [f"{account_name(state.ref)}  {_(KIND_NAMES[state.ref.kind])}  ({state.ref.id})"]
    return lines + [f"  {marks[note.tone]} {note.words()}" for note in state.notes]
