"""Which documents make one paper: the two sides of a card belong together, everything else stands alone."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from seller_desk.core.documents.kinds import KINDS


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


One = TypeVar("One", bound=Sided)


def papers_of(documents: Sequence[One]) -> list[list[One]]:
    """In the given order; a front takes the next back of the same kind and person to itself, and the other way round."""
    papers: list[list[One]] = []
    for one in documents:
        partner = next((paper for paper in papers if _belongs(paper, one)), None)
        if partner is None:
            papers.append([one])
        else:
            partner.append(one)
    return papers


def _belongs(paper: Sequence[One], one: One) -> bool:
    first = paper[0]
    kind = KINDS.get(one.kind)
    return (
        len(paper) == 1
        and kind is not None
        and kind.two_sided
        and (first.kind, first.person) == (one.kind, one.person)
        and {first.side, one.side} == {"front", "back"}
    )
