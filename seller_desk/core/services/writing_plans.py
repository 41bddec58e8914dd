"""The plan of pictures and A+ content: made from the listing, ticked by the seller, written out."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import N_, _
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.writing.plan import ContentPlan, as_html, as_markdown, content_plan
from seller_desk.core.services.listings import ListingService
from seller_desk.core.store.exports import ExportRecord
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store

_FORMS = {".md": as_markdown, ".html": as_html, ".htm": as_html}


class Plans:
    """Part of the writing service."""

    _store: Store
    _listings: Callable[[], ListingService]

    def plan(self, listing: Listing, site: str) -> ContentPlan:
        """What pictures and A+ modules the listing should have, and which of them are there or ticked."""
        limits = self._listings().picture_limits(site)
        return content_plan(listing, site, limits, self._ticks(listing.id))

    def tick(self, listing_id: str, entry: str, *, done: bool) -> None:
        """Note that an entry of the plan (`shot.scene`, `module.header`) is done, or is not."""
        with self._store.work(N_("Tick the plan of pictures")) as work:
            found = work.typed.get(_key(listing_id))
            ticks = msgspec.json.decode(found.value, type=list[str]) if found else []
            kept = sorted({*ticks, entry} if done else {*ticks} - {entry})
            value = msgspec.json.encode(kept).decode()
            work.typed.save(Setting(id=_key(listing_id), value=value))

    def write_plan(
        self, plan: ContentPlan, target: Path, *, overwrite: bool = False
    ) -> ExportRecord:
        """The plan as a checklist: Markdown (.md), or a page that prints on A4 (.html)."""
        ending = target.suffix.lower()
        if ending not in _FORMS:
            raise UsageProblem(
                _("A plan is written as .md or .html"), _("Name the file plan.html, for example.")
            )
        return self._store.write_out(
            target,
            _FORMS[ending](plan).encode(),
            company_id=plan.listing.company_id,
            what="plan",
            form=ending.removeprefix("."),
            overwrite=overwrite,
        )

    def _ticks(self, listing_id: str) -> list[str]:
        with self._store.read() as work:
            found = work.typed.get(_key(listing_id))
        return msgspec.json.decode(found.value, type=list[str]) if found else []


def _key(listing_id: str) -> str:
    return f"writing.plan.{listing_id}"
