"""Every shipped pack: it loads, its ids are known, every figure has a source and a day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from seller_desk.core.base.money import Money
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.platforms.fees import line
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.catalogs import categories, public_ids
from seller_desk.core.rules.lint import ARRAYS, lint
from seller_desk.core.rules.load import load_all, load_pack, pack_files
from seller_desk.core.rules.model import Fee
from seller_desk.core.rules.schema import schema_path, schema_text

DAY = date(2026, 11, 24)
FILES = pack_files()
IDS = set((Path(__file__).parent / "facts.tsv").read_text(encoding="utf-8").split()[1:])
HOUSE_CATEGORIES = (  # noqa: SIM905
    "electronics headphones computers phone_accessories clothing shoes jewelry watches beauty health baby toys "
    "home_kitchen furniture garden tools automotive sports pet_supplies grocery office books video_games bags"
).split(" ")
# Sites whose fee table is known for every public category.
SITES = (
    *("amazon.us", "amazon.uk", "amazon.de", "amazon.fr", "amazon.it", "amazon.es", "amazon.jp"),
    *("ebay.us", "ebay.uk", "ebay.de"),
)


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


def entries(path):
    pack = load_pack(path)
    return [entry for array in ARRAYS for entry in getattr(pack, array)]


def named(path):
    return path.relative_to(resources_dir() / "rules").as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_fact_id_is_one_that_was_collected(path):
    ids = [entry.fact for entry in entries(path) if entry.fact]
    for fee in (entry for entry in entries(path) if isinstance(entry, Fee)):
        ids += [part.fact for part in (fee.minimum_by, fee.tax_by) if part]
    assert [one for one in ids if one not in IDS] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_entry_says_where_it_comes_from(path):
    for entry in entries(path):
        assert entry.source.title.strip()
        assert entry.checked <= DAY


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_fee_names_its_collected_fact(path):
    assert [one.name for one in entries(path) if isinstance(one, Fee) and not one.fact] == []


def test_the_lint_finds_nothing():
    _packs, problems = lint(FILES, DAY)
    assert problems == []


def test_the_lint_finds_holes_and_strange_ids(tmp_path):
    text = (resources_dir() / "rules" / "amazon" / "fees.toml").read_text(encoding="utf-8")
    bad = tmp_path / "fees.toml"
    bad.write_text(
        text.replace('"home_kitchen"', '"home_kitchn"', 1).replace(
            'name = "closing"', 'name = "clozing"', 1
        ),
        encoding="utf-8",
    )
    sites = resources_dir() / "rules" / "amazon" / "sites.toml"
    _packs, problems = lint([sites, bad], DAY)
    assert sorted(one.message.split(":")[0] for one in problems) == [
        "unknown category",
        "unknown fee",
    ]
    line = bad.read_text(encoding="utf-8").splitlines()[problems[0].line - 1]
    assert line == "[[fee]]"


def test_the_schema_is_the_models():
    assert schema_path().read_text(encoding="utf-8") == schema_text(), (
        "run python -m seller_desk.core.rules.schema"
    )


def test_the_catalogue_has_every_public_category_with_both_names():
    assert set(HOUSE_CATEGORIES) <= set(categories())
    assert all(one.en and one.zh for one in categories().values())


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("category", HOUSE_CATEGORIES)
def test_every_public_category_has_one_referral_fee_on_every_site(book, site, category):
    fees = book.fees(Query(site=site, on=DAY, category=category))
    found = [fee for fee in fees if fee.name == "referral"]
    assert len(found) == 1
    assert category in found[0].applies_to.category


def test_no_category_stands_twice_in_a_sites_table():
    for path in FILES:
        seen = set()
        for fee in (one for one in entries(path) if isinstance(one, Fee)):
            for site in fee.applies_to.site:
                for category in fee.applies_to.category:
                    key = (fee.name, fee.option, site, category)
                    assert key not in seen
                    seen.add(key)


def test_a_figure_of_one_page_is_marked_so():
    """German fees are read through one transcription: nothing of them may look settled."""
    for fee in RuleBook.load().fees(Query(site="ebay.de", on=DAY, category="toys")):
        if fee.name in ("referral", "per_order", "vat"):
            assert fee.confidence.value == "single-blog"


def test_every_site_speaks_for_every_entity():
    book = RuleBook.load()
    for site in book.sites:
        for entity in public_ids().entity:
            assert book.gates(Query(site=site, on=DAY, entity=entity)), (site, entity)


def test_a_commission_of_which_only_the_table_before_is_known_is_not_called_certain():
    book = RuleBook(load_all().packs)
    on = date(2026, 11, 24)
    query = Query(site="ozon.ru", category="headphones", on=on)
    lines = [line(fee, Money.of("3000", "RUB"), Decimal(0), None, on) for fee in book.fees(query)]
    referral = [one for one in lines if one.name == "referral"]
    assert referral
    assert not any(one.certain for one in referral)
    assert all(one.unconfirmed for one in referral)
