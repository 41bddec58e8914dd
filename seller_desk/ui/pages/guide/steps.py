"""How one registers at a platform, told from the rule packs as Markdown: who may, which steps, which papers."""

from collections.abc import Iterable
from datetime import date

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.documents.requirements import requirement_label
from seller_desk.core.rules.book import Query, RuleBook, platform_of
from seller_desk.core.rules.model import FormField, Gate
from seller_desk.core.rules.sources import ENTITIES
from seller_desk.ui.pages.guide.said import LINE, plain, source_words

_ANSWERS = {"yes": N_("yes"), "no": N_("no"), "unknown": N_("not known")}


def register_words(book: RuleBook, platform: str, on: date) -> str:
    """The parts on registering; what no pack knows is said to be unknown."""
    sites = [site for site in book.sites if platform_of(site) == platform]
    if not sites:
        return ""
    parts = [
        (_("Who may register"), _who(book, sites, on)),
        (_("Registering, step by step"), _steps(book, platform, sites, on)),
        (_("Papers that are asked for"), _papers(book, sites, on)),
    ]
    return "\n\n".join(f"## {head}\n\n" + "\n".join(lines) for head, lines in parts)


def _who(book: RuleBook, sites: list[str], on: date) -> list[str]:
    """One line for each thing said, with the business types and sites of which it is said."""
    told: dict[tuple[str, str], tuple[Gate, dict[str, None], dict[str, None]]] = {}
    for entity in ENTITIES:
        for site in sites:
            for gate in book.gates(Query(site=site, on=on, entity=entity)):
                found = told.setdefault((gate.answer, gate.reason.text()), (gate, {}, {}))
                found[1][entity] = None
                found[2][site] = None
    lines = []
    for (answer, reason), (gate, who, where) in told.items():
        said = _("{who}: {answer}. {reason}").format(
            who=listed(_(ENTITIES[one]) for one in who), answer=_(_ANSWERS[answer]), reason=reason
        )
        few = _some(book, where, sites)
        lines.append(f"- {plain(said + few)}{LINE}{source_words(gate.source_note())}")
    return lines or [_("No source says.")]


def _steps(book: RuleBook, platform: str, sites: list[str], on: date) -> list[str]:
    """One numbered step for each page of the form, with its boxes in order."""
    fields: dict[str, FormField] = {}
    for site in sites:
        for field in book.form_fields(Query(site=site, on=on)):
            fields.setdefault(field.id, field)
    pages: dict[str, list[FormField]] = {}
    for field in fields.values():
        pages.setdefault(field.step_label.text(), []).append(field)
    if not pages:
        return [_("No source gives the order of its form. Go by the platform’s own page.")]
    return [_page(number, name, boxes) for number, (name, boxes) in enumerate(pages.items(), 1)]


def _page(number: int, name: str, boxes: list[FormField]) -> str:
    lines = [f"**{plain(name)}**", plain(listed(box.label.text() for box in boxes))]
    fixed = [box.label.text() for box in boxes if box.irreversible == "yes"]
    if fixed:
        said = _("Cannot be changed later: {boxes}").format(boxes=listed(fixed))
        lines.append(plain(said))
    return f"{number}. " + LINE.join((*lines, source_words(boxes[0].source_note())))


def _papers(book: RuleBook, sites: list[str], on: date) -> list[str]:
    found: dict[str, tuple[SourceNote, list[str]]] = {}
    for site in sites:
        for need in book.requirements(Query(site=site, on=on)):
            if need.group in ("product", "local"):
                continue
            label = requirement_label(need)
            found.setdefault(label, (need.source_note(), []))[1].append(site)
    lines = []
    for label, (source, where) in found.items():
        few = _some(book, dict.fromkeys(where), sites)
        lines.append(f"- {plain(label + few)}{LINE}{source_words(source)}")
    return lines or [_("No source says.")]


def _some(book: RuleBook, where: Iterable[str], sites: list[str]) -> str:
    """` (Germany, France)` where it is said of some sites only."""
    named = list(where)
    if len(named) == len(sites):
        return ""
    platform = next(
        (pack.name.text() for pack in book.packs if pack.platform == platform_of(sites[0])), ""
    )
    names = [book.sites[site].name.text() for site in named]
    short = (one.removeprefix(platform).strip(" ·・-") or one for one in names)
    return _(" ({sites})").format(sites=listed(short))
