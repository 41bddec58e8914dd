"""What a rule pack from outside may say.

Whoever adds a pack knows its author, the program does not. So such a pack
- is marked as a community pack wherever one of its figures shows, whatever confidence it claims;
- never blocks, never shuts a gate (like a single blog);
- fills what shipped packs do not know, and stands over what rests on a single blog; what they have from the platform
  itself or from two sources stays, and the pack's value is shown beside it (`core.rules.book`);
- speaks of one platform, in bounds: no site that is already there, nothing twice, links to web pages only.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from seller_desk.core.base.findings import Confidence
from seller_desk.core.base.language import _
from seller_desk.core.rules.catalogs import currencies
from seller_desk.core.rules.model import (
    Compliance,
    Fact,
    Fee,
    FormField,
    Gate,
    Pack,
    Question,
    Requirement,
    Sourced,
)

MAX_PACK_BYTES = 1 << 20
MAX_ENTRIES = 3000
MAX_TEXT = 2000
# The arrays of a pack whose entries have a source.
ARRAYS = ("fact", "fee", "requirement", "form_field", "gate", "compliance", "question")
_PLATFORM = re.compile(r"[a-z][a-z0-9_]{1,39}")
_SITE = re.compile(r"[a-z][a-z0-9_]{1,39}(\.[a-z0-9_]{2,12})?")
_URL = re.compile(r"https?://[^\s\\<>\"]{1,1000}|process:[\w.-]{1,40}|")
_KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+){0,7}")

# What Decimal reads as a number that no sum survives.
_ENDLESS = re.compile(r"\s*[+-]?(s?nan\d*|inf(inity)?)\s*", re.IGNORECASE)

Wrong = tuple[str, str]


def marked(pack: Pack) -> Pack:
    """The pack with every entry marked as coming from outside."""
    arrays = {name: [_marked(entry) for entry in getattr(pack, name)] for name in ARRAYS}
    return msgspec.structs.replace(pack, **arrays)


def _marked(entry: Sourced) -> Sourced:
    changed: dict[str, object] = {"confidence": Confidence.COMMUNITY}
    if entry.conflicts:
        changed["conflicts"] = [
            msgspec.structs.replace(one, confidence=Confidence.COMMUNITY) for one in entry.conflicts
        ]
    if isinstance(entry, Compliance):
        changed["details"] = [
            msgspec.structs.replace(one, confidence=Confidence.COMMUNITY) for one in entry.details
        ]
    for name in ("minimum_by", "tax_by"):
        part = getattr(entry, name, None)
        if part is not None:
            changed[name] = msgspec.structs.replace(part, confidence=Confidence.COMMUNITY)
    return msgspec.structs.replace(entry, **changed)


def community_problem(pack: Pack, sites: Mapping[str, str]) -> Wrong | None:
    """(key, reason) of the first thing that a pack from outside may not say; `sites` that are there already."""
    return next(community_problems(pack, sites), None)


def community_problems(pack: Pack, sites: Mapping[str, str]) -> Iterator[Wrong]:
    """All of them; `sites` maps the ids that are there already to their platforms."""
    if not _PLATFORM.fullmatch(pack.platform):
        yield "platform", _("write it in small letters: amazon, my_shop")
    count = sum(len(getattr(pack, name)) for name in ARRAYS)
    if count > MAX_ENTRIES:
        yield "", _("more than {most} entries").format(most=MAX_ENTRIES)
    yield from _of_sites(pack, sites)
    own = {site.id for site in pack.site}
    known = own | {site for site, platform in sites.items() if platform == pack.platform}
    for array in ARRAYS:
        for number, entry in enumerate(getattr(pack, array)):
            where = f"{array}[{number}]"
            yield from _of_entry(where, entry, known)
    yield from _of_texts(pack)
    yield from _twice(pack)


def _of_sites(pack: Pack, sites: Mapping[str, str]) -> Iterator[Wrong]:
    seen: set[str] = set()
    for number, site in enumerate(pack.site):
        key = f"site[{number}].id"
        if not _SITE.fullmatch(site.id) or site.id.partition(".")[0] != pack.platform:
            yield key, _("a site is named {platform}.cc").format(platform=pack.platform)
        if site.id in sites or site.id in seen:
            yield key, _("the site {site} is there already").format(site=site.id)
        if not re.fullmatch(r"[A-Z]{3}", site.currency):
            yield (
                f"site[{number}].currency",
                _("a currency has three capital letters: USD, EUR, CNY"),
            )
        elif site.currency not in currencies():
            yield f"site[{number}].currency", _unknown(site.currency)
        seen.add(site.id)


def _unknown(currency: str) -> str:
    return _("“{text}” is not a currency").format(text=currency)


def _of_entry(where: str, entry: Sourced, known: set[str]) -> Iterator[Wrong]:
    if not _URL.fullmatch(entry.source.url):
        yield f"{where}.source", _("a link begins with https:// or http://")
    stranger = next((site for site in entry.applies_to.site if site not in known), "")
    if stranger:
        yield f"{where}.applies_to", _("{site} is no site of this platform").format(site=stranger)
    key = getattr(entry, "key", "") or getattr(entry, "id", "") or getattr(entry, "name", "")
    if key and not _KEY.fullmatch(key):
        name = "key" if isinstance(entry, Fact) else "name" if isinstance(entry, Fee) else "id"
        yield f"{where}.{name}", _("names are small letters, digits, _ and dots")
    if isinstance(entry, Fee) and entry.currency not in currencies():
        yield f"{where}.currency", _unknown(entry.currency)
    if isinstance(entry, Fact) and isinstance(entry.value, str) and _ENDLESS.fullmatch(entry.value):
        yield f"{where}.value", _("this is not a number; write it as \"0.15\"")  # fmt: skip


def _of_texts(pack: Pack) -> Iterator[Wrong]:
    """Texts without end, and letters that nobody sees or that turn a line around."""
    for path, text in _texts(msgspec.to_builtins(pack), ""):
        if len(text) > MAX_TEXT:
            yield path, _("a text has at most {most} characters").format(most=MAX_TEXT)
        unseen = next((one for one in text if _unseen(one)), "")
        if unseen:
            yield path, _("hidden character U+{code:04X}").format(code=ord(unseen))


def _unseen(char: str) -> bool:
    return char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn")


def _texts(part: object, path: str) -> Iterator[Wrong]:
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, dict):
        for name, value in part.items():
            yield from _texts(value, f"{path}.{name}" if path else str(name))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _texts(value, f"{path}[{number}]")


def _twice(pack: Pack) -> Iterator[Wrong]:
    for array in ARRAYS:
        entries: Iterable[Sourced] = getattr(pack, array)
        seen: set[object] = set()
        for number, entry in enumerate(entries):
            name = _identity(entry)
            if name in seen:
                yield f"{array}[{number}]", _("said twice: {name}").format(name=name[0])
            seen.add(name)


def _identity(entry: Sourced) -> tuple[str, ...]:
    """What may stand once in a pack: a name, its scope, its first day."""
    scope = entry.applies_to
    name = getattr(entry, "key", "") or getattr(entry, "name", "") or getattr(entry, "id", "")
    if isinstance(entry, Fee):
        name = f"{name} {entry.option}".strip()
    elif isinstance(entry, Gate):
        name = "gate"
    if isinstance(entry, (Requirement, FormField, Compliance, Question)):
        return (name, *sorted(scope.site), "|", *sorted(scope.entity), "|", *sorted(scope.category))
    parts = (scope.site, scope.category, scope.entity, scope.kind)
    words = (",".join(sorted(part)) for part in parts)
    return (name, *words, str(entry.effective_from or ""))
