"""The plan of pictures and A+ content of a listing, as a checklist that can be printed and handed to a photographer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from seller_desk.core.base.language import N_, _, language
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.listings.limits import ImageLimits
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.writing.scheme import Module, Shot, scheme, spoken

if TYPE_CHECKING:
    from jinja2 import Environment

NO_BRAND = N_("A+ content is for brands registered with Amazon; this listing names no brand.")
NOT_HERE = N_("A+ content is Amazon's; this site has no such plan.")


@dataclass(frozen=True, slots=True)
class PlannedShot:
    """Pictures of one role: how many there are and how many the plan wants. `ticked`: the seller says it is done."""

    shot: Shot
    there: int
    ticked: bool

    @property
    def id(self) -> str:
        """Its name among the ticks."""
        return f"shot.{self.shot.id}"

    @property
    def done(self) -> bool:
        """Whether enough pictures of the role are there, or the seller ticked it."""
        return self.ticked or self.there >= self.shot.count


@dataclass(frozen=True, slots=True)
class PlannedModule:
    """A module of A+ content."""

    module: Module
    ticked: bool

    @property
    def id(self) -> str:
        """Its name among the ticks."""
        return f"module.{self.module.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentPlan:
    """What is to be made for one listing on one site. `why_no_modules` says why there is no A+ part."""

    listing: Listing
    site: str
    shots: Sequence[PlannedShot]
    modules: Sequence[PlannedModule]
    why_no_modules: str
    limits: ImageLimits

    @property
    def open(self) -> int:
        """How many entries are not done."""
        return sum(not one.done for one in self.shots) + sum(not one.ticked for one in self.modules)


def content_plan(
    listing: Listing, site: str, limits: ImageLimits, ticks: Iterable[str] = ()
) -> ContentPlan:
    """The plan of a listing: shots by role with what is there, and the A+ modules where the site has them."""
    ticked = frozenset(ticks)
    there = _by_role(listing)
    shots = [
        PlannedShot(one, there.get(one.role, 0), f"shot.{one.id}" in ticked)
        for one in scheme().shot
    ]
    why = "" if site.startswith("amazon.") else NOT_HERE
    if not why and not listing.brand:
        why = NO_BRAND
    modules = [
        PlannedModule(one, f"module.{one.id}" in ticked) for one in (() if why else scheme().module)
    ]
    return ContentPlan(
        listing=listing,
        site=site,
        shots=shots,
        modules=modules,
        why_no_modules=why,
        limits=limits,
    )


def _by_role(listing: Listing) -> Mapping[str, int]:
    """How many pictures have each role; without one, the first is the main image."""
    count: dict[str, int] = {}
    for place, one in enumerate(listing.images):
        role = one.role or ("main" if place == 0 else "")
        count[role] = count.get(role, 0) + 1
    return count


def as_markdown(plan: ContentPlan) -> str:
    """The checklist as Markdown, in the language in use."""
    lines = [f"# {_title(plan)}", "", f"## {_('Pictures')}", "", _picture_rule(plan), ""]
    for shot in plan.shots:
        head = f"**{spoken(shot.shot.label)}** ({shot.there}/{shot.shot.count})"
        lines.append(f"- [{'x' if shot.done else ' '}] {head}: {spoken(shot.shot.brief)}")
    lines += ["", f"## {_('A+ content')}", ""]
    if plan.why_no_modules:
        lines.append(_(plan.why_no_modules))
    for one in plan.modules:
        size = f", {one.module.size_text()}" if one.module.size else ""
        head = f"**{spoken(one.module.label)}** ({one.module.amazon}{size})"
        lines.append(f"- [{'x' if one.ticked else ' '}] {head}: {spoken(one.module.brief)}")
        lines.append(f"  {_('Source')}: {source_text(one.module)}")
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def as_html(plan: ContentPlan) -> str:
    """The checklist as a page of its own that prints on A4, in the language in use."""
    return (
        _environment()
        .get_template("content_plan.html")
        .render(
            language="zh-CN" if language() == "zh" else "en",
            title=_title(plan),
            rule=_picture_rule(plan),
            shots=[
                {
                    "done": one.done,
                    "label": spoken(one.shot.label),
                    "count": f"{one.there}/{one.shot.count}",
                    "brief": spoken(one.shot.brief),
                }
                for one in plan.shots
            ],
            modules=[
                {
                    "done": one.ticked,
                    "label": spoken(one.module.label),
                    "amazon": one.module.amazon,
                    "size": one.module.size_text(),
                    "images": one.module.images,
                    "brief": spoken(one.module.brief),
                    "source": source_text(one.module),
                }
                for one in plan.modules
            ],
            why=_(plan.why_no_modules) if plan.why_no_modules else "",
        )
    )


def source_text(module: Module) -> str:
    """Where the figures of a module come from, and what another source says."""
    said = _("{source} ({day}, only one source)").format(
        source=module.source.text(), day=module.as_of or _("undated")
    )
    if module.conflict:
        said += _("; {value}: {text}").format(
            value=module.conflict.value, text=module.conflict.text()
        )
    return said


def _title(plan: ContentPlan) -> str:
    return _("Pictures and A+ content of {sku}").format(sku=plan.listing.sku or plan.listing.title)


def _picture_rule(plan: ContentPlan) -> str:
    """The site's sizes of pictures in one line."""
    limits = plan.limits
    said = [
        _(words).format(size=limit.value)
        for words, limit in (
            (N_("long side at least {size} px"), limits.side_min),
            (N_("better {size} px"), limits.side_advised),
            (N_("at most {size} px"), limits.side_max),
        )
        if limit is not None
    ]
    joint = "；" if language() == "zh" else "; "
    return f"{plan.site}: {joint.join(said)}" if said else plan.site


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(str(resources_dir() / "templates"), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Called at each rendering, so that it follows the language in use.
    made.globals["_"] = lambda text: _(text)
    return made
