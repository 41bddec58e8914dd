"""The videos of a listing: what their heads say, what the site minds, one click to take one away."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seller_desk.core.base.findings import Finding, Severity
from seller_desk.core.base.language import _
from seller_desk.core.base.wording import wording
from seller_desk.core.listings.model import Listing, ListingVideo
from seller_desk.core.listings.pictures.video_checks import video_of
from seller_desk.ui.theme import tokens
from seller_desk.ui.widgets.buttons import tool_button
from seller_desk.ui.widgets.labels import IconLabel, Label, ShortLabel
from seller_desk.ui.widgets.layouts import clear


class VideoRows(QWidget):
    """`changed` fires with the listing without a video that was taken away."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._listing: Listing | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)

    def show_listing(
        self, listing: Listing, by_field: Mapping[str, Sequence[Finding]], *, judged: bool
    ) -> None:
        """A row for each video; hidden where there is none."""
        self._listing = listing
        clear(self._column)
        self.setVisible(bool(listing.videos))
        if not listing.videos:
            return
        self._column.addWidget(Label(_("Videos"), role="h3"))
        for number, video in enumerate(listing.videos):
            found = by_field.get(f"videos.{number}", ()) if judged else ()
            self._column.addWidget(self._row(number, video, found))

    def _row(self, number: int, video: ListingVideo, found: Sequence[Finding]) -> QWidget:
        row = QWidget()
        whole = QVBoxLayout(row)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        worst = min((list(Severity).index(one.severity) for one in found), default=None)
        state = "done" if worst is None else str(list(Severity)[worst])
        icon, token = tokens.STATE_ICONS[state]
        head.addWidget(IconLabel(icon, token, 14))
        head.addWidget(ShortLabel(video.name or video.url), 1)
        head.addWidget(Label(facts_of(video), role="caption", token="text2"))
        head.addWidget(
            tool_button("ph.trash", _("Take the video away"), lambda: self._on_away(number))
        )
        whole.addLayout(head)
        for one in found:
            said = wording(one)
            title = said.title.removeprefix(one.subject.label).lstrip(" :：")
            title = title[:1].upper() + title[1:]
            words = _("{problem}: {detail}").format(problem=title, detail=said.detail)
            tone = tokens.STATE_ICONS[str(one.severity)][1]
            whole.addWidget(Label(words, role="caption", token=tone, wrap=True))
        return row

    def _on_away(self, number: int) -> None:
        if self._listing is not None:
            videos = [one for n, one in enumerate(self._listing.videos) if n != number]
            self.changed.emit(msgspec.structs.replace(self._listing, videos=videos))


def facts_of(video: ListingVideo) -> str:
    """Length, size of the picture, type and megabytes in a line; what the head does not say is left out."""
    read = video_of(video)
    if read is None:
        return _("on the web") if video.url else ""
    minutes, seconds = divmod(round(read.seconds), 60)
    parts = [
        f"{minutes}:{seconds:02d}" if read.seconds else "",
        f"{read.width} x {read.height}" if read.width else "",
        " ".join(one.upper() for one in (read.container, read.codec) if one),
        f"{read.bytes / 1_000_000:.1f} MB",
    ]
    return " · ".join(one for one in parts if one)
