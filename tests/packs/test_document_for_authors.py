"""docs/rule-packs.md is enough for a stranger: its pack works as printed, and it names every key that a pack may have."""

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest

from seller_desk.core.rules import model
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.lint import lint
from seller_desk.core.rules.load import pack_files

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "rule-packs.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
DAY = date(2026, 11, 24)


@pytest.fixture
def printed(tmp_path):
    """The pack of the document, in the data folder of somebody who added it."""
    (block,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    file = tmp_path / "my-shop.toml"
    file.write_text(block, encoding="utf-8")
    return file


def test_the_printed_pack_passes_the_lint(printed):
    _packs, problems = lint([*pack_files(), printed], DAY)
    assert problems == []


def test_the_printed_pack_works_when_added(printed):
    book = RuleBook.load(printed.parent)
    assert book.broken == ()
    query = Query(site="my_shop.cn", on=DAY, entity="mainland_company", category="toys")
    assert book.fact("site.deposit", query).value == "500"
    assert [fee.name for fee in book.fees(query)] == ["referral"]
    assert [gate.answer for gate in book.gates(query)] == ["yes"]
    assert "my_shop.licence" in [one.id for one in book.requirements(query)]


@pytest.mark.parametrize(
    "kind",
    [
        model.Pack,
        model.SiteInfo,
        model.Sourced,
        model.Fact,
        model.Fee,
        model.Gate,
        model.Requirement,
        model.FormField,
        model.Compliance,
        model.Question,
    ],
)
def test_every_key_of_an_entry_is_named(kind):
    # The provenance of parts and the language of a market are for shipped packs; the model's page tells them.
    shipped_only = {"minimum_by", "tax_by", "marketplace_language"}
    names = {field.name for field in msgspec.structs.fields(kind)} - shipped_only
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", TEXT)] == []
