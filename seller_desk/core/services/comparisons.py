"""Comparisons that the seller keeps: figures as they were, with the exchange rates, rules and day behind them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import N_, _, language
from seller_desk.core.platforms.compare import Seller
from seller_desk.core.platforms.exports import Comparison
from seller_desk.core.platforms.model import Product, SiteResult
from seller_desk.core.platforms.render import result_json
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.names import new_id
from seller_desk.core.services.platforms import PlatformService
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store

_HEADS = "comparisons"
_BODY = "comparison"
_COLUMNS = "platforms.columns"
_LONGEST_NAME = 80
MOST = 200


class SavedHead(msgspec.Struct, frozen=True, kw_only=True):
    """A saved comparison in the list: its name, day, product with rates, and how many sites it holds."""

    id: str
    name: str
    saved_on: date
    product: Product
    entity: str = ""
    rules: str = ""
    sites: int = 0


class SavedComparison(msgspec.Struct, frozen=True, kw_only=True):
    """The figures, as `platforms compare --json` gave them (without `facts`), in the language of that day."""

    head: SavedHead
    language: str
    results: list[dict[str, Any]]


class ComparisonService:
    """Use cases around a comparison: keep it, open it again, write it out. Thread-safe: holds nothing but the store."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], RuleBook],
        today: Callable[[], date],
        platforms: PlatformService,
    ) -> None:
        self._store = store
        self._rules = rules
        self._today = today
        self._platforms = platforms

    def rules_version(self) -> str:
        """The versions of the packs in use."""
        return ", ".join(sorted({pack.version for pack in self._rules().packs}))

    def columns(self) -> list[str] | None:
        """The columns of the window's table that the seller chose; None before the first choice."""
        text = self._store.setting(_COLUMNS)
        return msgspec.json.decode(text, type=list[str]) if text else None

    def set_columns(self, columns: Sequence[str]) -> None:
        """Keep that choice."""
        self._store.set_setting(_COLUMNS, msgspec.json.encode(list(columns)).decode())

    def saved(self, company_id: str) -> list[SavedHead]:
        """What was saved for this company, the latest first."""
        text = self._store.setting(f"{_HEADS}.{company_id}")
        heads = msgspec.json.decode(text, type=list[SavedHead]) if text else []
        return list(reversed(heads))

    def save(
        self,
        company_id: str,
        name: str,
        product: Product,
        seller: Seller,
        results: Sequence[SiteResult],
    ) -> SavedHead:
        """Keep these figures under a name; the same name again replaces. UsageProblem without a name or a site."""
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST_NAME:
            raise UsageProblem(_("A name has 1 to {most} characters").format(most=_LONGEST_NAME))
        if not results:
            raise UsageProblem(_("There is no site in this comparison"))
        before = [one for one in reversed(self.saved(company_id)) if one.name != name]
        if len(before) >= MOST:
            raise DeskError(
                _("There are {count} saved comparisons already").format(count=MOST),
                _("Remove some that are no longer needed."),
            )
        head = SavedHead(
            id=new_id(),
            name=name,
            saved_on=self._today(),
            product=product,
            entity=seller.entity,
            rules=self.rules_version(),
            sites=len(results),
        )
        figures = [_without_facts(result_json(one)) for one in results]
        body = SavedComparison(head=head, language=language(), results=figures)
        replaced = [one.id for one in self.saved(company_id) if one.name == name]
        with self._store.work(N_("Save comparison")) as work:
            for old in replaced:
                work.typed.delete(_key(company_id, old))
            work.typed.save(_setting(f"{_HEADS}.{company_id}", [*before, head]))
            work.typed.save(_setting(_key(company_id, head.id), body))
        return head

    def open(self, company_id: str, name: str) -> SavedComparison:
        """The saved comparison of this name or id. DeskError if there is none."""
        head = self._head(company_id, name)
        text = self._store.setting(_key(company_id, head.id))
        if not text:
            raise DeskError(_("“{name}” is no longer there").format(name=name), "")
        return msgspec.json.decode(text, type=SavedComparison)

    def remove(self, company_id: str, name: str) -> SavedHead:
        """Forget the saved comparison of this name or id. DeskError if there is none."""
        head = self._head(company_id, name)
        kept = [one for one in reversed(self.saved(company_id)) if one.id != head.id]
        with self._store.work(N_("Remove comparison")) as work:
            work.typed.save(_setting(f"{_HEADS}.{company_id}", kept))
            work.typed.delete(_key(company_id, head.id))
        return head

    def exported(
        self,
        company_id: str,
        product: Product,
        results: Sequence[SiteResult],
        columns: Sequence[str] = (),
    ) -> Comparison:
        """What `core.platforms.exports` writes of these results."""
        return Comparison(
            results=results,
            product=product,
            on=self._today(),
            rules=self.rules_version(),
            columns=columns,
            documents=self._platforms.documents(company_id),
        )

    def _head(self, company_id: str, name: str) -> SavedHead:
        heads = self.saved(company_id)
        wanted = " ".join(name.split())
        found = next((one for one in heads if wanted in (one.id, one.name)), None)
        if found is None:
            raise DeskError(
                _("There is no saved comparison “{name}”").format(name=wanted),
                _("See platforms saved."),
            )
        return found


def _without_facts(document: dict[str, object]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "facts"}


def _key(company_id: str, comparison_id: str) -> str:
    return f"{_BODY}.{company_id}.{comparison_id}"


def _setting(name: str, value: object) -> Setting:
    return Setting(id=name, value=msgspec.json.encode(value).decode())
