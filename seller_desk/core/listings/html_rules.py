"""HTML of a description: what a platform would strip of it, and the cleaned text.

The cleaning is done by nh3 (a tested sanitiser); we only tell what it takes away. A text without "<" costs nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.measures import Quantity
from seller_desk.core.listings.model import Listing, SiteView
from seller_desk.core.listings.more_limits import StyleLimits
from seller_desk.core.listings.rule_kit import Check, finding

# The repair that these findings name.
CLEAN = "clean_html"
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)\b([^<>]*)>")
_EVENT = re.compile(r"\b(on[a-z]+)\s*=", re.IGNORECASE)
_SCRIPT_LINK = re.compile(r"=\s*[\"']?\s*(javascript|vbscript|data):", re.IGNORECASE)
_WIDTH = re.compile(r"\bwidth\s*[=:]\s*[\"']?\s*(\d{2,5})(?!\s*%)", re.IGNORECASE)
_HOST = re.compile(r"\b(?:href|src)\s*=\s*[\"']?\s*(?:https?:)?//([^/\"'\s>:?#]+)", re.IGNORECASE)
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^>]*>", re.IGNORECASE)
_LINES = re.compile(r"\n{3,}")
# Sanitisers drop what is inside of these as well.
_WITH_CONTENT = frozenset({"script", "style"})
# Never passed on by any platform that takes HTML: what runs or embeds, as nh3 has it by default.
_ACTIVE = frozenset(
    {"script", "iframe", "object", "embed", "applet", "form", "input", "button", "textarea",
     "select", "frame", "frameset", "meta", "link", "base"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` as the platform would keep it; `removed`: tags and attributes that go, in the order met."""

    text: str
    removed: tuple[str, ...]


def tags_in(text: str) -> list[str]:
    """Names of the HTML tags in a text, each once; "a < b" has none."""
    return list(dict.fromkeys(name.lower() for name, _rest in _TAG.findall(text)))


def clean(text: str, kind: str, stripped: Sequence[str] = ()) -> Cleaned:
    """The text under a site's rule. `kind`: `plain` (no tags at all) or `html` (all but `stripped` and what runs)."""
    if "<" not in text:
        return Cleaned(text, ())
    if kind == "plain":
        return Cleaned(_plain(text), tuple(tags_in(text)))
    import nh3

    gone = _ACTIVE | {one.lower() for one in stripped}
    allowed = (set(nh3.ALLOWED_TAGS) | {"font", "section", "style"}) - gone
    attributes = {name: set(known) for name, known in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes.setdefault("*", set()).update({"style", "class", "align", "width", "height"})
    kept = nh3.clean(
        text,
        tags=allowed,
        attributes=attributes,
        clean_content_tags=set(_WITH_CONTENT - allowed),
        link_rel=None,
        strip_comments=True,
    )
    return Cleaned(kept, tuple(_removed(text, gone)))


def _removed(text: str, gone: frozenset[str]) -> list[str]:
    met: dict[str, None] = {}
    for name, rest in _TAG.findall(text):
        if name.lower() in gone:
            met[name.lower()] = None
            continue
        for event in _EVENT.findall(rest):
            met[event.lower()] = None
        for scheme in _SCRIPT_LINK.findall(rest):
            met[f"{scheme.lower()}:"] = None
    return list(met)


def _plain(text: str) -> str:
    """The words alone; breaks and ends of paragraphs become lines."""
    import nh3

    broken = _BREAKS.sub("\n", text)
    bare = nh3.clean(broken, tags=set(), clean_content_tags=set(_WITH_CONTENT))
    lines = [line.strip() for line in unescape(bare).splitlines()]
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def html_rules(limits: StyleLimits) -> list[Check | None]:
    """What a site does to the HTML of a description."""
    return [_tags(limits), _hosts(limits), _width(limits)]


def _tags(limits: StyleLimits) -> Check | None:
    if not limits.html or limits.html_source is None:
        return None
    site, plain = limits.site, limits.html == "plain"
    listed = limits.html_stripped
    gone = _ACTIVE | frozenset(listed.words if listed else ())
    sources = (listed.source if listed else limits.html_source,)

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if "<" not in view.description:
            return ()
        met = tags_in(view.description) if plain else _removed(view.description, gone)
        if not met:
            return ()
        return (
            finding(
                "listing.html_plain" if plain else "listing.html_stripped",
                Severity.WARNING,
                listing,
                "description",
                site,
                sources,
                measured=len(met),
                detail=", ".join(met[:12]),
                fix=CLEAN,
            ),
        )

    return check


def _hosts(limits: StyleLimits) -> Check | None:
    """Links and pictures that lie elsewhere than on the platform's own hosts."""
    if limits.html_hosts is None:
        return None
    own, site, sources = limits.html_hosts.words, limits.site, (limits.html_hosts.source,)

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if "<" not in view.description:
            return ()
        hosts = dict.fromkeys(host.lower() for host in _HOST.findall(view.description))
        met = [
            host
            for host in hosts
            if not any(host == one or host.endswith("." + one) for one in own)
        ]
        if not met:
            return ()
        return (
            finding(
                "listing.html_stripped",
                Severity.WARNING,
                listing,
                "description",
                site,
                sources,
                measured=len(met),
                detail=", ".join(met[:6]),
            ),
        )

    return check


def _width(limits: StyleLimits) -> Check | None:
    limit = limits.html_width
    if limit is None:
        return None
    most, site, sources, needed = limit.value, limits.site, (limit.source,), limit.quantity

    def check(listing: Listing, view: SiteView, _parent: bool) -> Iterable[Finding]:
        if "<" not in view.description:
            return ()
        widest = max((int(one) for one in _WIDTH.findall(view.description)), default=0)
        if widest <= most:
            return ()
        return (
            finding(
                "listing.html_wide",
                Severity.WARNING,
                listing,
                "description",
                site,
                sources,
                measured=Quantity(widest, "px"),
                required=needed,
            ),
        )

    return check
