"""Catalogues: `python packaging/catalogues.py compile` builds the .mo files; `check` lists what lacks Chinese.

Each area of the program keeps its own `resources/locale/zh_CN/<area>.po`, so that people working on
different areas do not meet; they are merged into one `seller_desk.mo`.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def merged(folder: Path) -> Catalog:
    """One catalogue of every .po file in a language's folder."""
    whole = Catalog(locale=folder.name, charset="utf-8")
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as handle:
            for message in read_po(handle, locale=folder.name):
                if message.id and message.string and not message.fuzzy:
                    whole.add(message.id, message.string, context=message.context)
    return whole


def compile_all(root: Path) -> None:
    """Write every language's .mo file, replacing it only when it differs."""
    for folder in sorted((root / "resources" / "locale").iterdir()):
        if not folder.is_dir():
            continue
        target = folder / "LC_MESSAGES" / "seller_desk.mo"
        target.parent.mkdir(exist_ok=True)
        buffer = BytesIO()
        write_mo(buffer, merged(folder))
        if not target.exists() or target.read_bytes() != buffer.getvalue():
            part = target.with_suffix(".part")
            part.write_bytes(buffer.getvalue())
            part.replace(target)


def conflicts(folder: Path) -> list[str]:
    """Strings to which two areas give different Chinese: which one wins would be chance."""
    seen: dict[tuple[str, object], tuple[object, str]] = {}
    found = []
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as handle:
            messages = [one for one in read_po(handle, locale=folder.name) if one.id and one.string]
        for message in messages:
            single = message.id[0] if isinstance(message.id, tuple) else message.id
            string = message.string[0] if isinstance(message.string, tuple) else message.string
            key = (message.context or "", single)
            other, where = seen.setdefault(key, (string, path.name))
            if other != string:
                found.append(f"{single!r}: {other!r} in {where}, {string!r} in {path.name}")
    return found


def source_strings(root: Path) -> dict[tuple[str, str], str]:
    """Every marked string of the program: (context, id) -> where it stands."""
    found: dict[tuple[str, str], str] = {}
    for area in ("seller_desk", "resources/templates"):
        if not (root / area).is_dir():
            continue
        methods = [("**.py", "python"), ("**.html", "jinja2")]
        for name, line, message, _comments, context in extract_from_dir(
            root / area, method_map=methods, keywords=KEYWORDS, comment_tags=()
        ):
            single = message[0] if isinstance(message, tuple) else message
            found.setdefault((context or "", single), f"{area}/{name}:{line}")
    return found


def missing(root: Path, language: str = "zh_CN") -> list[str]:
    """Marked strings without a translation, with their place."""
    folder = root / "resources" / "locale" / language
    whole = merged(folder)
    known = {
        (message.context or "", message.id[0] if isinstance(message.id, tuple) else message.id)
        for message in whole
        if message.id
    }
    return [
        f"{where}: {text!r}"
        for (context, text), where in source_strings(root).items()
        if text and (context, text) not in known
    ]


if __name__ == "__main__":
    home = Path(__file__).resolve().parent.parent
    if sys.argv[1:] == ["check"]:
        lacking = [f"no Chinese: {one}" for one in missing(home)]
        lacking += [
            f"two translations: {one}"
            for folder in sorted((home / "resources" / "locale").iterdir())
            for one in conflicts(folder)
        ]
        print("\n".join(lacking) or "catalogues: complete")
        sys.exit(1 if lacking else 0)
    compile_all(home)
