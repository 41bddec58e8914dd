"""What the seller decided of a sheet's columns, kept by its headers for every later sheet of the same ones."""

from collections.abc import Mapping, Sequence

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.listings.importers.sheet_kind import fingerprint
from seller_desk.core.store.store import Store

_KEPT = "listings.import."


class KeptMapping(msgspec.Struct, frozen=True, kw_only=True):
    """`file`: the name of the sheet that it was made for; `mapping`: column to field, "" for left out."""

    id: str = ""
    file: str = ""
    mapping: dict[str, str] = {}


def kept_mapping(store: Store, headers: Sequence[str]) -> KeptMapping | None:
    """The one for these headers, None where the seller decided nothing."""
    return _read(fingerprint(headers), store.setting(_KEPT + fingerprint(headers)))


def keep_mapping(
    store: Store, headers: Sequence[str], file: str, mapping: Mapping[str, str]
) -> None:
    """Remember it; an empty one is forgotten. Not part of undo, as other habits are not."""
    if not mapping:
        forget_mapping(store, fingerprint(headers))
        return
    kept = KeptMapping(file=file, mapping=dict(mapping))
    store.set_setting(_KEPT + fingerprint(headers), msgspec.json.encode(kept).decode())


def kept_mappings(store: Store) -> list[KeptMapping]:
    """All of them, by the names of their files."""
    with store.read() as work:
        settings = [one for one in work.settings.find() if one.id.startswith(_KEPT)]
    found = (_read(one.id.removeprefix(_KEPT), one.value) for one in settings)
    return sorted((one for one in found if one), key=lambda one: (one.file, one.id))


def forget_mapping(store: Store, name: str) -> None:
    """Forget one by its id or the name of its file. UsageProblem where there is none."""
    found = [one for one in kept_mappings(store) if name in (one.id, one.file)]
    if not found:
        raise UsageProblem(
            _("No mapping is kept for “{name}”").format(name=name),
            _("There are: {names}").format(
                names=", ".join(one.file for one in kept_mappings(store)) or "-"
            ),
        )
    for one in found:
        store.set_setting(_KEPT + one.id, "")


def _read(name: str, text: str) -> KeptMapping | None:
    try:
        kept = msgspec.json.decode(text, type=KeptMapping) if text else None
    except msgspec.DecodeError:
        return None
    return msgspec.structs.replace(kept, id=name) if kept and kept.mapping else None
