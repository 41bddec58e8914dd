"""gettext for the whole program: English is the source, other languages come from compiled catalogues.

The language is process-wide and switches live: call `use_language`, then draw again. Mark words that are
translated later (tables, enums) with `N_`, and translate them with `_` when they are shown.
"""

import contextlib
import gettext
import os
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

from seller_desk.core.base import system
from seller_desk.core.base.errors import DeskError
from seller_desk.core.base.paths import resources_dir

LANGUAGES = ("zh", "en")
_LOCALES = {"zh": "zh_CN"}
_DOMAIN = "seller_desk"
_active: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"
# What `speaking` says instead, in this thread only.
_spoken: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar(
    "spoken", default=None
)


class CatalogueMissing(DeskError):
    """A clone in which the catalogues were never compiled. Told in both languages: there is nothing to translate with."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "The Chinese texts are not built yet · 中文文本尚未生成",
            "Run in the folder of the source: python packaging/catalogues.py compile (make setup does it, too), "
            "or start in English with --lang en.\n"
            "在源代码文件夹中运行 python packaging/catalogues.py compile（make setup 也会生成），或加 --lang en 用英文启动。",
            file=path,
        )


def system_language() -> str:
    """`en` where the system speaks English, `zh` everywhere else: that is who our sellers are."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(variable, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "en" if system.locale_name().lower().startswith("en") else "zh"


def use_language(language: str) -> None:
    """Speak this language (`zh` or `en`) from now on. Raises CatalogueMissing, and changes nothing, if it is not built."""
    global _active, _language
    _active = _catalogue(language)
    _language = language


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language inside the block, in this thread only: a report in both languages leaves the window alone."""
    token = _spoken.set((language, _catalogue(language)))
    try:
        yield
    finally:
        _spoken.reset(token)


def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    path = catalogue_path(language)
    try:
        with path.open("rb") as catalogue:
            return gettext.GNUTranslations(catalogue)
    except FileNotFoundError:
        raise CatalogueMissing(path) from None


def _translations() -> gettext.NullTranslations:
    spoken = _spoken.get()
    return spoken[1] if spoken else _active


def catalogue_path(language: str) -> Path:
    """The compiled catalogue of this language."""
    return resources_dir() / "locale" / _LOCALES[language] / "LC_MESSAGES" / f"{_DOMAIN}.mo"


def language() -> str:
    """The language in use: `zh` or `en`."""
    spoken = _spoken.get()
    return spoken[0] if spoken else _language


def _(text: str) -> str:
    """This text in the language in use."""
    return _translations().gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The form of this text for that count, in the language in use."""
    return _translations().ngettext(one, many, count)


def pgettext(context: str, text: str) -> str:
    """This text in the language in use, where one English word has two meanings."""
    return _translations().pgettext(context, text)


def N_(text: str) -> str:
    """Marks a text for the catalogue without translating it yet."""
    return text
