"""Product compliance and self-assessment in words, the same for window and terminal."""

from seller_desk.core.base.language import N_, _
from seller_desk.core.base.lists import listed
from seller_desk.core.platforms.assess import Outcome, Verdict
from seller_desk.core.platforms.compliance import DemandState, FeePlace, SiteCompliance, State
from seller_desk.core.rules.model import Fact

_STATES: dict[State, str] = {
    "on_file": N_("On file"),
    "check": N_("Check the file"),
    "expired": N_("Expired"),
    "missing": N_("Missing"),
    "open": N_("Depends"),
    "to_do": N_("On the listing"),
}
_OUTCOMES: dict[Outcome, str] = {
    "fine": N_("Enough"),
    "tight": N_("Just enough"),
    "short": N_("Short"),
    "noted": N_("Noted"),
    "unanswered": N_("Not answered"),
}
_PLACES: dict[FeePlace, str] = {
    "named": N_("In the fee table"),
    "any": N_("One rate for every category"),
    "rest": N_("The rate of all other categories"),
    "not_mapped": N_("Not mapped"),
}
_GATES = {
    "approval": N_("Needs approval"),
    "closed": N_("Closed"),
    "licence": N_("Needs a licence"),
}


def state_text(one: DemandState) -> str:
    """How far a demand is met, in a word or two."""
    return _(_STATES[one.state])


def state_detail(one: DemandState) -> str:
    """What to know or do about it: the files, the open question, how long before."""
    if one.state == "open":
        return _("Only if: {traits}").format(traits=one.demand.hangs_on())
    names = listed(paper.name for paper in one.papers)
    if one.state == "check":
        return _("{names}: the name does not say that it is this one").format(names=names)
    return names


def lead_text(one: DemandState) -> str:
    """How long it takes and what it costs, of what is still to be got; what is not known is said."""
    if not one.demand.entry.kinds or one.state in ("open", "on_file"):
        return ""
    if one.lead_days is None:
        return _("Time and cost: not known")
    return _("About {n} days; cost: not known").format(n=one.lead_days)


def outcome_text(one: Verdict) -> str:
    """How an answer of the self-assessment stands."""
    return _(_OUTCOMES[one.outcome])


def answer_words(one: Verdict) -> str:
    """The seller's answer as it is shown; empty without one."""
    if one.answer is None:
        return ""
    if isinstance(one.answer, bool):
        return _("Yes") if one.answer else _("No")
    unit = f" {one.question.unit.text()}" if one.question.unit else ""
    return f"{one.answer:,}{unit}"


def place_text(place: FeePlace) -> str:
    """Where a category stands in a site's fee table."""
    return _(_PLACES[place])


def gated_text(fact: Fact) -> str:
    """What a site says of a category that not everybody may sell in."""
    head = _(_GATES.get(str(fact.value), str(fact.value)))
    if fact.note is None:
        return head
    return _("{what}: {text}").format(what=head, text=fact.note.text())


def verdict_text(one: Verdict) -> str:
    """The outcome with the guide's figure and what it means."""
    if one.wanted:
        return _("{outcome} (guide: {wanted}): {reason}").format(
            outcome=outcome_text(one), wanted=one.wanted, reason=one.reason
        )
    return _("{what}: {text}").format(what=outcome_text(one), text=one.reason)


def nothing_found(one: SiteCompliance) -> str:
    """What to say where the list is empty or thin; empty if there is nothing to add."""
    if not one.known:
        return _(
            "No source of ours speaks of product rules at this destination. That is not known, not nothing: ask your forwarder."
        )
    if not one.demands:
        return _(
            "Nothing found for this category. Our sources are not complete: ask before you ship."
        )
    return ""
