"""The interview sheet as a page of its own, and as a part of the packet's report."""

from seller_desk.core.applications.interview import InterviewSheet, Rule
from seller_desk.core.base.days import written_day
from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _, language
from seller_desk.core.bundle.pages import environment
from seller_desk.core.bundle.words import source_text
from seller_desk.core.rules.time_zones import Clock


def interview_page(sheet: InterviewSheet) -> bytes:
    """A page of its own, in the language in use."""
    values = interview_words(sheet)
    page = environment().get_template("interview.html")
    return page.render(language="zh-CN" if language() == "zh" else "en", **values).encode("utf-8")


def interview_words(sheet: InterviewSheet) -> dict[str, object]:
    """What the templates need, in the language in use."""
    return {
        "title": _("Interview sheet: {site}").format(site=sheet.where),
        "sheet": sheet,
        "unknown": sheet.unknown_words,
        "clock_text": clock_text,
        "against": against,
        "rule_text": rule_text,
        "sources": sources_html,
    }


def clock_text(clock: Clock) -> str:
    """`8 December 2026, 21:00 (UTC-05:00)`."""
    return _("{day}, {time} ({offset})").format(
        day=written_day(clock.local.date()),
        time=clock.local.strftime("%H:%M"),
        offset=clock.offset_text,
    )


def against(clock: Clock) -> str:
    """How far its clock is from China's, and whether it is summer time there."""
    minutes = int(clock.behind_home.total_seconds() // 60)
    if minutes == 0:
        words = _("the same")
    else:
        whole, rest = divmod(abs(minutes), 60)
        hours = f"{whole}:{rest:02d}" if rest else str(whole)
        words = _("{hours} h behind") if minutes > 0 else _("{hours} h ahead")
        words = words.format(hours=hours)
    return _("{words}, summer time").format(words=words) if clock.dst else words


def rule_text(rule: Rule) -> str:
    """The rule with its value, where that is a figure that the words lack: the hours of calls."""
    figure = any(char.isdigit() for char in rule.value) and rule.value not in rule.text
    return _("{text}: {value}").format(text=rule.text, value=rule.value) if figure else rule.text


def sources_html(sources: tuple[SourceNote, ...]) -> object:
    """Where it comes from, small."""
    from markupsafe import Markup, escape

    parts = []
    for one in sources:
        text = escape(source_text(one))
        if one.url.startswith(("https://", "http://")):
            parts.append(Markup('<a href="{}" rel="noreferrer">{}</a>').format(one.url, text))
        else:
            parts.append(Markup(text))
    return Markup('<span class="quiet">({})</span>').format(Markup("; ").join(parts))
