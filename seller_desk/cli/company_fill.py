"""`seller-desk company fill`: what a document says beside what the company has; takes it one by one or all."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from seller_desk.cli.documents_read import stdin_password
from seller_desk.cli.session import current, finding_lines, table
from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.language import _, ngettext
from seller_desk.core.base.lists import listed
from seller_desk.core.base.wording import finding_json
from seller_desk.core.documents.kinds import kind_name, known_kind
from seller_desk.core.documents.reading.names import field_name
from seller_desk.core.services.filling import Filling, Offer, as_fields

_STATES = {"empty": "", "same": "=", "different": "≠"}
_LONGEST = 40


def fill(
    file: Annotated[Path, typer.Argument(help="Licence, ID card, passport, statement ...")],
    accept: Annotated[
        list[str] | None, typer.Option("--accept", help="Take this field (repeatable)")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Take all that is read")] = False,
    kind: Annotated[
        str, typer.Option("--kind", help="Kind of document, where you know it (see: rules ids)")
    ] = "",
    place: Annotated[
        str,
        typer.Option("--as", help="Whose: legal_representative, owners.0, bank_accounts.0 ..."),
    ] = "",
    company: Annotated[
        str, typer.Option("--company", help="Id or name; default: the one in view")
    ] = "",
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Take the password of locked PDFs from stdin"),
    ] = False,
) -> None:
    """Fill the company from a document. Without --accept or --all it only shows what it would take."""
    from seller_desk.core.services.documents_reading import reading_findings

    if kind:
        known_kind(kind)
    wanted = accept or []
    password = stdin_password() if password_stdin else ""
    desk = current().desk(write=every or bool(wanted))
    chosen = desk.companies.find(company)
    reading = desk.reading.read(file, kind=kind, password=password)
    findings = reading_findings(file, reading)
    filling = Filling("unknown", ())
    if not reading.code:
        fields = as_fields(reading.fields)
        filling = desk.filling.offers(chosen, reading.kind.kind, fields, place)
    taken = _taken(filling, wanted, every=every)
    if taken:
        desk.filling.take(chosen.id, taken, filling.place)
    if reading.code or not filling.offers:
        current().exit_code = 3
    document = {
        "file": str(file),
        "company": chosen.id,
        "kind": reading.kind.kind,
        "place": filling.place,
        "places": list(filling.places),
        "fields": [_offer_json(one, taken=one in taken) for one in filling.offers],
        "findings": [finding_json(one) for one in findings],
    }
    current().emit(
        document, _lines(file, filling, taken) + (finding_lines(findings) if findings else [])
    )


def _taken(filling: Filling, wanted: list[str], *, every: bool) -> list[Offer]:
    known = {one.field: one for one in filling.offers}
    unknown = [one for one in wanted if one not in known]
    if unknown and known:
        raise UsageProblem(
            _("The document does not offer “{field}”").format(field=unknown[0]),
            _("It offers: {known}").format(known=listed(known)),
        )
    if unknown:
        raise DeskError(
            _("Nothing could be read for the company"),
            _("See what is read: seller-desk documents read FILE"),
        )
    return [one for one in filling.offers if every or one.field in wanted]


def _offer_json(one: Offer, *, taken: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "field": one.field,
        "to": one.path,
        "value": one.text,
        "present": one.present,
        "state": one.state,
        "sets": msgspec.to_builtins(one.values),
        "confidence": one.confidence,
        "accepted": taken,
    }
    if one.read is not None:
        told |= {"page": one.read.page, "box": list(one.read.box)}
    if one.confirmed:
        told["confirmed"] = one.confirmed
    return told


def _lines(file: Path, filling: Filling, taken: list[Offer]) -> list[str]:
    if not filling.offers:
        return [str(file), _("Nothing could be read for the company")]
    rows = [
        [
            "*" if one in taken else "",
            field_name(one.field),
            _short(one.text),
            _STATES[one.state],
            _short(one.present),
            f"{one.confidence:.0%}",
        ]
        for one in filling.offers
    ]
    head = ["", _("Field"), _("Read"), "", _("Present"), _("Sure")]
    said = ngettext("{n} value taken", "{n} values taken", len(taken)).format(n=len(taken))
    if not taken:
        said = _("Nothing was changed. Take values with --accept FIELD or --all.")
    title = kind_name(filling.kind) + (f" · {filling.place}" if filling.place else "")
    return [str(file), title, *table(head, rows), said]


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
