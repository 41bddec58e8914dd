"""Rules of a family: a parent and its variations. Pure functions over the members; nothing is looked up.

A family is every listing that names the same parent SKU, and the listing with that SKU. An edit of a member asks for its
family alone to be judged again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from seller_desk.core.base.findings import Finding, Severity, SourceNote
from seller_desk.core.listings.limits import Limit
from seller_desk.core.listings.model import Listing, on_site
from seller_desk.core.listings.more_limits import TradeLimits
from seller_desk.core.listings.rule_kit import finding

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FamilyRules:
    """What a site says of families. `structure`: who says that parents and children must fit together.

    Without a source a broken family warns: it breaks exports, whatever the platform says of it.
    """

    site: str
    structure: SourceNote | None = None
    options: Limit | None = None
    members: Limit | None = None
    plain_parent: SourceNote | None = None

    @classmethod
    def of(cls, limits: TradeLimits) -> "FamilyRules":
        """The family rules among the limits of a site."""
        return cls(
            limits.site,
            limits.variation,
            limits.variation_options,
            limits.variation_count,
            limits.parent_plain,
        )

    @property
    def sources(self) -> tuple[SourceNote, ...]:
        """Whom findings about the structure name."""
        return (self.structure,) if self.structure else ()

    @property
    def severity(self) -> Severity:
        """How bad a broken structure is."""
        return Severity.BLOCKER if self.structure else Severity.WARNING


def family_findings(members: Sequence[Listing], rules: FamilyRules, sku: str = "") -> list[Finding]:
    """What is wrong with a family. `sku` is the parent's, where no member has it (orphans); else it is found out."""
    named = {one.parent_sku for one in members if one.parent_sku}
    there = next((one.sku for one in members if one.sku in named), "")
    parent_sku = sku or there or next(iter(sorted(named)), "")
    parent = next((one for one in members if not parent_sku or one.sku == parent_sku), None)
    children = [one for one in members if one.parent_sku and one is not parent]
    if parent is None:
        return [
            _told("listing.variation_orphan", rules, one, "parent_sku", detail=one.parent_sku)
            for one in children
        ]
    return [
        *_structure(parent, children, rules),
        *_values(parent, children, rules),
        *_counts(parent, children, rules),
        *_parent_title(parent, children, rules),
    ]


def theme_of(parent: Listing, children: Iterable[Listing]) -> list[str]:
    """By what a family varies: what the parent says, else what most children say."""
    if parent.variation_theme:
        return parent.variation_theme
    said = Counter(tuple(one.variation_theme or one.options) for one in children)
    return list(said.most_common(1)[0][0]) if said else []


def _told(
    code: str,
    rules: FamilyRules,
    listing: Listing,
    field: str,
    severity: Severity | None = None,
    *,
    measured: str | int | None = None,
    required: str | int | None = None,
    detail: str = "",
    sources: tuple[SourceNote, ...] | None = None,
) -> Finding:
    return finding(
        code,
        severity or rules.severity,
        listing,
        field,
        rules.site,
        rules.sources if sources is None else sources,
        measured=measured,
        required=required,
        detail=detail,
    )


def _letters(name: str) -> str:
    """Only what tells one option from another: Amazon's themes write "Size", "size_name", "SIZE_NAME"."""
    return "".join(char for char in name.casefold() if char.isalnum()).replace("name", "")


def _named(theme: str, options: Iterable[str]) -> bool:
    """Whether these options are all that a theme asks for: one of them, or several joined ("ColorSize", "Size-Color")."""
    rest = _letters(theme)
    for option in sorted(filter(None, map(_letters, options)), key=len, reverse=True):
        rest = rest.replace(option, "", 1)
    return not rest


def _structure(parent: Listing, children: Sequence[Listing], rules: FamilyRules) -> list[Finding]:
    found: list[Finding] = []
    if parent.parent_sku and children:
        found += [
            _told("listing.variation_nested", rules, one, "parent_sku", detail=parent.sku)
            for one in children
        ]
    theme = theme_of(parent, children)
    if children and not parent.variation_theme:
        found.append(
            _told(
                "listing.variation_theme_missing",
                rules,
                parent,
                "variation_theme",
                measured=len(children),
            )
        )
    if not children and parent.variation_theme and not parent.parent_sku:
        found.append(
            _told("listing.variation_childless", rules, parent, "variation_theme", Severity.WARNING)
        )
    for one in children:
        found += _against_theme(parent, one, theme, rules)
    return found


def _against_theme(
    parent: Listing, child: Listing, theme: Sequence[str], rules: FamilyRules
) -> Iterator[Finding]:
    own = child.variation_theme or list(child.options)
    if own and child.variation_theme and not all(_named(name, own) for name in theme):
        yield _told(
            "listing.variation_theme_mixed",
            rules,
            child,
            "variation_theme",
            measured=" / ".join(own),
            required=" / ".join(theme),
        )
    filled = [name for name, value in child.options.items() if value.strip()]
    for name in theme:
        if not _named(name, filled):
            yield _told("listing.variation_option_missing", rules, child, "options", detail=name)
    if parent.brand and child.brand and parent.brand.casefold() != child.brand.casefold():
        yield _told(
            "listing.variation_brand_mixed",
            rules,
            child,
            "brand",
            Severity.WARNING,
            measured=child.brand,
            required=parent.brand,
        )


def _combination(child: Listing) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted(
            (name.strip().casefold(), " ".join(value.split()).casefold())
            for name, value in child.options.items()
            if value.strip()
        )
    )


def _values(parent: Listing, children: Sequence[Listing], rules: FamilyRules) -> list[Finding]:
    """Twins among the combinations, and one value spelt in several ways ("Blue", "blue ")."""
    by_values: dict[tuple[tuple[str, str], ...], list[Listing]] = {}
    spellings: dict[tuple[str, str], dict[str, None]] = {}
    for one in children:
        by_values.setdefault(_combination(one), []).append(one)
        for name, value in one.options.items():
            if value.strip():
                key = (name.strip().casefold(), " ".join(value.split()).casefold())
                spellings.setdefault(key, {})[value] = None
    found = [
        _told(
            "listing.variation_duplicate",
            rules,
            one,
            "options",
            measured=" / ".join(one.options.values()),
            detail=_others(one, twins),
        )
        for values, twins in by_values.items()
        if values and len(twins) > 1
        for one in twins
    ]
    mixed = [tuple(ways) for ways in spellings.values() if len(ways) > 1]
    if mixed:
        shown = "; ".join(" = ".join(f"“{one}”" for one in ways) for ways in mixed[:_SHOWN])
        found.append(
            _told(
                "listing.variation_spelling",
                rules,
                parent,
                "options",
                Severity.WARNING,
                measured=len(mixed),
                detail=shown,
            )
        )
    return found


def _others(one: Listing, twins: Sequence[Listing]) -> str:
    return ", ".join(other.sku for other in twins[: _SHOWN + 1] if other is not one)


def _counts(parent: Listing, children: Sequence[Listing], rules: FamilyRules) -> Iterator[Finding]:
    theme = theme_of(parent, children)
    limits = (
        ("listing.variation_options_many", "variation_theme", len(theme), rules.options),
        ("listing.variation_many", "options", len(children), rules.members),
    )
    for code, field, count, limit in limits:
        if limit is not None and count > limit.value:
            yield _told(
                code,
                rules,
                parent,
                field,
                Severity.WARNING,
                measured=count,
                required=limit.value,
                sources=(limit.source,),
            )


def _parent_title(
    parent: Listing, children: Sequence[Listing], rules: FamilyRules
) -> Iterator[Finding]:
    """Colour and size belong into the children's titles; a value of two letters is left alone ("M", "L")."""
    if rules.plain_parent is None or not children:
        return
    words = f" {' '.join(on_site(parent, rules.site).title.casefold().split())} "
    values = dict.fromkeys(
        " ".join(value.split()) for one in children for value in one.options.values()
    )
    for value in values:
        if len(value) > 2 and f" {value.casefold()} " in words:
            yield _told(
                "listing.variation_parent_option",
                rules,
                parent,
                "title",
                Severity.HINT,
                detail=value,
                sources=(rules.plain_parent,),
            )
