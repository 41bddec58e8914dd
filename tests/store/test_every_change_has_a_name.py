"""Whatever the seller typed can be taken back by its name, also what has no table of its own."""

from datetime import date

import msgspec
import pytest

from seller_desk.core.accounts.vault import SessionVault
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.economics.budget import BudgetInput
from seller_desk.core.platforms.model import Product
from seller_desk.core.services.launch import LaunchChoice


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True, vault=SessionVault()) as made:
        yield made


@pytest.fixture
def company_id(desk):
    return desk.companies.create().id


def product(desk, company_id):
    before = desk.platforms.my_product(company_id)
    desk.platforms.set_my_product(company_id, msgspec.structs.replace(before, category="toys"))
    return before, lambda: desk.platforms.my_product(company_id)


def traits(desk, company_id):
    desk.preparation.set_trait(company_id, "toys", "wireless", True)
    return {}, lambda: desk.preparation.traits(company_id, "toys")


def budget(desk, company_id):
    wanted = BudgetInput(model="premium")
    desk.preparation.set_budget_input(company_id, wanted)
    return BudgetInput(), lambda: desk.preparation.budget_input(company_id)


def launch(desk, company_id):
    desk.launch.set_choice(company_id, LaunchChoice(wanted=date(2027, 3, 1)))
    return LaunchChoice(), lambda: desk.launch.choice(company_id)


@pytest.mark.parametrize(
    ("act", "label"),
    [
        (product, "My product"),
        (traits, "Product traits"),
        (budget, "Start-up budget"),
        (launch, "Launch plan"),
    ],
)
def test_it_is_taken_back_and_brought_back_by_its_name(desk, company_id, act, label):
    before, read = act(desk, company_id)
    after = read()
    assert desk.store.can_undo() == label
    assert desk.store.undo() == label
    assert read() == before
    assert desk.store.redo() == label
    assert read() == after


def test_a_saved_comparison_is_taken_back(desk, company_id):
    desk.platforms.set_my_product(company_id, Product(category="toys"))
    product = desk.platforms.my_product(company_id)
    seller = desk.platforms.seller(company_id)
    desk.comparisons.save(
        company_id, "First", product, seller, desk.platforms.compare_for(company_id)
    )
    assert desk.store.undo() == "Save comparison"
    assert desk.comparisons.saved(company_id) == []


def test_work_without_a_name_is_refused(desk):
    with pytest.raises(ValueError, match="undo"), desk.store.work(""):
        pass


def test_choices_of_the_window_are_no_step_of_undo(desk, company_id):
    desk.store.set_setting("window.pane", "folded")
    assert desk.store.can_undo() == "Add company"
