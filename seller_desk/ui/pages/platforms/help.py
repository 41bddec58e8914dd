"""Help of the fields of product compliance, self-check and budget: what is meant, and where that is said."""

from seller_desk.core.base.language import _
from seller_desk.core.economics.budget import budget_rules
from seller_desk.core.platforms.assess import groups, questions
from seller_desk.core.rules.catalogs import traits
from seller_desk.ui.shell.page import HelpNote


def topic(field: str) -> HelpNote | None:
    """The help of this field (`trait.battery`, `assessment.capacity`, `budget.ads`), or None."""
    start, _dot, name = field.partition(".")
    if start == "trait" and name in traits():
        known = traits()[name]
        return HelpNote(known.name, known.means.text())
    if start == "assessment":
        return _question(name)
    if start == "budget":
        return _line(name)
    if start == "compliance":
        text = _(
            "By category, by what the product is, and by where it goes; each line has its source."
        )
        return HelpNote(_("Product compliance"), text)
    return None


def _question(name: str) -> HelpNote | None:
    question = next((one for one in questions() if one.id == name), None)
    if question is None:
        return None
    group = next(one for one in groups() if one.id == question.group)
    point = group.source.url.partition(":")[2]
    text = _("What the guide names for {part}. Your answer is kept with the company.").format(
        part=group.name.text()
    )
    return HelpNote(
        question.ask.text(), text, _("Process guide {point} · 2025").format(point=point)
    )


def _line(name: str) -> HelpNote | None:
    line = next((one for one in budget_rules().line if one.id == name), None)
    if line is None:
        return None
    text = line.hint.text() if line.hint else _("Leave it empty while you do not know it.")
    return HelpNote(line.name.text(), text, _("Process guide {point} · 2025").format(point="P2.7"))
