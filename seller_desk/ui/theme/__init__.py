"""The look: tokens, fonts, icons, one palette and one style sheet."""

from seller_desk.ui.theme.theme import MODES, Theme, current

__all__ = ["MODES", "Theme", "current"]
