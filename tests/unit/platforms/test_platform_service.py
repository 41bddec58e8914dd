from datetime import date
from decimal import Decimal

import msgspec
import pytest

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.money import Money
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import Desk
from seller_desk.core.platforms.compare import Seller
from seller_desk.core.platforms.model import Product, Rate
from seller_desk.core.rules.book import Query

DAY = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path):
    desk = Desk(DataFolder(tmp_path), today=lambda: DAY)
    yield desk
    desk.close()


PRODUCT = Product(
    category="toys",
    price=Decimal("20"),
    cost=Decimal("5"),
    target_margin=Decimal("0.25"),
    rates={"EUR": Rate(value=Decimal("0.92"), on=DAY)},
    chosen_sites=["amazon.us"],
)


def test_the_product_survives_a_restart_for_its_own_company(tmp_path, desk):
    desk.platforms.set_my_product("a", PRODUCT)
    desk.close()
    again = Desk(DataFolder(tmp_path), today=lambda: DAY)
    assert again.platforms.my_product("a") == PRODUCT
    assert again.platforms.my_product("b") == Product()
    again.close()


def test_a_typed_product_starts_the_step(desk):
    assert not desk.platforms.started("a")
    desk.platforms.set_my_product("a", PRODUCT)
    assert desk.platforms.started("a")


@pytest.mark.parametrize(
    "change",
    [
        {"price": Decimal(0)},
        {"weight_g": 0},
        {"weight_g": 10**13},
        {"orders": 10**13},
        {"cost": Decimal(-1)},
        {"target_margin": Decimal(1)},
        {"orders": 0},
        {"currency": "dollars"},
        {"currency": "XYZ"},
        {"currency": ""},
        {"price": Decimal(10) ** 31},
        {"cost": Decimal(10) ** 13},
        {"rates": {"EUR": Rate(value=Decimal(10) ** 30, on=DAY)}},
        {"rates": {"EUX": Rate(value=Decimal(1), on=DAY)}},
    ],
)
def test_a_product_that_cannot_be_is_refused(desk, change):
    import msgspec

    with pytest.raises(UsageProblem):
        desk.platforms.set_my_product("a", msgspec.structs.replace(PRODUCT, **change))


def test_the_company_decides_who_registers(desk):
    with desk.store.work("x") as work:
        work.companies.save(
            Company(id="a", entity_kind="natural_person", established_on=date(2026, 1, 1))
        )
    assert desk.platforms.seller("a") == Seller(
        entity="natural_person", established_on=date(2026, 1, 1)
    )
    assert desk.platforms.seller("nobody") == Seller()


def test_an_own_value_reaches_every_book_and_can_be_taken_back(desk):
    query = Query(site="amazon.us", on=DAY, category="toys")
    desk.platforms.overrule("fee.referral.rate", "12%", site="amazon.us", note="my manager")
    (own,) = [fee for fee in desk.rules().fees(query) if fee.name == "referral"]
    assert (own.rate, own.method, own.source.title) == (Decimal("0.12"), "percent", "my manager")
    desk.platforms.restore("fee.referral.rate", site="amazon.us")
    (table,) = [fee for fee in desk.rules().fees(query) if fee.name == "referral"]
    assert table.rate == Decimal("0.15")
    assert desk.platforms.overrides() == []


def test_setting_an_own_value_again_replaces_it(desk):
    desk.platforms.overrule("fee.closing.amount", "1.50")
    desk.platforms.overrule("fee.closing.amount", "1.60")
    assert [one.value for one in desk.platforms.overrides()] == ["1.60"]


def test_an_own_value_can_be_undone(desk):
    desk.platforms.overrule("fee.closing.amount", "1.50")
    assert desk.store.undo() is not None
    assert desk.platforms.overrides() == []


def test_an_own_value_is_of_the_facts_own_kind(desk):
    own = desk.platforms.overrule("site.free_listings", "100", site="ebay.us")
    assert own.value == 100
    with pytest.raises(UsageProblem):
        desk.platforms.overrule("site.free_listings", "many", site="ebay.us")


@pytest.mark.parametrize(
    ("key", "value", "more"),
    [
        ("no.such.fact", "1", {}),
        ("fee.referral.rate", "150%", {}),
        ("fee.referral.rate", "much", {}),
        ("fee.gifts.rate", "0.1", {}),
        ("fee.referral.rate", "0.1", {"site": "amazon.mars"}),
        ("fee.referral.rate", "0.1", {"category": "spaceships"}),
    ],
)
def test_an_own_value_for_nothing_known_is_refused(desk, key, value, more):
    with pytest.raises(UsageProblem):
        desk.platforms.overrule(key, value, **more)
    assert desk.platforms.overrides() == []


def test_taking_back_what_was_never_set_says_so(desk):
    with pytest.raises(DeskError):
        desk.platforms.restore("fee.referral.rate")


def test_all_sites_are_compared_unless_some_are_named(desk):
    results = desk.platforms.compare(PRODUCT, Seller(entity="mainland_company"))
    assert [one.site.id for one in results] == [one.id for one in desk.platforms.sites()]
    (one,) = desk.platforms.compare(PRODUCT, Seller(), ["ebay.de"])
    assert one.site.id == "ebay.de"
    with pytest.raises(UsageProblem):
        desk.platforms.compare(PRODUCT, Seller(), ["ebay.mars"])


@pytest.mark.parametrize(
    ("price", "currency"), [("0.001", "USD"), ("0.01", "VND"), ("0.0000001", "EUR")]
)
def test_a_price_below_the_smallest_unit_has_no_profit_and_says_why(desk, price, currency):
    product = msgspec.structs.replace(
        PRODUCT,
        price=Decimal(price),
        currency=currency,
        rates={"USD": Rate(value=Decimal("0.00004"), on=DAY)},
    )

    (result,) = desk.platforms.compare(product, Seller(), ["amazon.us"])

    assert result.profit is None
    assert result.margin is None
    assert result.no_profit_because == "The price is less than the smallest unit of this currency"


def test_the_largest_amounts_are_worked_out_to_the_cent(desk):
    most = Decimal(10) ** 12
    product = msgspec.structs.replace(
        PRODUCT, price=most, rates={"EUR": Rate(value=Decimal(10) ** 6, on=DAY)}
    )

    found = {one.site.id: one for one in desk.platforms.compare(product, Seller())}

    assert found["amazon.us"].lines[0].amount == Money(Decimal("150000000000.00"), "USD")
    assert found["amazon.de"].profit is not None
