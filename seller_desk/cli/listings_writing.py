"""`seller-desk listings title | bullets | description | plan`: texts written within a site's rules."""

from pathlib import Path
from typing import Annotated

import typer

from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.wording import finding_json
from seller_desk.core.listings.model import on_site
from seller_desk.core.listings.writing.description import section_of, sections_of
from seller_desk.core.listings.writing.patterns import title_catalogue
from seller_desk.core.listings.writing.plan import ContentPlan, as_markdown, source_text
from seller_desk.core.listings.writing.scheme import scheme, spoken
from seller_desk.core.listings.writing.title import TitlePart
from seller_desk.core.services.writing import TitleProposal

Company = Annotated[str, typer.Option(help="Id or name; default: the one in view")]
Site = Annotated[str, typer.Option(help="Site id, such as amazon.us")]
Sku = Annotated[str, typer.Option(help="The listing")]
Apply = Annotated[bool, typer.Option("--apply", help="Write it; undo takes it back")]
_OPENING = "opening"


def add_writing(listings: typer.Typer) -> None:
    """Put the verbs beside those of `listings`."""
    for verb in (title, bullets, description, plan):
        listings.command()(verb)


def title(
    site: Site,
    sku: Annotated[
        list[str] | None, typer.Option(help="Only these; default: all that are too long")
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(help="KIND=TEXT in place of the parts of the title: brand, core, feature ..."),
    ] = None,
    apply: Apply = False,
    company: Company = "",
) -> None:
    """Titles within a site's limit: what has no room goes into the item highlights, or is left out and told."""
    desk = current().desk(write=apply)
    owner = desk.companies.find(company).id
    desk.rules().site(site)
    chosen = [desk.writing.by_sku(owner, one) for one in sku or []]
    if part:
        if len(chosen) != 1:
            raise UsageProblem(_("--part needs one --sku"), _("See listings title --help."))
        found = [desk.writing.build(chosen[0], site, [_part(one) for one in part])]
    elif chosen:
        found = [desk.writing.shorten(one, site) for one in chosen]
    else:
        found = desk.writing.too_long(owner, site)
    written = desk.writing.keep_titles(found) if apply else 0
    document = {"site": site, "titles": [_title_json(one) for one in found], "written": written}
    lines = [line for one in found for line in _title_lines(one)]
    if apply:
        lines.append(ngettext("{n} title written", "{n} titles written", written).format(n=written))
    current().emit(document, lines or [_("No title is too long there.")])


def bullets(
    site: Site,
    sku: Sku,
    text: Annotated[
        list[str] | None, typer.Option(help="SLOT=TEXT: function, material, scene ...")
    ] = None,
    apply: Apply = False,
    company: Company = "",
) -> None:
    """The five bullets of the scheme with what belongs into each, their lengths, and what the site would mind."""
    desk = current().desk(write=apply)
    listing = desk.writing.by_sku(desk.companies.find(company).id, sku)
    desk.rules().site(site)
    slots = scheme().bullet
    now = list(on_site(listing, site).bullets)
    texts = [*now, *[""] * (len(slots) - len(now))]
    places = {one.id: place for place, one in enumerate(slots)}
    for name, words in (_pair(one, "SLOT=TEXT") for one in text or []):
        if name not in places:
            raise UsageProblem(
                _("There is no “{name}”").format(name=name),
                _("There are: {ids}").format(ids=", ".join(places)),
            )
        texts[places[name]] = words
    # A gap stays a place of its own here; the listing keeps only what is filled.
    found = desk.writing.problems(listing, site, {"bullets": texts})
    if apply:
        desk.writing.keep_texts(listing.id, site, {"bullets": [one for one in texts if one]})
    limit = desk.writing.limits(listing, site).bullet
    document = {
        "sku": listing.sku,
        "site": site,
        "limit": limit.quantity.to_json() if limit else None,
        "bullets": [
            {
                "slot": slots[place].id if place < len(slots) else None,
                "text": words,
                "length": len(words),
                "prompt": spoken(slots[place].prompt) if place < len(slots) else "",
            }
            for place, words in enumerate(texts)
        ],
        "findings": [finding_json(one) for one in found],
        "written": apply,
    }
    rows = [
        (spoken(slot.label), str(len(words)), words or spoken(slot.prompt))
        for slot, words in zip(slots, texts, strict=False)
    ]
    lines = table([_("About"), _("Characters"), _("Text, or what to write")], rows)
    current().emit(document, [*lines, *(finding_lines(found) if found else [])])
    current().found(found)


def description(
    site: Site,
    sku: Sku,
    section: Annotated[
        list[str] | None,
        typer.Option(help="ID=TEXT: technical, use, suits, not_for, certificates, opening"),
    ] = None,
    form: Annotated[str, typer.Option(help="plain or html; default: as the site takes it")] = "",
    apply: Apply = False,
    company: Company = "",
) -> None:
    """The description out of its sections, as plain text or HTML."""
    if form not in ("", "plain", "html"):
        raise UsageProblem(_("A description is plain or html"), _("See --help."))
    desk = current().desk(write=apply)
    listing = desk.writing.by_sku(desk.companies.find(company).id, sku)
    sections = sections_of(on_site(listing, site).description)
    for name, words in (_pair(one, "ID=TEXT") for one in section or []):
        if name != _OPENING and section_of(name) is None:
            raise UsageProblem(
                _("There is no “{name}”").format(name=name),
                _("There are: {ids}").format(
                    ids=", ".join([_OPENING, *(one.id for one in scheme().section)])
                ),
            )
        sections[name] = words.replace("\\n", "\n")
    form = form or desk.writing.description_form(listing, site)
    text = desk.writing.describe(listing, site, sections, form)
    found = desk.writing.problems(listing, site, {"description": text})
    if apply:
        desk.writing.keep_texts(listing.id, site, {"description": text})
    document = {
        "sku": listing.sku,
        "site": site,
        "form": form,
        "sections": sections,
        "description": text,
        "length": len(text),
        "findings": [finding_json(one) for one in found],
        "written": apply,
    }
    current().emit(document, [text, *(finding_lines(found) if found else [])])
    current().found(found)


def plan(
    site: Site,
    sku: Sku,
    out: Annotated[Path | None, typer.Option(help="Write it: .md, or .html to print")] = None,
    tick: Annotated[
        list[str] | None, typer.Option(help="An entry that is done: shot.scene")
    ] = None,
    untick: Annotated[list[str] | None, typer.Option(help="An entry that is not")] = None,
    company: Company = "",
) -> None:
    """The plan of pictures and A+ content of a listing, as a checklist."""
    desk = current().desk(write=bool(tick or untick))
    listing = desk.writing.by_sku(desk.companies.find(company).id, sku)
    desk.rules().site(site)
    made = desk.writing.plan(listing, site)
    known = {one.id for one in made.shots} | {one.id for one in made.modules}
    for entry in [*(tick or []), *(untick or [])]:
        if entry not in known:
            raise UsageProblem(
                _("There is no “{name}”").format(name=entry),
                _("There are: {ids}").format(ids=", ".join(sorted(known))),
            )
    for entries, done in ((tick or [], True), (untick or [], False)):
        for entry in entries:
            desk.writing.tick(listing.id, entry, done=done)
    made = desk.writing.plan(listing, site)
    document = _plan_json(made)
    lines = as_markdown(made).rstrip().split("\n")
    if out is not None:
        written = desk.writing.write_plan(made, out)
        document["file"] = written.path
        lines = [_("Written: {name}").format(name=out)]
    current().emit(document, lines)


def _part(words: str) -> TitlePart:
    kind, text = _pair(words, "KIND=TEXT")
    kinds = title_catalogue().kinds
    if kind not in kinds:
        raise UsageProblem(
            _("There is no “{name}”").format(name=kind),
            _("There are: {ids}").format(ids=", ".join(kinds)),
        )
    return TitlePart(kind, text)


def _pair(words: str, form: str) -> tuple[str, str]:
    name, mark, text = words.partition("=")
    if not mark:
        raise UsageProblem(
            _("“{text}” has no “=”").format(text=words), _("Write it as {form}.").format(form=form)
        )
    return name.strip(), text.strip()


def _title_json(one: TitleProposal) -> dict[str, object]:
    return {
        "sku": one.sku,
        "before": one.before,
        "after": one.after,
        "length": len(one.after),
        "limit": one.limit,
        "changes": one.changes,
        "highlights_before": one.highlights_before,
        "highlights": one.highlights_after,
        "left_out": [
            {
                "kind": left.part.kind,
                "text": left.part.text,
                "reason": left.why(),
                "moved": left.moved,
            }
            for left in one.left_out
        ],
    }


def _title_lines(one: TitleProposal) -> list[str]:
    lines = [
        one.sku,
        f"  {_('Before')} {len(one.before)}: {one.before}",
        f"  {_('After')} {len(one.after)}: {one.after}",
    ]
    if one.highlights_after != one.highlights_before:
        lines.append(f"  {_('Item highlights')}: {one.highlights_after}")
    for left in one.left_out:
        why = _("moved to the item highlights") if left.moved else left.why()
        lines.append(f"  {_('Not in the title')}: {left.part.text} ({why})")
    return lines


def _plan_json(made: ContentPlan) -> dict[str, object]:
    return {
        "sku": made.listing.sku,
        "site": made.site,
        "open": made.open,
        "shots": [
            {
                "id": one.id,
                "role": one.shot.role,
                "label": spoken(one.shot.label),
                "brief": spoken(one.shot.brief),
                "there": one.there,
                "wanted": one.shot.count,
                "done": one.done,
                "source": one.shot.source,
            }
            for one in made.shots
        ],
        "modules": [
            {
                "id": one.id,
                "label": spoken(one.module.label),
                "amazon": one.module.amazon,
                "brief": spoken(one.module.brief),
                "images": one.module.images,
                "size": list(one.module.size) if one.module.size else None,
                "done": one.ticked,
                "source": source_text(one.module),
                "confidence": one.module.confidence,
            }
            for one in made.modules
        ],
        "why_no_modules": _(made.why_no_modules) if made.why_no_modules else "",
    }
