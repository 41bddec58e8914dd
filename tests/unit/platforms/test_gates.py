from datetime import date

import pytest

from seller_desk.core.base.findings import Confidence
from seller_desk.core.platforms.gates import verdict
from seller_desk.core.rules.book import Query, RuleBook
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
    assert "2026-11-30" in found.reasons[0]


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


def test_a_single_page_never_makes_a_company_wait():
    young = gate("yes", minimum_age_days=60, confidence=Confidence.SINGLE_BLOG)
    found = verdict([young], "mainland_company", date(2026, 10, 1), DAY)
    assert (found.answer, found.from_day) == ("unknown", None)
    assert "2026-11-30" in found.reasons[0]
    assert verdict([young], "mainland_company", date(2026, 9, 25), DAY).answer == "yes"


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
        ("amazon.jp", "mainland_company", "yes"),
        ("amazon.jp", "hong_kong_company", "unknown"),
        ("ebay.us", "hong_kong_company", "yes"),
        ("ebay.de", "mainland_company", "yes"),
    ],
)
def test_the_shipped_gates_answer_as_the_sources_do(site, entity, answer):
    found = RuleBook.load().gates(Query(site=site, on=DAY, entity=entity))
    assert verdict(found, entity, date(2026, 1, 1), DAY).answer == answer
