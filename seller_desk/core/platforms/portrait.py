"""All that is known of a site, in the order in which a seller asks: for the window, the terminal and JSON.

What no source says is named as unknown, never filled in. Where most is unknown it is one line, with where to look.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.platforms.fees import basis_text
from seller_desk.core.platforms.file_rules import FILE_RULES
from seller_desk.core.platforms.launch_steps import step_named
from seller_desk.core.platforms.own_values import overrulable
from seller_desk.core.platforms.wording import fee_text
from seller_desk.core.rules.book import Query, RuleBook, platform_of
from seller_desk.core.rules.catalogs import category_name, public_ids
from seller_desk.core.rules.model import Fact, Fee, Requirement, Sourced
from seller_desk.core.rules.said import gate_answer, value_text
from seller_desk.core.rules.sources import ENTITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement. `head` names it where the words alone do not; `key` = under which it may be overruled.

    `categories`: those of whom it speaks; empty = all.
    """

    head: str
    text: str
    source: SourceNote
    key: str = ""
    categories: tuple[str, ...] = ()
    fact: str = ""
    stale: bool = False
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Statements on one matter; without lines it is unknown."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A site with all sections in order. `unknown`: one line on what no source says and where to look; else empty.

    `home`: a page of the platform itself, where something is unknown and a pack rests on such a page.
    """

    site: str
    sections: tuple[Section, ...]
    unknown: str
    home: str = ""

    @property
    def known(self) -> tuple[Section, ...]:
        """The sections of which something is known."""
        return tuple(one for one in self.sections if one.lines)


# id, name, beginnings of the keys of its facts, where the platform itself says it.
_SECTIONS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("reach", N_("Reach and buyers"), ("site.reach", "site.audience"), ""),
    (
        "model",
        N_("Business model"),
        ("site.model", "site.shops", "site.newcomers", "site.free_listings", "site.load"),
        "",
    ),
    ("fulfilment", N_("Delivery and fulfilment"), ("site.fulfilment", "fba."), N_("Logistics")),
    ("gates", N_("Who may register"), (), N_("Register")),
    ("fees", N_("Fees"), ("fees.", "refund."), N_("Fees and commission")),
    ("deposit", N_("Deposit"), ("site.deposit", "deposit."), N_("Deposit")),
    ("documents", N_("Documents asked for"), ("papers.",), N_("Register")),
    ("files", N_("Rules for files"), ("site.upload", "document."), N_("Register")),
    ("review", N_("Review"), ("site.review_time", "review."), N_("Register")),
    ("times", N_("Times"), ("launch.",), ""),
    ("rejections", N_("Why applications are refused"), ("rejection.", "appeal"), N_("Register")),
    ("payout", N_("Payout"), ("site.payout", "payout."), N_("Finance")),
    ("security", N_("Account and users"), ("security.",), N_("Account")),
    ("form", N_("Registration form, in order"), (), N_("Register")),
)


# The size of a paper is for our measuring, no rule of a platform.
_NOT_TOLD = ("document.real_width", "document.real_height")
_MOST_KINDS = 8
KindName = Callable[[str], str]


def portrait(
    book: RuleBook, site: str, on: date, entity: str = "", kind_name: KindName = str
) -> Portrait:
    """What is known of this site; of an entity kind, or of all. UsageProblem for an unknown site.

    `kind_name` names document kinds in the language in use.
    """
    info = book.site(site)
    query = Query(site=site, on=on, entity=entity)
    sections = tuple(
        Section(id=name, title=_(title), lines=tuple(_lines(book, query, name, starts, kind_name)))
        for name, title, starts, _where in _SECTIONS
    )
    unknown = _unknown(info.name.text(), sections)
    return Portrait(
        site=info.id,
        sections=sections,
        unknown=unknown,
        home=_official_page(book, site) if unknown else "",
    )


def _lines(
    book: RuleBook, query: Query, name: str, starts: Sequence[str], kind_name: KindName
) -> Iterator[Line]:
    if name == "gates":
        yield from _gates(book, query)
    elif name == "fees":
        yield from _fees(book, query)
    elif name == "documents":
        yield from _documents(book, query, kind_name)
    elif name == "files":
        yield from _files(book, query, kind_name)
        return
    elif name == "form":
        yield from _form(book, query)
    for fact in book.facts_of(query, *starts) if starts else ():
        yield _fact(fact, query.on, step_named(fact.key) if name == "times" else "")


def _fact(fact: Fact, on: date, head: str = "") -> Line:
    own = fact.confidence is Confidence.SELLER
    text = fact.note.text() if fact.note and not own else value_text(fact.value, fact.unit)
    return _line(fact, on, head, text, fact.key)


def _line(entry: Sourced, on: date, head: str, text: str, key: str = "") -> Line:
    return Line(
        head=head,
        text=text,
        source=entry.source_note(),
        key=key,
        fact=entry.fact,
        stale=entry.stale(on),
        unconfirmed=entry.unconfirmed(on),
    )


def _gates(book: RuleBook, query: Query) -> Iterator[Line]:
    for entity in [query.entity] if query.entity else public_ids().entity:
        asked = Query(site=query.site, on=query.on, entity=entity)
        for gate in book.gates(asked):
            text = f"{gate_answer(gate)}{_(': ')}{gate.reason.text()}"
            yield _line(gate, query.on, _(ENTITIES[entity]), text, overrulable(gate, entity))


def _fees(book: RuleBook, query: Query) -> Iterator[Line]:
    """Every row of the fee tables in force, not only those of one category, under the seller's own values."""
    names: set[str] = set()
    for pack in book.packs:
        if pack.platform != platform_of(query.site):
            continue
        for fee in pack.fee:
            if query.site in (fee.applies_to.site or [query.site]) and fee.in_force(query.on):
                names.add(fee.name)
                yield _fee(_under_own(book, query, fee), query.on)
    for fee in book.fees(query):
        if fee.name not in names and fee.confidence is Confidence.SELLER:
            yield _fee(fee, query.on)


def _under_own(book: RuleBook, query: Query, fee: Fee) -> Fee:
    """This row, or the seller's own value where it stands over the row."""
    if not book.overrides:
        return fee
    category = fee.applies_to.category[0] if fee.applies_to.category else ""
    asked = Query(site=query.site, on=query.on, category=category, entity=query.entity)
    for one in book.fees(asked):
        if (one.name, one.option) == (fee.name, fee.option) and one.confidence is Confidence.SELLER:
            return structs.replace(one, applies_to=fee.applies_to)
    return fee


def _fee(fee: Fee, on: date) -> Line:
    names = [category_name(one) for one in fee.applies_to.category]
    head = f"{fee_text(fee)} ({listed(names)})" if names else fee_text(fee)
    text = basis_text(fee)
    if fee.note:
        text += _("; ") + fee.note.text()
    line = _line(fee, on, head, text, overrulable(fee))
    return replace(line, categories=tuple(fee.applies_to.category))


def _documents(book: RuleBook, query: Query, kind_name: KindName) -> Iterator[Line]:
    """Each document once, with the business types that it is asked of."""
    asked: dict[str, tuple[Requirement, list[str]]] = {}
    for entity in [query.entity] if query.entity else public_ids().entity:
        wanted = Query(site=query.site, on=query.on, entity=entity)
        for one in book.requirements(wanted):
            asked.setdefault(one.id, (one, []))[1].append(_(ENTITIES[entity]))
    for entry, entities in asked.values():
        name = entry.label.text() if entry.label else " / ".join(map(kind_name, entry.kinds))
        everybody = len(entities) == len(public_ids().entity)
        text = _("everybody") if everybody else listed(entities)
        if entry.note:
            text += _("; ") + entry.note.text()
        yield _line(entry, query.on, name, text)


def _files(book: RuleBook, query: Query, kind_name: KindName) -> Iterator[Line]:
    """What holds for every document file here; rules of single kinds follow, with their kinds."""
    found: dict[tuple[str, str], tuple[Line, list[str]]] = {}
    for kind in ("", *public_ids().kind):
        asked = Query(site=query.site, on=query.on, entity=query.entity, kind=kind)
        for fact in book.facts_of(asked, "site.upload", "document."):
            if fact.key in _NOT_TOLD:
                continue
            line = _fact(fact, query.on, _(FILE_RULES.get(fact.key, "")))
            _first, kinds = found.setdefault((fact.key, line.text), (line, []))
            # A rule for every kind stands once, under no kind.
            if fact.applies_to.kind:
                kinds.append(kind_name(kind))
    for line, kinds in found.values():
        # Named for most kinds, a rule is one for all.
        named = line.head and kinds and len(kinds) < len(public_ids().kind) - _MOST_KINDS
        head = f"{line.head} ({listed(kinds)})" if named else line.head
        yield replace(line, head=head)


def _form(book: RuleBook, query: Query) -> Iterator[Line]:
    step = ""
    for field in book.form_fields(query):
        head = field.step_label.text()
        words = [field.label.text()]
        if field.rule:
            words.append(field.rule.text())
        if field.max_length:
            words.append(_("at most {n} characters").format(n=field.max_length))
        if field.irreversible == "yes":
            words.append(_("cannot be changed afterwards"))
        yield _line(field, query.on, head if head != step else "", _("; ").join(words))
        step = head


def _unknown(name: str, sections: Sequence[Section]) -> str:
    """What no source says and where the platform says it itself, in one line."""
    where = {one[0]: one[3] for one in _SECTIONS}
    missing = [one for one in sections if not one.lines]
    if not missing:
        return ""
    titles = [one.title for one in missing]
    named = dict.fromkeys(_(where[one.id]) for one in missing if where[one.id])
    # A place that is called like the matter would only say it again.
    places = [one for one in named if one not in titles]
    text = _("No source says: {matters}.").format(matters=listed(titles))
    if places:
        text += " " + _("In the seller centre of {site} look under: {places}.").format(
            site=name, places=listed(places)
        )
    else:
        text += " " + _("See the seller centre of {site}.").format(site=name)
    return text


def _official_page(book: RuleBook, site: str) -> str:
    """A page of the platform itself, as far as a pack rests on one."""
    for pack in book.packs:
        if pack.platform != platform_of(site):
            continue
        for entry in (*pack.fact, *pack.fee, *pack.gate):
            fits = site in (entry.applies_to.site or [site])
            if fits and entry.confidence is Confidence.OFFICIAL and entry.source.url:
                return entry.source.url
    return ""
