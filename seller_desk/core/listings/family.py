"""Variations of one product: every combination of option values that is not there yet."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from seller_desk.core.listings.model import Listing

MOST = 500
_UNFIT = re.compile(r"[^A-Za-z0-9]+")


def family_of(
    parent: Listing, children: Iterable[Listing], values: Mapping[str, Sequence[str]]
) -> list[Listing]:
    """New children of the parent, with its texts and pictures, their options and a SKU made of both.

    Ids are left to the caller. Combinations that a child already has are skipped; at most 500 are made.
    """
    wanted = {name: [one for one in dict.fromkeys(words) if one] for name, words in values.items()}
    wanted = {name: words for name, words in wanted.items() if words}
    if not wanted:
        return []
    there = {tuple(sorted(child.options.items())) for child in children}
    made: list[Listing] = []
    for combination in itertools.product(*wanted.values()):
        options = dict(zip(wanted, combination, strict=True))
        if tuple(sorted(options.items())) in there:
            continue
        ending = "-".join(_UNFIT.sub("", word).upper() or "V" for word in combination)
        made.append(
            msgspec.structs.replace(
                parent,
                sku=f"{parent.sku}-{ending}",
                parent_sku=parent.sku,
                variation_theme=list(wanted),
                options=options,
                gtin="",
            )
        )
        if len(made) == MOST:
            break
    return made
