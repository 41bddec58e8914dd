"""Every collected fact is used by a pack or left out with a reason."""

import re
from pathlib import Path

import msgspec
import pytest

from seller_desk.core.rules.load import load_pack, pack_files

HERE = Path(__file__).resolve()
COLLECTED = (HERE.parent / "facts.tsv").read_text(encoding="utf-8").split()[1:]
DOCUMENT = HERE.parents[2] / "docs" / "facts-left-out.md"


def facts_of(part):
    """Every `fact` anywhere in a pack: of entries, of minimums and taxes, of conflicts."""
    if isinstance(part, dict):
        own = {part["fact"]} if isinstance(part.get("fact"), str) else set()
        return own.union(*map(facts_of, part.values()))
    if isinstance(part, list):
        return set().union(*map(facts_of, part))
    return set()


@pytest.fixture(scope="module")
def used():
    packs = [msgspec.to_builtins(load_pack(path)) for path in pack_files()]
    return facts_of(packs) - {""}


@pytest.fixture(scope="module")
def left_out():
    return re.findall(r"^- `([^`]+)`", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)


def test_no_collected_fact_is_missing(used, left_out):
    assert [one for one in COLLECTED if one not in used and one not in left_out] == []


def test_no_fact_is_left_out_that_a_pack_uses(used, left_out):
    assert [one for one in left_out if one in used] == [], "take these lines out of the document"


def test_what_is_left_out_was_collected_and_is_named_once(left_out):
    assert set(left_out) <= set(COLLECTED)
    assert len(left_out) == len(set(left_out))


def test_every_group_of_left_out_facts_says_why():
    for group in DOCUMENT.read_text(encoding="utf-8").split("\n## ")[1:]:
        _title, reason, *_rest = group.split("\n")
        assert reason.strip().endswith(".")
