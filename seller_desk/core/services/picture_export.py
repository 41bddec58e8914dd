"""Pictures written for a site's bulk upload: a zip under the names that it takes, and a list for what has no id yet."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.files import refuse_taken
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.progress import Progress, Stop, check_stop, never, silent
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.pictures.names import NamedPicture, name_codes, named_pictures
from seller_desk.core.media.sheets import open_file
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.store.store import Store

# Everything is held until the zip is whole on disk.
_MOST_BYTES = 1_000_000_000
# Zips of the same pictures are the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
LEFT_OUT: dict[str, str] = {
    "url": N_("It is only on the web"),
    "type": N_("This picture type is not taken under these names: fix it first"),
    "place": N_("The site has no further place for it"),
    "twice": N_("Another listing has the same ASIN or SKU"),
}
HEAD = ("sku", "asin", "code", "file", "new name")


@dataclass(frozen=True, slots=True)
class PictureExport:
    """What was written: `ready` pictures in `zip_path`, `waiting` ones in `later_path` with `list_path`; paths are None
    where there was nothing to write."""

    ready: tuple[NamedPicture, ...]
    waiting: tuple[NamedPicture, ...]
    left_out: tuple[NamedPicture, ...]
    zip_path: Path | None = None
    later_path: Path | None = None
    list_path: Path | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """Progress of one zip of two."""

    progress: Progress
    before: int
    total: int

    def __call__(self, number: int) -> None:
        self.progress(self.before + number, self.total, "")


class PictureExports:
    """Writes pictures for upload. Safe from several threads."""

    def __init__(
        self, store: Store, rules: Callable[[], RuleBook], today: Callable[[], date]
    ) -> None:
        self._store, self._rules, self._today = store, rules, today

    def plan(
        self, listings: Iterable[Listing], site: str, asins: Mapping[str, str]
    ) -> PictureExport:
        """What would be written. UsageProblem for a site that takes no pictures by name."""
        book = self._rules()
        book.site(site)
        codes = name_codes(book, Query(site=site, on=self._today()))
        if codes is None:
            raise UsageProblem(
                _("{site} takes no pictures by file name").format(site=site),
                _("Amazon does: choose one of its sites."),
            )
        found = named_pictures(listings, site, codes, asins)
        return PictureExport(
            ready=tuple(one for one in found if not one.left_out and one.asin),
            waiting=tuple(one for one in found if not one.left_out and not one.asin),
            left_out=tuple(one for one in found if one.left_out),
        )

    def export(
        self,
        company_id: str,
        planned: PictureExport,
        target: Path,
        progress: Progress = silent,
        stop: Stop = never,
    ) -> PictureExport:
        """Write `target` with the ready pictures; beside it `NAME-no-asin.zip` and `NAME-rename.csv` for the others.

        DeskError if one of the names is taken, or there is nothing to write.
        """
        if not planned.ready and not planned.waiting:
            raise DeskError(
                _("No picture can be written"),
                _("The listings have none on this computer, or none of a type that is taken."),
            )
        later = target.with_name(f"{target.stem}-no-asin.zip") if planned.waiting else None
        listed = target.with_name(f"{target.stem}-rename.csv") if planned.waiting else None
        now = target if planned.ready else None
        for path in (now, later, listed):
            if path is not None:
                refuse_taken(path)
        total = len(planned.ready) + len(planned.waiting)
        done = 0
        for path, pictures in ((now, planned.ready), (later, planned.waiting)):
            if path is None:
                continue
            data = self._zip(pictures, _Told(progress, done, total), stop)
            done += len(pictures)
            self._store.write_out(path, data, company_id=company_id, what="pictures", form="zip")
        if listed is not None:
            text = rename_list(planned.waiting)
            self._store.write_out(listed, text, company_id=company_id, what="pictures", form="csv")
        return PictureExport(planned.ready, planned.waiting, planned.left_out, now, later, listed)

    def _zip(
        self, pictures: Sequence[NamedPicture], report: Callable[[int], None], stop: Stop
    ) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for number, one in enumerate(pictures):
                check_stop(stop)
                report(number)
                entry = zipfile.ZipInfo(one.name, date_time=_EPOCH)
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, self._store.blobs.read(one.sha256))
                if target.tell() > _MOST_BYTES:
                    raise DeskError(
                        _("That is more than 1 GB of pictures"),
                        _("Export fewer listings at a time, with --sku."),
                    )
        return target.getvalue()


def rename_list(waiting: Iterable[NamedPicture]) -> bytes:
    """The list as CSV for Excel: fill in the ASIN column, then give it to the next export."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(HEAD)
    for one in waiting:
        # A leading quote keeps Excel from taking a SKU for a formula.
        sku = f"'{one.sku}" if one.sku[:1] in "=+-@\t" else one.sku
        writer.writerow((sku, "", one.code, one.name, f"<ASIN>.{one.code}.{one.ending}"))
    return target.getvalue().encode("utf-8-sig")


def read_asins(path: Path) -> dict[str, str]:
    """SKU to ASIN from a filled list (CSV or workbook): the columns `sku` and `asin`, others are passed over. DeskError if
    they are not there."""

    def known(cells: Sequence[str]) -> int:
        return len({one.strip().casefold() for one in cells} & {"sku", "asin"})

    file = open_file(path, known)
    rows = file.rows(file.names[0] if file.names else "")
    head = next((row for row in rows if known(row.cells) == 2), None)
    if head is None:
        raise DeskError(
            _("{name} has no columns “sku” and “asin”").format(name=path.name),
            _("Use the list that the export of pictures wrote."),
            file=path,
        )
    names = [one.strip().casefold() for one in head.cells]
    sku, asin = names.index("sku"), names.index("asin")
    return {
        row.cells[sku].strip().removeprefix("'"): row.cells[asin].strip()
        for row in rows
        if len(row.cells) > max(sku, asin) and row.cells[asin].strip()
    }
