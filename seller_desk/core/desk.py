"""The desk: the one place where the program's parts are made and joined.

Services are made on first use, so that a command or the first screen loads only what it needs.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError, FolderInUse
from seller_desk.core.base.files import disk_says
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk_listings import ListingParts
from seller_desk.core.desk_papers import PaperParts

if TYPE_CHECKING:
    from seller_desk.core.accounts.vault import Vault
    from seller_desk.core.rules.book import RuleBook
    from seller_desk.core.services.accounts import AccountService
    from seller_desk.core.services.applications import ApplicationService
    from seller_desk.core.services.backups import BackupService
    from seller_desk.core.services.bundles import BundleService
    from seller_desk.core.services.company import CompanyService
    from seller_desk.core.services.comparisons import ComparisonService
    from seller_desk.core.services.copies import CopyService
    from seller_desk.core.services.documents import DocumentService
    from seller_desk.core.services.documents_reading import ReadingService
    from seller_desk.core.services.filling import FillService
    from seller_desk.core.services.launch import LaunchService
    from seller_desk.core.services.platforms import PlatformService
    from seller_desk.core.services.preparation import PreparationService
    from seller_desk.core.services.recognition import RecognitionService
    from seller_desk.core.services.repairs import RepairService
    from seller_desk.core.services.rule_packs import RulePackService
    from seller_desk.core.services.sample import SampleService
    from seller_desk.core.services.shipping import ShippingService
    from seller_desk.core.store.store import Store

WRITE_WAIT_SECONDS = 5.0
Today = Callable[[], date]


class Desk(PaperParts, ListingParts):
    """Everything the window and the terminal work with. Make it with `open_desk`."""

    def __init__(
        self, folder: DataFolder, *, today: Today = date.today, vault: "Vault | None" = None
    ) -> None:
        self.folder = folder
        self.today = today
        self._vault = vault

    @cached_property
    def store(self) -> "Store":
        """The seller's data."""
        from seller_desk.core.store.store import Store

        return Store.open(self.folder)

    @cached_property
    def packs(self) -> "RuleBook":
        """The rule packs without the seller's own values."""
        from seller_desk.core.rules.book import RuleBook

        return RuleBook.load(self.folder.rules)

    def rules(self) -> "RuleBook":
        """The rule book of now: packs under the seller's own values."""
        with self.store.read() as work:
            overrides = work.overrides.find()
        return self.packs.with_overrides(overrides) if overrides else self.packs

    @cached_property
    def vault(self) -> "Vault":
        """Where secrets lie."""
        if self._vault is not None:
            return self._vault
        from seller_desk.core.accounts.vault import open_vault

        return open_vault()

    @cached_property
    def companies(self) -> "CompanyService":
        """Step 1."""
        from seller_desk.core.services.company import CompanyService
        from seller_desk.core.services.product_data import DataOfProducts

        made = CompanyService(self.store, self.today)
        made.beside.append(DataOfProducts(self.store, self.rules, self.today))
        return made

    @cached_property
    def platforms(self) -> "PlatformService":
        """Step 2."""
        from seller_desk.core.services.platforms import PlatformService

        return PlatformService(self.store, self.rules, self.today)

    @cached_property
    def comparisons(self) -> "ComparisonService":
        """Step 2: comparisons kept and written out."""
        from seller_desk.core.services.comparisons import ComparisonService

        return ComparisonService(self.store, self.rules, self.today, self.platforms)

    @cached_property
    def preparation(self) -> "PreparationService":
        """Beside step 2: product compliance, self-assessment, budget."""
        from seller_desk.core.services.preparation import PreparationService

        return PreparationService(self.store, self.rules, self.today, self.platforms)

    @cached_property
    def rule_packs(self) -> "RulePackService":
        """The packs behind all steps: whose they are, what changed, what rests on which source."""
        from seller_desk.core.services.rule_packs import RulePackService

        return RulePackService(
            self.folder, lambda: self.store, lambda: self.packs, self._forget_packs, self.today
        )

    def _forget_packs(self) -> None:
        """Packs were added or removed: the next use reads them anew."""
        self.__dict__.pop("packs", None)

    @cached_property
    def documents(self) -> "DocumentService":
        """Step 3."""
        from seller_desk.core.documents.renditions.mended import mendable
        from seller_desk.core.services.documents import DocumentService

        made = DocumentService(self.store, self.rules, self.today)
        made.seen = lambda document, found: self.closer.seen(document, found)
        made.as_read = lambda sha256, found: self.recognition.as_read(sha256, found)
        made.read_dates = lambda document: self.matching.read_dates(document)
        made.beside += [
            lambda *asked: self.recognition.findings(*asked),
            lambda *asked: self.matching.findings(*asked),
        ]
        made.softened = lambda documents, view, found: (
            self.copies.softened(documents, view, found) if mendable(found) else found
        )
        return made

    @cached_property
    def reading(self) -> "ReadingService":
        """Beside step 3: what papers say."""
        from seller_desk.core.services.documents_reading import ReadingService
        from seller_desk.core.store.readings import Readings

        return ReadingService(Readings(self.folder.readings))

    @cached_property
    def recognition(self) -> "RecognitionService":
        """Beside step 3: what the seller's documents say, and what the seller confirmed."""
        from seller_desk.core.services.recognition import RecognitionService

        return RecognitionService(self.store, self.reading, lambda one: self.documents.path(one))

    @cached_property
    def repairs(self) -> "RepairService":
        """Beside step 3: pages drawn, and repairs of their geometry."""
        from seller_desk.core.services.repairs import RepairService

        return RepairService(self.store, lambda: self.documents.pool, self.reading, self.today)

    @cached_property
    def filling(self) -> "FillService":
        """Beside step 1: values of the company out of a document."""
        from seller_desk.core.services.filling import FillService

        return FillService(self.companies)

    @cached_property
    def shipping(self) -> "ShippingService":
        """Step 5."""
        from seller_desk.core.services.shipping import ShippingService

        return ShippingService(self.store, self.rules, self.today)

    @cached_property
    def accounts(self) -> "AccountService":
        """Step 6."""
        from seller_desk.core.services.accounts import AccountService

        return AccountService(self.store, self.vault, self.today)

    @cached_property
    def applications(self) -> "ApplicationService":
        """Applications with their checklist and readiness."""
        from seller_desk.core.services.applications import ApplicationService

        return ApplicationService(self)

    @cached_property
    def launch(self) -> "LaunchService":
        """Beside step 2: from a day to the starts of all steps, or the other way."""
        from seller_desk.core.services.launch import LaunchService

        return LaunchService(self)

    @cached_property
    def copies(self) -> "CopyService":
        """Beside step 3: copies for platforms, and watermarked ones for everybody else."""
        from seller_desk.core.services.copies import CopyService
        from seller_desk.core.services.copy_maker import CopyMaker
        from seller_desk.core.store.copies import MadeCopies

        kept = MadeCopies(self.folder.copies)
        return CopyService(self, CopyMaker(lambda: self.reading, kept), kept)

    @cached_property
    def bundles(self) -> "BundleService":
        """Step 7."""
        from seller_desk.core.services.bundles import BundleService

        return BundleService(self)

    @cached_property
    def sample(self) -> "SampleService":
        """The sample company."""
        from seller_desk.core.services.sample import SampleService

        return SampleService(self)

    @cached_property
    def backups(self) -> "BackupService":
        """Backups; also there when the database cannot be opened."""
        from seller_desk.core.services.backups import BackupService

        return BackupService(self.folder, lambda: self.store)

    def let_go(self) -> None:
        """Close, and forget all that was read: the next use opens the folder anew, as after a restore."""
        self.close()
        kept = ("folder", "today", "_vault", "vault")
        for name in [one for one in vars(self) if one not in kept]:
            del self.__dict__[name]

    def close(self) -> None:
        """End the workers and let go of the files."""
        if "documents" in self.__dict__:
            self.documents.close()
        if "copies" in self.__dict__:
            self.copies.close()
        if "reading" in self.__dict__:
            self.reading.close()
        if "store" in self.__dict__:
            self.store.close()


def _prepare(folder: DataFolder) -> None:
    """Make the data folder, and try that its lock can be opened. DeskError where that is not possible."""
    try:
        system.private_folder(folder.root)
        system.private_file(folder.lock).close()
    except OSError as problem:
        raise DeskError(
            _("The data folder cannot be used"),
            disk_says(problem) + "\n" + _("Choose another one with --data-dir."),
            file=folder.root,
        ) from problem


@contextlib.contextmanager
def open_desk(
    folder: DataFolder,
    *,
    write: bool,
    wait_seconds: float = WRITE_WAIT_SECONDS,
    vault: "Vault | None" = None,
) -> Iterator[Desk]:
    """A desk on this data folder; while writing it holds the folder's lock.

    Raises FolderInUse (exit 3) if somebody else, such as the open window, keeps the lock.
    """
    with contextlib.ExitStack() as stack:
        _prepare(folder)
        if write:
            held = stack.enter_context(
                system.exclusive_lock(folder.lock, wait_seconds=wait_seconds)
            )
            if not held:
                raise FolderInUse(
                    _("Seller Desk is open"),
                    _("Close its window, or make this change there."),
                    file=folder.root,
                )
        desk = Desk(folder, vault=vault)
        stack.callback(desk.close)
        yield desk
