"""Translations of the desk: as columns of the matrix, what they write otherwise, and which are lacking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seller_desk.core.base.findings import Finding, Place, Severity, Subject, capped
from seller_desk.core.documents.match.catalogue import facts
from seller_desk.core.documents.match.latin import Romaniser
from seller_desk.core.documents.match.model import Column, Comparison, Said
from seller_desk.core.documents.match.severity import Weigher, subject_of
from seller_desk.core.documents.match.translation import compared_fields, echoes, latin_only
from seller_desk.core.documents.model import Document
from seller_desk.core.documents.reading.model import Reading
from seller_desk.core.documents.reading.names import FIELD_NAMES
from seller_desk.core.rules.book import Query
from seller_desk.core.rules.model import Fact

TRANSLATION = "translation"
_TOLD = ("different", "part_missing", "misread")
# Figures stand in a translation as they are; a name that is not found was put into other words.
_AS_THEY_ARE = ("date", "code", "credit_code", "id_number", "hk_number", "account")


@dataclass(frozen=True, slots=True)
class Pair:
    """A document with what was read of it; `original` is the column of what it translates."""

    document: Document
    reading: Reading
    column: Column
    original: Column | None = None


def translation_columns(pairs: Sequence[Pair], romaniser: Romaniser) -> list[Column]:
    """For each linked translation a column of what it repeats of its original."""
    columns = []
    for pair in pairs:
        if pair.original is None:
            continue
        found = echoes(pair.original.fields, pair.original.kind, pair.reading, romaniser)
        fields: dict[str, Said] = {}
        for rule in facts().values():
            for place in rule.fields:
                kind, _dot, name = place.partition(".")
                said = found[name][0] if kind == pair.original.kind and name in found else None
                if said is not None and said.value:
                    fields.setdefault(rule.id, said)
        columns.append(
            Column(
                key=f"{pair.document.id}/translation",
                source=TRANSLATION,
                kind=TRANSLATION,
                file=pair.document.name,
                document_id=pair.document.id,
                fields=fields,
            )
        )
    return columns


def translation_findings(
    pairs: Sequence[Pair], weigher: Weigher, romaniser: Romaniser, *, foreign: bool
) -> Iterator[Finding]:
    """Translations that differ from their original; foreign-language documents without one.

    `foreign`: the legal representative is no mainland citizen, whose passport is asked for with a translation.
    """
    translated = {pair.document.translation_of for pair in pairs if pair.document.translation_of}
    for pair in pairs:
        if pair.original is not None:
            yield from _differs(pair, pair.original, weigher, romaniser)
        elif pair.document.id not in translated:
            yield from _lacking(pair, weigher, foreign=foreign)
    if foreign and pairs and not any(pair.document.kind == "passport" for pair in pairs):
        yield from _no_passport(weigher)


def _query(weigher: Weigher, kind: str, site: str = "") -> Query:
    return Query(site=site, on=weigher.on, entity=weigher.entity, kind=kind)


def _sites(weigher: Weigher) -> Sequence[str]:
    return weigher.sites or ("",)


def _differs(
    pair: Pair, original: Column, weigher: Weigher, romaniser: Romaniser
) -> Iterator[Finding]:
    known = weigher.book.words("document.mismatch.translation", _query(weigher, TRANSLATION))
    if known is None:
        return
    words, fact = known
    severities = dict(word.partition(":")[::2] for word in words)
    ways = compared_fields(original.kind)
    for name, (said, how) in echoes(
        original.fields, original.kind, pair.reading, romaniser
    ).items():
        gone = how.difference == "absent" and ways[name] in _AS_THEY_ARE
        severity = severities.get("different" if gone else how.difference, "")
        if severity and (gone or how.difference in _TOLD):
            yield _difference(pair, original, name, said, how, severity, fact)


def _difference(
    pair: Pair,
    original: Column,
    name: str,
    said: Said,
    how: Comparison,
    severity: str,
    fact: Fact,
) -> Finding:
    del how
    return Finding(
        code="document.translation_differs",
        severity=capped(Severity(severity), [fact.source_note()]),
        subject=_subject(pair),
        place=Place(
            file=pair.document.name,
            page=said.page,
            box=said.box,
            page_size=said.page_size,
            field=name,
        ),
        measured=_masked(name, said.value) or None,
        required=_masked(name, original.fields[name].value),
        detail=FIELD_NAMES.get(name, name),
        fix="replace",
        sources=(fact.source_note(),),
    )


def _masked(name: str, value: str) -> str:
    private = any(
        rule.private and place.endswith(f".{name}")
        for rule in facts().values()
        for place in rule.fields
    )
    return value[:4] + "*" * (len(value) - 8) + value[-4:] if private and len(value) > 8 else value


def _subject(pair: Pair) -> Subject:
    return subject_of(pair.column)


def _lacking(pair: Pair, weigher: Weigher, *, foreign: bool) -> Iterator[Finding]:
    """A paper in a language that the site does not take, or a foreign representative's passport (P4.4)."""
    kind = pair.document.kind
    if kind == "passport" and foreign:
        fact = weigher.book.fact("document.foreign_representative", _query(weigher, kind))
        if fact is not None:
            yield _missing(pair, fact, Severity.WARNING)
        return
    if kind in (TRANSLATION, "passport", "unknown") or not latin_only(pair.reading):
        return
    for site in _sites(weigher):
        languages = weigher.book.words("document.languages", _query(weigher, kind, site))
        fact = weigher.book.fact("document.translation", _query(weigher, kind, site))
        if fact is not None and (languages is None or "en" not in languages[0]):
            yield _missing(pair, fact, Severity.HINT, site)


def _missing(pair: Pair, fact: Fact, severity: Severity, site: str = "") -> Finding:
    return Finding(
        code="document.translation_missing",
        severity=capped(severity, [fact.source_note()]),
        subject=_subject(pair),
        place=Place(file=pair.document.name),
        fix="add",
        site=site,
        sources=(fact.source_note(),),
    )


def _no_passport(weigher: Weigher) -> Iterator[Finding]:
    fact = weigher.book.fact("document.foreign_representative", _query(weigher, "passport"))
    if fact is not None:
        yield Finding(
            code="document.passport_missing",
            severity=capped(Severity.WARNING, [fact.source_note()]),
            subject=Subject(kind="document"),
            fix="add",
            sources=(fact.source_note(),),
        )
