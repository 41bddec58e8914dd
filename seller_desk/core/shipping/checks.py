"""What is wrong with a template by itself: zones that overlap, destinations and weights without a price."""

from collections.abc import Iterable

from seller_desk.core.base.findings import Finding, Place, Severity, Subject
from seller_desk.core.shipping.model import (
    RateCard,
    Rates,
    Tariff,
    Zone,
    lower_edges,
    tier_name,
    zone_name,
)
from seller_desk.core.shipping.quote import PriceBook
from seller_desk.core.shipping.wording import band_text, weight_text


def subject_of(tariff: Tariff) -> Subject:
    """The tariff as a finding names it."""
    kind = "rate_card" if isinstance(tariff, RateCard) else "shipping_template"
    return Subject(kind=kind, id=tariff.id, label=tariff.name)


def check_tariff(tariff: Tariff, destinations: Iterable[str] = ()) -> list[Finding]:
    """Every problem of the tariff; `destinations` are the countries (alpha-2) that it has to reach."""
    return [*_overlaps(tariff), *_missing(tariff, destinations), *_gaps(tariff)]


def _finding(tariff: Tariff, code: str, field: str, detail: str, severity: Severity) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        subject=subject_of(tariff),
        place=Place(field=field),
        detail=detail,
    )


def _overlaps(tariff: Tariff) -> list[Finding]:
    """A destination in two zones that have rates in the same tier: which price counts would be chance."""
    seen: dict[tuple[str, str, str], str] = {}
    found = []
    zones = {zone.id: zone for zone in tariff.zones}
    for rates in tariff.rates:
        zone = zones.get(rates.zone)
        if zone is None:
            continue
        for destination in _destinations(zone):
            first = seen.setdefault((rates.tier, *destination), zone.id)
            if first != zone.id:
                words = f"{'-'.join(filter(None, destination))}: {zone_name(zones[first])}, {zone_name(zone)}"
                found.append(
                    _finding(
                        tariff,
                        "shipping.zone_overlap",
                        f"zones/{zone.id}",
                        words,
                        Severity.WARNING,
                    )
                )
    # The same pair in three tiers is one problem.
    return list(dict.fromkeys(found))


def _destinations(zone: Zone) -> list[tuple[str, str]]:
    return [(country, area) for country in zone.countries for area in zone.areas or [""]]


def _missing(tariff: Tariff, destinations: Iterable[str]) -> list[Finding]:
    book = PriceBook(tariff)
    countries = [
        country
        for country in dict.fromkeys(destinations)
        if country not in book.excluded and not book.lanes(country) and not book.areas(country)
    ]
    empty = [
        zone
        for zone in tariff.zones
        if not any(rates.zone == zone.id and rates.bands for rates in tariff.rates)
    ]
    return [
        *(
            _finding(tariff, "shipping.zone_missing", "zones", country, Severity.WARNING)
            for country in countries
        ),
        *(
            _finding(
                tariff,
                "shipping.zone_missing",
                f"zones/{zone.id}",
                zone_name(zone),
                Severity.WARNING,
            )
            for zone in empty
        ),
    ]


def _gaps(tariff: Tariff) -> list[Finding]:
    return [
        _finding(
            tariff,
            "shipping.band_gap",
            f"rates/{rates.tier}/{rates.zone}",
            f"{_lane_name(tariff, rates)}: {words}",
            Severity.WARNING,
        )
        for rates in tariff.rates
        for words in band_gaps(rates)
    ]


def band_gaps(rates: Rates) -> list[str]:
    """Where bands do not join up: `200 g - 700 g` has no price, `500 g - 400 g` two."""
    bands = sorted(rates.bands, key=lambda band: band.up_to_g)
    found, before = [], 0
    for band, low in zip(bands, lower_edges(bands), strict=True):
        if low != before:
            found.append(f"{weight_text(before)} \N{EN DASH} {weight_text(low)}")
        if band.up_to_g <= low:
            found.append(band_text(band, low))
        before = band.up_to_g
    return found


def _lane_name(tariff: Tariff, rates: Rates) -> str:
    tier = next((tier_name(one) for one in tariff.tiers if one.id == rates.tier), rates.tier)
    zone = next((zone_name(one) for one in tariff.zones if one.id == rates.zone), rates.zone)
    return f"{tier} · {zone}" if len(tariff.tiers) > 1 else zone
