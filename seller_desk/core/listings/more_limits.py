"""Further limits of a site: style of texts, HTML, offers, variations, what asks for what. Unknown is None."""

from dataclasses import dataclass

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.listings.limits import Limit, WordList, read_flag, read_limit, read_words
from seller_desk.core.rules.book import Query, RuleBook

# The value of a company that GPSR asks the listing to show, as the packs name it.
_RESPONSIBLE = "eu_responsible_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleLimits:
    """How a site wants texts. `language` is that of its pages ("" for many)."""

    site: str
    language: str
    small_words: frozenset[str]
    title_advised: Limit | None
    title_no_capitals: SourceNote | None
    title_initials: SourceNote | None
    title_once: WordList | None
    bullet_min: Limit | None
    bullet_count_min: Limit | None
    bullet_count: Limit | None
    bullets_total: Limit | None
    bullet_banned: WordList | None
    bullet_no_emoji: SourceNote | None
    description: Limit | None
    description_words: Limit | None
    sku: Limit | None
    tags: Limit | None
    tag: Limit | None
    search_no_brand: SourceNote | None
    html: str
    html_source: SourceNote | None
    html_stripped: WordList | None
    html_width: Limit | None
    html_hosts: WordList | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeLimits:
    """What a site asks of offers, product codes, variations and the goods. `country` and `currency` are the site's."""

    site: str
    country: str
    currency: str
    currency_source: SourceNote | None
    handling_min: Limit | None
    handling_max: Limit | None
    quantity_max: Limit | None
    weight_min: Limit | None
    weight_max: Limit | None
    gtin_restricted: WordList | None
    gtin_coupon: WordList | None
    exemption: SourceNote | None
    if_battery: WordList | None
    if_lithium: WordList | None
    if_dangerous: WordList | None
    variation: SourceNote | None
    variation_options: Limit | None
    variation_count: Limit | None
    parent_plain: SourceNote | None
    gpsr: SourceNote | None
    certificates: tuple[tuple[str, SourceNote], ...]
    battery: SourceNote | None
    battery_sure: bool


def style_limits(book: RuleBook, query: Query) -> StyleLimits:
    """The style limits in force for this site, category and day."""

    def limit(key: str) -> Limit | None:
        return read_limit(book, f"listing.{key}", query)

    def words(key: str) -> WordList | None:
        return read_words(book, f"listing.{key}", query)

    def flag(key: str) -> SourceNote | None:
        return read_flag(book, f"listing.{key}", query)

    site = book.sites.get(query.site)
    exempt, html = words("title.word_repeat_exempt"), words("description.html")
    return StyleLimits(
        site=query.site,
        language=site.marketplace_language if site and site.country else "",
        small_words=frozenset(exempt.words) if exempt else frozenset(),
        title_advised=limit("title.advised"),
        title_no_capitals=flag("title.no_capitals"),
        title_initials=flag("title.capital_initials"),
        title_once=words("title.once_characters"),
        bullet_min=limit("bullet.min"),
        bullet_count_min=limit("bullet.count_min"),
        bullet_count=limit("bullet.count"),
        bullets_total=limit("bullet.total_max"),
        bullet_banned=words("bullet.banned_characters"),
        bullet_no_emoji=flag("bullet.no_emoji"),
        description=limit("description.max"),
        description_words=limit("description.words_min"),
        sku=limit("sku.max"),
        tags=limit("tags.max"),
        tag=limit("tag.max"),
        search_no_brand=flag("search_terms.no_brand"),
        html=html.words[0] if html else "",
        html_source=html.source if html else None,
        html_stripped=words("description.stripped_tags"),
        html_width=limit("description.object_width"),
        html_hosts=words("description.hosts"),
    )


def trade_limits(book: RuleBook, query: Query) -> TradeLimits:
    """The limits of offers, codes, variations and goods in force for this site, category and day."""

    def limit(key: str) -> Limit | None:
        return read_limit(book, f"listing.{key}", query)

    def words(key: str) -> WordList | None:
        return read_words(book, f"listing.{key}", query)

    def flag(key: str) -> SourceNote | None:
        return read_flag(book, f"listing.{key}", query)

    site = book.sites.get(query.site)
    currency = words("price.currency")
    law = _law(book, query)
    return TradeLimits(
        site=query.site,
        country=site.country if site else "",
        currency=currency.words[0] if currency else (site.currency if site else ""),
        currency_source=currency.source if currency else None,
        handling_min=limit("handling_days.min"),
        handling_max=limit("handling_days.max"),
        quantity_max=limit("quantity.max"),
        weight_min=limit("weight.min"),
        weight_max=limit("weight.max"),
        gtin_restricted=words("gtin.restricted_prefixes"),
        gtin_coupon=words("gtin.coupon_prefixes"),
        exemption=flag("gtin.exemption"),
        if_battery=words("required_if.battery"),
        if_lithium=words("required_if.lithium"),
        if_dangerous=words("required_if.dangerous"),
        variation=flag("variation.families"),
        variation_options=limit("variation.options_max"),
        variation_count=limit("variation.count_max"),
        parent_plain=flag("variation.parent_plain_title"),
        gpsr=law.gpsr,
        certificates=law.papers,
        battery=law.battery,
        battery_sure=law.battery_sure,
    )


@dataclass(frozen=True, slots=True)
class _Law:
    """What the law of the destination asks of a category: contacts, papers, whether batteries must be told."""

    gpsr: SourceNote | None = None
    papers: tuple[tuple[str, SourceNote], ...] = ()
    battery: SourceNote | None = None
    battery_sure: bool = False


def _law(book: RuleBook, query: Query) -> _Law:
    """Without a category only what holds for every product: else everything would be asked of everything."""
    if query.site not in book.sites:
        return _Law()
    found = [(one.entry, one.certain) for one in book.demands(query)]
    contacts = [entry.source_note() for entry, _sure in found if entry.data == _RESPONSIBLE]
    papers = [
        (entry.label.text(), entry.source_note())
        for entry, sure in found
        if query.category and sure and entry.kinds and entry.severity == "warning"
    ]
    powered = [(entry.source_note(), sure) for entry, sure in found if "battery" in entry.traits]
    return _Law(
        gpsr=contacts[0] if contacts else None,
        papers=tuple(papers),
        battery=powered[0][0] if powered else None,
        battery_sure=any(sure for _source, sure in powered),
    )
