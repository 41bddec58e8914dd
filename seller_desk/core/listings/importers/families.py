"""Parents that a sheet names and nobody has: many tools list variations only, but a family is exported with its parent."""

from collections.abc import Callable, Container, Iterator

from seller_desk.core.listings.model import Listing


class Families:
    """Remembers the first variation of each parent, and what varies among its variations."""

    def __init__(self) -> None:
        self._first: dict[str, Listing] = {}
        self._themes: dict[str, dict[str, None]] = {}

    def saw(self, child: Listing) -> None:
        """A variation came in."""
        parent = child.parent_sku
        self._first.setdefault(parent, child)
        self._themes.setdefault(parent, {}).update(dict.fromkeys(child.options))

    def missing(
        self, known: Container[str], seen: Container[str], make_id: Callable[[], str]
    ) -> Iterator[Listing]:
        """A parent for each that is neither in the catalogue nor in the file: texts of its first variation, no offer."""
        for sku, child in self._first.items():
            if sku in known or sku in seen:
                continue
            yield Listing(
                id=make_id(),
                company_id=child.company_id,
                sku=sku,
                variation_theme=list(self._themes[sku]),
                title=child.title,
                highlights=child.highlights,
                brand=child.brand,
                category=child.category,
                bullets=child.bullets,
                description=child.description,
                search_terms=child.search_terms,
                origin_country=child.origin_country,
                images=child.images[:1],
                compliance=child.compliance,
            )
