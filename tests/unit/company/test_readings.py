"""Readings with only the needed phrases loaded are those of the whole dictionary."""

import json
import os
import random
import subprocess
import sys

import pytest

from seller_desk.core.company.readings import syllables

WHOLE = """
import json, sys
from pypinyin import lazy_pinyin
print(json.dumps([lazy_pinyin(word, errors="ignore") for word in json.load(sys.stdin)]))
"""
OURS = """
import json, sys
from seller_desk.core.company.readings import syllables
print(json.dumps([syllables(word) for word in json.load(sys.stdin)]))
"""
PEAK = """
import psutil
before = psutil.Process().memory_info().rss
from seller_desk.core.company.readings import syllables
syllables("重庆长江银行股份有限公司")
print((psutil.Process().memory_info().rss - before) / 2**20)
"""


def run(code, words=()):
    environment = {key: value for key, value in os.environ.items() if "PYPINYIN" not in key}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(list(words)),
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("重庆", "chong qing"),
        ("重要", "zhong yao"),
        ("长江", "chang jiang"),
        ("长大", "zhang da"),
        ("银行", "yin hang"),
        ("行走", "xing zou"),
        ("音乐", "yin yue"),
        ("快乐", "kuai le"),
        ("吕", "lv"),
        ("", ""),
        ("ABC", ""),
    ],
)
def test_a_character_with_two_readings_is_read_as_its_phrase_has_it(word, read):
    assert " ".join(syllables(word)) == read


def test_names_put_together_from_phrases_are_read_as_with_the_whole_dictionary():
    import pypinyin

    path = os.path.join(os.path.dirname(pypinyin.__file__), "phrases_dict.json")  # noqa: PTH118, PTH120
    with open(path, encoding="utf-8") as handle:  # noqa: PTH123
        phrases = sorted(json.load(handle))
    dice = random.Random(7)
    letters = "".join(phrases)
    words = ["".join(dice.sample(phrases, 2)) for _ in range(200)]
    # Cut through the middle of phrases, and characters that make none.
    words += [word[1:-1] for word in words]
    words += ["".join(dice.choice(letters) for _ in range(8)) for _ in range(200)]
    assert run(OURS, words) == run(WHOLE, words)


def test_it_takes_a_fraction_of_the_memory():
    assert run(PEAK) < 30
