"""What was measured of a picture beside what the site asks, in rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from seller_desk.core.base.language import _, ngettext, pgettext
from seller_desk.core.listings.images import ImageReport
from seller_desk.core.listings.limits import ImageLimits
from seller_desk.ui.theme import current, tokens
from seller_desk.ui.widgets.labels import IconLabel, Label, line
from seller_desk.ui.widgets.layouts import clear

_BELOW_ABOVE = 1.2


class Measures(QWidget):
    """What was measured of the chosen picture beside what the site asks."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnStretch(3, 2)
        self.texts: list[str] = []

    def show_report(
        self, report: ImageReport | None, limits: ImageLimits | None, *, main: bool
    ) -> None:
        """Rows of name, measured, required; nothing for pictures on the web."""
        clear(self._grid)
        rows = measured_rows(report, limits, main=main) if report and limits else []
        large = current().scale > _BELOW_ABOVE
        self.texts = [f"{name} {value}" for _s, name, value, _r in rows]
        for number, (state, name, value, required) in enumerate(rows):
            icon, token = tokens.STATE_ICONS[state]
            place = 3 * number
            self._grid.addWidget(IconLabel(icon, token, 14), place, 0)
            if large:
                # With larger text the values stand below their name.
                self._grid.addWidget(Label(name, wrap=True), place, 1, 1, 3)
                place += 1
            else:
                self._grid.addWidget(Label(name), place, 1)
            bold = state != "done"
            shown = Label(
                value, role="strong" if bold else "body", token=token if bold else "text", wrap=True
            )
            self._grid.addWidget(shown, place, 2)
            needed = Label(required, role="caption", token="text2", wrap=True)
            needed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(needed, place, 3)
            if number < len(rows) - 1:
                self._grid.addWidget(line(), 3 * number + 2, 0, 1, 4)
        self.setVisible(bool(rows))


def measured_rows(
    report: ImageReport, limits: ImageLimits, *, main: bool
) -> list[tuple[str, str, str, str]]:
    """(state, name, measured, required) of a picture under a site's rules."""
    if report.problem:
        return [("blocker", _("Picture"), _(report.problem), "")]
    rows: list[tuple[str, str, str, str]] = []
    if main and limits.main_white:
        rows.append(_background(report))
    if main and limits.main_fill and report.ring_white:
        share = report.fill * 100
        enough = share >= limits.main_fill.value
        fits = report.long_share * 100 >= limits.main_fill.value
        state = "done" if enough else "hint" if fits else "warning"
        least = _("{n}% or more").format(n=limits.main_fill.value)
        rows.append((state, _("Product fills"), f"{share:.0f}%", least))
    rows.append(_long_side(report, limits))
    if main and limits.more.main_no_text:
        rows.append(_texts(report))
    if limits.formats:
        fine = report.format in limits.formats.words and not report.animated
        accepted = _(", ").join(word.upper() for word in limits.formats.words)
        rows.append(
            ("done" if fine else "blocker", _("File type"), report.format.upper(), accepted)
        )
    return rows


def _background(report: ImageReport) -> tuple[str, str, str, str]:
    needed = _("pure white 255")
    if report.transparent:
        return "warning", _("Background"), _("transparent"), needed
    if report.ring_white:
        return "done", _("Background"), _("pure white"), needed
    colour = "RGB {} {} {}".format(*report.ring_colour)
    share = f"{report.off_white_share * 100:.0f}%"
    words = _("{colour}, {share} of the edge").format(colour=colour, share=share)
    return "blocker", _("Background"), words, needed


def _texts(report: ImageReport) -> tuple[str, str, str, str]:
    """Text and watermarks laid over the picture, as the closer look found them."""
    name, needed = pgettext("text in a picture", "Text"), _("not allowed")
    look = report.look
    if look is None:
        return "hint", name, _("not looked at yet"), needed
    if look.overlays:
        count = len(look.overlays)
        words = ngettext(
            "in {n} place beside the product", "in {n} places beside the product", count
        )
        return "warning", name, words.format(n=count), needed
    if look.prints:
        return "done", name, _("only on the product itself"), needed
    return "done", name, pgettext("text in a picture", "none"), needed


def _long_side(report: ImageReport, limits: ImageLimits) -> tuple[str, str, str, str]:
    side = max(report.width, report.height)
    steps = (
        (limits.side_min, "blocker"),
        (limits.side_zoom, "warning"),
        (limits.side_advised, "hint"),
    )
    known = [limit for limit, _state in steps if limit]
    needed = _("{n} px or more").format(n=f"{known[-1].value:,}") if known else ""
    for limit, state in steps:
        if limit and side < limit.value:
            return state, _("Long side"), f"{side:,} px", needed
    return "done", _("Long side"), f"{side:,} px", needed
