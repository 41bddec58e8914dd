"""Rule packs as the seller sees them: which are in use, whose they are, what changed, whom that concerns."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from seller_desk.core.applications.effects import Draft, Effects, Seller, effects
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import DataFolder, resources_dir
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.compare import Change, changes
from seller_desk.core.rules.load import load_pack, refuse_unfit
from seller_desk.core.rules.model import Pack
from seller_desk.core.rules.shelf import Origin, Shelf, bytes_of, name_from
from seller_desk.core.rules.sources import SourceUses, sources
from seller_desk.core.services.seen_packs import SeenPacks

if TYPE_CHECKING:
    from seller_desk.core.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """A pack in use. `origin` is None for shipped ones; `name` is what `rules remove` takes, `file` how it is shown."""

    file: str
    path: Path
    pack: Pack
    name: str = ""
    origin: Origin | None = None

    @property
    def community(self) -> bool:
        """Whether it was added and not shipped."""
        return self.origin is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackMove:
    """A pack that was added or removed, and whom it concerns. `kept`: where a removed file lies."""

    name: str
    effects: Effects
    kept: Path | None = None


class RulePackService:
    """Use cases of rule packs. `forget` makes the desk read the packs anew. Thread-safe."""

    def __init__(
        self,
        folder: DataFolder,
        store: "Callable[[], Store]",
        book: Callable[[], RuleBook],
        forget: Callable[[], None],
        today: Callable[[], date],
    ) -> None:
        self._folder = folder
        self._store = store
        self._book = book
        self._forget = forget
        self._today = today
        self._shelf = Shelf(folder.rules)
        self._seen = SeenPacks(folder, store)

    def packs(self) -> list[PackInfo]:
        """Every pack in use: the shipped ones, then those that were added."""
        book = self._book()
        return [self._info(path, pack) for path, pack in zip(book.files, book.packs, strict=True)]

    def broken(self) -> tuple[DeskError, ...]:
        """Why files are left out."""
        return self._book().broken

    def added(self) -> list[tuple[str, PackInfo | None]]:
        """Every added pack by name; None where it cannot be used (see `broken`)."""
        known = {one.name: one for one in self.packs() if one.community}
        return [(name, known.get(name)) for name in self._shelf.names()]

    def origin(self, name: str) -> Origin:
        """Where an added pack came from, and when."""
        return self._shelf.origin(self._folder.rules / f"{name}.toml")

    def sources(self) -> list[SourceUses]:
        """Every source with what rests on it."""
        return sources(self._book().packs, self._today())

    def add(self, path: Path, name: str = "", *, replace: bool = False) -> PackMove:
        """Take a pack from a file. DeskError with file, line and key for one that is not valid; nothing is kept of it.

        `name` is else made from the file's; one that is taken is refused unless it is to be replaced.
        """
        name = name or name_from(path)
        target = self._shelf.file(name)
        data = bytes_of(path)
        pack = load_pack(path, community=True)
        before = self._book()
        others = [
            one for file, one in zip(before.files, before.packs, strict=True) if file != target
        ]
        refuse_unfit(path, pack, others, self._today())
        self._shelf.put(name, data, path, self._today(), replace=replace)
        return self._moved(name, before)

    def remove(self, name: str) -> PackMove:
        """Take an added pack out of use; its file stays beside for `add`. DeskError if there is none."""
        before = self._book()
        kept = self._shelf.take_away(name)
        return self._moved(name, before, kept)

    def effects(self, found: Sequence[Change], book: RuleBook | None = None) -> Effects:
        """Whom these changes concern among the seller's applications and drafts."""
        with self._store().read() as work:
            companies = {one.id: one for one in work.companies.find()}
            applications = work.applications.find()
            sellers: dict[str, Seller] = {}
            for company in {one.company_id for one in applications}:
                drafts: dict[Draft, int] = {}
                for listing in work.listings.stream(company_id=company):
                    sort = (listing.category, frozenset(listing.sites))
                    drafts[sort] = drafts.get(sort, 0) + 1
                entity = companies[company].entity_kind if company in companies else ""
                sellers[company] = Seller(entity=entity, drafts=drafts)
        return effects(found, book or self._book(), applications, sellers, self._today())

    def news(self) -> Effects | None:
        """What changed since the seller last saw the packs, or None. The first time everything counts as seen."""
        found = self.peek()
        if found is None:
            self.mark_seen()
        return found

    def peek(self) -> Effects | None:
        """The same, without writing anything."""
        book = self._book()
        if self._seen.marks() in (None, self._marks(book)):
            return None
        before = self._seen.packs()
        # Where the copy of then is gone or of an older shape, there is nothing to compare with.
        found = changes(before, book.packs) if before is not None else []
        return self.effects(found, book) if found else None

    def mark_seen(self) -> None:
        """The seller saw what the packs say now; nothing is written if that was known."""
        book = self._book()
        marks = self._marks(book)
        if self._seen.marks() != marks:
            self._seen.keep(marks, book.packs)

    def _moved(self, name: str, before: RuleBook, kept: Path | None = None) -> PackMove:
        self._forget()
        after = self._book()
        found = changes(before.packs, after.packs)
        # Where a site came or went, both books know the sites that are spoken of.
        wider = after if len(after.sites) >= len(before.sites) else before
        move = PackMove(name=name, effects=self.effects(found, wider), kept=kept)
        self.mark_seen()
        return move

    def _info(self, path: Path, pack: Pack) -> PackInfo:
        shipped = resources_dir() / "rules"
        if path.is_relative_to(shipped):
            return PackInfo(file=path.relative_to(shipped).as_posix(), path=path, pack=pack)
        name = path.relative_to(self._folder.rules).as_posix().removesuffix(".toml")
        return PackInfo(
            file=str(path), path=path, pack=pack, name=name, origin=self._shelf.origin(path)
        )

    def _marks(self, book: RuleBook) -> dict[str, str]:
        """Each pack's version and hash by its file."""
        from msgspec import json

        return {
            self._info(path, pack).file: f"{pack.version} "
            f"{hashlib.sha256(json.encode(pack)).hexdigest()}"
            for path, pack in zip(book.files, book.packs, strict=True)
        }
