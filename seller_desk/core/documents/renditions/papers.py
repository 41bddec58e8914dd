"""Which documents make one paper: the two sides of a card belong together, as does what a site wants in one file."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from seller_desk.core.documents.kinds import KINDS
from seller_desk.core.documents.sides import Sided, whose

One = TypeVar("One", bound=Sided)


Joins = Mapping[str, Sequence[str]]


def papers_of(documents: Sequence[One], joins: Joins | None = None) -> list[list[One]]:
    """In the given order; a front takes the next back of the same kind and person to itself, and the other way round.

    `joins`: kind -> the kinds that a site wants behind it in the same file; the first document of each goes there.
    """
    papers: list[list[One]] = []
    owners = dict(zip(map(id, documents), whose(documents), strict=True))
    joins = joins or {}
    kinds = {one.kind for one in documents}
    leaders = {kind: lead for lead, others in joins.items() if lead in kinds for kind in others}
    # A paper that is led by another waits until that one is there.
    for one in sorted(documents, key=lambda one: one.kind in leaders) if leaders else documents:
        lead = leaders.get(one.kind)
        partner = next((paper for paper in papers if _belongs(paper, one, owners)), None)
        if partner is None and lead is not None:
            partner = next(
                (
                    paper
                    for paper in papers
                    if paper[0].kind == lead and all(other.kind != one.kind for other in paper)
                ),
                None,
            )
        if partner is None:
            papers.append([one])
        else:
            partner.append(one)
    return papers


def _belongs(paper: Sequence[One], one: One, owners: Mapping[int, str]) -> bool:
    first = paper[0]
    kind = KINDS.get(one.kind)
    return (
        len(paper) == 1
        and kind is not None
        and kind.two_sided
        and first.kind == one.kind
        and owners[id(first)] == owners[id(one)]
        and {first.side, one.side} == {"front", "back"}
    )
