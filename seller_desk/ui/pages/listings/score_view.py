"""The score of a listing on a site, and the fixes that bring most, each leading to its field."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.language import _
from seller_desk.core.listings.score import ListingScore, shown_worth
from seller_desk.core.listings.score_words import fix_words
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import link_button
from seller_desk.ui.widgets.labels import Label
from seller_desk.ui.widgets.layouts import clear

_FEW, _MOST = 1, 8


class ScoreView(QWidget):
    """A number of 100 and what to do next. `asked` fires with the field of a fix."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._score: ListingScore | None = None
        self._open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(_("Score"), role="caption", token="text2"))
        self.number = Label(role="strong")
        head.addWidget(self.number)
        self.words = Label(role="caption", token="text2", wrap=True)
        head.addWidget(self.words, 1)
        self.more = link_button(_("All fixes"), self._on_more)
        head.addWidget(self.more)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        self.hide()

    def show_score(self, score: ListingScore | None) -> None:
        """Another score; None hides it."""
        self._score = score
        self.setVisible(score is not None)
        if score is None:
            return
        self.number.setText(_("{n} of 100").format(n=score.whole))
        gain = sum((fix.worth for fix in score.fixes), Decimal(0))
        words = _("{n} fixes bring {points} points").format(
            n=len(score.fixes), points=shown_worth(gain) if score.fixes else 0
        )
        self.words.setText(words if score.fixes else _("Nothing left to do"))
        self._draw()

    def texts(self) -> list[str]:
        """The fixes as they stand there."""
        fixes = self._score.fixes if self._score else ()
        return [fix_words(fix) for fix in fixes[: _MOST if self._open else _FEW]]

    def _draw(self) -> None:
        clear(self._rows)
        fixes = self._score.fixes if self._score else ()
        for fix in fixes[: _MOST if self._open else _FEW]:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            worth = Label(f"+{shown_worth(fix.worth)}", role="strong", token="ok")
            worth.setMinimumWidth(tokens.CONTROL)
            row.addWidget(worth)
            row.addWidget(Label(fix_words(fix), role="caption", wrap=True), 1)
            row.addWidget(link_button(_("Go there"), partial(self.asked.emit, fix.field)))
            self._rows.addWidget(holder)
        self.more.setVisible(len(fixes) > _FEW)
        self.more.setText(_("Fewer") if self._open else _("All fixes"))

    def _on_more(self) -> None:
        self._open = not self._open
        self._draw()
