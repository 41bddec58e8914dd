"""The guide's topics, read from `resources/help`: one Markdown file a topic and language, in the order of `guide.toml`.

No Qt here. The first line of a file is its title, `# ...`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from seller_desk.core.base.language import LANGUAGES, language
from seller_desk.core.base.paths import resources_dir

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[#*`>|_]+")
_HAN = re.compile(r"[\u3400-\u9fff]{3,}")
_SNIPPET = 36


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the guide.

    `places` are the pages of the window that it explains; `platform` the one whose review is told below the text;
    `words` is its plain text.
    """

    id: str
    group: str
    places: tuple[str, ...]
    platform: str
    title: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A topic that was found, with the words around the first place."""

    topic: Topic
    snippet: str


def help_dir() -> Path:
    """Where the texts lie."""
    return resources_dir() / "help"


def topics() -> tuple[Topic, ...]:
    """All topics in the language in use."""
    return _topics(language())


@cache
def groups() -> dict[str, dict[str, str]]:
    """The names of the groups, by id and language, in order."""
    return dict(_index()["group"])


def topic_of(place: str) -> str:
    """The topic that explains a place of the window; a topic's own id is taken as it is."""
    shown = topics()
    for one in shown:
        if one.id == place or place in one.places:
            return one.id
    return shown[0].id


def spot_of(place: str) -> tuple[str, int]:
    """The topic and the number of its head (0: the beginning) for a place, a topic, or a field (`company/phone`).

    A head is written `register#3`. A field that the guide does not speak of leads to the topic of its page.
    """
    page, _slash, field = place.partition("/")
    topic, _hash, head = (field_place(field) or page).partition("#")
    return topic_of(topic), int(head or 0)


def field_place(field: str) -> str:
    """Where the guide explains a field (`register#4`), or an empty text."""
    known = field_places()
    if not field:
        return ""
    start, _dot, _rest = field.partition(".")
    return known.get(field) or known.get(f"{start}.") or known.get(field.rpartition(".")[2], "")


@cache
def field_places() -> dict[str, str]:
    """Fields (by their whole name, its beginning `trait.`, or its end) and where the guide explains them."""
    return {name: str(place) for name, place in _index()["field"].items()}


def search(words: str, more: Mapping[str, str] | None = None) -> list[Hit]:
    """Topics that hold every word, titles first. Either language is looked in; long Chinese runs may match in parts.

    `more` is further text of topics, by id: what is told below from the rule packs.
    """
    wanted = words.casefold().split()
    if not wanted:
        return []
    return _ranked(wanted, len(wanted), more or {}) or _in_parts(wanted, more or {})


def plain_words(markdown: str) -> str:
    """The words of a text without its marks and links."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", markdown)).split())


@cache
def _index() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((help_dir() / "guide.toml").read_text(encoding="utf-8"))


@cache
def _topics(speak: str) -> tuple[Topic, ...]:
    made = []
    for name, entry in _index()["topic"].items():
        text = (help_dir() / speak / f"{name}.md").read_text(encoding="utf-8")
        head, _, body = text.partition("\n")
        title = head.removeprefix("# ").strip()
        words = plain_words(body)
        made.append(
            Topic(
                name,
                entry["group"],
                tuple(entry.get("places", ())),
                entry.get("platform", ""),
                title,
                body.strip(),
                words,
            )
        )
    return tuple(made)


def _in_parts(wanted: Sequence[str], more: Mapping[str, str]) -> list[Hit]:
    """Topics with most pairs of long Chinese runs, whose words need not stand together: 扫描件模糊."""
    pairs = [pair for word in wanted if _HAN.search(word) for pair in _pairs(word)]
    return _ranked(pairs, (len(pairs) + 1) // 2, more) if pairs else []


def _ranked(wanted: Sequence[str], least: int, more: Mapping[str, str]) -> list[Hit]:
    """Topics that hold at least so many of these, most of them first, then those with most places."""
    others = [{one.id: one for one in _topics(other)} for other in LANGUAGES if other != language()]
    hits = []
    for place, topic in enumerate(topics()):
        texts = [topic, *(one[topic.id] for one in others)]
        below = more.get(topic.id, "")
        points = [_points(texts, word) or int(word in below.casefold()) for word in wanted]
        held = sum(1 for one in points if one)
        if held >= least:
            said = _snippet(f"{topic.words} {below}", wanted)
            hits.append((-held, -sum(points), place, Hit(topic, said)))
    return [hit for *_rank, hit in sorted(hits, key=lambda one: one[:3])]


def _points(texts: Iterable[Topic], word: str) -> int:
    """A title counts as ten places in the text; only the best language counts."""
    return max(
        10 * (word in one.title.casefold()) + min(9, one.words.casefold().count(word))
        for one in texts
    )


def _pairs(word: str) -> list[str]:
    return [word[n : n + 2] for n in range(len(word) - 1)]


def _snippet(words: str, wanted: Sequence[str]) -> str:
    low = words.casefold()
    places = [low.find(word) for word in wanted if word in low]
    first = max(0, min(places, default=0) - _SNIPPET // 3)
    if first and " " in words[first : first + 12]:
        first = words.index(" ", first) + 1
    cut = words[first : first + 3 * _SNIPPET]
    return ("… " if first else "") + cut
