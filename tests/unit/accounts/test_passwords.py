"""Password rules, and the account service on a real database with a vault in memory."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.accounts.passwords import PasswordRules, age_note, reused, strength_notes
from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.rules.general import general_rules
from seller_desk.core.services.accounts import AccountService
from seller_desk.core.services.company import CompanyService
from seller_desk.core.store.store import Store

DAY = date(2026, 11, 24)
RULES = PasswordRules.of(general_rules(), DAY)


def kinds(password):
    return [one.kind for one in strength_notes(password, RULES)]


def test_the_pack_says_twelve_characters_four_kinds_ninety_days_no_reuse():
    assert (RULES.min_length, RULES.max_age_days, RULES.reuse_allowed) == (12, 90, False)
    assert RULES.classes == ("upper", "lower", "digit", "symbol")


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("Str0ng&Secret", ["good"]),
        ("Str0ng&Secr", ["short"]),
        ("str0ng&secret", ["classes"]),
        ("short", ["short", "classes"]),
        ("密码密码密码密码密码密码", ["classes"]),
    ],
)
def test_length_and_kinds_of_characters_are_judged(password, found):
    assert kinds(password) == found


def test_the_note_names_what_is_lacking():
    note = strength_notes("str0ngsecret", RULES)[0]
    assert note.words() == "Lacks a capital letter, a symbol"


def test_age_counts_from_the_day_after_the_limit():
    assert age_note(DAY - timedelta(days=90), DAY, RULES) is None
    assert age_note(DAY - timedelta(days=91), DAY, RULES).values["days"] == 91
    assert age_note(None, DAY, RULES) is None
    assert age_note(date(2020, 1, 1), DAY, PasswordRules()) is None


@given(st.lists(st.sampled_from(["a", "b", "c", "密"]), max_size=8))
def test_reuse_is_found_exactly_where_secrets_are_equal(secrets):
    named = [(str(n), secret) for n, secret in enumerate(secrets)]
    found = reused(named)
    for name, secret in named:
        twins = [other for other, same in named if same == secret and other != name]
        assert found.get(name, []) == twins


@pytest.fixture
def world(tmp_path):
    store = Store.open(DataFolder(tmp_path / "data"))
    company = CompanyService(store, lambda: DAY).create()
    vault = SessionVault()
    yield AccountService(store, vault, lambda: DAY), company.id, vault, store
    store.close()


def test_the_store_holds_where_a_secret_lies_and_never_the_secret(world, tmp_path):
    accounts, company, vault, store = world
    ref = accounts.set(company, "amazon.us", "Str0ng&Secret", user_name="li")
    assert vault.get(ref.id) == "Str0ng&Secret"
    assert accounts.started(company)
    store.close()
    for path in (tmp_path / "data").rglob("*"):
        assert not path.is_file() or b"Str0ng&Secret" not in path.read_bytes()


def test_check_notes_strength_reuse_age_loss_and_two_step(world):
    accounts, company, vault, store = world
    one = accounts.set(company, "amazon.us", "Str0ng&Secret")
    two = accounts.set(company, "payoneer", "Str0ng&Secret")
    seed = accounts.set(company, "amazon.us", "JBSW", kind="totp_seed")
    gone = accounts.set(company, "ebay.us", "other")
    vault.delete(gone.id)
    later = AccountService(store, vault, lambda: DAY + timedelta(days=100))
    found = {state.ref.id: [note.kind for note in state.notes] for state in later.check(company)}
    assert found[one.id] == ["good", "reused", "old"]
    assert found[two.id] == ["good", "reused", "old"]
    assert found[seed.id] == ["seed_beside_password"]
    assert found[gone.id] == ["missing", "old"]
    assert accounts.findings(company, None) == []


def test_a_new_secret_keeps_the_account_and_renews_its_date(world):
    accounts, company, vault, _store = world
    ref = accounts.set(company, "amazon.us", "old", user_name="li", note="n")
    again = accounts.set(company, "amazon.us", "new", user_name="li", ref_id=ref.id)
    assert again.id == ref.id
    assert vault.get(ref.id) == "new"
    assert len(accounts.list(company)) == 1


def test_accounts_are_found_by_id_or_by_what_they_are_for(world):
    accounts, company, _vault, _store = world
    password = accounts.set(company, "amazon.us", "a")
    seed = accounts.set(company, "amazon.us", "b", kind="totp_seed")
    assert accounts.find(company, password.id) == password
    assert accounts.find(company, "amazon.us/totp_seed") == seed
    assert accounts.find(company, "ebay.us") is None
    with pytest.raises(DeskError, match="several"):
        accounts.find(company, "amazon.us")


def test_a_keyring_that_refuses_leaves_no_row(world):
    accounts, company, vault, _store = world

    def refuse(name, secret):
        raise DeskError("locked")

    vault.set = refuse
    with pytest.raises(DeskError, match="locked"):
        accounts.set(company, "amazon.us", "a")
    assert accounts.list(company) == []


def test_a_row_that_cannot_be_stored_leaves_no_secret(world):
    accounts, _company, vault, _store = world
    kept = vault._secrets
    with pytest.raises(Exception, match="FOREIGN KEY"):
        accounts.set("no such company", "amazon.us", "a")
    assert kept == {}


def test_delete_takes_both_and_undo_brings_back_the_row_only(world):
    accounts, company, vault, store = world
    ref = accounts.set(company, "amazon.us", "a")
    accounts.delete(ref.id)
    assert (accounts.list(company), vault.get(ref.id)) == ([], None)
    store.undo()
    assert [state.stored for state in accounts.check(company)] == [False]


def test_empty_secrets_and_unknown_kinds_are_refused(world):
    accounts, company, _vault, _store = world
    with pytest.raises(UsageProblem):
        accounts.set(company, "amazon.us", "")
    with pytest.raises(UsageProblem):
        accounts.set(company, "amazon.us", "a", kind="pin")
