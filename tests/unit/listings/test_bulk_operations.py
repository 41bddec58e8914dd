"""What one bulk operation does to one listing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import speaking
from seller_desk.core.base.money import Money
from seller_desk.core.listings.bulk.around import Skip, Surroundings
from seller_desk.core.listings.bulk.fields import field_of, shown
from seller_desk.core.listings.bulk.operations import (
    Affix,
    Clear,
    Copy,
    Formula,
    PriceFromMargin,
    Replace,
    SetTo,
    applied,
    ended,
    refuse,
)
from seller_desk.core.listings.bulk.selection import Selection, chosen
from seller_desk.core.listings.bulk.words import operation_words
from seller_desk.core.listings.model import Compliance, SiteFields

AROUND = Surroundings(
    currencies={"amazon.us": "USD", "amazon.de": "EUR", "amazon.jp": "JPY"},
    pricer=lambda _listing, _site, margin: Money(Decimal(10) + margin, "USD"),
)


def done(operation, listing):
    refuse(operation)
    return applied(operation, listing, AROUND)


@pytest.mark.parametrize(
    ("field", "typed", "held"),
    [
        ("brand", "ACME", "ACME"),
        ("price", "1,234.50", Decimal("1234.50")),
        ("quantity", "12", 12),
        ("weight", "0.48kg", 480),
        ("origin_country", "中国", "CN"),
        ("bullets", "one\n\ntwo", ["one", "two"]),
        ("bullets.2", "second", "second"),
        ("attribute:material", "steel", "steel"),
        ("option:Color", "Blue", "Blue"),
        ("offer.handling_days", "3", 3),
        ("compliance.hs_code", "392410", "392410"),
        ("title@amazon.de", "Dose", "Dose"),
        ("attribute:fit@amazon.de", "wide", "wide"),
        ("offer.list_price@amazon.de", "20", Decimal(20)),
    ],
)
def test_a_value_is_typed_as_in_a_sheet_set_and_cleared(good, field, typed, held):
    listing = good(bullets=["one"], compliance=Compliance())
    after = done(SetTo(field=field, value=typed), listing)
    assert field_of(field).get(after) == held
    assert done(SetTo(field=field, value=typed), after) is after
    emptied = done(Clear(field=field), after)
    assert shown(field_of(field).get(emptied)) == ""


@pytest.mark.parametrize(
    "operation",
    [
        SetTo(field="sku", value="x"),
        SetTo(field="brand@amazon.us", value="x"),
        SetTo(field="category_id", value="1"),
        SetTo(field="price", value="NaN"),
        SetTo(field="bullets.99", value="x"),
        SetTo(field="images", value="x"),
        Replace(field="price", find="1"),
        Replace(field="title", find=""),
        Replace(field="title", find="(", pattern=True),
        Replace(field="title", find="a", put=r"\g<none>", pattern=True),
        Replace(field="title", find="a" * 501, pattern=True),
        Formula(field="title", share=Decimal(1)),
        Formula(field="price", ending=Decimal("9.99")),
        PriceFromMargin(site="amazon.us", margin=Decimal(20)),
    ],
)
def test_what_no_listing_can_be_given_is_refused_before_anything_is_read(operation):
    with pytest.raises(UsageProblem):
        refuse(operation)


def test_words_are_replaced_plainly_wholly_and_in_any_case(good):
    listing = good(title="Box for boxes, BOX (1+1)", bullets=["a box", "none"])
    assert done(Replace(field="title", find="(1+1)", put="$1"), listing).title.endswith("BOX $1")
    whole = Replace(field="title", find="box", put="Jar", whole_word=True, match_case=False)
    assert done(whole, listing).title == "Jar for boxes, Jar (1+1)"
    assert done(Replace(field="bullets", find="box", put="jar"), listing).bullets == [
        "a jar",
        "none",
    ]
    pattern = Replace(field="title", find=r"(\w+) for (\w+)", put=r"\2 for \1", pattern=True)
    assert done(pattern, listing).title == "boxes for Box, BOX (1+1)"
    assert done(Replace(field="bullets", find="none"), listing).bullets == ["a box"]


def test_a_pattern_that_never_ends_is_stopped(good):
    listing = good(title="a" * 60 + "!")
    with pytest.raises(DeskError, match="too long"), speaking("en"):
        done(Replace(field="title", find=r"(a|aa)+$", put="x", pattern=True), listing)


def test_a_text_does_not_grow_beyond_reason(good):
    listing = good(description="a" * 5_000)
    with pytest.raises(Skip):
        done(Replace(field="description", find="a", put="aaaaa"), listing)


def test_words_are_put_before_and_behind_once_and_never_to_an_empty_text(good):
    brand = Affix(field="title", prefix="CHENGWAN ", suffix=", Set")
    after = done(brand, good(title="Box"))
    assert after.title == "CHENGWAN Box, Set"
    assert done(brand, after) is after
    empty = good(highlights="")
    assert done(Affix(field="highlights", prefix="x"), empty) is empty


def test_a_price_is_changed_by_a_share_and_raised_to_its_ending(good):
    listing = good(price=Decimal("24.99"))
    assert done(Formula(field="price", share=Decimal("0.1")), listing).price == Decimal("27.49")
    up = Formula(field="price", share=Decimal("0.1"), ending=Decimal("0.99"))
    assert done(up, listing).price == Decimal("27.99")
    assert done(Formula(field="quantity", plus=Decimal(-5)), listing).quantity == 15
    with pytest.raises(Skip):
        done(Formula(field="price", plus=Decimal(-30)), listing)
    with pytest.raises(Skip):
        done(Formula(field="cost", share=Decimal("0.1")), good(cost=None))


def test_a_share_of_a_sites_price_starts_from_the_masters_where_the_currency_is_the_same(good):
    raised = Formula(field="price@amazon.us", share=Decimal("0.5"))
    own = done(raised, good(price=Decimal(10))).sites["amazon.us"]
    assert (own.price, own.currency) == (Decimal("15.00"), "USD")
    with pytest.raises(Skip):
        done(Formula(field="price@amazon.de", share=Decimal("0.5")), good(price=Decimal(10)))


def test_a_currency_without_cents_has_no_price_that_ends_in_99():
    with pytest.raises(Skip):
        ended(Money(Decimal(1200), "JPY"), Decimal("0.99"))
    assert ended(Money(Decimal(1200), "JPY"), Decimal(0)) == 1200


@given(
    st.decimals(0, 10_000, places=2),
    st.sampled_from([Decimal("0.99"), Decimal("0.95"), Decimal("0.5"), Decimal(0)]),
)
def test_an_ending_never_lowers_a_price_and_adds_less_than_one(price, ending):
    found = ended(Money(price, "USD"), ending)
    assert price <= found < price + 1
    assert found % 1 == ending


def test_a_price_from_the_margin_comes_with_the_sites_currency(good):
    target = PriceFromMargin(site="amazon.us", margin=Decimal("0.2"), ending=Decimal("0.99"))
    own = done(target, good()).sites["amazon.us"]
    assert (own.price, own.currency) == (Decimal("10.99"), "USD")


def test_a_price_typed_for_a_site_is_in_its_currency(good):
    own = done(SetTo(field="price@amazon.de", value="19.9"), good(currency="USD")).sites
    assert own["amazon.de"].currency == "EUR"
    said = done(SetTo(field="price@amazon.de", value="19.9 GBP"), good()).sites["amazon.de"]
    assert said.currency == "GBP"


def test_fields_are_copied_to_sites_and_back_with_the_prices_currency(good):
    listing = good(sites={"amazon.de": SiteFields(title="Dose", price=Decimal(9), currency="EUR")})
    assert done(Copy(field="title", source="amazon.de"), listing).title == "Dose"
    there = done(Copy(field="title", target="ebay.us"), listing).sites["ebay.us"]
    assert there.title == listing.title
    back = done(Copy(field="price", source="amazon.de", target=""), listing)
    assert (back.price, back.currency) == (Decimal(9), "EUR")
    assert done(Copy(field="highlights", target="ebay.us"), listing) is listing


def test_conditions_find_by_text_number_and_emptiness(good):
    cheap, dear = good(id="1", sku="A", price=Decimal(5)), good(id="2", sku="B", brand="")

    def found(*where, ids=None):
        return [one.sku for one in chosen([cheap, dear], Selection(where=list(where), ids=ids))]

    assert found("brand=chengwan") == ["A"]
    assert found("brand=") == ["B"]
    assert found("price<10") == ["A"]
    assert found("price=24.990") == ["B"]
    assert found("title~container", "price>=6") == ["B"]
    assert found("sku!~a") == ["B"]
    assert found(ids=["2"]) == ["B"]
    for wrong in ("brand", "price=x", "title<3", "nothing=1"):
        with pytest.raises(UsageProblem):
            found(wrong)


def test_every_operation_is_told_in_both_languages():
    operations = [
        SetTo(field="brand", value="ACME"),
        Clear(field="bullets.2@amazon.us"),
        Replace(field="attribute:fit", find="a", put="b"),
        Affix(field="offer.condition_note", prefix="x"),
        Formula(field="price", share=Decimal("-0.1"), plus=Decimal(1), ending=Decimal("0.99")),
        PriceFromMargin(site="amazon.us", margin=Decimal("0.2")),
        Copy(field="title", target="ebay.us"),
    ]
    with speaking("en"):
        english = [operation_words(one) for one in operations]
    assert english[1] == "Bullet points 2 (amazon.us) cleared"
    assert english[4] == "Price −10% +1, up to the next 0.99"
    with speaking("zh"):
        assert not {*english} & {operation_words(one) for one in operations} - {english[4]}
