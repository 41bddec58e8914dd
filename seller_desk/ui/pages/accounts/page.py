"""Step 6: accounts. Rows point to secrets in the OS keyring, which is asked in the background only."""

from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from seller_desk.core.accounts.channels import channels
from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.accounts.vault import VaultState
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import _
from seller_desk.core.services.accounts import AccountState
from seller_desk.ui.pages.accounts.clipboard import SecretClipboard
from seller_desk.ui.pages.accounts.form import AccountForm
from seller_desk.ui.pages.accounts.row import AccountRow
from seller_desk.ui.pages.accounts.work import Looked, Named, delete, fetch, look
from seller_desk.ui.pages.accounts.work import keep as keep_secret
from seller_desk.ui.runner import Job, Lane
from seller_desk.ui.shell.page import StepPage
from seller_desk.ui.widgets.buttons import link_button, secondary_button
from seller_desk.ui.widgets.card import Card, Notice
from seller_desk.ui.widgets.empty import EmptyState
from seller_desk.ui.widgets.labels import line
from seller_desk.ui.widgets.layouts import clear


class Page(StepPage):
    """The accounts page; see the module."""

    step = "accounts"

    def title(self) -> str:
        """Its name."""
        return _("Accounts")

    def subtitle(self) -> str:
        """What it is for."""
        return _("Passwords and keys stay in this computer's keyring; only what each is for stands here.")  # fmt: skip

    def build(self) -> None:
        """The line about the keyring, the form (when wanted), the list."""
        self.rows: dict[str, AccountRow] = {}
        self._seen: object = None
        self._checked: list[AccountState] = []
        self._looking: Job | None = None
        self._wanted: tuple[str, str] = ("", "")
        self.clipboard = SecretClipboard(self)
        self.clipboard.cleared.connect(self._on_cleared)
        self._vault = Notice(_("Asking the keyring …"))
        self._vault.links.addWidget(link_button(_("Try again"), self._look_again))
        self.form = AccountForm(self._services())
        self.form.hide()
        self.form.kept.connect(self._on_kept)
        self.form.closed.connect(self._on_closed)
        self._card = Card(_("Accounts"))
        self._list = Card("", padding=0)
        self._list.setProperty("kind", "")
        self._list.body.setSpacing(0)
        self._card.body.addWidget(self._list)
        self.body.addWidget(self._vault)
        self.body.addWidget(self.form)
        self.body.addWidget(self._card)

    def header_actions(self) -> list[QWidget]:
        """Add an account."""
        self._add = secondary_button(_("Add an account"), "ph.plus", self._on_add)
        return [self._add]

    def refresh(self) -> None:
        """The list at once; what the keyring says follows."""
        company = self.context.company_id
        refs = self.desk.accounts.list(company) if company else []
        # An empty list has its own button to begin with.
        self._add.setVisible(bool(refs))
        seen = (company, tuple(refs))
        if seen == self._seen:
            return
        self._seen = seen
        self._fill(refs)
        self._look()

    def leave(self) -> None:
        """Nothing secret stays on the screen."""
        for row in self.rows.values():
            row.hide_secret()
        self.form.secret.clear()

    def _services(self) -> list[tuple[str, str]]:
        sites = [(site.id, site.name.text()) for site in self.desk.rules().sites.values()]
        return [*sites, *((one.id, one.name.text()) for one in channels())]

    def _name(self, service: str) -> str:
        return dict(self._services()).get(service, service)

    def _fill(self, refs: list[SecretRef]) -> None:
        clear(self._list.body)
        self.rows = {}
        names = dict(self._services())
        for number, ref in enumerate(refs):
            if number:
                self._list.body.addWidget(line())
            row = AccountRow(ref, names.get(ref.service, ref.service))
            row.wanted.connect(self._on_wanted)
            self.rows[ref.id] = row
            self._list.body.addWidget(row)
        if not refs:
            self._list.body.addWidget(self._empty())

    def _empty(self) -> EmptyState:
        if not self.context.company_id:
            return EmptyState(
                _("There is no company yet"),
                _("Accounts belong to a company. Enter it first."),
                secondary_button(_("Go to Company"), "", self._on_company),
            )
        return EmptyState(
            _("Your platform and payment accounts will be listed here."),
            _("Add one: what it is for, the user name, and the secret, which goes to the keyring."),
            secondary_button(_("Add an account"), "ph.plus", self._on_add),
        )

    # -- the keyring, in the background ------------------------------------------------------------------

    def _look(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self.context.runner.start(
            partial(
                look, self.desk.accounts, self.context.company_id, Named(dict(self._services()))
            )
        )
        self._looking.done.connect(self._on_looked)
        self._looking.failed.connect(self._on_failed)

    def _look_again(self) -> None:
        self._vault.set_text(_("Asking the keyring …"))
        self._look()

    @Slot(object)
    def _on_looked(self, looked: Looked) -> None:
        self._looking = None
        state, self._checked = looked
        self._show_vault(state)
        for one in self._checked:
            if one.ref.id in self.rows:
                self.rows[one.ref.id].show_notes(one.notes)

    def _show_vault(self, state: VaultState) -> None:
        self._vault.set_tone("caution" if state.trouble else "notice")
        kept = _("Secrets are kept in {place}.").format(place=_(state.place))
        if state.trouble:
            gap = "" if kept.endswith("。") else " "
            self._vault.set_text(_(state.trouble), f"{kept}{gap}{_(state.advice)}")
        else:
            self._vault.set_text(kept, _("A value shows for 20 seconds; a copied one leaves the clipboard after 30."))  # fmt: skip

    @Slot(object)
    def _on_failed(self, problem: Any) -> None:
        self._looking = None
        if isinstance(problem, DeskError):
            self._vault.set_tone("caution")
            self._vault.set_text(problem.title, problem.advice)

    @Slot(str, str)
    def _on_wanted(self, ref_id: str, act: str) -> None:
        if act == "edit":
            self.form.rules = self.desk.accounts.rules()
            self.form.open(self.desk.accounts.get_ref(ref_id))
            self.form.show()
            self.scroll_to(self.form.user_name)
        elif act == "delete":
            self._delete(ref_id)
        else:
            self._wanted = (ref_id, act)
            job = self.context.runner.start(partial(fetch, self.desk.accounts, ref_id))
            job.done.connect(self._on_fetched)
            job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_fetched(self, fetched: tuple[str, str | None]) -> None:
        ref_id, secret = fetched
        wanted, act = self._wanted
        row = self.rows.get(ref_id)
        if row is None or wanted != ref_id:
            return
        if secret is None:
            self.context.say(_("The keyring of this system does not have it"))
        elif act == "copy":
            self.clipboard.copy(secret)
            self.context.say(_("Copied. It leaves the clipboard in 30 seconds."))
        else:
            row.show_secret(secret)

    @Slot()
    def _on_cleared(self) -> None:
        self.context.say(_("The copied secret has left the clipboard."))

    @Slot()
    def _on_closed(self) -> None:
        self.form.hide()
        self._card.show()

    # -- changes -----------------------------------------------------------------------------------------

    def _on_company(self) -> None:
        self.context.go("company")

    def _on_add(self) -> None:
        self.form.rules = self.desk.accounts.rules()
        self.form.open(None)
        self.form.show()
        # The empty list has said how to begin.
        self._card.setVisible(bool(self.rows))
        self.scroll_to(self.form.service)

    @Slot()
    def _on_kept(self) -> None:
        form = self.form
        if not form.service_id():
            form.service_row.set_error(_("Say what the secret is for"))
            return
        form.service_row.clear_state()
        if form.ref is not None and not form.secret.text():
            changed = msgspec.structs.replace(
                form.ref,
                service=form.service_id(),
                user_name=form.user_name.text().strip(),
                note=form.note.text().strip(),
            )
            self.desk.accounts.update(changed)
            self._on_stored(None)
            return
        if not form.secret.text():
            form.secret_row.set_error(_("The secret is empty"))
            return
        keep = partial(
            keep_secret,
            self.desk.accounts,
            self.context.company_id,
            form.service_id(),
            form.secret.text(),
            {
                "kind": form.kind.current(),
                "user_name": form.user_name.text(),
                "note": form.note.text(),
                "ref_id": form.ref.id if form.ref else "",
            },
        )
        form.keep.setEnabled(False)
        job = self.context.runner.start(keep, lane=Lane.STORE, title=_("Keeping the secret"))
        job.done.connect(self._on_stored)
        job.failed.connect(self._on_refused)

    @Slot(object)
    def _on_stored(self, _ref: object) -> None:
        self.form.secret.clear()
        self.form.keep.setEnabled(True)
        self._on_closed()
        self._seen = None
        self.context.changed()
        self.refresh()

    @Slot(object)
    def _on_refused(self, problem: Any) -> None:
        self.form.keep.setEnabled(True)
        if isinstance(problem, DeskError):
            self.form.refuse(problem.title, problem.advice)

    def _delete(self, ref_id: str) -> None:
        ref = self.desk.accounts.get_ref(ref_id)
        # The one thing here that undo cannot bring back.
        if not self.context.ask.confirm(
            _("Delete {name}?").format(name=self._name(ref.service)),
            _("Its secret leaves the keyring; undo brings back the row, not the secret."),
            _("Delete"),
        ):
            return
        job = self.context.runner.start(
            partial(delete, self.desk.accounts, ref_id), lane=Lane.STORE, title=_("Deleting")
        )
        job.done.connect(self._on_stored)
        job.failed.connect(self._on_failed)
