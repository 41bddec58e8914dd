"""Which keywords a listing covers, where, and which it lacks, most searched first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seller_desk.core.base.language import N_
from seller_desk.core.listings.model import SiteView
from seller_desk.core.listings.writing.keywords import ranked
from seller_desk.core.listings.writing.limits import NO_ADVICE, KeywordAdvice
from seller_desk.core.listings.writing.model import Keyword
from seller_desk.core.listings.writing.words import Indexed, tokens

# Where a keyword may stand, in the order in which it counts.
PLACES = {
    "title": N_("Title"),
    "highlights": N_("Item highlights"),
    "bullets": N_("Bullet points"),
    "search_terms": N_("Search terms"),
    "description": N_("Description"),
}
_LONG_TAIL = 3


@dataclass(frozen=True, slots=True)
class Covered:
    """A keyword and the places that hold it: as a phrase, or all its words in any order.

    `long_tail`: three words or more, fewer searches and clearer wishes. `pick`: the guide would write for it (P7.8).
    """

    keyword: Keyword
    phrase: tuple[str, ...]
    words: tuple[str, ...]
    long_tail: bool = False
    pick: bool = False

    @property
    def covered(self) -> bool:
        """Whether a buyer's search for it can find the listing: all words stand in some place."""
        return bool(self.words)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All keywords, most searched first; volumes are sums of what the sheets tell."""

    rows: Sequence[Covered]

    @property
    def gaps(self) -> list[Covered]:
        """What no place holds, most searched first."""
        return [one for one in self.rows if not one.covered]

    @property
    def volume(self) -> int:
        """Searches a month of all keywords."""
        return sum(one.keyword.volume or 0 for one in self.rows)

    @property
    def covered_volume(self) -> int:
        """Searches a month of the keywords that some place holds."""
        return sum(one.keyword.volume or 0 for one in self.rows if one.covered)

    def count(self, place: str) -> int:
        """How many keywords this place holds, by their words."""
        return sum(1 for one in self.rows if place in one.words)


def coverage(
    view: SiteView, keywords: Iterable[Keyword], picks: KeywordAdvice = NO_ADVICE
) -> Coverage:
    """Whole words, plural like singular; a keyword must stand within one place to be covered there."""
    texts = {
        "title": [view.title],
        "highlights": [view.highlights],
        "bullets": view.bullets,
        "search_terms": [view.search_terms],
        "description": [view.description],
    }
    index = {place: Indexed.of(texts[place]) for place in PLACES}
    rows = []
    for one in ranked(keywords):
        words = tuple(place for place, text in index.items() if text.has_words(one.text))
        phrase = tuple(place for place in words if index[place].has_phrase(one.text))
        long_tail = len(tokens(one.text)) >= _LONG_TAIL
        rows.append(Covered(one, phrase, words, long_tail, picks.takes(one)))
    return Coverage(rows)
