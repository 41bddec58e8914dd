"""The colours and sizes of the design, by name. The only place in the window where a colour is written."""

from typing import Final

# By name: first for light, then for dark.
_COLOURS: Final[dict[str, tuple[str, str]]] = {
    "canvas": ("#F5F6F8", "#17191D"),
    "surface": ("#FFFFFF", "#1F2227"),
    "rail": ("#ECEEF2", "#111316"),
    "sunken": ("#F0F2F5", "#191C20"),
    "border": ("#DDE1E7", "#333942"),
    "line": ("#E9ECF0", "#2A2F36"),
    "strong": ("#868F9B", "#6F7885"),
    "text": ("#1A1E24", "#DFE2E7"),
    "text2": ("#4F5863", "#AEB5BF"),
    "text3": ("#616A76", "#98A1AD"),
    "accent": ("#3156C4", "#9CB7FF"),
    "accentfill": ("#3156C4", "#4468D8"),
    "accenthover": ("#2A4BAE", "#3A5FD0"),
    "accentsoft": ("#E7EDFC", "#243150"),
    "accentline": ("#B6C7F3", "#425B98"),
    "bad": ("#B3261E", "#FFA79E"),
    "badsoft": ("#FCEBE9", "#3D2220"),
    "badmark": ("#F7B9B3", "#7E332D"),
    "badtext": ("#8A1810", "#FFD3CE"),
    "warn": ("#8A5300", "#F3C373"),
    "warnsoft": ("#FDF2DC", "#382C18"),
    "warnmark": ("#FBD98F", "#6F511A"),
    "ok": ("#1B6B41", "#86D9A7"),
    "oksoft": ("#E4F3EA", "#1B3327"),
    "okline": ("#AEDAC0", "#335F48"),
    "mute": ("#5B6470", "#A9B1BC"),
    "mutesoft": ("#EBEEF2", "#2B3037"),
    "stage": ("#E3E6EB", "#0F1114"),
    "paper": ("#FFFFFF", "#FFFFFF"),
    "onaccent": ("#FFFFFF", "#FFFFFF"),
    "railcurrent": ("#FFFFFF", "#243150"),
    # The edge of the current place on paper and in a picture, which stay light in both modes.
    "mark": ("#B3261E", "#B3261E"),
    # Chart series, equal in both modes.
    "cost": ("#8A93A0", "#8A93A0"),
    "referral": ("#B79A5B", "#B79A5B"),
    "fixed": ("#C98B6B", "#C98B6B"),
    "shipping": ("#6B8BD6", "#6B8BD6"),
    "profit": ("#3F9267", "#3F9267"),
}

LIGHT: Final = {name: pair[0] for name, pair in _COLOURS.items()}
DARK: Final = {name: pair[1] for name, pair in _COLOURS.items()}

# Pixels at 100 % text scale, and bold or not.
FONTS: Final[dict[str, tuple[int, bool]]] = {
    "title": (22, True),
    "h2": (16, True),
    "h3": (14, True),
    "strong": (13, True),
    "body": (13, False),
    "caption": (12, False),
    "captionstrong": (12, True),
    "figure": (20, True),
}

PAGE_MARGIN: Final = 24
CARD_GAP: Final = 16
CARD_PADDING: Final = 20
FIELD_GAP: Final = 12
LABEL_GAP: Final = 4

CONTROL: Final = 32
CONTROL_SMALL: Final = 26
TAB: Final = 36
RAIL_ROW: Final = 36
ROW: Final = 40
ROW_TALL: Final = 54
TABLE_ROW: Final = 46
BOTTOM_BAR: Final = 56
SCROLL_BAR: Final = 10

RAIL_WIDTH: Final = 208
PANE_WIDTH: Final = 272
PANE_STRIP: Final = 48
LIST_WIDTH: Final = 292
# Below this window width the pane folds to its strip by itself.
PANE_FOLDS_BELOW: Final = 1200

RADIUS: Final = 6
RADIUS_CARD: Final = 8

# Names of the icons (qtawesome), where one thing has one icon everywhere.
STATE_ICONS: Final[dict[str, tuple[str, str]]] = {
    "blocker": ("ph.x-circle-fill", "bad"),
    "warning": ("ph.warning-fill", "warn"),
    "hint": ("ph.lightbulb", "accent"),
    "done": ("ph.check-circle-fill", "ok"),
    "valid": ("ph.check-circle-fill", "ok"),
    "not_started": ("ph.circle-dashed", "text3"),
    "not_ready": ("ph.circle-dashed", "text3"),
    "missing": ("ph.circle-dashed", "text3"),
    "not_needed": ("ph.minus-circle", "mute"),
    "later": ("ph.clock", "accent"),
    "unknown": ("ph.question", "mute"),
    "loss": ("ph.trend-down", "bad"),
    "running": ("ph.spinner", "accent"),
}
ORIGIN_ICONS: Final[dict[str, str]] = {
    "read": "ph.frame-corners",
    "typed": "ph.keyboard",
    "imported": "ph.table",
}
CONFIDENCE_ICONS: Final[dict[str, str]] = {
    "official": "ph.checks",
    "two-sources": "ph.checks",
    "single-blog": "ph.check",
    "seller": "ph.pencil-simple",
    "community": "ph.users-three",
}
