"""Words of rule packs inside Markdown: their marks made plain, their source with date and confidence."""

from seller_desk.core.base.findings import SourceNote
from seller_desk.core.base.language import _
from seller_desk.ui.widgets.popover import CONFIDENCE_WORDS

# A new line inside an item of a list; a line break of Markdown would begin another item in Qt.
LINE = "\N{LINE SEPARATOR}"


def plain(text: str) -> str:
    """Text of a pack in which Markdown finds no marks."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)


def source_words(source: SourceNote) -> str:
    """Source with its link, date, confidence."""
    title = plain(source.title)
    told = [
        f"[{title}]({source.url})" if source.url.startswith("http") else title,
        source.as_of or _("undated"),
        _(CONFIDENCE_WORDS[source.confidence]),
    ]
    return _(" · ").join(told)
