"""What one field proves of another: the birth date in an ID number, the machine-readable zone of a passport."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from seller_desk.core.documents.reading.model import Box, FieldValue, TextLine
from seller_desk.core.documents.reading.mrz import Zone, zone_of
from seller_desk.core.documents.reading.values import has_han

_SURE = 0.99


def confirmed(
    kind: str, fields: Sequence[FieldValue], lines: Sequence[TextLine]
) -> list[FieldValue]:
    """The fields with what others prove of them."""
    rule = _RULES.get(kind)
    return rule(list(fields), lines) if rule else list(fields)


def _id_card(fields: list[FieldValue], _lines: Sequence[TextLine]) -> list[FieldValue]:
    """A number whose check digit fits tells the birth date."""
    by_name = {one.name: one for one in fields}
    number, born = by_name.get("id_number"), by_name.get("birth_date")
    if number is None or not number.confirmed:
        return fields
    digits = number.value[6:14]
    told = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    place = born if born is not None else number
    was = born.value if born is not None and born.value != told else ""
    by_name["birth_date"] = FieldValue(
        name="birth_date",
        value=told,
        confidence=_SURE,
        page=place.page,
        box=place.box,
        confirmed="id_number",
        corrected=was,
    )
    return list(by_name.values())


def _passport(fields: list[FieldValue], lines: Sequence[TextLine]) -> list[FieldValue]:
    """The machine-readable zone outranks the labels where its check digits fit, and fills what they lack."""
    found = zone_of([line.text for line in lines])
    by_name = {one.name: one for one in fields}
    if found is not None:
        zone, upper, lower = found
        for key, (value, fits, line) in _of_zone(zone, lines[upper], lines[lower]).items():
            _take(by_name, key, value, fits, line)
    # Names in Chinese stand under a label only; others are put together.
    name = by_name.get("name")
    if (
        (name is None or not has_han(name.value))
        and "surname" in by_name
        and "given_names" in by_name
    ):
        surname, given = by_name["surname"], by_name["given_names"]
        by_name["name"] = msgspec.structs.replace(
            surname,
            name="name",
            value=f"{surname.value} {given.value}".strip(),
            confidence=min(surname.confidence, given.confidence),
        )
    order = ("name", "surname", "given_names", "number", "nationality", "birth_date", "valid_until")
    return [by_name[one] for one in order if one in by_name]


def _of_zone(
    zone: Zone, upper: TextLine, lower: TextLine
) -> Mapping[str, tuple[str, bool, TextLine]]:
    return {
        "surname": (zone.surname, False, upper),
        "given_names": (zone.given_names, False, upper),
        "number": (zone.number, zone.number_fits, lower),
        "nationality": (zone.nationality, False, lower),
        "birth_date": (
            zone.birth_date.isoformat() if zone.birth_date else "",
            zone.birth_fits,
            lower,
        ),
        "valid_until": (
            zone.valid_until.isoformat() if zone.valid_until else "",
            zone.expiry_fits,
            lower,
        ),
    }


def _take(
    by_name: dict[str, FieldValue], name: str, value: str, fits: bool, line: TextLine
) -> None:
    """Put the zone's value in, at the place where it stands in words if both agree."""
    if not value:
        return
    before = by_name.get(name)
    same = before is not None and before.value.replace(" ", "") == value.replace(" ", "")
    if not fits and before is not None and name not in ("nationality",) and not same:
        return
    box: Box = line.box
    page = line.page
    if before is not None and name != "nationality":
        box, page = before.box, before.page
    by_name[name] = FieldValue(
        name=name,
        value=value,
        confidence=_SURE if fits or same else round(0.9 * line.confidence, 3),
        page=page,
        box=box,
        confirmed="mrz" if fits or same else "",
        corrected=before.value if before is not None and not same and fits else "",
    )


_RULES: Mapping[str, Callable[[list[FieldValue], Sequence[TextLine]], list[FieldValue]]] = {
    "id_card": _id_card,
    "passport": _passport,
}
