"""Countries as the platforms' form fields name them."""

from functools import cache


@cache
def country_name(code: str, language: str = "en") -> str:
    """The country's name: `China` of CN; the code itself where nobody knows it."""
    from babel import Locale

    special = {"HK": {"en": "Hong Kong", "zh": "香港"}, "TW": {"en": "Taiwan", "zh": "台湾"}}
    if code in special:
        return special[code][language]
    if not code:
        return ""
    return str(Locale.parse("zh_CN" if language == "zh" else "en").territories.get(code, code))
