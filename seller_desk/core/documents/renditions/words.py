"""What changed in a copy and why, and what else the seller can do, in the language in use."""

from collections.abc import Sequence

from seller_desk.core.base.findings import Measure
from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.wording import measure_text, source_json
from seller_desk.core.documents.reading.names import field_name
from seller_desk.core.documents.renditions.model import Change, CopyFile, Offer

PRIVATE = {
    "position": N_("where it was taken (GPS)"),
    "owner": N_("names of owner or author"),
    "serial": N_("serial numbers of the device"),
    "notes": N_("notes of the camera"),
    "camera": N_("camera data and time"),
    "text": N_("texts of other programs"),
    "rest": N_("data behind the picture"),
}
REPAIRS = {"turn": N_("turned"), "straighten": N_("straightened"), "crop": N_("cut to the paper")}
TYPES = {
    "jpg": "JPG",
    "png": "PNG",
    "tiff": "TIFF",
    "pdf": "PDF",
    "webp": "WebP",
    "heic": "HEIC",
    "avif": "AVIF",
}
_CHANGES = {
    "unchanged": N_("Goes in unchanged, byte for byte"),
    "private_stays": N_("Left in, because nothing may be changed: {words}"),
    "converted": N_("{before} became {after}"),
    "split": N_("A file for each of {after}"),
    "stacked": N_("Both sides on one page, front above back"),
    "merged": N_("{before} in one file, front first"),
    "joined": N_("{before} in one file, in this order"),
    "lossless": N_("Pictures were put in as they are, without new compression"),
    "private": N_("Left out: {words}"),
    "turned": N_("Stored upright"),
    "repaired": N_("With your repairs: {words}"),
    "compressed": N_("{before} became {after}; read again, all {count} fields say the same"),
    "compressed_text": N_("{before} became {after}; read again, the text is the same"),
    "scaled": N_("{before} became {after}, no less than is asked for"),
    "scaled_unknown": N_("Fewer pixels"),
    "watermarked": N_("Watermark: {after}"),
    "renamed": N_("Named {after}"),
}
_OFFERS = {
    "scan_again": N_("Scan again at {required}"),
    "scan_again_plain": N_("Scan again"),
    "clean_original": N_("Add the original without a watermark"),
    "password": N_("Save a copy without a password and add that"),
    "other_file": N_("Add it as JPG, PNG or PDF"),
    "save_smaller": N_("Save it smaller in the program that made it, or in parts"),
}


def type_name(kind: str) -> str:
    """`JPG`, `HEIC`: as people write them."""
    return TYPES.get(kind, kind.upper())


def change_text(change: Change) -> str:
    """One line."""
    code = change.code
    if code == "compressed" and not change.words:
        code = "compressed_text"
    if code == "scaled" and change.before is None:
        code = "scaled_unknown"
    return _(_CHANGES[code]).format(
        before=_measure(change.before, change.code),
        after=_measure(change.after, change.code),
        words=listed(_(_word(one)) for one in change.words),
        count=len(change.words),
    )


def _word(word: str) -> str:
    return PRIVATE.get(word) or REPAIRS.get(word) or word


def _measure(value: Measure, code: str) -> str:
    if value is None:
        return ""
    if code in ("converted", "joined", "lossless", "merged", "stacked") and isinstance(value, str):
        return type_name(value)
    if isinstance(value, tuple):
        return " / ".join(value) if code == "watermarked" else listed(value)
    return measure_text(value)


def offer_text(offer: Offer) -> str:
    """What the seller can do."""
    code = offer.code
    if code == "scan_again" and offer.required is None:
        code = "scan_again_plain"
    required = measure_text(offer.required) if offer.required else ""
    return _(_OFFERS[code]).format(required=required)


def checked_fields(change: Change) -> str:
    """The names of the fields that were read again."""
    return listed(field_name(one) for one in change.words)


def change_json(change: Change) -> dict[str, object]:
    """`{"change", "file", "before", "after", "words", "message", "source"}`; what is not there is left out."""
    told: dict[str, object] = {"change": change.code, "message": change_text(change)}
    if change.file:
        told["file"] = change.file
    for name, value in (("before", change.before), ("after", change.after)):
        if value is not None:
            told[name] = _plain(value)
    if change.words:
        told["words"] = list(change.words)
    if change.source is not None:
        told["source"] = source_json(change.source)
    return told


def _plain(value: Measure) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.to_json() if isinstance(value, Quantity) else str(value)


def offer_json(offer: Offer) -> dict[str, object]:
    """`{"offer", "required", "message"}`."""
    told: dict[str, object] = {"offer": offer.code, "message": offer_text(offer)}
    if offer.required is not None:
        told["required"] = offer.required.to_json()
    return told


def file_json(one: CopyFile, path: str = "") -> dict[str, object]:
    """One file of a copy."""
    told: dict[str, object] = {
        "type": one.type,
        "bytes": one.size,
        "sha256": one.sha256,
        "pages": one.pages,
        "unchanged": one.as_is,
    }
    if path:
        told["file"] = path
    if one.sizes:
        told["sizes"] = [list(size) for size in one.sizes]
    if one.dpi:
        told["dpi"] = one.dpi
    return told


def lines_of(changes: Sequence[Change]) -> list[str]:
    """All of them, one a line."""
    return [change_text(one) for one in changes]
