"""The desk's parts of step 4: listings and what is done to them. Made on first use, like all others."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from seller_desk.core.desk import Desk
    from seller_desk.core.services.listing_bulk import ListingBulk
    from seller_desk.core.services.listing_pictures import PictureService
    from seller_desk.core.services.listing_prices import ListingPrices
    from seller_desk.core.services.listing_reports import ListingReports
    from seller_desk.core.services.listing_scores import ListingScores
    from seller_desk.core.services.listing_template_check import TemplateCheck
    from seller_desk.core.services.listings import ListingService
    from seller_desk.core.services.picture_export import PictureExports
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

    @cached_property
    def pictures(self) -> "PictureService":
        """Pictures and videos of listings."""
        from seller_desk.core.services.listing_pictures import PictureService
        from seller_desk.core.services.picture_looks import PictureLooks
        from seller_desk.core.store.readings import Readings

        desk = cast("Desk", self)
        looks = PictureLooks(Readings(desk.folder.readings), lambda: desk.reading.worker)
        return PictureService(
            desk.store, desk.rules, desk.today, lambda: desk.documents.pool, looks
        )

    @cached_property
    def picture_exports(self) -> "PictureExports":
        """Pictures written under the names that a site takes."""
        from seller_desk.core.services.picture_export import PictureExports

        desk = cast("Desk", self)
        return PictureExports(desk.store, desk.rules, desk.today)

    @cached_property
    def listing_bulk(self) -> "ListingBulk":
        """Many listings changed at once."""
        from seller_desk.core.services.listing_bulk import ListingBulk

        desk = cast("Desk", self)
        return ListingBulk(desk.store, desk.rules, desk.today, lambda: desk.platforms)

    @cached_property
    def listing_scores(self) -> "ListingScores":
        """How good listings are, by the published rubric."""
        from seller_desk.core.services.listing_scores import ListingScores

        desk = cast("Desk", self)
        return ListingScores(desk.store, desk.rules, lambda: desk.listings, desk.today)

    @cached_property
    def listing_reports(self) -> "ListingReports":
        """What platforms said of uploads."""
        from seller_desk.core.services.listing_reports import ListingReports

        desk = cast("Desk", self)
        return ListingReports(desk.store, lambda: desk.listings)

    @cached_property
    def listing_prices(self) -> "ListingPrices":
        """Prices against the fees of a site."""
        from seller_desk.core.services.listing_prices import ListingPrices

        desk = cast("Desk", self)
        return ListingPrices(desk.store, desk.rules, lambda: desk.platforms, desk.today)

    @cached_property
    def template_check(self) -> "TemplateCheck":
        """Listings against a template or a definition of a product type."""
        from seller_desk.core.services.listing_template_check import TemplateCheck

        desk = cast("Desk", self)
        return TemplateCheck(desk.store, desk.rules)
