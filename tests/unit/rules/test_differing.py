"""Details in which two entries differ, in words and never as raw data."""

import msgspec
import pytest

from seller_desk.core.base.language import speaking
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.community import ARRAYS
from seller_desk.core.rules.compare import changes
from seller_desk.core.rules.differing import differing
from seller_desk.core.rules.model import Conflict, Scope, Source

ENTRIES = [
    (array, entry)
    for pack in RuleBook.load().packs
    for array in ARRAYS
    for entry in getattr(pack, array)[:1]
]


def changed(entry, **parts):
    return msgspec.structs.replace(entry, **parts)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("array", "entry"), ENTRIES, ids=lambda one: str(one)[:12])
def test_every_kind_of_entry_says_its_details_without_brackets_of_data(array, entry, lang):
    fields = {
        name: None
        for name in entry.__struct_fields__
        if name not in ("source", "checked", "confidence")
    }
    bare = changed(entry, **fields)
    with speaking(lang):
        was, now = differing(entry, bare)
    assert was
    assert now
    assert not any(sign in was + now for sign in ("{", "}", "Decimal(", "Words(", "<"))


def test_a_scope_a_source_and_another_value_are_told_by_their_names():
    entry = next(one for array, one in ENTRIES if array == "fact")
    entry = changed(entry, applies_to=Scope(), conflicts=[], source=Source(title="Old page"))
    other = Conflict(value="9", source=Source(title="A blog"))
    new = changed(
        entry,
        applies_to=Scope(site=["amazon.us"]),
        conflicts=[other],
        source=Source(title="New page", url="https://example.com"),
    )
    with speaking("en"):
        assert differing(entry, new) == (
            "source: Old page; other values: nothing; where it applies: all",
            "source: New page https://example.com; other values: 9 (A blog); where it applies: amazon.us",
        )


def test_a_changed_figure_is_told_alone():
    pack = next(one for one in RuleBook.load().packs if one.fact)
    new = changed(pack, fact=[changed(pack.fact[0], value="other"), *pack.fact[1:]])
    (change,) = changes([pack], [new])
    assert change.now.startswith("other")
    assert ";" not in change.now
