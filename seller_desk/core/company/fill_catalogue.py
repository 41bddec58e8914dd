"""What `resources/catalogs/fill.toml` says: where a field of a document goes in the company's data."""

import tomllib
from functools import cache

import msgspec

from seller_desk.core.base.paths import resources_dir

PERSON, ACCOUNT = "{person}", "{account}"


class FillField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where one field of a document goes; see the file's head for the keys."""

    name: str
    to: str = ""
    zh: str = ""
    en: str = ""
    as_: str = msgspec.field(default="text", name="as")
    long: str = ""
    currency: str = ""
    country: str = "CN"
    sets: dict[str, str | bool] = {}
    needs: dict[str, str] = {}


class FillKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of document. `person`: it is about a person; `account`: about an account."""

    id: str
    person: bool = False
    account: bool = False
    field: list[FillField]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: list[FillKind]


@cache
def fill_kinds() -> dict[str, FillKind]:
    """Every kind that the company can be filled from, by id."""
    path = resources_dir() / "catalogs" / "fill.toml"
    file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    return {one.id: one for one in file.kind}
