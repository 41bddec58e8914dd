"""A fix of the score in words."""

from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.score import Fix


def fix_words(fix: Fix) -> str:
    """What to do, in the language in use: the finding's words, or how much there is of what is wanted."""
    if fix.finding is None:
        have = _("{have} of {want}").format(have=fix.have, want=fix.want)
        return f"{fix.criterion.label.text()} · {have}"
    said = wording(fix.finding)
    title = said.title.replace(fix.finding.subject.label, "", 1).strip(" :：") or said.title
    return f"{title} · {said.detail}" if said.detail else title
