"""What the rule packs know of a platform, as Markdown with source, date and confidence of every line."""

from collections.abc import Iterable
from datetime import date

from seller_desk.core.base.language import N_, _
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.model import Fact
from seller_desk.ui.pages.guide.said import LINE, plain, source_words
from seller_desk.ui.pages.guide.steps import register_words

# The parts by the beginnings of their keys.
_PARTS = (
    (N_("How long it takes"), ("site.review_time",)),
    (N_("What the review asks for"), ("review.",)),
    (N_("Why papers come back"), ("rejection.",)),
    (N_("If the answer is no"), ("appeal",)),
)


def platform_words(book: RuleBook, platform: str, on: date) -> str:
    """Registering, then the review; empty without a platform."""
    parts = (register_words(book, platform, on), review_words(book, platform))
    return "\n\n".join(part for part in parts if part)


def review_words(book: RuleBook, platform: str) -> str:
    """Markdown of all lines of this platform; empty without a platform or where the packs know nothing."""
    facts = [
        fact
        for pack in book.packs
        if platform and pack.platform == platform
        for fact in pack.fact
        if fact.note is not None
    ]
    parts = []
    for head, beginnings in _PARTS:
        lines = list(_lines([one for one in facts if one.key.startswith(beginnings)], book))
        if lines:
            parts.append("\n".join([f"## {_(head)}", "", *lines]))
    return "\n\n".join(parts)


def _lines(facts: Iterable[Fact], book: RuleBook) -> Iterable[str]:
    for fact in facts:
        note = fact.note.text() if fact.note is not None else ""
        names = [
            book.sites[site].name.text() for site in fact.applies_to.site if site in book.sites
        ]
        where = f" ({', '.join(names)})" if names else ""
        yield f"- {plain(note)}{plain(where)}{LINE}{source_words(fact.source_note())}"
