"""Bulk edits on a real database file: looked at, counted, applied, taken back."""

from datetime import date
from decimal import Decimal

import pytest

from seller_desk.core.base.errors import Cancelled, DeskError, UsageProblem
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.bulk.operations import Formula, PriceFromMargin, Replace, SetTo
from seller_desk.core.listings.bulk.selection import Selection
from seller_desk.core.platforms.model import Product
from seller_desk.core.services.listing_bulk import BulkRequest


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path / "data")


@pytest.fixture
def desk(folder, good, book):
    with open_desk(folder, write=True) as made:
        made.__dict__["packs"] = book
        made.today = lambda: date(2026, 11, 24)
        with made.store.work("x") as work:
            work.companies.save(Company(id="company"))
            work.listings.save_many(
                good(id=str(n), sku=f"S-{n}", brand="ACME" if n % 2 else "OTHER", cost=Decimal(8))
                for n in range(6)
            )
            work.listings.save(good(id="q", sku="Q", price=None, cost=None))
        yield made


def request(*operations, **selection):
    return BulkRequest(operations=list(operations), selection=Selection(**selection))


RENAME = request(Replace(field="brand", find="ACME", put="BETTER"))


def test_a_plan_tells_every_change_and_changes_nothing(desk):
    plan = desk.listing_bulk.plan("company", RENAME)
    assert (plan.meant, plan.changed) == (7, 3)
    assert [(one.sku, one.field, one.before, one.after) for one in plan.changes][:1] == [
        ("S-1", "brand", "ACME", "BETTER")
    ]
    assert {one.brand for one in desk.listings.list("company")} == {"ACME", "OTHER", "CHENGWAN"}


def test_only_the_exact_count_changes_anything_and_one_undo_takes_it_back_after_a_restart(
    desk, folder
):
    before = desk.listings.list("company")
    with pytest.raises(DeskError):
        desk.listing_bulk.apply("company", RENAME, 4)
    assert desk.listings.list("company") == before
    assert desk.listing_bulk.history("company") == []
    desk.listing_bulk.apply("company", RENAME, 3)
    after = desk.listings.list("company")
    assert [one.id for one in after] == [one.id for one in before]
    assert [a for a, b in zip(after, before, strict=True) if a != b] == [
        one for one in after if one.brand == "BETTER"
    ]
    desk.close()
    with open_desk_again(folder) as again:
        (entry,) = again.listing_bulk.history("company")
        assert (entry.count, entry.operations) == (3, RENAME.operations)
        assert again.listing_bulk.can_undo(entry)
        again.listing_bulk.undo(entry.id)
        assert again.listings.list("company") == before
        assert again.listing_bulk.history("company") == []
        again.store.redo()
        assert again.listings.list("company") == after
        assert len(again.listing_bulk.history("company")) == 1


def open_desk_again(folder):
    # The fixture holds the folder's lock; reading and undo need none.
    return open_desk(folder, write=False)


def test_an_older_bulk_edit_is_not_taken_back_over_a_newer_change(desk):
    entry = desk.listing_bulk.apply("company", RENAME, 3)
    desk.listings.create("company", "NEW")
    assert not desk.listing_bulk.can_undo(entry)
    with pytest.raises(DeskError):
        desk.listing_bulk.undo(entry.id)
    assert sum(one.brand == "BETTER" for one in desk.listings.list("company")) == 3


def test_ticked_searched_and_filtered_rows_alone_are_meant(desk):
    stock = SetTo(field="quantity", value="1")
    service = desk.listing_bulk
    assert service.plan("company", request(stock, ids=["1", "q"])).changed == 2
    assert service.plan("company", request(stock, words="s-3")).changed == 1
    assert service.plan("company", request(stock, where=["brand=ACME", "sku~5"])).changed == 1
    assert service.plan("company", request(stock, ids=[])).meant == 0


def test_a_margin_becomes_a_price_that_leaves_it(desk):
    desk.platforms.set_my_product("company", Product(category="home_kitchen"))
    target = request(PriceFromMargin(site="amazon.us", margin=Decimal("0.2")))
    plan = desk.listing_bulk.plan("company", target)
    assert (plan.changed, [one.sku for one in plan.left]) == (6, ["Q"])
    desk.listing_bulk.apply("company", target, 6)
    own = desk.listings.get("1").sites["amazon.us"]
    product = Product(
        category="home_kitchen", cost=Decimal(8), price=own.price, target_margin=Decimal("0.2")
    )
    (result,) = desk.platforms.compare(product, desk.platforms.seller("company"), ["amazon.us"])
    assert result.price_for_target.amount == own.price
    assert result.margin >= Decimal("0.2")


def test_a_cost_without_an_exchange_rate_is_left_with_its_reason(desk):
    desk.listing_bulk.apply("company", request(SetTo(field="cost_currency", value="CNY")), 7)
    plan = desk.listing_bulk.plan(
        "company", request(PriceFromMargin(site="amazon.us", margin=Decimal("0.2")))
    )
    assert plan.changed == 0
    assert any("CNY" in one.text() for one in plan.left)


def test_a_stop_and_wrong_requests_leave_everything_as_it_was(desk):
    before = desk.listings.list("company")
    with pytest.raises(Cancelled):
        desk.listing_bulk.apply("company", RENAME, 3, stop=lambda: True)
    for wrong in (
        request(),
        request(SetTo(field="title@mars.us", value="x")),
        request(SetTo(field="brand", value="x"), where=["x"]),
        request(Formula(field="brand")),
    ):
        with pytest.raises(UsageProblem):
            desk.listing_bulk.plan("company", wrong)
    assert desk.listings.list("company") == before
