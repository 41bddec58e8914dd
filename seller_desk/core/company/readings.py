"""Pinyin of Chinese words by pypinyin, with only those phrases of its dictionary loaded that a word contains.

The whole phrase dictionary takes 45 MB of memory and a third of a second, for a few names. Its matching is "longest
phrase from the left", so phrases that are no part of the word cannot change the answer; a test compares both.
"""

import json
import os
import re
from functools import cache
from pathlib import Path

_KEY = re.compile(r'^"([^"]+)": \[$', re.MULTILINE)


@cache
def syllables(word: str) -> tuple[str, ...]:
    """The syllables of a word in small letters without tones, ü as `v`; characters without a reading are left out."""
    # Read when pypinyin is imported; harmless if somebody imported it before.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import lazy_pinyin, load_phrases_dict

    found = _inside(word)
    if found:
        load_phrases_dict(_entries(found))
    return tuple(lazy_pinyin(word, errors="ignore"))


def _inside(word: str) -> list[str]:
    """Phrases of the dictionary that stand somewhere in this word."""
    known, longest = _phrases()
    size = len(word)
    return [
        word[begin:end]
        for begin in range(size)
        for end in range(begin + 2, min(size, begin + longest) + 1)
        if word[begin:end] in known
    ]


@cache
def _phrases() -> tuple[frozenset[str], int]:
    """All phrases, without their readings, and the length of the longest."""
    known = frozenset(_KEY.findall(_text()))
    return known, max(map(len, known), default=0)


def _entries(phrases: list[str]) -> dict[str, list[list[str]]]:
    """The readings of these phrases, cut out of the file."""
    text = _text()
    decoder = json.JSONDecoder()
    found = {}
    for phrase in phrases:
        head = f'\n"{phrase}": '
        found[phrase] = decoder.raw_decode(text, text.index(head) + len(head))[0]
    return found


def _text() -> str:
    import pypinyin

    return Path(pypinyin.__file__).with_name("phrases_dict.json").read_text(encoding="utf-8")
