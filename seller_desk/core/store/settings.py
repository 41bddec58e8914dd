"""Small choices of the seller: language, theme, the company in view. Outside the undo journal as `work.settings`, in it as `work.typed`."""

import msgspec

# The company in view, by its id; the window and the terminal share it.
ACTIVE_SETTING = "window.company"


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """One choice under its name."""

    id: str
    value: str
