"""A back of an identity card names nobody: it completes the card that lacks it, and is nobody's where two could be meant."""

from dataclasses import dataclass

from seller_desk.core.documents.renditions.papers import papers_of
from seller_desk.core.documents.sides import whose


@dataclass(frozen=True)
class Side:
    name: str
    side: str
    person: str = ""
    kind: str = "id_card"


def papers(*sides):
    return [[one.name for one in paper] for paper in papers_of(sides)]


def test_a_back_without_a_name_completes_the_only_front():
    front, back = Side("f", "front", "李样本"), Side("b", "back")
    assert whose([front, back]) == ["李样本", "李样本"]
    assert papers(front, back) == [["f", "b"]]
    assert papers(back, front) == [["b", "f"]]


def test_a_back_that_could_be_two_peoples_stays_alone():
    one, two, back = Side("1", "front", "甲"), Side("2", "front", "乙"), Side("b", "back")
    assert whose([one, two, back]) == ["甲", "乙", ""]
    assert papers(one, two, back) == [["1"], ["2"], ["b"]]


def test_the_named_back_goes_before_and_the_rest_is_then_clear():
    sides = (
        Side("1", "front", "甲"),
        Side("2", "front", "乙"),
        Side("b", "back"),
        Side("c", "back", "甲"),
    )
    assert whose(sides) == ["甲", "乙", "乙", "甲"]
    assert papers(*sides) == [["1", "c"], ["2", "b"]]


def test_a_card_that_has_both_sides_takes_no_more():
    whole, back = Side("w", "both", "甲"), Side("b", "back")
    assert whose([whole, back]) == ["甲", ""]
    full = (Side("f", "front", "甲"), Side("k", "back", "甲"), Side("b", "back"))
    assert whose(full)[2] == ""


def test_sides_without_any_name_belong_together_as_before():
    assert papers(Side("f", "front"), Side("b", "back")) == [["f", "b"]]
    assert papers(Side("f", "front", "甲"), Side("p", "back", kind="passport")) == [["f"], ["p"]]
