"""Table rates and fill-in sheets: never less than the template asks, the same bytes each time."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.media.sheets import open_file
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.shipping_files import (
    bundle_files,
    export_template,
    make_sheet,
    note_texts,
)
from seller_desk.core.shipping.exporters.sheet import cells_of, plain_price, straight_line
from seller_desk.core.shipping.model import Band, Rates, Surcharge, Tier, WeightRule, Zone
from seller_desk.core.shipping.quote import Lane, Parcel, PriceBook
from tests.unit.shipping.builders import FLAT, card, template

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
ON = date(2026, 11, 24)
BOOK = RuleBook.load()


def world():
    """Two services, three zones, every price form."""
    base = template(FLAT)
    return type(base)(
        id="t",
        company_id="c",
        name="World",
        currency="USD",
        handling_days=2,
        tiers=[*base.tiers, Tier(id="fast", level="express", days_min=3, days_max=5)],
        zones=[
            Zone(id="us", countries=["US"]),
            Zone(id="ak", countries=["US"], areas=["AK", "HI"]),
            Zone(id="eu", name="EU", countries=["DE", "FR"]),
            Zone(id="rest", countries=["*"]),
        ],
        rates=[
            Rates(tier="standard", zone="rest", bands=[Band(up_to_g=500, price=D(19))]),
            Rates(tier="standard", zone="us", bands=list(FLAT), free_from=D(35)),
            Rates(tier="standard", zone="ak", bands=[Band(up_to_g=2000, price=D(15))]),
            Rates(
                tier="standard",
                zone="eu",
                bands=[
                    Band(up_to_g=250, price=D(6)),
                    Band(up_to_g=600, per_kg=D(12), per_parcel=D(4)),
                ],
            ),
            Rates(tier="fast", zone="us", bands=[Band(up_to_g=2000, price=D(25))]),
        ],
        excluded=["RU"],
    )


def test_table_rates_equal_the_golden_file():
    made = export_template(world(), "magento", BOOK, ON)
    assert made.data == (GOLDEN / "table_rates.csv").read_bytes()


def magento_price(rows, country, grams):
    """What the shop charges: of the rows of the most specific country, the heaviest not above the parcel."""
    for place in (country, "*"):
        fits = [
            row for row in rows if row[0] == place and row[1] == "*" and D(row[3]) * 1000 <= grams
        ]
        if fits:
            return D(max(fits, key=lambda row: D(row[3]))[4])
    return None


@given(st.integers(1, 2000), st.sampled_from([("US", "USA"), ("DE", "DEU")]))
def test_the_shop_never_charges_less_than_the_template_and_the_same_at_band_edges(grams, place):
    text = export_template(world(), "magento", BOOK, ON).data.decode()
    rows = list(csv.reader(io.StringIO(text)))[1:]
    quotes, _refused = PriceBook(world()).quotes(
        Parcel(country=place[0], weight_g=grams), "standard"
    )
    charged = magento_price(rows, place[1], grams)
    if quotes:
        assert charged >= quotes[0].total.amount
        if place[0] == "US":
            assert charged == quotes[0].total.amount


def test_pounds_keep_the_edge_in_the_lower_band():
    text = export_template(world(), "magento", BOOK, ON, unit="lb").data.decode()
    rows = [row for row in csv.reader(io.StringIO(text)) if row[0] == "USA" and row[1] == "*"]
    assert D(rows[1][3]) * D("453.59237") > 100
    assert D(rows[1][3]) * D("453.59237") <= 101


def test_what_the_format_cannot_hold_is_said():
    notes = export_template(world(), "magento", BOOK, ON).notes
    assert "Only one service fits into this table; left out: fast" in notes
    assert "Excluded destinations are not in this table: RU" in notes
    assert any(note.startswith("Free shipping") and "35" in note for note in notes)


@pytest.mark.parametrize("form", ["amazon", "ebay"])
def test_fill_in_sheets_have_the_same_bytes_and_no_clock(form, tmp_path):
    first, second = (export_template(world(), form, BOOK, ON).data for _n in range(2))
    assert first == second
    core = zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml").decode()
    assert "2026-01-01T00:00:00Z" in core
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(first)
    file = open_file(path, len)
    first_row = next(file.rows(file.names[0]))
    assert first_row.cells == list(make_sheet(world(), form, BOOK, ON).columns)


def test_the_amazon_sheet_has_a_row_a_region_and_service_and_covers_every_band():
    sheet = make_sheet(world(), "amazon", BOOK, ON, site="amazon.us")
    rows = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    assert [(row["Region"], row["Service level"]) for row in rows] == [
        ("United States", "Standard"),
        ("United States", "Expedited"),
        ("United States, AK, HI", "Standard"),
        ("EU: Germany, France", "Standard"),
        ("Rest of the world", "Standard"),
    ]
    assert rows[2]["Fee per shipment"] == 15
    assert rows[2]["Fee per kg"] == 0
    assert rows[2]["Most above the template"] == 0


def test_another_currency_than_the_sites_is_said():
    sheet = make_sheet(world(), "amazon", BOOK, ON, site="amazon.de")
    assert "Amounts are in USD, not in the site's currency" in note_texts(sheet)


def test_the_ebay_sheet_has_a_policy_a_weight_band():
    sheet = make_sheet(world(), "ebay", BOOK, ON, site="ebay.us")
    rows = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    us = [row for row in rows if row["regionIncluded"] == "United States"]
    assert [
        (row["name"], str(row["shippingCost"]), str(row["additionalShippingCost"])) for row in us
    ] == [
        ("World ≤ 100 g", "3.40", "2.50"),
        ("World ≤ 500 g", "5.90", "3.10"),
        ("World ≤ 2 kg", "9.00", "9.00"),
        ("World ≤ 2 kg", "25.00", "25.00"),
    ]
    assert {row["optionType"] for row in us} == {"DOMESTIC"}
    assert {row["handlingTime"] for row in rows} == {2}
    assert {row["regionExcluded"] for row in rows} == {"RU"}


PRICES = st.lists(
    st.tuples(st.integers(50, 5000), st.integers(1, 5000), st.integers(0, 20000)),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[0],
).map(
    lambda found: [
        Band(up_to_g=up_to, price=D(price) / 100, per_kg=D(per_kg) / 100)
        for up_to, price, per_kg in sorted(found)
    ]
)


@given(PRICES, st.sampled_from([1, 100, 500]))
def test_the_straight_line_covers_every_parcel_of_every_band(bands, step):
    tariff = card(bands, currency="USD", rule=WeightRule(step_g=step))
    lane = Lane(tariff, tariff.tiers[0], tariff.zones[0], tariff.rates[0])
    line = straight_line(lane)
    for grams in range(1, bands[-1].up_to_g + 1, 7):
        price = plain_price(lane, grams)
        if price is not None and line is not None:
            # A rounding to whole cents inside a band may lie half a cent above its straight line.
            assert line.fixed * 100 + line.per_kg * grams / 10 >= price - 1


def test_a_line_that_is_straight_already_is_written_as_it_is():
    tariff = card([Band(up_to_g=2000, per_kg=D(12), per_parcel=D(2))], currency="USD")
    line = straight_line(Lane(tariff, tariff.tiers[0], tariff.zones[0], tariff.rates[0]))
    assert (line.fixed, line.per_kg, line.excess) == (2, 12, 0)
    fuel = [Surcharge(name="fuel", kind="percent_of_freight", rate=D("0.5"))]
    tariff = card(
        [Band(up_to_g=2000, per_kg=D(12), per_parcel=D(2))], currency="USD", surcharges=fuel
    )
    line = straight_line(Lane(tariff, tariff.tiers[0], tariff.zones[0], tariff.rates[0]))
    assert D("17.9") < line.per_kg < D("18.1")


def test_cells_cut_prices_per_kg_and_keep_the_dearest_of_each():
    tariff = card([Band(up_to_g=250, per_kg=D(10))], currency="USD")
    lane = Lane(tariff, tariff.tiers[0], tariff.zones[0], tariff.rates[0])
    assert cells_of(lane) == [(0, 100, 100), (100, 200, 200), (200, 250, 250)]


def test_unknown_words_are_refused():
    for form, more in (
        ("shopee", {}),
        ("magento", {"service": "rocket"}),
        ("magento", {"unit": "stone"}),
        ("magento", {"site": "zzz"}),
        ("amazon", {"site": "zzz"}),
    ):
        with pytest.raises(UsageProblem):
            make_sheet(world(), form, BOOK, ON, **more)


def test_a_packet_gets_a_sheet_for_each_site_and_a_neutral_table():
    names = [name for name, _data in bundle_files([world()], BOOK, ["amazon.us", "ebay.us"], ON)]
    assert names == ["amazon.us-World.xlsx", "ebay.us-World.xlsx", "table-rates-World.csv"]
