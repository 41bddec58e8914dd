"""The self-assessment: answers beside the guide's figures, reasons in both languages, no score."""

import pytest

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import use_language
from seller_desk.core.platforms.assess import assess, checked, groups, questions


@pytest.fixture(autouse=True)
def english():
    use_language("en")


def outcome(name, **answers):
    return next(one for one in assess(answers) if one.question.id == name)


@pytest.mark.parametrize(
    ("name", "answer", "wanted"),
    [
        ("capacity", 2999, "short"),
        ("capacity", 3000, "fine"),
        ("sample_days", 15, "fine"),
        ("sample_days", 16, "short"),
        ("custom", True, "fine"),
        ("custom", False, "short"),
        ("audit", False, "noted"),
        ("money_cny", 99_999, "short"),
        ("money_cny", 100_000, "tight"),
        ("money_cny", 149_999, "tight"),
        ("money_cny", 150_000, "fine"),
        ("operators", 0, "short"),
        ("operators", 1, "fine"),
        ("develops", False, "noted"),
    ],
)
def test_each_answer_is_held_against_the_guides_figure(name, answer, wanted):
    assert outcome(name, **{name: answer}).outcome == wanted


@pytest.mark.parametrize(
    ("money", "wanted"), [(199_999, "short"), (200_000, "tight"), (300_000, "fine")]
)
def test_own_development_raises_the_money_that_is_needed(money, wanted):
    found = outcome("money_cny", money_cny=money, develops=True)
    assert found.outcome == wanted
    assert found.wanted == "200,000 to 300,000 CNY"


def test_what_is_not_answered_is_neither_short_nor_enough():
    found = assess({})
    assert {one.outcome for one in found} == {"unanswered"}
    assert {one.reason for one in found} == {""}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_judged_answer_says_what_it_means(language):
    use_language(language)
    answers = {one.id: 0 if one.kind == "number" else False for one in questions()}
    for one in assess(answers):
        assert len(one.reason) > 5, one.question.id
    assert {one.group for one in questions()} == {one.id for one in groups()}
    assert {one.source.url for one in groups()} == {"process:P2.6", "process:P2.7", "process:P2.8"}


@pytest.mark.parametrize(
    "wrong",
    [{"capacity": "many"}, {"capacity": True}, {"capacity": -1}, {"audit": 1}, {"luck": 3},
     {"capacity": 2.5}, {"capacity": 10**13}],
)  # fmt: skip
def test_answers_of_the_wrong_kind_are_refused_with_the_question(wrong):
    with pytest.raises(UsageProblem) as problem:
        checked(wrong)
    assert next(iter(wrong)) in str(problem.value.title)


def test_good_answers_are_kept_as_they_are():
    assert checked({"capacity": 0, "audit": True}) == {"capacity": 0, "audit": True}
