"""Which column of a sheet is which field: by header aliases in Chinese, English and German, then as the seller says."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.fields import FIELD_LABELS
from seller_desk.core.listings.part_values import PARTS

MANY = frozenset({"bullets", "images"})
# Fields of a mapping that are no field of a listing: they steer others in the same row.
HELPERS = {
    "gtin_exempt": N_("GTIN exempt"),
    "weight": N_("Weight"),
    "weight_unit": N_("Unit of weight"),
    "length": N_("Length"),
    "width": N_("Width"),
    "height": N_("Height"),
    "size_unit": N_("Unit of length"),
}
_PER_SITE = frozenset(
    {
        "title",
        "highlights",
        "bullets",
        "description",
        "search_terms",
        "category_id",
        "price",
        "currency",
    }
)
_PLAIN = (
    (frozenset(FIELD_LABELS) | frozenset(HELPERS))
    - {"weight_g", "length_mm", "width_mm", "height_mm", "category_id", "bullets", "images"}
) | {"bullets", "images"}
_DROP = re.compile(r"[\s*_\-.:：·#/\\'\"“”()（）\[\]【】]+")
_UNIT = re.compile(
    r"[(（\[【]\s*([^)）\]】]+?)\s*[)）\]】]\s*$|[_ ](g|kg|oz|lb|mm|cm|in)$", re.IGNORECASE
)
_SECOND = frozenset(
    {"otherimageurl", "additionalimageurl", "additionalimage", "psitemimage", "附图", "副图"}
)
_NUMBERED = re.compile(r"^(.*?)(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet. `field` is empty while nobody knows it; `unit` comes from the header.

    `decimal`: the sign before fractions, "point" or "comma"; empty where that is not known. `name` tells columns of the
    same header apart: "图片 (2)".
    """

    index: int
    header: str
    field: str = ""
    unit: str = ""
    decimal: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The shipped aliases, headers normalised."""

    names: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    units: Mapping[str, str]
    presets: Mapping[str, Mapping[str, str]]
    clear: frozenset[str]
    errors: frozenset[str]
    reasons: frozenset[str]
    reason_headers: Mapping[str, str]
    others: Mapping[str, frozenset[str]]
    # Sites whose ids name no country; a header may name them as it does the others: title(temu).
    sites: frozenset[str] = frozenset()


@cache
def catalogue() -> Catalogue:
    """`resources/catalogs/listing_columns.toml`, read once."""
    path = resources_dir() / "catalogs" / "listing_columns.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {plain(path): path for path in PARTS}
    names |= {plain(name): one["field"] for one in data["column"] for name in one["names"]}
    values = {
        kind: {word: value for value, words in table.items() for word in words}
        for kind, table in data["values"].items()
    }
    units = {word: unit for unit, words in data["units"].items() for word in words}
    presets = {
        name: {plain(header): field for header, field in table.items()}
        for name, table in data["preset"].items()
    }
    words = data["words"]
    return Catalogue(
        names,
        values,
        units,
        presets,
        clear=frozenset(words["clear"]),
        errors=frozenset(words["errors"]),
        reasons=frozenset(map(plain, words["reason"].values())),
        reason_headers=words["reason"],
        others={
            kind: frozenset(map(plain, headers)) for kind, headers in data["not_products"].items()
        },
        sites=frozenset(words["sites"]),
    )


def plain(header: str) -> str:
    """A header without case, width, spaces and punctuation."""
    return _DROP.sub("", unicodedata.normalize("NFKC", header).casefold())


def presets() -> list[str]:
    """Names of the shipped mappings."""
    return sorted(catalogue().presets)


def recognise(
    headers: Sequence[str],
    preset: str = "",
    chosen: Mapping[str, str] | None = None,
    given: Mapping[int, str] | None = None,
) -> list[Column]:
    """A column for every header. `chosen` maps headers (as written) to fields and wins over everything.

    `given` are fields by place of the column, as a platform's own file lays them out.

    Raises UsageProblem for an unknown preset, an unknown field, or a chosen header that the sheet does not have.
    """
    if preset and not given and preset not in catalogue().presets:
        raise UsageProblem(
            _("There is no preset “{name}”").format(name=preset),
            _("There are: {names}").format(names=", ".join(presets())),
        )
    names = names_of(headers)
    wanted = _chosen(names, chosen or {})
    taken = {field for field in wanted.values() if field}
    columns: list[Column] = []
    for index, (header, name) in enumerate(zip(headers, names, strict=True)):
        if name in wanted:
            unit = _unit_of(header)[1]
            columns.append(Column(index, header, wanted[name], unit, name=name))
            continue
        field, unit = _known(header, preset)
        if given and index in given:
            field = given[index]
        if field in MANY:
            number = 1
            while f"{field}.{number}" in taken:
                number += 1
            field = f"{field}.{number}"
        if field in taken:
            field = ""
        if field:
            taken.add(field)
        columns.append(Column(index, header, field, unit, name=name))
    return columns


def names_of(headers: Sequence[str]) -> list[str]:
    """The headers, those that come again with their number: "图片", "图片 (2)"."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        names.append(f"{header} ({seen[header]})" if seen[header] > 1 else header)
    return names


def on_site(columns: Sequence[Column], site: str) -> list[Column]:
    """The columns with their texts and prices as those of one site; UsageProblem for what is no site."""
    return [
        replace(one, field=check_field(f"{one.field}@{site}"))
        if one.field.partition(".")[0] in _PER_SITE
        else one
        for one in columns
    ]


def known_field(header: str) -> str:
    """The field of a header by the aliases alone, "" where nobody knows it."""
    return _known(header, "")[0]


def score(headers: Sequence[str]) -> int:
    """How many of these cells are headers that we know; a row of headers is recognised by it."""
    return sum(1 for header in headers if header and known_field(header))


def check_field(field: str) -> str:
    """The field if a column may be mapped to it; UsageProblem otherwise."""
    base, at, site = field.partition("@")
    name = base.partition(".")[0]
    special = base.startswith(("option:", "attribute:")) and len(base.partition(":")[2]) > 0
    numbered = name in ("option_name", "option_value")
    fine = special or numbered or base in PARTS or name in _PLAIN or (at and name in _PER_SITE)
    if not fine or (at and (name not in _PER_SITE or not _is_site(site))):
        raise UsageProblem(
            _("“{field}” is not a field of a listing").format(field=field),
            _("Fields: {names}").format(names=", ".join(sorted(_PLAIN))),
        )
    return field


def _chosen(headers: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    by_plain = {plain(header): header for header in headers}
    wanted: dict[str, str] = {}
    for name, field in chosen.items():
        header = name if name in headers else by_plain.get(plain(name))
        if header is None:
            raise UsageProblem(
                _("The file has no column “{name}”").format(name=name),
                _("Its columns: {names}").format(names=", ".join(headers)),
            )
        wanted[header] = check_field(field) if field else ""
    return wanted


def _known(header: str, preset: str) -> tuple[str, str]:
    """(field, unit) of a header, or ("", "")."""
    names = catalogue().names
    own = catalogue().presets.get(preset, {})
    text = header.strip()
    if text.casefold().startswith(("attr:", "attribute:", "属性:", "属性：")):
        return f"attribute:{re.split('[:：]', text, maxsplit=1)[1].strip()}", ""
    base, unit = _unit_of(text)
    site = _site_of(text)
    if site:
        shared = own.get(plain(base)) or names.get(plain(base), "")
        shared = shared.partition("@")[0]
        numbered = _NUMBERED.match(plain(base))
        if not shared and numbered and names.get(numbered[1]) == "bullets":
            return f"bullets.{int(numbered[2])}@{site}", ""
        return (f"{shared}@{site}", "") if shared in _PER_SITE else ("", "")
    for candidate in (text, base):
        key = plain(candidate)
        if key in own and not own[key]:
            return "", ""
        field = own.get(key) or names.get(key)
        if field:
            return field, unit
        numbered = _NUMBERED.match(key)
        if numbered and names.get(numbered[1]) in MANY:
            return f"{names[numbered[1]]}.{int(numbered[2]) + _after_main(numbered[1])}", unit
    return "", ""


def _after_main(stem: str) -> int:
    """`other_image_url1` comes after the main image."""
    return 1 if stem in _SECOND else 0


def _unit_of(header: str) -> tuple[str, str]:
    """The header without its unit, and the unit ("" = none)."""
    match = _UNIT.search(header)
    if not match:
        return header, ""
    word = (match[1] or match[2]).casefold()
    return header[: match.start()].strip() or header, catalogue().units.get(word, "")


def _site_of(header: str) -> str:
    match = _UNIT.search(header)
    word = match[1].casefold() if match and match[1] else ""
    return word if _is_site(word) else ""


def _is_site(word: str) -> bool:
    return re.fullmatch(r"[a-z_]+\.[a-z]{2}", word) is not None or word in catalogue().sites
