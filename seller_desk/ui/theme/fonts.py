"""Fonts by role and language. Chinese fonts come first for Chinese; English puts Latin fonts first."""

from PySide6.QtGui import QFont

from seller_desk.ui.theme.tokens import FONTS

_CHINESE = ["Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC"]
_LATIN = ["Segoe UI", "SF Pro Text", "Inter", "Noto Sans"]


def families(language: str) -> list[str]:
    """The fonts to try, in order."""
    return _CHINESE if language == "zh" else [*_LATIN, *_CHINESE]


def font(role: str, language: str, scale: float) -> QFont:
    """The font of a role of the design; pixel size times the seller's text scale."""
    pixels, bold = FONTS[role]
    made = QFont()
    made.setFamilies(families(language))
    made.setPixelSize(round(pixels * scale))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made


def tabular(base: QFont) -> QFont:
    """The same font with digits of equal width, for columns of numbers."""
    made = QFont(base)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def typeset(text: str, language: str) -> str:
    """Dots and apostrophes as the language sets them.

    Where English falls back to a Chinese font, that font draws “·” and “’” full width.
    """
    if language == "zh":
        return text.replace(" · ", "·")
    return text.replace(" · ", ", ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
