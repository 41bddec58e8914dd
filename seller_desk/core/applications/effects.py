"""Whom a change of rules concerns: applications by their sites, drafts by what their company sells where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from seller_desk.core.applications.model import Application
from seller_desk.core.rules.book import RuleBook, platform_of
from seller_desk.core.rules.compare import Change
from seller_desk.core.rules.compliance import EU
from seller_desk.core.rules.model import Compliance, Fact, Fee

# The beginnings of the keys of facts by which drafts are judged.
_OF_DRAFTS = ("listing.", "image.", "video.")


# A sort of drafts: their category, and the sites for which they have values of their own.
Draft = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """What is known of a company here: its entity kind, and how many drafts it has of each sort."""

    entity: str
    drafts: Mapping[Draft, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """An application with the changes that concern it."""

    application: Application
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What a change of rules concerns. `sites`: every site of a change, in the book's order."""

    changes: tuple[Change, ...]
    sites: tuple[str, ...]
    applications: tuple[Touched, ...]
    drafts: int

    @property
    def any(self) -> bool:
        """Whether it concerns anything of the seller's."""
        return bool(self.applications or self.drafts)


def effects(
    changes: Sequence[Change],
    book: RuleBook,
    applications: Iterable[Application],
    sellers: Mapping[str, Seller],
    today: date,
) -> Effects:
    """Whom these changes concern. A rule that had ended before today concerns nobody.

    A draft is sold on the sites of its company's applications; where it has values of its own for sites of a platform,
    on these of the platform only. It is counted once, however many changes concern it.
    """
    live = [one for one in changes if one.entry.until is None or one.entry.until >= today]
    places = {id(one): _sites(one, book) for one in live}
    touched: list[Touched] = []
    hits: dict[str, set[Draft]] = {}
    for application in applications:
        seller = sellers.get(application.company_id)
        if seller is None:
            continue
        of_platform = {
            site for site in application.sites if platform_of(site) == application.platform
        }
        mine = [
            one
            for one in live
            if of_platform & places[id(one)] and _concerns(one, application, seller.entity)
        ]
        if mine:
            touched.append(Touched(application=application, changes=tuple(mine)))
        hit = hits.setdefault(application.company_id, set())
        for one in mine:
            if _of_drafts(one):
                there = of_platform & places[id(one)]
                hit |= {draft for draft in seller.drafts if _meets(one, there, draft)}
    drafts = sum(sellers[company].drafts[one] for company, sorts in hits.items() for one in sorts)
    named = set().union(*places.values())
    return Effects(
        changes=tuple(changes),
        sites=tuple(site for site in book.sites if site in named),
        applications=tuple(touched),
        drafts=drafts,
    )


def _concerns(change: Change, application: Application, entity: str) -> bool:
    scope = change.entry.applies_to
    if scope.entity and entity and entity not in scope.entity:
        return False
    # An application without categories may be of any.
    named = set(application.categories)
    return not scope.category or not named or bool(named & set(scope.category))


def _meets(change: Change, there: set[str], draft: Draft) -> bool:
    """Whether a change at these sites of one platform concerns drafts of this sort."""
    category, own = draft
    wanted = change.entry.applies_to.category
    if wanted and category not in wanted:
        return False
    platforms = {platform_of(site) for site in there}
    named = {site for site in own if platform_of(site) in platforms}
    return not named or bool(named & there)


def _sites(change: Change, book: RuleBook) -> set[str]:
    """The sites that an entry speaks of: those it names, else its platform's, else all."""
    own = {site for site in book.sites if platform_of(site) == change.platform} or set(book.sites)
    found = set(change.entry.applies_to.site) or own
    if isinstance(change.entry, Compliance) and change.entry.destination:
        goes = set(change.entry.destination)
        goes |= set(EU) if "EU" in goes else set()
        found = {site for site in found if site in book.sites and book.sites[site].country in goes}
    return found


def _of_drafts(change: Change) -> bool:
    if isinstance(change.entry, Fact):
        return change.entry.key.startswith(_OF_DRAFTS)
    return isinstance(change.entry, (Fee, Compliance))
