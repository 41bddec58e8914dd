"""Rules of what the law asks a listing to say: contacts for product safety, batteries, dangerous goods, papers."""

from collections.abc import Callable, Iterable

from seller_desk.core.base.findings import Finding, Severity, SourceNote
from seller_desk.core.listings.field_rules import present
from seller_desk.core.listings.fields import field_label
from seller_desk.core.listings.limits import WordList
from seller_desk.core.listings.model import Contact, Listing, SiteView
from seller_desk.core.listings.more_limits import TradeLimits
from seller_desk.core.listings.rule_kit import Check, finding
from seller_desk.core.rules.compliance import EU

_NOBODY = Contact()
_HS_DIGITS = range(6, 11)
_WITH_BATTERY = frozenset({"included", "installed", "only"})


def compliance_rules(limits: TradeLimits) -> list[Check | None]:
    """Everything that the goods themselves have to tell on this site."""
    return [
        _contacts(limits, limits.gpsr),
        _batteries(limits, limits.battery),
        _conditional(limits, limits.if_battery, _has_battery),
        _conditional(limits, limits.if_lithium, _has_lithium),
        _conditional(limits, limits.if_dangerous, _is_dangerous),
        _hs_code(limits.site),
        _certificates(limits),
    ]


def _contacts(limits: TradeLimits, source: SourceNote | None) -> Check | None:
    """Maker with address and e-mail; from outside the EU also a person inside it (GPSR).

    A product without a responsible person of its own has the company's, which is asked for there.
    """
    if source is None:
        return None
    site, sources = limits.site, (source,)

    def check(listing: Listing, _view: SiteView, _parent: bool) -> Iterable[Finding]:
        maker, person = listing.compliance.manufacturer, listing.compliance.responsible
        missing = [f"compliance.manufacturer.{part}" for part in _lacks(maker)]
        inside = maker.country in EU
        if not inside and person != _NOBODY:
            missing += [f"compliance.responsible.{part}" for part in _lacks(person)]
        if missing:
            yield finding(
                "listing.gpsr_contact",
                Severity.WARNING,
                listing,
                missing[0],
                site,
                sources,
                measured=tuple(field_label(one) for one in missing),
            )
        if not inside and person.country and person.country not in EU:
            yield finding(
                "listing.gpsr_outside",
                Severity.WARNING,
                listing,
                "compliance.responsible.country",
                site,
                sources,
                measured=person.country,
            )

    return check


def _lacks(contact: object) -> list[str]:
    return [part for part in ("name", "address", "email") if not getattr(contact, part)]


def _batteries(limits: TradeLimits, source: SourceNote | None) -> Check | None:
    # Where the category only may have batteries, silence is no gap.
    if source is None or not limits.battery_sure:
        return None
    site, sources = limits.site, (source,)

    def check(listing: Listing, _view: SiteView, parent: bool) -> Iterable[Finding]:
        if listing.compliance.batteries or parent:
            return ()
        return (
            finding(
                "listing.answer_missing",
                Severity.WARNING,
                listing,
                "compliance.batteries",
                site,
                sources,
                detail=field_label("compliance.batteries"),
            ),
        )

    return check


def _has_battery(listing: Listing) -> bool:
    return listing.compliance.batteries in _WITH_BATTERY


def _has_lithium(listing: Listing) -> bool:
    return _has_battery(listing) and listing.compliance.cell.startswith("lithium")


def _is_dangerous(listing: Listing) -> bool:
    return listing.compliance.dangerous_goods not in ("", "none")


def _conditional(
    limits: TradeLimits, fields: WordList | None, holds: Callable[[Listing], bool]
) -> Check | None:
    """Fields that the platform asks for because of what another one says."""
    if fields is None:
        return None
    site, sources = limits.site, (fields.source,)
    wanted = fields.words

    def check(listing: Listing, view: SiteView, parent: bool) -> Iterable[Finding]:
        if parent or not holds(listing):
            return ()
        return [
            finding(
                "listing.conditional_missing",
                Severity.WARNING,
                listing,
                name,
                site,
                sources,
                detail=field_label(name),
            )
            for name in wanted
            if not present(listing, view, name)
        ]

    return check


def _hs_code(site: str) -> Check:
    def check(listing: Listing, _view: SiteView, _parent: bool) -> Iterable[Finding]:
        code = listing.compliance.hs_code
        if not code:
            return ()
        digits = code.replace(".", "").replace(" ", "")
        if digits.isascii() and digits.isdigit() and len(digits) in _HS_DIGITS:
            return ()
        return (
            finding(
                "listing.hs_code_invalid",
                Severity.WARNING,
                listing,
                "compliance.hs_code",
                site,
                measured=code,
            ),
        )

    return check


def _certificates(limits: TradeLimits) -> Check | None:
    if not limits.certificates:
        return None
    site = limits.site
    names = tuple(name for name, _source in limits.certificates)
    sources = tuple(dict.fromkeys(source for _name, source in limits.certificates))

    def check(listing: Listing, _view: SiteView, parent: bool) -> Iterable[Finding]:
        if parent or listing.compliance.certificates:
            return ()
        return (
            finding(
                "listing.certificate_missing",
                Severity.HINT,
                listing,
                "compliance.certificates",
                site,
                sources,
                measured=names,
            ),
        )

    return check
