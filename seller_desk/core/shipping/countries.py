"""Countries as carriers write them: Chinese and English names, ISO 3166 codes of two and three letters."""

import re
import tomllib
from functools import cache

from seller_desk.core.base.language import language
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.shipping.model import REST_OF_WORLD

_NOISE = re.compile(r"[\s.·'’()（）-]+")


@cache
def catalogue() -> dict[str, object]:
    """Our own words about countries (`resources/catalogs/countries.toml`)."""
    path = resources_dir() / "catalogs" / "countries.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _names(locale: str) -> dict[str, str]:
    from babel import Locale

    skipped = set(_words("not_countries"))
    territories = Locale.parse(locale).territories
    return {
        code: str(name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in skipped
    }


def _words(key: str) -> list[str]:
    value = catalogue()[key]
    assert isinstance(value, list)
    return [str(one) for one in value]


def country_codes() -> list[str]:
    """Every ISO alpha-2 code, by the country's name in the language in use."""
    names = _names("zh" if language() == "zh" else "en")
    return sorted(names, key=lambda code: names[code])


def country_name(code: str) -> str:
    """The country's name in the language in use; the code itself where there is none."""
    locale = "zh" if language() == "zh" else "en"
    if code == REST_OF_WORLD:
        own = catalogue()["rest_of_world"]
        assert isinstance(own, dict)
        return str(own[locale])
    return _names(locale).get(code, code)


def search_text(code: str) -> str:
    """What a search for this country looks through: its code and both names, case folded."""
    names = (_names(locale).get(code, "") for locale in ("zh", "en"))
    return " ".join((code, *names)).casefold()


@cache
def _alpha3() -> dict[str, str]:
    """Alpha-2 to alpha-3; CLDR keeps withdrawn codes too (Burma, East Germany), which our list leaves out."""
    from babel.core import get_global

    withdrawn = set(_words("withdrawn_alpha3"))
    found: dict[str, str] = {}
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and alias not in withdrawn and len(codes) == 1:
            found[codes[0]] = alias
    return found


def alpha3(code: str) -> str:
    """ISO alpha-3 of an alpha-2 code; ValueError for an unknown one."""
    try:
        return _alpha3()[code]
    except KeyError:
        raise ValueError(f"no such country: {code!r}") from None


@cache
def _by_word() -> dict[str, str]:
    words: dict[str, str] = {}
    for locale in ("en", "zh"):
        words.update({_fold(name): code for code, name in _names(locale).items()})
    words.update({_fold(three): two for two, three in _alpha3().items()})
    words.update({_fold(two): two for two in _names("en")})
    aliases = catalogue()["aliases"]
    assert isinstance(aliases, dict)
    words.update({_fold(word): code for code, more in aliases.items() for word in more})
    return words


def _fold(word: str) -> str:
    return _NOISE.sub("", word).casefold()


def find_country(word: str) -> str | None:
    """The alpha-2 code of a name or code in Chinese or English; `*` for the rest of the world; None if unknown."""
    return _by_word().get(_fold(word)) or (REST_OF_WORLD if word.strip() == REST_OF_WORLD else None)
