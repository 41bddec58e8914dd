"""Keyword sheets of the seller, what listings cover of them, and search terms made of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, never, silent
from seller_desk.core.listings.limits import TextLimits
from seller_desk.core.listings.model import Listing, on_site
from seller_desk.core.listings.writing.coverage import Coverage, coverage
from seller_desk.core.listings.writing.keywords import ReadSheet, read_keywords
from seller_desk.core.listings.writing.limits import TermRules, keyword_advice, term_rules
from seller_desk.core.listings.writing.model import Keyword, KeywordSheet
from seller_desk.core.listings.writing.terms import BuiltTerms, build_terms, from_text
from seller_desk.core.listings.writing.words import normal
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.services.names import new_id
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsAnswer:
    """The search terms field as built, as it stands now, and the rules with what other sources say."""

    before: str
    built: BuiltTerms
    rules: TermRules
    from_keywords: bool


class KeywordSheets:
    """Part of the writing service."""

    _store: Store
    _rules: Callable[[], RuleBook]

    def limits(self, listing: Listing, site: str) -> TextLimits:
        """What the site asks of this listing's texts on the planned day."""
        raise NotImplementedError

    def _query(self, listing: Listing, site: str) -> Query:
        raise NotImplementedError

    def sheets(self, company_id: str) -> Sequence[KeywordSheet]:
        """The keyword sheets, oldest first."""
        with self._store.read() as work:
            return work.keyword_sheets.find(company_id=company_id)

    def import_keywords(
        self,
        company_id: str,
        path: Path,
        *,
        site: str = "",
        skus: Sequence[str] = (),
        keep: bool = True,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> tuple[KeywordSheet, ReadSheet]:
        """Read a keyword sheet and keep it; for these SKUs (a parent's stands for its family), or for all.

        A sheet of the same file name for the same site takes the place of the one before.
        """
        if site:
            self._rules().site(site)
        read = read_keywords(path, progress=progress, stop=stop)
        with self._store.read() as work:
            before = work.keyword_sheets.find(company_id=company_id)
        same = [one.id for one in before if (one.name, one.site) == (path.name, site)]
        sheet = KeywordSheet(
            id=same[0] if same else new_id(),
            company_id=company_id,
            name=path.name,
            format=read.format,
            site=site,
            skus=list(dict.fromkeys(skus)),
            keywords=list(read.keywords),
        )
        if keep:
            with self._store.work(N_("Import keywords")) as work:
                work.keyword_sheets.save(sheet)
        return sheet, read

    def delete_sheet(self, sheet_id: str) -> bool:
        """Remove a keyword sheet; False if there was none."""
        with self._store.work(N_("Remove keywords")) as work:
            return work.keyword_sheets.delete(sheet_id)

    def keywords_for(self, listing: Listing, site: str) -> list[Keyword]:
        """The keywords of every sheet that is for this listing and site, each once with its largest volume."""
        found: dict[str, Keyword] = {}
        mine = {listing.sku, listing.parent_sku} - {""}
        for sheet in self.sheets(listing.company_id):
            if sheet.site not in ("", site) or (sheet.skus and not mine & set(sheet.skus)):
                continue
            for one in sheet.keywords:
                key = normal(one.text)
                if key not in found or (found[key].volume or 0) < (one.volume or 0):
                    found[key] = one
        return list(found.values())

    def coverage(self, listing: Listing, site: str) -> Coverage:
        """Which of its keywords the listing covers on this site, where, and which it lacks."""
        advice = keyword_advice(self._rules(), self._query(listing, site))
        return coverage(on_site(listing, site), self.keywords_for(listing, site), advice)

    def brands(self, company_id: str) -> list[str]:
        """Brands of others that the seller wants kept out of search terms."""
        with self._store.read() as work:
            found = work.typed.get(_brands_key(company_id))
        return msgspec.json.decode(found.value, type=list[str]) if found else []

    def set_brands(self, company_id: str, brands: Iterable[str]) -> list[str]:
        """Keep these brands in place of those before."""
        kept = [*dict.fromkeys(" ".join(one.split()) for one in brands if one.strip())]
        value = msgspec.json.encode(kept).decode()
        with self._store.work(N_("Brands to keep out of search terms")) as work:
            work.typed.save(Setting(id=_brands_key(company_id), value=value))
        return kept

    def terms(self, listing: Listing, site: str) -> TermsAnswer:
        """The search terms field: the keywords of the listing, then what stands there now, as far as there is room.

        DeskError where the site has no such field that we know.
        """
        if self.limits(listing, site).search_terms is None:
            raise DeskError(*no_field(site))
        view = on_site(listing, site)
        rules = term_rules(self._rules(), self._query(listing, site))
        keywords = self.keywords_for(listing, site)
        built = build_terms(
            [*keywords, *from_text(view.search_terms)],
            said=[view.title],
            brands=[listing.brand, *self.brands(listing.company_id)],
            rules=rules,
            limits=self.limits(listing, site),
        )
        return TermsAnswer(
            before=view.search_terms, built=built, rules=rules, from_keywords=bool(keywords)
        )


def no_field(site: str) -> tuple[str, str]:
    """What to say of a site without search terms: (title, advice)."""
    return (
        _("{site} has no search terms field that we know").format(site=site),
        _("Buyers find the listing there by its title and attributes."),
    )


def _brands_key(company_id: str) -> str:
    return f"writing.brands.{company_id}"
