"""The search terms field: what the title does not say already, each word once, within the site's bytes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from seller_desk.core.base.language import N_, _
from seller_desk.core.listings.field_rules import phrase_pattern
from seller_desk.core.listings.limits import TextLimits
from seller_desk.core.listings.rule_kit import byte_count
from seller_desk.core.listings.writing.keywords import ranked
from seller_desk.core.listings.writing.limits import TermRules
from seller_desk.core.listings.writing.model import Keyword
from seller_desk.core.listings.writing.words import (
    is_run,
    normal,
    stem,
    stems,
    tokens,
)

IN_TITLE = N_("The title says it already")
TWICE = N_("Said already by a word before")
BRAND = N_("A brand")
CODE = N_("A product code of the platform")
BANNED = N_("A phrase that the site does not want")
NO_ROOM = N_("No room left")
FILLER = N_("A word without weight in searches")
"""Why a word was left out."""

_ENOUGH = 200


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A word (or whole keyword) that the field does not hold."""

    text: str
    reason: str
    volume: int = 0

    def why(self) -> str:
        """The reason in the language in use."""
        return _(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltTerms:
    """The field as built. `limit` is None where the site names none."""

    text: str
    used: int
    limit: int | None
    words: Sequence[str]
    left_out: Sequence[LeftOut] = field(default_factory=list)


def build_terms(
    keywords: Iterable[Keyword],
    *,
    said: Iterable[str],
    brands: Iterable[str],
    rules: TermRules,
    limits: TextLimits,
) -> BuiltTerms:
    """Words of the keywords, most searched first, as long as they fit.

    `said` are texts that are searched anyway (the title): their words are not repeated. `brands` are the seller's own
    and others'; their words are left out. Bytes are counted in UTF-8 with the separators, as the platform counts them.
    """
    maker = _Maker(said, brands, rules, limits)
    for one in ranked(keywords):
        maker.take(one)
        if maker.full:
            break
    text = maker.text()
    return BuiltTerms(
        text=text,
        used=byte_count(text),
        limit=maker.most,
        words=maker.words,
        left_out=maker.left_out,
    )


class _Maker:
    def __init__(
        self, said: Iterable[str], brands: Iterable[str], rules: TermRules, limits: TextLimits
    ) -> None:
        titles = [one for one in said if one.strip()]
        self._said = {one for text in titles for one in stems(text)}
        self._said_runs = " ".join(
            token for text in titles for token in tokens(text) if is_run(token)
        )
        self._brands = [one for one in (stems(brand) for brand in brands) if one]
        self._separator = rules.separator
        self._code = re.compile(rules.code, re.IGNORECASE) if rules.code else None
        self._banned = [phrase_pattern(group.words) for group in limits.phrases]
        self._fillers = limits.word_exempt
        self.most = limits.search_terms.value if limits.search_terms else None
        self._have: set[str] = set()
        self._bytes = self._without_room = 0
        self.words: list[str] = []
        self.left_out: list[LeftOut] = []
        self._told: set[str] = set()

    @property
    def full(self) -> bool:
        """Whether so many words found no room that the rest of a long sheet need not be asked."""
        return self._without_room >= _ENOUGH

    def text(self) -> str:
        """The field."""
        return self._separator.join(self.words)

    def take(self, one: Keyword) -> None:
        """Every word of this keyword that is new, as long as there is room."""
        volume = one.volume or 0
        if self._code and self._code.search(one.text):
            self._leave(one.text, CODE, volume)
            return
        if any(pattern.search(one.text) for pattern in self._banned):
            self._leave(one.text, BANNED, volume)
            return
        branded = self._of_brand(stems(one.text))
        for place, word in enumerate(tokens(one.text)):
            reason = BRAND if place in branded else self._why_not(word)
            if reason:
                self._leave(word, reason, volume)
            elif not self._add(word):
                self._without_room += 1
                self._leave(word, NO_ROOM, volume)

    def _of_brand(self, words: Sequence[str]) -> set[int]:
        """The places of words that are a brand's name there; a brand of two words is no brand by one of them."""
        return {
            start + step
            for brand in self._brands
            for start in range(len(words) - len(brand) + 1)
            if list(words[start : start + len(brand)]) == brand
            for step in range(len(brand))
        }

    def _why_not(self, word: str) -> str:
        if is_run(word):
            if word in self._said_runs:
                return IN_TITLE
            return TWICE if any(word in other for other in self._have) else ""
        root = stem(word)
        if word in self._fillers:
            return FILLER
        if root in self._said:
            return IN_TITLE
        return TWICE if root in self._have else ""

    def _add(self, word: str) -> bool:
        more = byte_count(word) + (byte_count(self._separator) if self.words else 0)
        if self.most is not None and self._bytes + more > self.most:
            return False
        self._bytes += more
        self._have.add(word if is_run(word) else stem(word))
        self.words.append(word)
        return True

    def _leave(self, text: str, reason: str, volume: int) -> None:
        """Once for each text, with the volume of the first keyword that wanted it."""
        key = f"{reason}\n{normal(text)}"
        if key not in self._told and reason != TWICE:
            self._told.add(key)
            self.left_out.append(LeftOut(text, reason, volume))


def from_text(text: str) -> Iterator[Keyword]:
    """Keywords of a field that is filled already, so that it can be built anew: one a comma or line, else one a word."""
    pieces = re.split(r"[,，;；\n]+", text)
    if len(pieces) == 1:
        pieces = text.split()
    for piece in pieces:
        if piece.strip():
            yield Keyword(text=" ".join(piece.split()))
