from datetime import date

import pytest

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import speaking
from seller_desk.core.platforms.gates import verdict
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.catalogs import public_ids
from seller_desk.core.rules.model import Gate, Source, Words

DAY = date(2026, 11, 24)


def gate(answer, **values):
    return Gate(
        answer=answer,
        reason=Words(en=f"because {answer}", zh=f"因为 {answer}"),
        source=Source(title="a page"),
        checked=date(2026, 11, 23),
        confidence=values.pop("confidence", Confidence.OFFICIAL),
        **values,
    )


def test_a_young_company_may_register_later_and_is_told_when():
    found = verdict([gate("yes", minimum_age_days=60)], "mainland_company", date(2026, 10, 1), DAY)
    assert (found.answer, found.from_day) == ("later", date(2026, 11, 30))
    assert "from 30 November 2026" in found.reasons[0]


def test_on_the_day_itself_it_may():
    found = verdict([gate("yes", minimum_age_days=60)], "mainland_company", date(2026, 9, 25), DAY)
    assert (found.answer, found.from_day) == ("yes", None)


def test_without_a_founding_date_nobody_knows():
    found = verdict([gate("yes", minimum_age_days=60)], "mainland_company", None, DAY)
    assert found.answer == "unknown"
    assert "60" in found.reasons[0]


def test_the_gravest_answer_wins_and_gives_the_reasons():
    found = verdict([gate("yes"), gate("no"), gate("unknown")], "natural_person", None, DAY)
    assert found.answer == "no"
    assert found.reasons == ("because no",)


def test_a_single_page_never_shuts_a_gate():
    found = verdict([gate("no", confidence=Confidence.SINGLE_BLOG)], "natural_person", None, DAY)
    assert found.answer == "unknown"
    assert found.reasons == ("because no",)


def test_a_single_pages_waiting_time_is_told_with_its_day_and_its_doubt():
    young = gate("yes", minimum_age_days=60, confidence=Confidence.SINGLE_BLOG)
    found = verdict([young], "mainland_company", date(2026, 10, 1), DAY)
    assert (found.answer, found.from_day) == ("later", date(2026, 11, 30))
    assert "30 November 2026 (one source says so)" in found.reasons[0]
    assert verdict([young], "mainland_company", date(2026, 9, 25), DAY).answer == "yes"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The licence is 9 days old, 14 needed: from 28 November 2026 (one source says so)"),
        ("zh", "营业执照才满 9 天，要求 14 天：2026年11月28日起可以（仅一个出处）"),
    ],
)
def test_the_day_that_cures_a_young_licence_is_named_in_both_languages(language, words):
    query = Query(site="tiktok_shop.sg", on=date(2026, 11, 23), entity="mainland_company")
    with speaking(language):
        found = verdict(RuleBook.load().gates(query), query.entity, date(2026, 11, 14), query.on)
    assert (found.answer, found.from_day) == ("later", date(2026, 11, 28))
    assert found.reasons[0] == words


def test_a_site_that_opens_later_says_on_which_day():
    found = verdict([gate("yes", opens_on=date(2027, 1, 1))], "mainland_company", None, DAY)
    assert (found.answer, found.from_day) == ("later", date(2027, 1, 1))
    assert found.reasons[0] == "Registration opens on 1 January 2027"
    assert verdict([gate("yes", opens_on=DAY)], "mainland_company", None, DAY).answer == "yes"


def test_of_two_waiting_times_the_later_day_counts():
    both = gate("yes", minimum_age_days=60, opens_on=date(2026, 12, 24))
    found = verdict([both], "mainland_company", date(2026, 10, 1), DAY)
    assert found.from_day == date(2026, 12, 24)


def test_a_licence_that_counts_from_a_day_to_come_is_not_so_many_days_old():
    found = verdict([gate("yes", minimum_age_days=14)], "mainland_company", date(2026, 12, 1), DAY)
    assert (found.answer, found.from_day) == ("later", date(2026, 12, 15))
    assert "counts from 1 December 2026" in found.reasons[0]


@pytest.mark.parametrize("site", sorted(RuleBook.load().sites))
def test_no_gate_says_yes_or_no_without_a_collected_fact_behind_it(site):
    """What the reference does not say is unknown, never guessed."""
    book = RuleBook.load()
    for entity in public_ids().entity:
        for one in book.gates(Query(site=site, on=DAY, entity=entity)):
            assert one.answer == "unknown" or one.fact, (entity, one.reason.en)


def test_where_no_source_speaks_the_answer_is_unknown():
    assert verdict([], "mainland_company", None, DAY).answer == "unknown"


def test_without_a_business_type_the_answer_is_unknown():
    assert verdict([gate("yes")], "", None, DAY).answer == "unknown"


@pytest.mark.parametrize(
    ("site", "entity", "answer"),
    [
        ("amazon.us", "mainland_company", "yes"),
        ("amazon.us", "natural_person", "yes"),
        ("amazon.us", "individual_business", "unknown"),
        ("amazon.de", "mainland_company", "yes"),
        ("amazon.de", "natural_person", "unknown"),
        # Only a copied article speaks of Japan, and it names no business types.
        ("amazon.jp", "mainland_company", "unknown"),
        ("amazon.au", "mainland_company", "unknown"),
        ("amazon.jp", "hong_kong_company", "unknown"),
        ("ebay.us", "hong_kong_company", "yes"),
        ("ebay.de", "mainland_company", "yes"),
        # Three sources disagree on age and turnover.
        ("walmart.us", "mainland_company", "unknown"),
        ("walmart.us", "individual_business", "no"),
        # Trading elsewhere is asked for: only the seller knows.
        ("tiktok_shop.us", "mainland_company", "unknown"),
        ("tiktok_shop.de", "mainland_company", "unknown"),
        ("tiktok_shop.de", "individual_business", "no"),
        ("jumia", "mainland_company", "unknown"),
        ("mercado_libre.mx", "mainland_company", "yes"),
        ("ozon.ru", "mainland_company", "yes"),
        ("ozon.ru", "individual_business", "unknown"),
        ("lazada.my", "individual_business", "no"),
        ("etsy", "individual_business", "yes"),
        # Companies of Hong Kong are named by these, in the entity types of each platform.
        *((site, "hong_kong_company", "yes") for site in ("amazon.us", "temu", "shopee.sg")),
        *((site, "hong_kong_company", "yes") for site in ("ozon.ru", "lazada.sg", "aliexpress")),
        *((site, "hong_kong_company", "yes") for site in ("tiktok_shop.sg", "tiktok_shop.uk")),
        ("walmart.us", "hong_kong_company", "unknown"),
        # Persons: refused where the platform or two sources say so, open where one page or none does.
        *((site, "natural_person", "no") for site in ("tiktok_shop.sg", "tiktok_shop.uk")),
        *((site, "natural_person", "no") for site in ("aliexpress", "walmart.us")),
        *((site, "natural_person", "unknown") for site in ("temu", "shopee.sg", "ozon.ru")),
        *((site, "natural_person", "unknown") for site in ("lazada.sg", "tiktok_shop.us")),
        ("etsy", "natural_person", "yes"),
    ],
)
def test_the_shipped_gates_answer_as_the_sources_do(site, entity, answer):
    found = RuleBook.load().gates(Query(site=site, on=DAY, entity=entity))
    assert verdict(found, entity, date(2026, 1, 1), DAY).answer == answer
