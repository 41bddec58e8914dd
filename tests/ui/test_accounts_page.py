"""The accounts page: keeping, showing for a while, copying for a while, and a keyring that is not there."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from seller_desk.core.accounts.passwords import SECONDS_SHOWN
from seller_desk.core.accounts.vault import SessionVault, VaultState
from seller_desk.core.base.errors import DeskError
from seller_desk.ui.pages.accounts.clipboard import SecretClipboard
from seller_desk.ui.pages.accounts.row import HIDDEN


class LockedVault(SessionVault):
    def state(self):
        return VaultState("locked", "the system keyring", "The keyring is locked", "Unlock it.")

    def set(self, name, secret):
        raise DeskError("The keyring is locked", "Unlock it.")


@pytest.fixture
def page(open_at, desk, settle):
    desk.companies.create()
    window = open_at(desk)
    window.go("accounts")
    settle(window)
    window.page().wait = lambda: settle(window)
    return window.page()


def keep(page, service="amazon.us", secret="Str0ng&Secret", kind="password"):
    page._on_add()
    page.form.service.setCurrentIndex(page.form.service.findData(service))
    page.form.kind.set_current(kind)
    page.form._on_kind(kind)
    page.form.secret.setText(secret)
    page.form._on_typed(secret)
    page.form.keep.click()
    page.wait()
    return page.desk.accounts.list(page.context.company_id)[-1]


def notes(row):
    return [
        label.text()
        for n in range(row._notes.count())
        for label in row._notes.itemAt(n).widget().children()
        if hasattr(label, "text") and label.text()
    ]


def test_a_secret_goes_to_the_vault_and_leaves_the_form(page):
    ref = keep(page)
    assert page.desk.accounts.get(ref.id) == "Str0ng&Secret"
    assert page.form.secret.text() == ""
    assert page.form.isHidden()
    assert page.form.secret.echoMode() is QLineEdit.EchoMode.Password
    assert notes(page.rows[ref.id]) == ["Length and characters right"]


def test_the_form_judges_the_password_while_it_is_typed(page):
    page._on_add()
    page.form._on_typed("short")
    assert "at least 12" in page.form.secret_row.note_text()
    page.form._on_typed("Str0ng&Secret")
    assert page.form.secret_row.note_text() == "Length and characters right"


def test_a_two_step_secret_warns_before_it_is_kept(page):
    page._on_add()
    assert page.form.warning.isHidden()
    page.form.kind.set_current("totp_seed")
    page.form._on_kind("totp_seed")
    assert not page.form.warning.isHidden()


def test_a_shown_secret_is_hidden_after_twenty_seconds(page):
    ref = keep(page)
    row = page.rows[ref.id]
    assert row.secret.text() == HIDDEN
    row.show_link.click()
    page.wait()
    assert row.secret.text() == "Str0ng&Secret"
    for _second in range(SECONDS_SHOWN - 1):
        row.tick()
    assert row.secret.text() == "Str0ng&Secret"
    row.tick()
    assert row.secret.text() == HIDDEN
    assert row.countdown.text() == ""


def test_leaving_the_page_hides_what_is_shown(page):
    ref = keep(page)
    row = page.rows[ref.id]
    row.show_secret("Str0ng&Secret")
    page.leave()
    assert row.secret.text() == HIDDEN


def test_a_copied_secret_leaves_the_clipboard_only_if_nothing_else_was_copied(page):
    ref = keep(page)
    board = QGuiApplication.clipboard()
    page._on_wanted(ref.id, "copy")
    page.wait()
    assert board.text() == "Str0ng&Secret"
    assert page.clipboard.timer.interval() == 30_000
    assert page.clipboard.timer.isActive()
    page.clipboard.timer.timeout.emit()
    assert board.text() == ""
    page.clipboard.copy("Str0ng&Secret")
    board.setText("something else")
    page.clipboard.clear()
    assert board.text() == "something else"


def test_clearing_twice_is_harmless(page):
    clipboard = SecretClipboard(page)
    clipboard.clear()
    clipboard.copy("x")
    clipboard.clear()
    QGuiApplication.clipboard().setText("x")
    clipboard.clear()
    assert QGuiApplication.clipboard().text() == "x"


def test_reuse_is_noted_at_both_accounts(page):
    keep(page)
    keep(page, "payoneer")
    said = [note for row in page.rows.values() for note in notes(row)]
    assert "The same as for Payoneer" in said
    assert any(note.startswith("The same as for Amazon") for note in said)


def test_without_a_keyring_the_page_says_where_secrets_are_and_what_to_do(page):
    assert page._vault.accessibleName() == "This system offers no keyring"
    assert "this session only" in page._vault._text.text()
    assert page._vault.property("kind") == "caution"


def test_a_locked_keyring_refuses_in_words_and_keeps_what_was_typed(open_at, desk, settle):
    desk.companies.create()
    desk._vault = LockedVault()
    window = open_at(desk)
    window.go("accounts")
    settle(window)
    page = window.page()
    page.wait = lambda: settle(window)
    assert page._vault.accessibleName() == "The keyring is locked"
    page._on_add()
    page.form.secret.setText("Str0ng&Secret")
    page.form.keep.click()
    page.wait()
    assert page.form.problem.accessibleName() == "The keyring is locked"
    assert page.form.secret.text() == "Str0ng&Secret"
    assert page.desk.accounts.list(page.context.company_id) == []


def test_delete_asks_because_undo_cannot_bring_the_secret_back(page):
    ref = keep(page)
    page.context.ask.answers["confirm"] = False
    page._on_wanted(ref.id, "delete")
    page.wait()
    assert page.desk.accounts.get(ref.id) == "Str0ng&Secret"
    page.context.ask.answers["confirm"] = True
    page._on_wanted(ref.id, "delete")
    page.wait()
    assert page.desk.accounts.get(ref.id) is None
    assert page.rows == {}


def test_changing_the_user_name_leaves_the_secret(page):
    ref = keep(page)
    page._on_wanted(ref.id, "edit")
    assert page.form.secret.text() == ""
    page.form.user_name.setText("li")
    page.form.keep.click()
    page.wait()
    assert page.desk.accounts.get_ref(ref.id).user_name == "li"
    assert page.desk.accounts.get(ref.id) == "Str0ng&Secret"
