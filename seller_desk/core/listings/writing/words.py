"""Words of a text as searches see them: whole words without case, plural like singular, Chinese and Japanese without spaces."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# Han, kana and Hangul: no spaces between words, so a run of them is looked through for the phrase itself.
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3々ー"
_TOKEN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+(?:['’][^\W_{_CJK}]+)*")
_RUN = re.compile(rf"[{_CJK}]+")
_KEEPS_S = ("ss", "us", "is")
_TAKES_ES = ("sses", "xes", "ches", "shes")
_SHORTEST = 3


def normal(text: str) -> str:
    """One width, one case."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokens(text: str) -> list[str]:
    """Words in order, case and width folded; a run of Chinese or Japanese is one token."""
    return _TOKEN.findall(normal(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word as plural and singular share it: light, English only (boxes, box; berries, berry; glass stays)."""
    for mark in ("'s", "’s"):
        word = word.removesuffix(mark)
    if len(word) <= _SHORTEST or not word.isascii() or not word.isalpha():
        return word
    for ending in ("ies", "ie"):
        if word.endswith(ending) and len(word) > _SHORTEST + 1:
            return word.removesuffix(ending) + "y"
    if word.endswith(_TAKES_ES):
        return word[:-2]
    if word.endswith("s") and not word.endswith(_KEEPS_S):
        return word[:-1]
    return word


def stems(text: str) -> list[str]:
    """The stem of every word, in order."""
    return [stem(word) for word in tokens(text)]


def is_run(token: str) -> bool:
    """Whether this token is Chinese or Japanese."""
    return bool(_RUN.fullmatch(token))


@dataclass(frozen=True, slots=True)
class Indexed:
    """A text prepared for many questions."""

    stems: frozenset[str]
    line: str
    runs: str

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Indexed":
        """All of these texts as one place; a phrase does not reach from one into the next."""
        found: set[str] = set()
        lines: list[str] = []
        runs: list[str] = []
        for text in texts:
            words = stems(text)
            found.update(words)
            lines.append(" ".join(words))
            runs.append("".join(word if is_run(word) else " " for word in words))
        return cls(frozenset(found), f" {' | '.join(lines)} ", " | ".join(runs))

    def has_phrase(self, phrase: str) -> bool:
        """Whether the words stand there, one after the other; Chinese and Japanese as they are written."""
        words = stems(phrase)
        if not words:
            return False
        if any(is_run(word) for word in words):
            return all(self._has(word) for word in words)
        return f" {' '.join(words)} " in self.line

    def has_words(self, phrase: str) -> bool:
        """Whether every word stands there, wherever."""
        words = stems(phrase)
        return bool(words) and all(self._has(word) for word in words)

    def _has(self, word: str) -> bool:
        return word in self.runs if is_run(word) else word in self.stems
