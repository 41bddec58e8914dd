"""The responsible person in the EU: asked for where goods go to the EU, and only there."""

from datetime import date

import pytest

from seller_desk.core.applications.model import Application
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk

TODAY = date(2026, 11, 24)
PERSON = "eu_responsible_person"


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.today = lambda: TODAY
        yield made


def apply(desk, *sites, category="toys"):
    with desk.store.work("x") as work:
        work.companies.save(Company(id="c", legal_name_zh="样本", entity_kind="mainland_company"))
        work.applications.save(
            Application(
                id="a",
                company_id="c",
                platform="amazon",
                sites=list(sites),
                categories=[category],
                created_on=TODAY,
            )
        )


def missing(desk, application="a"):
    found = desk.companies.findings("c", application)
    return [one for one in found if one.code == "company.data_missing"]


def test_goods_for_the_eu_need_a_responsible_person(desk):
    apply(desk, "amazon.us", "amazon.de")
    (found,) = missing(desk)
    assert (found.site, found.severity, found.place.field) == ("amazon.de", "warning", PERSON)
    assert found.sources[0].confidence == "official"
    assert missing(desk, None) == [found]
    checked = desk.applications.step_findings(desk.applications.find("a"))
    assert found in checked["company"]


def test_once_it_is_entered_nothing_is_asked_and_the_site_shows_it(desk):
    apply(desk, "amazon.de")

    def state():
        (site,) = desk.preparation.compliance("c", "toys", ["amazon.de"])
        return next(one.state for one in site.demands if one.demand.entry.id == "eu.gpsr")

    assert state() == "to_do"
    desk.companies.set_text("c", PERSON, "Muster GmbH, Berlin, post@example.org")
    assert missing(desk) == []
    assert state() == "on_file"


@pytest.mark.parametrize(
    ("site", "category"), [("amazon.us", "toys"), ("amazon.uk", "toys"), ("amazon.de", "grocery")]
)
def test_elsewhere_and_outside_its_scope_it_is_not_asked_for(desk, site, category):
    apply(desk, site, category=category)
    assert missing(desk) == []
