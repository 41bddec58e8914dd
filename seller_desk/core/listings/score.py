"""The score of a listing on a site: a published rubric, and what each fix is worth.

The rubric is data (`resources/catalogs/listing_score.toml`): criteria with points, reasons and sources. Whatever does not
apply on a site is left out, and what is left makes up 100. Points lost and points kept always add up to 100.
"""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from seller_desk.core.base.findings import Finding
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.content_rules import length
from seller_desk.core.listings.limits import TextLimits
from seller_desk.core.listings.model import Listing, SiteView, on_site
from seller_desk.core.rules.model import Source, Words

_TENTH = Decimal("0.1")


class Criterion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the rubric. `codes` may be beginnings (`image.`); `full` of `measure` earns all points."""

    id: str
    points: int
    kind: Literal["codes", "amount"]
    label: Words
    why: Words
    source: Source
    codes: list[str] = []
    measure: str = ""
    full: int = 0
    of_limit: Decimal | None = None
    unit: str = ""
    only: Literal["", "family"] = ""
    of_goods: bool = False


class Rubric(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole rubric. `cost`: what a finding takes of its criterion, by severity, as a share."""

    version: str
    cost: dict[str, Decimal]
    criterion: list[Criterion]


@dataclass(frozen=True, slots=True)
class Fix:
    """Something to do, and the points (of 100) that it brings. `finding` is None for an amount: `have` of `want`."""

    criterion: Criterion
    worth: Decimal
    field: str
    finding: Finding | None = None
    have: int = 0
    want: int = 0


@dataclass(frozen=True, slots=True)
class Earned:
    """A criterion with the points it earned of those it can, in the rubric's own points."""

    criterion: Criterion
    got: Decimal

    @property
    def full(self) -> bool:
        """Whether nothing is left to do for it."""
        return self.got >= self.criterion.points


@dataclass(frozen=True, slots=True)
class ListingScore:
    """0 to 100, what made it, and the fixes, the most worth first."""

    points: Decimal
    earned: tuple[Earned, ...]
    fixes: tuple[Fix, ...]

    @property
    def whole(self) -> int:
        """The score as people read it: never 100 while something is left to do."""
        return 100 if not self.fixes else min(99, int(self.points))


@cache
def rubric() -> Rubric:
    """The rubric of this version of the program."""
    path = resources_dir() / "catalogs" / "listing_score.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return msgspec.convert(data, Rubric, strict=False)


def score_listing(
    listing: Listing,
    findings: Iterable[Finding],
    limits: TextLimits,
    *,
    in_family: bool = False,
    parent: bool = False,
    by: Rubric | None = None,
) -> ListingScore:
    """The score of a listing on the site of these limits, whose findings these are.

    A parent is not sold itself: it is not asked for what belongs to the goods (`of_goods` in the rubric).
    """
    rules = by or rubric()
    view = on_site(listing, limits.site)
    known = list(findings)
    drafts: list[tuple[Criterion, Decimal, list[Fix]]] = []
    for one in rules.criterion:
        if (one.only == "family" and not in_family) or (one.of_goods and parent):
            continue
        if one.kind == "codes":
            drafts.append(_by_codes(one, known, rules.cost))
        elif (judged := _by_amount(one, listing, view, limits)) is not None:
            drafts.append(judged)
    total = sum((Decimal(one.points) for one, _got, _fixes in drafts), Decimal(0))
    return _whole(drafts, total or Decimal(1))


def _whole(drafts: Sequence[tuple[Criterion, Decimal, list[Fix]]], total: Decimal) -> ListingScore:
    scale = 100 / total
    fixes = [
        Fix(fix.criterion, fix.worth * scale, fix.field, fix.finding, fix.have, fix.want)
        for _one, _got, mine in drafts
        for fix in mine
    ]
    points = sum((got for _one, got, _fixes in drafts), Decimal(0)) * scale
    return ListingScore(
        points,
        tuple(Earned(one, got) for one, got, _fixes in drafts),
        tuple(sorted(fixes, key=lambda fix: -fix.worth)),
    )


def shown_worth(worth: Decimal) -> Decimal:
    """Points as people read them: one decimal, never 0.0 where there is something to win."""
    return max(worth.quantize(_TENTH), _TENTH)


def _by_codes(
    one: Criterion, findings: Sequence[Finding], cost: dict[str, Decimal]
) -> tuple[Criterion, Decimal, list[Fix]]:
    met = [finding for finding in findings if _is_of(finding.code, one.id, tuple(one.codes))]
    if not met:
        return one, Decimal(one.points), []
    shares = [cost[str(finding.severity)] for finding in met]
    whole = sum(shares, Decimal(0))
    lost = one.points * min(whole, Decimal(1))
    fixes = [
        Fix(one, lost * share / whole, finding.place.field or "", finding)
        for finding, share in zip(met, shares, strict=True)
    ]
    return one, one.points - lost, fixes


@cache
def _is_of(code: str, _criterion: str, codes: tuple[str, ...]) -> bool:
    return any(code == name or (name[-1] in "._" and code.startswith(name)) for name in codes)


def _by_amount(
    one: Criterion, listing: Listing, view: SiteView, limits: TextLimits
) -> tuple[Criterion, Decimal, list[Fix]] | None:
    """None where the site says nothing to measure by."""
    measure = _MEASURES[one.measure]
    found = measure(listing, view, limits, one)
    if found is None:
        return None
    have, want, field = found
    share = min(Decimal(1), Decimal(have) / want) if want else Decimal(1)
    got = one.points * share
    if share == 1:
        return one, got, []
    return one, got, [Fix(one, one.points - got, field, None, have, want)]


_Found = tuple[int, int, str] | None


def _share_of_title(
    _listing: Listing, view: SiteView, limits: TextLimits, one: Criterion
) -> _Found:
    if limits.title is None or one.of_limit is None:
        return None
    want = int(limits.title.value * one.of_limit)
    return length(view.title, limits.title.unit), want, "title"


def _share_of_terms(
    _listing: Listing, view: SiteView, limits: TextLimits, one: Criterion
) -> _Found:
    if limits.search_terms is None or one.of_limit is None:
        return None
    want = int(limits.search_terms.value * one.of_limit)
    return length(view.search_terms, limits.search_terms.unit), want, "search_terms"


def _bullets(_listing: Listing, view: SiteView, limits: TextLimits, one: Criterion) -> _Found:
    if limits.bullet is None and limits.bullet_count is None:
        return None
    return sum(1 for bullet in view.bullets if bullet.strip()), one.full, "bullets"


def _words(_listing: Listing, view: SiteView, _limits: TextLimits, one: Criterion) -> _Found:
    # Counting words takes longer than all other measures: a text that clearly has enough is not counted.
    parts = view.description.split(None, 2 * one.full)
    enough = len(parts) > 2 * one.full
    words = one.full if enough else length(view.description, "word")
    return words, one.full, "description"


def _pictures(listing: Listing, _view: SiteView, _limits: TextLimits, one: Criterion) -> _Found:
    return len(listing.images), one.full, "images"


def _videos(listing: Listing, _view: SiteView, _limits: TextLimits, one: Criterion) -> _Found:
    return len(listing.videos), one.full, "videos"


def _details(listing: Listing, view: SiteView, _limits: TextLimits, one: Criterion) -> _Found:
    values = {
        "weight_g": listing.weight_g,
        "length_mm": listing.length_mm,
        "width_mm": listing.width_mm,
        "height_mm": listing.height_mm,
        "origin_country": listing.origin_country,
        "category_id": view.category_id or listing.category,
    }
    missing = next((name for name, value in values.items() if not value), "weight_g")
    return sum(1 for value in values.values() if value), one.full, missing


_MEASURES: dict[str, Callable[[Listing, SiteView, TextLimits, Criterion], _Found]] = {
    "title_share": _share_of_title,
    "search_terms_share": _share_of_terms,
    "bullets": _bullets,
    "description_words": _words,
    "pictures": _pictures,
    "videos": _videos,
    "details": _details,
}
