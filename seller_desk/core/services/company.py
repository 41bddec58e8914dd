"""Step 1: companies of this data folder, one of them in view; their values, checks and undo."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.company.checks import check_company
from seller_desk.core.company.fields import KIND_NAMES, LISTS, SectionState, sections
from seller_desk.core.company.file import read_company_file
from seller_desk.core.company.model import BankAccount, Brand, Company, Person, TaxNumber
from seller_desk.core.company.notes import Note, field_note
from seller_desk.core.company.values import get_value, parse_text, with_value
from seller_desk.core.rules.general import general_rules
from seller_desk.core.services.names import new_id
from seller_desk.core.store.settings import ACTIVE_SETTING
from seller_desk.core.store.store import Store

# `list` names a method below, so the built-in is spelled here.
Companies = list[Company]
Findings = list[Finding]
Sections = list[SectionState]

_NEW_ROWS: Mapping[str, Callable[[], msgspec.Struct]] = {
    "owners": Person,
    "tax_numbers": lambda: TaxNumber(kind="vat", country="", number=""),
    "bank_accounts": BankAccount,
    "brands": lambda: Brand(name=""),
}


class CompanyService:
    """Use cases of companies. Thread-safe: holds nothing but the store."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today
        # Who else finds problems of the company's data, for an application.
        self.beside: list[Callable[[str, str | None], Findings]] = []

    def create(self, entity_kind: str = "mainland_company") -> Company:
        """A new, empty company, which comes into view. UsageProblem for an unknown business type."""
        company = Company(id=new_id(), entity_kind=_known_kind(entity_kind))
        with self._store.work(N_("Add company")) as work:
            work.companies.save(company)
        self.use(company.id)
        return company

    def get(self, company_id: str) -> Company:
        """The company; DeskError if it is gone."""
        with self._store.read() as work:
            found = work.companies.get(company_id)
        if found is None:
            raise DeskError(_("There is no such company"), _("See: seller-desk company list"))
        return found

    def active(self) -> Company | None:
        """The company in view: the chosen one, else the oldest; None while there is none."""
        with self._store.read() as work:
            chosen = work.settings.get(ACTIVE_SETTING)
            found = work.companies.get(chosen.value) if chosen and chosen.value else None
            return found or next(iter(work.companies.find()), None)

    def use(self, company_id: str) -> None:
        """Bring this company into view. DeskError if it is gone."""
        self.get(company_id)
        self._store.set_setting(ACTIVE_SETTING, company_id)

    def find(self, text: str = "") -> Company:
        """By id, unique start of an id, or name; without a text the one in view. DeskError if none or several fit."""
        every = self.list()
        if not every:
            raise DeskError(
                _("There is no company yet"),
                _("Enter one: seller-desk company set --file company.toml"),
            )
        if not text:
            return self.active() or every[0]
        for fits in (
            [one for one in every if one.id == text],
            [
                one
                for one in every
                if text in (one.legal_name_zh, one.legal_name_en, one.short_name)
            ],
            [one for one in every if one.id.startswith(text)],
            [one for one in every if text.casefold() in _names(one)],
        ):
            if len(fits) == 1:
                return fits[0]
            if fits:
                known = listed(one.id for one in fits)
                raise DeskError(
                    _("“{text}” fits several companies").format(text=text),
                    _("Name one by its id: {known}").format(known=known),
                )
        known = listed(f"{one.id} {one.short_name}".strip() for one in every)
        raise DeskError(
            _("No company is called “{text}”").format(text=text),
            _("There are: {known}").format(known=known),
        )

    def set_text(self, company_id: str, path: str, text: str, origin: str = "typed") -> Company:
        """One value as typed. ValueError where the text is no date or number."""
        return self.set_value(company_id, path, parse_text(path, text), origin)

    def set_value(
        self, company_id: str, path: str, value: object, origin: str = "typed"
    ) -> Company:
        """One value, with where it comes from. An equal value changes nothing and makes no undo step."""
        company = self.get(company_id)
        if get_value(company, path) == value:
            return company
        changed = with_value(company, path, value)
        origins = {**company.origins, path: origin}
        if value in (None, ""):
            origins.pop(path, None)
        return self.save(msgspec.structs.replace(changed, origins=origins))

    def set_values(self, company_id: str, values: Mapping[str, object], origin: str) -> Company:
        """Several values in one undo step, as when a suggestion or a read document is accepted."""
        company = self.get(company_id)
        changed, origins = company, dict(company.origins)
        for path, value in values.items():
            if get_value(changed, path) != value:
                changed = with_value(changed, path, value)
                origins[path] = origin
        return self.save(msgspec.structs.replace(changed, origins=origins))

    def set_kind(self, company_id: str, entity_kind: str) -> Company:
        """Change the business type; values that it does not ask for stay, unseen."""
        company = self.get(company_id)
        return self.save(msgspec.structs.replace(company, entity_kind=_known_kind(entity_kind)))

    def add_row(self, company_id: str, name: str) -> Company:
        """An empty row at the end of `owners`, `tax_numbers`, `bank_accounts` or `brands`."""
        company = self.get(company_id)
        rows = [*getattr(company, name), _NEW_ROWS[name]()]
        return self.save(msgspec.structs.replace(company, **{name: rows}))

    def remove_row(self, company_id: str, name: str, index: int) -> Company:
        """Take a row out; the origins of the rows below follow them."""
        company = self.get(company_id)
        rows = list(getattr(company, name))
        del rows[index]
        origins: dict[str, str] = {}
        for path, origin in company.origins.items():
            steps = path.split(".")
            if steps[0] == name and len(steps) > 1:
                position = int(steps[1])
                if position == index:
                    continue
                steps[1] = str(position - 1 if position > index else position)
            origins[".".join(steps)] = origin
        return self.save(msgspec.structs.replace(company, **{name: rows}, origins=origins))

    def save(self, company: Company) -> Company:
        """Keep the company as it is; one undo step, none if nothing differs."""
        with self._store.work(N_("Change company")) as work:
            work.companies.save(company)
        return company

    def set_from_file(self, path: Path, company_id: str = "") -> tuple[Company, Sequence[str]]:
        """Values of a `company.toml` on top of this company, or a new one in view; returns it and the named paths.

        DeskError with file and line where the file is wrong; then nothing is changed.
        """
        before = self.get(company_id) if company_id else Company(id=new_id())
        changed, named = read_company_file(path, before)
        origins = dict(changed.origins)
        for name in named:
            for known in [one for one in origins if one.startswith(f"{name}.")]:
                del origins[known]
            if get_value(changed, name) in (None, "", []):
                origins.pop(name, None)
            elif name not in LISTS and get_value(changed, name) != get_value(before, name):
                origins[name] = "imported"
        changed = msgspec.structs.replace(changed, origins=origins)
        label = N_("Change company") if company_id else N_("Add company")
        with self._store.work(label) as work:
            work.companies.save(changed)
        if not company_id:
            self.use(changed.id)
        return changed, named

    def delete(self, company_id: str) -> None:
        """Remove the company and all that belongs to it. Undo brings everything back."""
        self.get(company_id)
        with self._store.work(N_("Delete company")) as work:
            work.companies.delete(company_id)

    def findings(self, company_id: str, application_id: str | None = None) -> Findings:
        """All problems of the company's own data, and what an application's destinations want; DeskError if it is gone."""
        found = check_company(self.get(company_id), self._today(), general_rules())
        return found + [one for ask in self.beside for one in ask(company_id, application_id)]

    def note(self, company: Company, path: str) -> Note | None:
        """What stands under a field."""
        return field_note(company, path, self._today())

    def sections(self, company_id: str) -> Sections:
        """How far each part of the step is."""
        return sections(self.get(company_id))

    def started(self, company_id: str) -> bool:
        """Whether anything was entered."""
        with self._store.read() as work:
            company = work.companies.get(company_id)
        return company is not None and any(one.filled for one in sections(company))

    def complete(self, company_id: str) -> bool:
        """Whether every required field has a value."""
        return all(one.done == one.total for one in self.sections(company_id))

    def list(self) -> Companies:
        """Every company, oldest first."""
        with self._store.read() as work:
            return work.companies.find()


def _known_kind(entity_kind: str) -> str:
    if entity_kind not in KIND_NAMES:
        raise UsageProblem(
            _("There is no business type “{kind}”").format(kind=entity_kind),
            _("There are: {known}").format(known=listed(KIND_NAMES)),
        )
    return entity_kind


def _names(company: Company) -> str:
    return f"{company.legal_name_zh}\n{company.legal_name_en}\n{company.short_name}".casefold()
