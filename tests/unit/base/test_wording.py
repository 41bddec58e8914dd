import re
from datetime import date

import pytest

from seller_desk.core.base import wording as room
from seller_desk.core.base.codes import CODES, UNITS
from seller_desk.core.base.findings import (
    Confidence,
    Finding,
    Severity,
    SourceNote,
    Subject,
    capped,
)
from seller_desk.core.base.language import _, use_language
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money


@pytest.fixture(params=["en", "zh"])
def language(request):
    use_language(request.param)
    yield request.param
    use_language("en")


def finding(code, **values):
    return Finding(
        code=code,
        severity=Severity.BLOCKER,
        subject=Subject(kind="document", label="Licence"),
        **values,
    )


@pytest.mark.parametrize("code", CODES)
def test_every_code_makes_a_sentence_with_and_without_values(code, language):
    full = finding(code, measured=Quantity(41, "day"), required=Quantity(60, "day"), detail="x")
    for one in (full, finding(code)):
        said = room.wording(one)
        assert said.title
        assert not re.search(r"[{}]|None", said.sentence)


def test_every_template_has_the_same_fields_in_chinese():
    use_language("zh")
    try:
        for text in [one for entry in CODES.values() for one in (entry.title, *entry.details)]:
            assert sorted(re.findall(r"{\w+}", _(text))) == sorted(re.findall(r"{\w+}", text)), text
            assert _(text) != text or not re.search(r"[a-z]{3}", re.sub(r"{\w+}", "", text)), text
    finally:
        use_language("en")


def test_units_are_words_of_the_language(language):
    for unit in UNITS:
        assert room.measure_text(Quantity(3, unit))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money.of("3.4", "USD"), "3.40 USD"),
        (Money.of("-1234.5", "USD"), "−1,234.50 USD"),
        (Money.of("1200", "JPY"), "1,200 JPY"),
        (date(2026, 12, 8), "2026-12-08"),
        (("jpg", "png"), "jpg, png"),
        (Quantity(1600, "px"), "1,600 px"),
        (Quantity(85, "percent"), "85%"),
        (None, ""),
    ],
)
def test_measures_read_as_a_person_writes_them(value, text):
    assert room.measure_text(value) == text


def test_json_leaves_out_absent_places():
    document = room.finding_json(finding("document.expired", measured=date(2026, 1, 1)))
    assert document["place"] == {}
    assert document["measured"] == "2026-01-01"
    assert document["message"]


def test_a_single_blog_never_blocks():
    blog = SourceNote(title="a blog", confidence=Confidence.SINGLE_BLOG)
    page = SourceNote(title="the platform", confidence=Confidence.OFFICIAL)
    assert capped(Severity.BLOCKER, [blog]) is Severity.WARNING
    assert capped(Severity.BLOCKER, [blog, page]) is Severity.BLOCKER
    assert capped(Severity.HINT, [blog]) is Severity.HINT
