"""What composite services need of the desk; the desk fits this shape without services knowing it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from seller_desk.core.rules.book import RuleBook
    from seller_desk.core.services.accounts import AccountService
    from seller_desk.core.services.applications import ApplicationService
    from seller_desk.core.services.bundles import BundleService
    from seller_desk.core.services.company import CompanyService
    from seller_desk.core.services.copies import CopyService
    from seller_desk.core.services.documents import DocumentService
    from seller_desk.core.services.interviews import InterviewService
    from seller_desk.core.services.listings import ListingService
    from seller_desk.core.services.platforms import PlatformService
    from seller_desk.core.services.preflight import PreflightService
    from seller_desk.core.services.shipping import ShippingService
    from seller_desk.core.store.store import Store


class Parts(Protocol):
    """The desk as a composite service sees it."""

    today: Callable[[], date]

    def rules(self) -> "RuleBook":
        """The rule book of now."""

    @property
    def store(self) -> "Store":
        """The seller's data."""

    @property
    def companies(self) -> "CompanyService":
        """Step 1."""

    @property
    def platforms(self) -> "PlatformService":
        """Step 2."""

    @property
    def documents(self) -> "DocumentService":
        """Step 3."""

    @property
    def listings(self) -> "ListingService":
        """Step 4."""

    @property
    def shipping(self) -> "ShippingService":
        """Step 5."""

    @property
    def accounts(self) -> "AccountService":
        """Step 6."""

    @property
    def applications(self) -> "ApplicationService":
        """Applications."""

    @property
    def preflight(self) -> "PreflightService":
        """Questions before handing in, and what to do first."""

    @property
    def interviews(self) -> "InterviewService":
        """Interview sheets."""

    @property
    def bundles(self) -> "BundleService":
        """Packets."""

    @property
    def copies(self) -> "CopyService":
        """Copies of documents, for platforms and for agents."""
