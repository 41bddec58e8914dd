from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seller_desk.cli.arguments import split_globals

GLOBALS = [["--json"], ["--lang", "zh"], ["--lang=zh"], ["--data-dir", "d"], ["--data-dir=d"]]


@given(
    st.lists(st.sampled_from(GLOBALS), unique_by=lambda one: one[0].partition("=")[0]),
    st.integers(0, 3),
)
def test_global_options_mean_the_same_wherever_they_stand(options, cut):
    words = ["company", "show", "--reveal"]
    flat = [word for option in options for word in option]
    before, _rest = split_globals([*flat, *words])
    after, rest = split_globals([*words[:cut], *flat, *words[cut:]])
    assert before == after
    assert rest == words


def test_values_are_taken():
    options, rest = split_globals(["--data-dir", "a b", "rules", "codes", "--json", "--lang=en"])
    assert (options.data_dir, options.lang, options.as_json) == (Path("a b"), "en", True)
    assert rest == ["rules", "codes"]


def test_after_two_dashes_a_file_may_be_called_anything():
    options, rest = split_globals(["documents", "check", "--", "--json"])
    assert not options.as_json
    assert rest == ["documents", "check", "--", "--json"]


@pytest.mark.parametrize("words", [["--lang"], ["--lang", "fr"], ["--data-dir"], ["--data-dir="]])
def test_a_global_option_without_a_good_value_is_told(words):
    assert split_globals(words)[0].problem


def test_no_noun_is_the_window():
    options, rest = split_globals(["--lang", "zh"])
    assert rest == []
    assert not options.asks_help


def test_another_option_is_no_folder_unless_the_equals_sign_says_so():
    options, _rest = split_globals(["company", "list", "--data-dir", "--json"])
    assert (options.data_dir, options.problem_with) == (None, "--data-dir")

    options, _rest = split_globals(["company", "list", "--data-dir=--json"])
    assert (str(options.data_dir), options.problem) == ("--json", "")
