"""Zones that overlap, destinations and weights without a price; templates from a file."""

from decimal import Decimal as D

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.shipping.checks import band_gaps, check_tariff
from seller_desk.core.shipping.model import Band, Rates, Tier, Zone
from seller_desk.core.shipping.template_file import read_template
from tests.unit.shipping.builders import FLAT, US_LINE, card, template


def codes(tariff, *destinations):
    return [(one.code, one.detail) for one in check_tariff(tariff, destinations)]


def two_zones(first, second, tier="standard"):
    base = template(FLAT)
    return type(base)(
        id="t",
        company_id="c",
        name="T",
        tiers=[Tier(id="standard"), Tier(id="fast")],
        zones=[first, second],
        rates=[
            Rates(tier="standard", zone=first.id, bands=list(FLAT)),
            Rates(tier=tier, zone=second.id, bands=list(FLAT)),
        ],
    )


def test_a_sound_template_has_no_problem():
    assert codes(template(FLAT), "US") == []


def test_a_country_in_two_zones_of_one_service_is_a_problem():
    us, more = Zone(id="a", countries=["US"]), Zone(id="b", name="NA", countries=["CA", "US"])
    assert codes(two_zones(us, more)) == [("shipping.zone_overlap", "US: US, NA")]
    assert codes(two_zones(us, more, tier="fast")) == []


def test_parts_of_a_country_do_not_overlap_the_whole_but_each_other():
    whole, part = Zone(id="a", countries=["US"]), Zone(id="b", countries=["US"], areas=["AK"])
    assert codes(two_zones(whole, part)) == []
    again = Zone(id="c", name="far", countries=["US"], areas=["AK", "HI"])
    assert codes(two_zones(part, again)) == [("shipping.zone_overlap", "US-AK: US, far")]


def test_a_destination_without_rates_is_missing_unless_excluded():
    assert codes(template(FLAT), "US", "DE") == [("shipping.zone_missing", "DE")]
    assert codes(template(FLAT, excluded=["DE"]), "US", "DE") == []


def test_a_zone_without_bands_is_missing_rates():
    assert ("shipping.zone_missing", "US") in codes(template([]))


def test_gaps_and_overlaps_between_bands_are_named():
    assert codes(card(US_LINE)) == [("shipping.band_gap", "US: 200 g – 700 g")]
    overlap = Rates(
        tier="t", zone="z", bands=[Band(up_to_g=500), Band(above_g=400, up_to_g=900, price=D(1))]
    )
    assert band_gaps(overlap) == ["500 g – 400 g"]


def test_a_template_file_is_read_and_refused_with_the_reason(tmp_path):
    path = tmp_path / "t.toml"
    path.write_text(
        'name = "Post"\n[[tiers]]\nid = "s"\n[[zones]]\nid = "us"\ncountries = ["US"]\n'
        '[[rates]]\ntier = "s"\nzone = "us"\nbands = [{ up_to_g = 100, price = 3.4 }]\n',
        encoding="utf-8",
    )
    read = read_template(path, template_id="t", company_id="c")
    assert read.rates[0].bands[0].price == D("3.4")
    for text in (
        "name = 3",
        "name =",
        'name = "x"\nnme = 1',
        "",
        'name = "x"\n[[rates]]\ntier="a"\nzone="b"',
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DeskError) as caught:
            read_template(path, template_id="t", company_id="c")
        assert caught.value.advice
