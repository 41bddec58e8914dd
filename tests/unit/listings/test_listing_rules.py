"""Rules of codes, style, bullets, offers, compliance and HTML beyond the limits of length."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seller_desk.core.listings.content_rules import length, tags_of
from seller_desk.core.listings.html_rules import clean, tags_in
from seller_desk.core.listings.model import Compliance, Contact, Offer, SiteFields
from seller_desk.core.listings.rule_kit import gtin_valid
from seller_desk.core.rules.book import RuleBook

DAY = date(2026, 11, 24)
BULLETS = ["Four-side locks keep soup in.", "Goes into the dishwasher.", "Three of 300 ml each."]


@pytest.fixture
def good(good):
    """With as many bullet points as Amazon wants."""
    return lambda **changes: good(**{"bullets": BULLETS, **changes})


def with_digit(body):
    """The code with its check digit."""
    total = sum(int(one) * (1 if place % 2 else 3) for place, one in enumerate(reversed(body)))
    return body + str(-total % 10)


@given(st.text("0123456789", min_size=12, max_size=12).filter(lambda one: int(one) > 0))
def test_one_wrong_digit_never_passes(body):
    code = with_digit(body)
    assert gtin_valid(code)
    for place in range(13):
        wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        assert not gtin_valid(wrong)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("020000000001", "gtin_restricted"),
        ("040000000001", "gtin_restricted"),
        ("290000000001", "gtin_restricted"),
        ("050000000001", "gtin_coupon"),
        ("980000000001", "gtin_coupon"),
        ("990000000001", "gtin_coupon"),
    ],
)
def test_codes_of_shops_and_coupons_are_no_products(good, codes, body, code):
    assert (code, "blocker") in codes(good(gtin=with_digit(body)))
    # The same beginning says nothing in a code of 12 or 14 digits.
    assert code not in dict(codes(good(gtin=with_digit(body[:11]))))


def test_an_exemption_says_why_and_has_no_code(good, codes):
    bare = good(gtin="", gtin_exempt=True)
    assert codes(bare, hints=True) == [("gtin_exemption_reason", "hint")]
    assert codes(msgspec.structs.replace(bare, exemption="handmade"), hints=True) == []
    assert ("gtin_exempt_with_code", "hint") in codes(good(gtin_exempt=True), hints=True)


def test_capitals_and_small_beginnings_are_told_but_for_the_brand(good, codes):
    assert ("title_capitals", "warning") in codes(good(title="CHENGWAN AMAZING Box"))
    assert codes(good(title="CHENGWAN Box LED USB"), hints=True) == []
    assert ("title_initials", "hint") in codes(good(title="CHENGWAN storage Box"), hints=True)
    assert codes(good(title="CHENGWAN Box with Lid from Steel"), hints=True) == []
    assert codes(good(title="CHENGWAN AMAZING Box"), "amazon.jp") == []


def test_chinese_left_in_a_title_is_told_where_nobody_reads_it(good, codes):
    assert ("text_other_script", "warning") in codes(good(title="CHENGWAN 收纳盒"))
    assert codes(good(title="CHENGWAN 保存容器"), "amazon.jp") == []


def test_bullets_are_counted_weighed_and_read_for_signs(good, codes):
    assert ("bullets_few", "hint") in codes(good(bullets=["One of two here"] * 2), hints=True)
    assert ("bullet_too_short", "warning") in codes(good(bullets=["Short", *["x" * 20] * 2]))
    assert ("bullets_too_long", "warning") in codes(good(bullets=["x" * 200] * 5))
    assert codes(good(bullets=["x" * 199] * 5)) == []
    assert ("bullets_many", "warning") in codes(good(bullets=["x" * 20] * 6))
    for sign in ("Lid™ of steel here", "Very nice box \U0001f600"):
        assert ("bullet_banned_character", "warning") in codes(
            good(bullets=[sign, *["x" * 20] * 2])
        )


def test_descriptions_have_a_longest_and_a_shortest_length(good, codes):
    assert ("description_too_long", "blocker") in codes(good(description="x" * 2001))
    assert codes(good(description="x" * 2000)) == []
    short = good(description="word " * 29)
    assert ("description_too_short", "warning") in codes(short, "tiktok_shop.us")
    assert codes(good(description="word " * 30), "tiktok_shop.us") == []


def test_a_han_character_counts_as_a_word():
    assert length("不锈钢 box with 盖", "word") == 6
    assert length("ü餐", "byte") == 5


def test_etsy_tags_are_counted_and_signs_stand_once(good, codes):
    assert tags_of("lunch box， bento,, kids\nsnack") == ["lunch box", "bento", "kids", "snack"]
    many = good(search_terms=",".join(f"tag {n}" for n in range(14)))
    assert ("tags_many", "blocker") in codes(many, "etsy")
    assert ("tag_too_long", "blocker") in codes(good(search_terms="x" * 21), "etsy")
    assert ("tag_repeated", "warning") in codes(good(search_terms="Box, box"), "etsy")
    assert ("title_character_once", "blocker") in codes(good(title="Box & Lid & Bag"), "etsy")
    assert codes(good(title="Box & Lid: 10%", search_terms="box, lid"), "etsy") == []


def test_brands_and_asins_do_not_belong_into_search_terms(good, codes):
    assert ("search_terms_brand", "warning") in codes(good(search_terms="lunch chengwan box"))
    assert ("search_terms_asin", "warning") in codes(good(search_terms="like b012345678"))
    assert codes(good(search_terms="chengwanlike boxes")) == []


def test_phrases_carry_their_kind_and_praise_is_a_hint(good, codes, book):
    assert ("banned_phrase", "hint") in codes(good(description="An incredible box"), hints=True)
    assert ("banned_phrase", "warning") in codes(good(description="a dupe of it"), "tiktok_shop.us")
    assert codes(good(description="dupery"), "tiktok_shop.us") == [
        ("description_too_short", "warning")
    ]


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        ({"sale_price": Decimal(30)}, "sale_price_high"),
        ({"list_price": Decimal(20)}, "list_price_low"),
        (
            {"sale_price": Decimal(9), "sale_from": DAY, "sale_until": date(2026, 11, 1)},
            "sale_days",
        ),
    ],
)
def test_offers_make_sense(good, codes, offer, code):
    assert (code, "warning") in codes(good(offer=Offer(**offer)))


def test_a_sale_in_time_is_fine_and_one_of_last_year_is_told(good, codes):
    sale = Offer(sale_price=Decimal(9), sale_from=DAY, sale_until=DAY)
    assert codes(good(offer=sale), hints=True) == []
    assert ("sale_over", "hint") in codes(good(offer=sale), hints=True, on=date(2027, 1, 1))
    undated = Offer(sale_price=Decimal(9))
    assert ("sale_undated", "hint") in codes(good(offer=undated), hints=True)


def test_a_sites_own_offer_is_judged_there_only(good, codes):
    listing = good(sites={"amazon.us": SiteFields(offer=Offer(sale_price=Decimal(99)))})
    assert ("sale_price_high", "warning") in codes(listing)
    assert codes(listing, "amazon.jp") == []


def test_numbers_stay_in_the_sites_range(good, codes):
    slow = good(offer=Offer(handling_days=61, shipping_template="t"))
    assert ("handling_days", "blocker") in codes(slow, "aliexpress")
    assert ("quantity_range", "blocker") in codes(good(quantity=1_000_000), "aliexpress")
    assert ("weight_range", "warning") in codes(good(weight_g=5), "shopee.sg")
    assert ("price_currency", "warning") in codes(good(currency="EUR"), "mercado_libre.mx")
    assert ("price_not_positive", "blocker") in codes(good(price=Decimal(0)))


def test_contacts_for_product_safety_are_asked_in_the_eu_only(good, book, codes):
    bare = good(compliance=Compliance())
    assert ("gpsr_contact", "warning") in codes(bare, "ebay.de")
    assert ("gpsr_contact", "warning") not in codes(bare, "ebay.uk")
    assert ("gpsr_contact", "warning") not in codes(bare, "ebay.us")
    inside = Contact(name="M", address="W 1", country="DE", email="m@x.de")
    assert codes(good(compliance=Compliance(manufacturer=inside)), "ebay.uk") == codes(
        good(compliance=Compliance(manufacturer=inside)), "ebay.de"
    )
    outside = Compliance(
        manufacturer=Contact(name="M", address="R", country="CN", email="m@x.cn"),
        responsible=Contact(name="R", address="S", country="GB", email="r@x.uk"),
    )
    assert ("gpsr_outside", "warning") in codes(good(compliance=outside), "amazon.de")


def test_batteries_ask_for_their_kind_and_lithium_for_its_energy(good, codes):
    told = good(compliance=Compliance(batteries="installed"))
    assert codes(told).count(("conditional_missing", "warning")) == 3
    lithium = Compliance(
        batteries="included", cell="lithium_ion", battery_count=1, battery_weight_g=Decimal(40)
    )
    assert codes(good(compliance=lithium)) == [("conditional_missing", "warning")]
    done = msgspec.structs.replace(lithium, watt_hours=Decimal("5.5"))
    assert codes(good(compliance=done)) == []
    assert codes(good(compliance=Compliance(batteries="none"))) == []
    danger = good(compliance=Compliance(dangerous_goods="battery"))
    assert codes(danger) == [("conditional_missing", "warning")]


def test_an_hs_code_has_six_to_ten_digits(good, codes):
    for code, fine in (("3924.10", True), ("39241000", True), ("3924", False), ("39 24 x0", False)):
        found = codes(good(compliance=Compliance(hs_code=code)))
        assert (found == []) is fine


def test_html_is_told_where_it_would_be_stripped(good, codes):
    assert ("html_plain", "warning") in codes(good(description="<b>Bold</b> box"))
    assert codes(good(description="a < b and c > d")) == []
    assert ("html_stripped", "warning") in codes(
        good(description="<p onclick='x()'>Hi</p><script>x</script>"), "ebay.us"
    )
    assert ("html_stripped", "warning") not in codes(good(description="<p>Hi</p>"), "ebay.us")
    assert ("html_wide", "warning") in codes(good(description='<img width="900">'), "ebay.us")
    away = good(description='<img src="https://example.com/a.jpg">')
    assert ("html_stripped", "warning") in codes(away, "aliexpress")
    own = good(description='<img src="https://ae01.alicdn.com/a.jpg">')
    assert ("html_stripped", "warning") not in codes(own, "aliexpress")


def test_cleaning_takes_what_was_told_and_nothing_else():
    made = clean("<p>Steel &amp; glass<script>x()</script></p><iframe src=a></iframe>", "html")
    assert made.text == "<p>Steel &amp; glass</p>"
    assert made.removed == ("script", "iframe")
    plain = clean("<p>Steel &amp; glass</p><ul><li>One</li><li>Two</li></ul>", "plain")
    assert plain.text == "Steel & glass\nOne\nTwo"
    assert clean("a < b", "plain").text.startswith("a ")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab<>/ =\"'spcript\n&;", max_size=60))
def test_cleaned_text_holds_no_tags_and_cleaning_again_changes_nothing(text):
    once = clean(text, "plain").text
    if not tags_in(once):
        assert clean(once, "plain").removed == ()
    kept = clean(text, "html").text
    assert "<script" not in kept.lower()
    assert clean(kept, "html").text == kept or "<" not in text


@pytest.mark.parametrize("site", sorted(RuleBook.load().sites))
def test_every_site_can_judge_a_full_and_an_empty_listing(good, codes, site):
    codes(good(), site)
    codes(good(title="", brand="", gtin="", description="", bullets=[], search_terms=""), site)
