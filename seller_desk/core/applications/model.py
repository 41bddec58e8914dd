"""Records of an application: one platform, its sites, the day the seller plans to submit."""

from datetime import date, datetime
from typing import Literal

import msgspec


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the seller said to a question before handing in (see `rules.model.Question`)."""

    answer: Literal["yes", "no", "not_needed"]
    note: str = ""
    on: date


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """An application of one company to one platform (`sites` are ids such as `amazon.us`).

    `listing_template` is the seller's own downloaded upload template (a file outside the data folder), if any.
    `answers` by question id. `interview_at` (UTC): the video interview; `postcard_on`: the day the address postcard was
    posted; `interview_in_packet`: the packet's report tells of the interview, too.
    """

    id: str
    company_id: str
    platform: str
    sites: list[str]
    categories: list[str] = []
    planned_date: date | None = None
    created_on: date
    listing_template: str = ""
    answers: dict[str, Answer] = {}
    interview_at: datetime | None = None
    postcard_on: date | None = None
    interview_in_packet: bool = False

    def judged_on(self, today: date) -> date:
        """The day that everything is judged on: the planned one while it lies ahead, else today.

        A day that has passed would call a document valid that has expired since.
        """
        return max(self.planned_date or today, today)
