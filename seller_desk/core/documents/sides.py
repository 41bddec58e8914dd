"""Whose side of a card a document shows: a back names nobody, so that it comes without a person more often than not."""

from collections.abc import Sequence
from typing import Protocol

_OTHER = {"front": "back", "back": "front"}


class Sided(Protocol):
    """What is asked of a document or a file."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def side(self) -> str:
        """Its side."""

    @property
    def person(self) -> str:
        """Whose it is."""


def whose(documents: Sequence[Sided]) -> list[str]:
    """The person of each: the own one, or for a side of nobody that of the only person whose other side is there and who
    lacks this one. Nobody is guessed where two could be meant."""
    people = [one.person for one in documents]
    shown: dict[tuple[str, str], list[str]] = {}
    for one in documents:
        if one.person:
            shown.setdefault((one.kind, one.person), []).append(one.side)
    for place, one in enumerate(documents):
        other = _OTHER.get(one.side)
        if one.person or other is None:
            continue
        lacking = [
            key
            for key, sides in shown.items()
            if key[0] == one.kind and other in sides and not {one.side, "both"} & set(sides)
        ]
        if len(lacking) == 1:
            people[place] = lacking[0][1]
            shown[lacking[0]].append(one.side)
    return people
