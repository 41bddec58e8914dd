"""The wizard's order, without a window."""

import pytest

from seller_desk.ui.shell.flow import APPLICATIONS, PLACES, SETTINGS, STEPS, WELCOME, Flow


def test_next_and_back_walk_all_steps_in_order():
    flow = Flow(PLACES, APPLICATIONS)
    seen = []
    while (place := flow.forward()) is not None:
        assert flow.go(place)
        seen.append(place)
    assert tuple(seen) == STEPS
    back = []
    while (place := flow.back()) is not None:
        assert flow.go(place)
        back.append(place)
    assert tuple(back) == (*reversed(STEPS[:-1]), APPLICATIONS)


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_open_from_every_other(place):
    for start in PLACES:
        flow = Flow(PLACES, start)
        assert flow.go(place)
        assert flow.here == place


def test_a_missing_step_is_stepped_over_and_keeps_its_number():
    flow = Flow([one for one in PLACES if one != "listings"], "documents")
    assert flow.forward() == "shipping"
    flow.go("shipping")
    assert flow.back() == "documents"
    assert flow.number("shipping") == 5


def test_going_nowhere_changes_nothing():
    flow = Flow(["company"], "company")
    assert not flow.go("export")
    assert flow.here == "company"
    assert flow.forward() is None
    assert flow.back() is None


def test_from_applications_next_leads_to_the_step_that_needs_attention():
    flow = Flow(PLACES, APPLICATIONS)
    assert flow.forward("documents") == "documents"
    assert flow.forward(None) == "company"
    assert Flow(PLACES, WELCOME).forward("documents") == "company"


def test_settings_lead_back_to_where_one_came_from():
    flow = Flow(PLACES, "shipping")
    flow.go(SETTINGS)
    assert flow.back() == "shipping"
    assert flow.forward() is None
