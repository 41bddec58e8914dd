"""Records of an application: one platform, its sites, the day the seller plans to submit."""

from datetime import date

import msgspec


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """An application of one company to one platform (`sites` are ids such as `amazon.us`).

    `listing_template` is the seller's own downloaded upload template (a file outside the data folder), if any.
    """

    id: str
    company_id: str
    platform: str
    sites: list[str]
    categories: list[str] = []
    planned_date: date | None = None
    created_on: date
    listing_template: str = ""
