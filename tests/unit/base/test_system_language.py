"""Which language the program begins with."""

import pytest

from seller_desk.core.base.language import system_language

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [("en_GB.UTF-8", "en"), ("zh_CN.UTF-8", "zh"), ("C.UTF-8", "zh"), ("de_DE", "zh"), ("", "zh")],
)
def test_english_where_the_system_says_so_and_chinese_elsewhere(monkeypatch, spoken, expected):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    if spoken:
        monkeypatch.setenv("LANG", spoken)
    assert system_language() == expected
