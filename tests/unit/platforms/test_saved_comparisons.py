"""Saved comparisons: they survive a restart, and undo takes them back like everything else."""

from datetime import date
from decimal import Decimal

import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.platforms.model import Product, Rate

DAY = date(2026, 11, 24)
PRODUCT = Product(
    category="headphones",
    price=Decimal("29.99"),
    cost=Decimal(8),
    rates={"EUR": Rate(value=Decimal("0.9"), on=DAY)},
)


@pytest.fixture
def folder(tmp_path):
    return DataFolder(tmp_path / "data")


def opened(folder):
    return open_desk(folder, write=True)


def save(desk, name, product=PRODUCT):
    desk.today = lambda: DAY
    results = desk.platforms.compare(
        product, desk.platforms.seller("c"), ["amazon.us", "amazon.de"]
    )
    return desk.comparisons.save("c", name, product, desk.platforms.seller("c"), results)


def names(desk):
    return [one.name for one in desk.comparisons.saved("c")]


def test_a_saved_comparison_is_there_after_a_restart_figure_by_figure(folder):
    with opened(folder) as desk:
        with desk.store.work("x") as work:
            work.companies.save(Company(id="c"))
        save(desk, "November")
        before = desk.comparisons.open("c", "November")
    with opened(folder) as desk:
        assert names(desk) == ["November"]
        assert desk.comparisons.open("c", "November") == before
        assert before.head.product.rates["EUR"].on == DAY


def test_undo_takes_back_a_save_also_after_a_restart_and_redo_brings_it_again(folder):
    with opened(folder) as desk:
        with desk.store.work("x") as work:
            work.companies.save(Company(id="c"))
        save(desk, "November")
    with opened(folder) as desk:
        assert desk.store.undo() == "Save comparison"
        assert names(desk) == []
        with pytest.raises(DeskError):
            desk.comparisons.open("c", "November")
        desk.store.redo()
        assert names(desk) == ["November"]
        assert desk.comparisons.open("c", "November").results


def test_undo_brings_back_what_was_replaced_or_removed(folder):
    with opened(folder) as desk:
        with desk.store.work("x") as work:
            work.companies.save(Company(id="c"))
        first = save(desk, "November")
        second = save(desk, "November", Product(category="toys", price=Decimal(9), cost=Decimal(2)))
        assert first.id != second.id
        desk.store.undo()
        assert desk.comparisons.open("c", "November").head.product == PRODUCT
        desk.comparisons.remove("c", "November")
        assert names(desk) == []
        desk.store.undo()
        assert desk.comparisons.open("c", "November").head.id == first.id
