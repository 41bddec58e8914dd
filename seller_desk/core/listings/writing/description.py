"""Descriptions in sections (P7.3): written once, given as plain text or HTML as the platform takes it, and read back."""

import re
from collections.abc import Mapping
from html import escape, unescape

from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.writing.scheme import Section, scheme

PLAIN, HTML = "plain", "html"
# The text before the first heading.
OPENING = "opening"
# Tags that platforms let through; anything else between brackets is text ("<5 kg").
_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|[uo]l|li|br|hr|table|tbody|tr|t[dh]|b|strong|i|em|u|span|font|a|img|center)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|table|tr)[^>]*>|<br\s*/?>", re.IGNORECASE)
_ITEM = re.compile(r"<li[^>]*>", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-•*·]\s+")
_MANY_LINES = re.compile(r"\n{3,}")


def compose(sections: Mapping[str, str], form: str, language: str = "en") -> str:
    """The description out of its sections (keys as in the scheme, and `opening`), empty ones left out.

    HTML holds h3, p, ul and li only, and everything that was typed is escaped: nothing active can get in.
    """
    write = _html if form == HTML else _plain
    parts = []
    if opening := _lines(sections.get(OPENING, "")):
        parts.append(write("", opening, as_list=False))
    for one in scheme().section:
        if lines := _lines(sections.get(one.id, "")):
            parts.append(write(one.heading.for_site(language), lines, as_list=one.list))
    return ("\n" if form == HTML else "\n\n").join(parts)


def sections_of(description: str) -> dict[str, str]:
    """A description taken apart at the headings that we write, whichever language and form; the rest is the opening."""
    text = plain_text(description)
    known = {
        heading.casefold(): one.id for one in scheme().section for heading in one.heading.every()
    }
    found: dict[str, list[str]] = {OPENING: []}
    here = OPENING
    for line in text.split("\n"):
        section = known.get(line.strip().rstrip(":：").casefold())
        if section:
            here = section
            found.setdefault(here, [])
            continue
        found[here].append(_BULLET.sub("", line).rstrip())
    return {
        key: "\n".join(line for line in lines if line) for key, lines in found.items() if any(lines)
    }


def plain_text(text: str) -> str:
    """Text without tags; blocks become lines, list items lines with a dash."""
    if "<" not in text or not _TAG.search(text):
        return text.replace("\r\n", "\n").strip()
    lines = _ITEM.sub("\n- ", _BLOCK.sub("\n", text))
    bare = unescape(_TAG.sub("", lines))
    return _MANY_LINES.sub("\n\n", "\n".join(one.strip() for one in bare.split("\n"))).strip()


def from_listing(listing: Listing) -> dict[str, str]:
    """What the listing knows already: measures, weight, origin and attributes, as lines of the technical data."""
    lines = [f"{name}: {value}" for name, value in listing.attributes.items() if value.strip()]
    sides = (listing.length_mm, listing.width_mm, listing.height_mm)
    if all(sides):
        lines.append("Size: " + " x ".join(f"{(side or 0) / 10:g}" for side in sides) + " cm")
    if listing.weight_g:
        lines.append(f"Weight: {listing.weight_g} g")
    return {"technical": "\n".join(lines)} if lines else {}


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _plain(heading: str, lines: list[str], *, as_list: bool) -> str:
    body = "\n".join(f"- {line}" for line in lines) if as_list else "\n".join(lines)
    return f"{heading}\n{body}" if heading else body


def _html(heading: str, lines: list[str], *, as_list: bool) -> str:
    safe = [escape(line, quote=False) for line in lines]
    head = f"<h3>{escape(heading, quote=False)}</h3>" if heading else ""
    if as_list:
        return head + "<ul>" + "".join(f"<li>{line}</li>" for line in safe) + "</ul>"
    return head + "".join(f"<p>{line}</p>" for line in safe)


def section_of(section_id: str) -> Section | None:
    """The section with this id."""
    return next((one for one in scheme().section if one.id == section_id), None)
