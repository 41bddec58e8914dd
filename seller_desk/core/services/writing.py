"""Beside step 4: titles, bullets, descriptions, keywords, search terms, categories, and the plan of pictures."""

import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.findings import Finding
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.listings.limits import TextLimits
from seller_desk.core.listings.model import Listing, SiteFields, is_parent, on_site
from seller_desk.core.listings.writing.description import HTML, PLAIN, compose
from seller_desk.core.listings.writing.keywords import ranked
from seller_desk.core.listings.writing.limits import TermRules, term_rules
from seller_desk.core.listings.writing.model import Keyword
from seller_desk.core.listings.writing.plan import ContentPlan
from seller_desk.core.listings.writing.taken_apart import parts_of, weighed
from seller_desk.core.listings.writing.title import (
    BuiltTitle,
    LeftOutPart,
    TitlePart,
    TitleRules,
    build_title,
)
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.services.listings import ListingService
from seller_desk.core.services.writing_categories import CategoryTrees
from seller_desk.core.services.writing_keywords import KeywordSheets
from seller_desk.core.services.writing_plans import Plans
from seller_desk.core.store.store import Store

_TELL_EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleProposal:
    """A title before and after, for one listing on one site. Nothing is kept until `WritingService.keep_titles`."""

    listing_id: str
    sku: str
    site: str
    before: str
    after: str
    limit: int | None
    highlights_before: str = ""
    highlights_after: str = ""
    left_out: tuple[LeftOutPart, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.after) and (self.before, self.highlights_before) != (
            self.after,
            self.highlights_after,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that is needed to write one listing for one site without asking the store at every letter."""

    listing: Listing
    site: str
    parent: bool
    limits: TextLimits
    titles: TitleRules
    terms: TermRules
    keywords: tuple[Keyword, ...]
    brands: tuple[str, ...]
    form: str
    language: str
    plan: ContentPlan


class WritingService(KeywordSheets, CategoryTrees, Plans):
    """Use cases of writing. Methods may be called from any thread."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], RuleBook],
        today: Callable[[], date],
        listings: Callable[[], ListingService],
    ) -> None:
        self._store, self._rules, self._today = store, rules, today
        self._listings = listings

    def draft(self, listing_id: str, site: str) -> Draft:
        """Everything about writing this listing for this site. DeskError if it is gone."""
        listing = self._listings().get(listing_id)
        return Draft(
            listing=listing,
            site=site,
            parent=self._is_parent(listing),
            limits=self.limits(listing, site),
            titles=self.title_rules(listing, site),
            terms=term_rules(self._rules(), self._query(listing, site)),
            keywords=tuple(ranked(self.keywords_for(listing, site))),
            brands=tuple(self.brands(listing.company_id)),
            form=self.description_form(listing, site),
            language=self._rules().site(site).marketplace_language,
            plan=self.plan(listing, site),
        )

    # Titles

    def title_rules(self, listing: Listing, site: str) -> TitleRules:
        """What a title of this listing keeps to on the site, on the planned day."""
        limits = self.limits(listing, site)
        writable = self._rules().fact("listing.highlights.writable", self._query(listing, site))
        return TitleRules.of(
            limits, listing.category, highlights=writable is None or writable.value is not False
        )

    def title_parts(self, listing: Listing, site: str) -> list[TitlePart]:
        """The parts of the title as the site shows it, weighed by the keywords of the listing."""
        return parts_of(on_site(listing, site).title, listing, self.keywords_for(listing, site))

    def build(
        self, listing: Listing, site: str, parts: Iterable[TitlePart], *, keep_order: bool = False
    ) -> TitleProposal:
        """A title out of these parts."""
        view = on_site(listing, site)
        weighty = weighed(list(parts), self.keywords_for(listing, site))
        made = build_title(
            weighty,
            self.title_rules(listing, site),
            parent=self._is_parent(listing),
            keep_order=keep_order,
            highlights=view.highlights,
        )
        return proposal_of(listing, site, made)

    def shorten(self, listing: Listing, site: str) -> TitleProposal:
        """The title within the site's limit: the least needed parts go into the item highlights, or are left out."""
        return self.build(listing, site, self.title_parts(listing, site), keep_order=True)

    def too_long(
        self,
        company_id: str,
        site: str,
        ids: Sequence[str] = (),
        progress: Progress = silent,
        stop: Stop = never,
    ) -> list[TitleProposal]:
        """A shorter title for each listing (of these, or of all) whose title is too long there."""
        found: builtins.list[TitleProposal] = []
        limits: dict[str, TextLimits] = {}
        for number, one in enumerate(self._chosen(company_id, ids)):
            if number % _TELL_EVERY == 0:
                check_stop(stop)
                progress(number, 0, "")
            mine = limits.get(one.category)
            if mine is None:
                mine = limits[one.category] = self.limits(one, site)
            if mine.title is not None and len(on_site(one, site).title) > mine.title.value:
                found.append(self.shorten(one, site))
        return found

    def keep_titles(self, proposals: Iterable[TitleProposal]) -> int:
        """Write these titles, all of them as one change; how many. A listing whose title changed meanwhile is left alone."""
        changed: builtins.list[Listing] = []
        with self._store.work(N_("Write titles")) as work:
            for one in proposals:
                listing = work.listings.get(one.listing_id)
                if listing is None or not one.changes:
                    continue
                view = on_site(listing, one.site)
                if view.title == one.before:
                    fields = {"title": one.after, "highlights": one.highlights_after}
                    changed.append(with_site(listing, one.site, fields))
            return work.listings.save_many(changed)

    # Texts

    def keep_texts(
        self, listing_id: str, site: str, fields: Mapping[str, object], label: str = ""
    ) -> Listing:
        """Write fields of the site's side (`bullets`, `description`, `search_terms` ...) as one change."""
        with self._store.work(label or N_("Write texts")) as work:
            listing = work.listings.get(listing_id)
            if listing is None:
                raise DeskError(_("This listing is gone"), _("It was deleted meanwhile."))
            changed = with_site(listing, site, fields)
            work.listings.save(changed)
        return changed

    def problems(
        self, listing: Listing, site: str, fields: Mapping[str, object]
    ) -> Sequence[Finding]:
        """What the site would mind in these fields if the listing had them; nothing is kept."""
        trial = with_site(listing, site, fields)
        on = self._day(listing.company_id, site)
        names = tuple(fields)
        parents = frozenset([listing.sku] if self._is_parent(listing) else [])
        return [
            one
            for one in self._listings().check_one(trial, site, on, parents)
            if (one.place.field or "").partition(".")[0] in names
        ]

    def description_form(self, listing: Listing, site: str) -> str:
        """`html` or `plain`, as the platform takes descriptions; plain where nobody knows."""
        fact = self._rules().fact("listing.description.form", self._query(listing, site))
        return HTML if fact is not None and fact.value == HTML else PLAIN

    def describe(
        self, listing: Listing, site: str, sections: Mapping[str, str], form: str = ""
    ) -> str:
        """The description out of its sections, in the site's form (or this one) and its buyers' language."""
        speaks = self._rules().site(site).marketplace_language
        return compose(sections, form or self.description_form(listing, site), speaks)

    # Shared

    def limits(self, listing: Listing, site: str) -> TextLimits:
        """What the site asks of this listing's texts on the planned day."""
        on = self._day(listing.company_id, site)
        return self._listings().limits(site, listing.category, on)

    def by_sku(self, company_id: str, sku: str) -> Listing:
        """The listing with this SKU. DeskError if there is none."""
        with self._store.read() as work:
            found = work.listings.find(company_id=company_id, sku=sku)
        if not found:
            raise DeskError(
                _("No listing has the SKU “{sku}”").format(sku=sku),
                _("See: seller-desk listings list"),
            )
        return found[0]

    def _day(self, company_id: str, site: str) -> date:
        return self._listings().chosen_sites(company_id).get(site, self._today())

    def _query(self, listing: Listing, site: str) -> Query:
        self._rules().site(site)
        on = self._day(listing.company_id, site)
        return Query(site=site, on=on, category=listing.category)

    def _is_parent(self, listing: Listing) -> bool:
        if is_parent(listing, frozenset()):
            return True
        with self._store.read() as work:
            return work.listings.count(company_id=listing.company_id, parent_sku=listing.sku) > 0

    def _chosen(self, company_id: str, ids: Sequence[str]) -> Iterator[Listing]:
        with self._store.read() as work:
            if ids:
                yield from (one for one in map(work.listings.get, ids) if one is not None)
            else:
                yield from work.listings.stream(company_id=company_id)


def with_site(listing: Listing, site: str, fields: Mapping[str, object]) -> Listing:
    """The listing with these fields on the site's side; a value equal to the master's is not kept twice."""
    own = listing.sites.get(site, SiteFields())
    values = {
        name: ("" if isinstance(value, str) else [])
        if hasattr(listing, name) and value == getattr(listing, name)
        else value
        for name, value in fields.items()
    }
    own = msgspec.structs.replace(own, **values)
    sites = {**listing.sites, site: own}
    if own == SiteFields():
        del sites[site]
    return msgspec.structs.replace(listing, sites=sites)


def proposal_of(listing: Listing, site: str, made: BuiltTitle) -> TitleProposal:
    """A built title beside what the site shows now."""
    view = on_site(listing, site)
    return TitleProposal(
        listing_id=listing.id,
        sku=listing.sku,
        site=site,
        before=view.title,
        after=made.title,
        limit=made.limit,
        highlights_before=view.highlights,
        highlights_after=made.highlights,
        left_out=tuple(made.left_out),
    )
