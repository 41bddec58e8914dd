"""The desk's parts of step 4: listings and what is done to them. Made on first use, like all others."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from seller_desk.core.desk import Desk
    from seller_desk.core.services.listings import ListingService
    from seller_desk.core.services.writing import WritingService


class ListingParts:
    """What a desk has of them."""

    @cached_property
    def listings(self) -> "ListingService":
        """Step 4."""
        from seller_desk.core.services.listings import ListingService

        desk = cast("Desk", self)
        return ListingService(desk.store, desk.rules, desk.today)

    @cached_property
    def writing(self) -> "WritingService":
        """Titles, keywords, categories, plans."""
        from seller_desk.core.services.writing import WritingService

        desk = cast("Desk", self)
        return WritingService(desk.store, desk.rules, desk.today, lambda: desk.listings)
