"""What stands on Back and Next, and whether Next is the page's main act. No Qt here."""

from dataclasses import dataclass

from seller_desk.core.base.language import _
from seller_desk.ui.shell.flow import APPLICATIONS, GUIDE, PLACE_NAMES, SETTINGS, WELCOME, Flow


@dataclass(frozen=True, slots=True)
class Ways:
    """Words of both buttons, empty where there is no such way; `primary` says how Next looks."""

    back: str
    forward: str
    primary: bool


def ways(flow: Flow, attention: str | None, *, page_owns_primary: bool) -> Ways:
    """The ways from here. `attention` is the step that needs the seller most."""
    back, forward = flow.back(), flow.forward(attention)
    words = ""
    if forward:
        template = _("Continue: {step}") if flow.here == APPLICATIONS else _("Next: {step}")
        words = template.format(step=_(PLACE_NAMES[forward]))
    quiet = flow.here in (APPLICATIONS, WELCOME, SETTINGS, GUIDE) or page_owns_primary
    return Ways(_(PLACE_NAMES[back]) if back else "", words, primary=not quiet)
