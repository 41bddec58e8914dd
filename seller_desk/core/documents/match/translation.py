"""A translation beside its original: names, dates and numbers of the one are sought in the other (process:P4.8)."""

import re
from collections.abc import Mapping

from seller_desk.core.documents.match.catalogue import facts
from seller_desk.core.documents.match.compare import compare
from seller_desk.core.documents.match.latin import Romaniser, spellings
from seller_desk.core.documents.match.model import DIFFERENCES, Comparison, Said
from seller_desk.core.documents.match.tokens import folded, has_han, in_simplified, joined, tokens
from seller_desk.core.documents.reading.catalogue import kind_rules
from seller_desk.core.documents.reading.dates import FOREVER, dates_in, forever
from seller_desk.core.documents.reading.model import Reading, TextLine

# Fields that a translation writes again; what it puts into other words cannot be compared so.
_BY_TYPE = {
    "name": "name",
    "person": "person",
    "date": "date",
    "code": "code",
    "credit_code": "credit_code",
    "id_number": "id_number",
    "hk_number": "hk_number",
    "account": "account",
}
# Further fields, by how they are read.
_BY_READER = {
    "date": "date",
    "date_below": "date",
    "range_start": "date",
    "range_end": "date",
    "number": "code",
    "passport_number": "code",
}
_WEIGHT = {name: n for n, name in enumerate(DIFFERENCES)}
_CODE = re.compile(r"[0-9A-Z][0-9A-Z\-]{4,}[0-9A-Z]")


def compared_fields(kind: str) -> dict[str, str]:
    """Fields of a kind that its translation must repeat, with their way of comparing."""
    found: dict[str, str] = {}
    for rule in facts().values():
        for place in rule.fields:
            of_kind, _dot, name = place.partition(".")
            if of_kind == kind and rule.type in _BY_TYPE:
                found.setdefault(name, _BY_TYPE[rule.type])
    rules = kind_rules().get(kind)
    for field in rules.field if rules else ():
        if field.value in _BY_READER:
            found.setdefault(field.name, _BY_READER[field.value])
    return found


def echoes(
    original: Mapping[str, Said], kind: str, translated: Reading, romaniser: Romaniser
) -> dict[str, tuple[Said, Comparison]]:
    """For each field that must be repeated: the nearest that the translation has, and how it differs.

    An empty Said where nothing comes near: names put into words of another language, or left out.
    """
    found = {}
    for name, way in compared_fields(kind).items():
        said = original.get(name)
        if said is not None:
            found[name] = _nearest(said, way, translated, romaniser)
    return found


def _nearest(
    said: Said, way: str, translated: Reading, romaniser: Romaniser
) -> tuple[Said, Comparison]:
    sizes = {page.number: page.size for page in translated.pages}
    best = (Said(value="", source="sought"), Comparison(difference="absent"))
    for line in translated.lines:
        for text in _candidates(said, way, line, romaniser):
            value = Said(
                value=text,
                source="read",
                line=line.confidence,
                page=line.page,
                box=line.box,
                page_size=sizes.get(line.page),
            )
            how = compare(way, value, said, romaniser)
            near = how.difference in ("misread", "part_missing") or _close(way, text, said.value)
            if how.difference == "different" and not near:
                continue
            if best[1].difference == "absent" or (
                _WEIGHT[how.difference] < _WEIGHT[best[1].difference]
            ):
                best = (value, how)
    return best


def _candidates(said: Said, way: str, line: TextLine, romaniser: Romaniser) -> list[str]:
    if way == "date":
        dates = [day.isoformat() for day in dates_in(line.text)]
        return [*dates, FOREVER] if forever(line.text) else dates
    if way in ("name", "person"):
        return _names(said, way, line.text, romaniser)
    plain = folded(line.text)[0].upper()
    return _CODE.findall(re.sub(r"(?<=[0-9A-Z]) (?=[0-9A-Z])", "", plain)) + _CODE.findall(plain)


def _names(said: Said, way: str, text: str, romaniser: Romaniser) -> list[str]:
    """The name itself where the line holds it in any spelling, else stretches of its length that come near."""
    here = joined(in_simplified(tokens(text)))
    spelt = [said.value]
    if has_han(said.value):
        spelt += list(spellings(said.value, way, romaniser))
    elif way == "person":
        words = said.value.split()
        spelt += [" ".join([*words[1:], words[0]])] if len(words) > 1 else []
    for one in spelt:
        if joined(in_simplified(tokens(one))) in here:
            return [one]
    pieces = [one for one in re.split(r"[:：;；,，、\s]{1,}", text) if one]
    if has_han(said.value):
        return [one for one in pieces if has_han(one) and _close(way, one, said.value)]
    size = len(said.value.split())
    return [
        stretch
        for at in range(len(pieces) - size + 1)
        if _close(way, stretch := " ".join(pieces[at : at + size]), said.value)
    ]


def _close(way: str, text: str, value: str) -> bool:
    """Whether one is meant for the other: most of it is the same."""
    if way == "date":
        return sum(a == b for a, b in zip(text, value, strict=False)) >= len(value) - 2
    one, other = joined(tokens(text)), joined(tokens(value))
    if not one or abs(len(one) - len(other)) > max(1, len(other) // 3):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75


def latin_only(reading: Reading) -> bool:
    """Whether a paper is written in Latin letters throughout."""
    text = "".join(line.text for line in reading.lines)
    return sum(char.isalpha() for char in text) > 40 and not has_han(text)
