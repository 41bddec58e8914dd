"""Payment channels and other sign-ins that the page suggests, from `resources/catalogs/channels.toml`."""

import tomllib
from functools import cache

import msgspec

from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.model import Words


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of them."""

    id: str
    name: Words


@cache
def channels() -> tuple[Channel, ...]:
    """All of them, in the file's order."""
    path = resources_dir() / "catalogs" / "channels.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["channel"]
    return tuple(msgspec.convert(rows, list[Channel]))
