"""Product compliance: which rules fit a product, what they hang on, and what of it is on file."""

from datetime import date

import pytest

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import use_language
from seller_desk.core.platforms.compliance import Paper, is_named, site_compliance
from seller_desk.core.platforms.compliance_words import (
    gated_text,
    lead_text,
    nothing_found,
    state_detail,
    state_text,
)
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.catalogs import categories, traits
from seller_desk.core.rules.compliance import trait_answers

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


@pytest.fixture(autouse=True)
def english():
    use_language("en")


def look(book, site, category, papers=(), to=(), **said):
    query = Query(
        site=site, on=DAY, category=category, traits=tuple(said.items()), destinations=tuple(to)
    )
    return site_compliance(book, query, papers)


def states(found):
    return {one.demand.entry.id: one.state for one in found.demands}


def test_headphones_into_the_us_need_fcc_and_what_a_battery_brings_hangs_on_the_seller(book):
    found = look(book, "amazon.us", "headphones")
    assert states(found)["us.fcc"] == "missing"
    assert states(found)["battery.un383"] == "open"
    assert states(found)["us.cpc"] == "open"
    assert "us.button_cell" not in states(found)
    assert found.ask == ("battery", "wireless", "child")


def test_an_answer_settles_what_hung_on_it(book):
    yes = states(look(book, "amazon.us", "headphones", battery=True, wireless=False))
    assert yes["battery.un383"] == "missing"
    assert "amazon.fcc_radio" not in yes
    no = states(look(book, "amazon.us", "headphones", battery=False))
    assert "battery.un383" not in no
    assert "amazon.sds" not in no


def test_the_seller_may_say_more_than_the_category_tells(book):
    assert "us.cpc" not in states(look(book, "amazon.us", "tools"))
    assert states(look(book, "amazon.us", "tools", child=True))["us.cpc"] == "missing"
    assert states(look(book, "amazon.us", "phones", battery=False)).get("battery.un383") is None


@pytest.mark.parametrize(
    ("site", "category", "wanted"),
    [
        ("amazon.de", "toys", {"eu.toys", "eu.gpsr", "de.packaging"}),
        ("ebay.de", "headphones", {"eu.ce", "de.weee", "eu.gpsr", "de.packaging"}),
        ("amazon.fr", "headphones", {"eu.ce", "fr.epr", "eu.gpsr"}),
        ("amazon.it", "clothing", {"at_it_es.epr", "eu.gpsr"}),
        ("amazon.uk", "headphones", {"gb.mark"}),
        ("amazon.jp", "large_appliances", {"jp.pse", "jp.importer"}),
        ("amazon.sa", "clothing", {"sa.saber"}),
        ("ebay.us", "toys", {"us.cpc"}),
        ("amazon.us", "supplements", {"us.fda.food", "cn.health_food", "industry.licence"}),
    ],
)
def test_each_destination_asks_for_its_own_papers(book, site, category, wanted):
    assert wanted <= set(states(look(book, site, category)))


def test_one_country_never_brings_the_papers_of_another(book):
    german = set(states(look(book, "amazon.de", "headphones")))
    assert not {one for one in german if one.startswith(("us.", "jp.", "gb.", "fr.", "sa."))}
    assert "eu.gpsr" not in states(look(book, "amazon.uk", "headphones"))
    assert "amazon.sds" not in states(look(book, "ebay.us", "phones"))


def test_food_is_outside_the_product_safety_rules(book):
    assert "eu.gpsr" not in states(look(book, "amazon.de", "grocery"))


def test_a_site_without_a_country_shows_all_destinations_until_one_is_named(book):
    everywhere = set(states(look(book, "temu", "toys")))
    assert {"us.cpc", "eu.toys", "sa.saber"} <= everywhere
    german = set(states(look(book, "temu", "toys", to=["DE"])))
    assert "eu.toys" in german
    assert not {"us.cpc", "sa.saber"} & german


def test_an_application_at_such_a_site_is_not_asked_for_every_countrys_papers(book):
    query = Query(site="temu", on=DAY, category="phones")
    ids = {one.id for one in book.requirements(query)}
    assert "battery.un383" in ids
    assert not {"sa.saber", "us.fcc", "de.weee"} & ids


def test_a_destination_that_no_source_speaks_of_is_not_known_rather_than_free(book):
    found = look(book, "amazon.au", "clothing")
    assert not found.known
    assert "not known, not nothing" in nothing_found(found)
    spoken = look(book, "amazon.us", "home_textiles", child=False, electrical=False)
    assert spoken.known
    assert "not complete" in nothing_found(spoken)


def paper(name, kind="test_report", until=None):
    return Paper(id=name, kind=kind, name=name, valid_until=until)


def test_a_file_that_names_the_rule_is_on_file_and_another_has_to_be_looked_at(book):
    found = look(
        book, "amazon.us", "headphones", [paper("FCC_report_2026.pdf")], child=True, battery=True
    )
    assert states(found)["us.fcc"] == "on_file"
    assert states(found)["us.cpc"] == "check"
    assert states(found)["amazon.sds"] == "check"
    by_id = {one.demand.entry.id: one for one in found.demands}
    assert state_detail(by_id["us.fcc"]) == "FCC_report_2026.pdf"
    assert "does not say" in state_detail(by_id["us.cpc"])


def test_papers_of_other_kinds_do_not_serve(book):
    found = look(book, "amazon.us", "headphones", [paper("FCC.pdf", kind="utility_bill")])
    assert states(found)["us.fcc"] == "missing"


def test_an_expired_paper_is_said_to_be_expired_and_the_day_itself_still_counts(book):
    late = look(book, "amazon.us", "headphones", [paper("fcc.pdf", until=date(2026, 11, 23))])
    assert states(late)["us.fcc"] == "expired"
    good = look(book, "amazon.us", "headphones", [paper("fcc.pdf", until=DAY)])
    assert states(good)["us.fcc"] == "on_file"


@pytest.mark.parametrize(
    ("name", "words", "fits"),
    [
        ("CE_report.pdf", ["CE"], True),
        ("invoice.pdf", ["CE"], False),
        ("certificate-ce.pdf", ["CE"], True),
        ("UN38.3 summary.pdf", ["UN38"], True),
        ("en71-3.pdf", ["EN71"], True),
        ("reduced.pdf", ["RED"], False),
        ("any.pdf", [], False),
    ],
)
def test_a_word_stands_by_itself_in_a_files_name(name, words, fits):
    assert is_named(name, words) is fits


def test_what_is_done_on_the_listing_has_no_paper_and_no_time(book):
    found = look(book, "amazon.de", "clothing")
    gpsr = next(one for one in found.demands if one.demand.entry.id == "eu.gpsr")
    assert (gpsr.state, gpsr.lead_days, lead_text(gpsr)) == ("to_do", None, "")
    assert state_text(gpsr) == "On the listing"


def test_certificates_take_the_guides_three_months_and_a_summary_an_unknown_time(book):
    found = look(book, "amazon.us", "phones", [])
    by_id = {one.demand.entry.id: one for one in found.demands}
    assert by_id["us.fcc"].lead_days == 90
    assert by_id["us.fcc"].lead_source.url == "process:P2.5"
    assert lead_text(by_id["us.fcc"]) == "About 90 days; cost: not known"
    assert by_id["battery.un383"].lead_days is None
    assert lead_text(by_id["battery.un383"]) == "Time and cost: not known"


def test_what_is_to_be_done_stands_before_what_is_there(book):
    found = look(book, "amazon.de", "headphones", [paper("CE.pdf")])
    order = [(one.demand.entry.severity, one.state) for one in found.demands]
    assert order.index(("warning", "missing")) < order.index(("warning", "on_file"))
    assert [one for one, _state in order] == sorted([one for one, _state in order], reverse=True)


def test_a_category_that_no_row_names_is_not_mapped_and_never_takes_the_rate_of_the_rest(book):
    assert look(book, "amazon.us", "headphones").fee_place == "named"
    missing = look(book, "amazon.sa", "phones")
    assert (missing.fee_place, missing.fee) == ("not_mapped", None)
    assert look(book, "etsy", "handmade").fee_place == "any"
    assert look(book, "amazon.us", "trading_cards").fee_place == "not_mapped"


def test_gated_categories_are_told_with_their_source(book):
    found = look(book, "amazon.us", "supplements")
    assert gated_text(found.gated).startswith("Needs approval: ")
    assert found.gated.fact == "lst.gated"
    assert look(book, "amazon.us", "home").gated is None
    assert look(book, "ebay.us", "supplements").gated is None


def test_requirements_of_an_application_follow_the_answers(book):
    def severity(said):
        query = Query(site="amazon.us", on=DAY, category="headphones", traits=said)
        return {one.id: one.severity for one in book.requirements(query)}.get("battery.un383")

    assert severity(()) == "hint"
    assert severity((("battery", True),)) == "warning"
    assert severity((("battery", False),)) is None


def test_every_trait_of_a_category_exists_and_is_named_once():
    for one in categories().values():
        assert {*one.traits, *one.may} <= set(traits()), one.id
        assert not set(one.traits) & set(one.may), one.id
    assert trait_answers("phones", {})["battery"] is True
    assert trait_answers("phones", {})["mains"] is None
    assert trait_answers("spaceship", {"battery": True, "warp": True})["battery"] is True


def test_an_unknown_site_is_refused(book):
    with pytest.raises(UsageProblem):
        look(book, "amazon.mars", "toys")
