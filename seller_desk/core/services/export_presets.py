"""Exports kept under a name: format, site, options and which listings, so that the next one is one choice."""

from pathlib import Path

import msgspec

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import N_, _
from seller_desk.core.listings.bulk.selection import Selection
from seller_desk.core.services.listing_templates import TemplateChoices
from seller_desk.core.store.settings import Setting
from seller_desk.core.store.store import Store

_KEPT = "listings.preset."
LONGEST_NAME = 60


class ExportRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What to write. `site` is needed for platform files; `only_ready` leaves out listings that the site would refuse.

    `seller_id` is the merchant token that Amazon's JSON names; `ship_from` the country that eBay's file says the goods
    lie in; `selection` says which listings.
    """

    format: str
    site: str = ""
    template: Path | None = None
    only_ready: bool = True
    seller_id: str = ""
    ship_from: str = "CN"
    choices: TemplateChoices = TemplateChoices()
    selection: Selection = Selection()


class ExportPreset(msgspec.Struct, frozen=True, kw_only=True):
    """A request under a name."""

    name: str
    company_id: str
    request: ExportRequest


class ExportPresets:
    """The presets of a data folder."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, company_id: str) -> list[ExportPreset]:
        """By name."""
        with self._store.read() as work:
            kept = [one.value for one in work.settings.stream() if one.id.startswith(_KEPT)]
        found = [msgspec.json.decode(one, type=ExportPreset, dec_hook=_path) for one in kept]
        mine = [one for one in found if one.company_id == company_id]
        return sorted(mine, key=lambda one: one.name.casefold())

    def get(self, company_id: str, name: str) -> ExportPreset:
        """The preset of this name. DeskError if there is none."""
        known = self.list(company_id)
        found = next((one for one in known if one.name == name), None)
        if found is None:
            raise DeskError(
                _("There is no export preset “{name}”").format(name=name),
                _("There are: {names}").format(names=", ".join(one.name for one in known) or "-"),
            )
        return found

    def save(self, company_id: str, name: str, request: ExportRequest) -> ExportPreset:
        """Keep the request under this name, in place of another of the name. UsageProblem for no name."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise UsageProblem(_("A name has 1 to {most} characters").format(most=LONGEST_NAME))
        preset = ExportPreset(name=name, company_id=company_id, request=request)
        text = msgspec.json.encode(preset, enc_hook=str).decode()
        with self._store.work(N_("Keep an export preset")) as work:
            work.typed.save(Setting(id=_id(company_id, name), value=text))
        return preset

    def forget(self, company_id: str, name: str) -> None:
        """Remove the preset. DeskError if there is none."""
        self.get(company_id, name)
        with self._store.work(N_("Remove an export preset")) as work:
            work.typed.delete(_id(company_id, name))


def _id(company_id: str, name: str) -> str:
    return f"{_KEPT}{company_id}.{name}"


def _path(kind: type, value: object) -> object:
    """Paths are kept as text."""
    if kind is Path:
        return Path(str(value))
    raise NotImplementedError(kind)
