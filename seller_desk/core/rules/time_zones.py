"""Clocks of the countries that sites sell in, and China's. Which zones a country has is data; DST comes from the tz data."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.language import _
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.rules.entries import Entry, Words

# What a clock can be told for; farther away nobody knows summer time, and dates run out.
FIRST_YEAR, LAST_YEAR = 2000, 2199


class ZoneEntry(Entry, frozen=True, kw_only=True):
    """A zone of the catalogue."""

    id: str
    country: str
    name: Words


class _Catalogue(Entry, frozen=True, kw_only=True):
    home: str
    zone: list[ZoneEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A moment by the clock of one zone. `behind_home`: how much its clock is behind China's (negative: ahead)."""

    zone: str
    country: str
    name: str
    local: datetime
    dst: bool
    behind_home: timedelta

    @property
    def offset_text(self) -> str:
        """`UTC-05:00`."""
        offset = self.local.utcoffset() or timedelta()
        minutes = int(offset.total_seconds() // 60)
        sign = "-" if minutes < 0 else "+"
        return f"UTC{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@cache
def _catalogue() -> _Catalogue:
    text = (resources_dir() / "catalogs" / "time_zones.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Catalogue)


def home_zone() -> ZoneInfo:
    """The seller's zone."""
    return ZoneInfo(_catalogue().home)


def zones_of(countries: Sequence[str]) -> list[ZoneEntry]:
    """The zones of these countries in the catalogue's order, China's first."""
    found = _catalogue()
    home = [one for one in found.zone if one.id == found.home]
    return home + [one for one in found.zone if one.country in countries and one not in home]


def clock(at: datetime, zone: ZoneEntry) -> Clock:
    """This moment (aware) by the clock of the zone."""
    local = at.astimezone(ZoneInfo(zone.id))
    home = at.astimezone(home_zone())
    return Clock(
        zone=zone.id,
        country=zone.country,
        name=zone.name.text(),
        local=local,
        dst=bool(local.dst()),
        behind_home=(home.utcoffset() or timedelta()) - (local.utcoffset() or timedelta()),
    )


def clocks(at: datetime, countries: Sequence[str]) -> list[Clock]:
    """This moment in China and in these countries."""
    return [clock(at, one) for one in zones_of(countries)]


def home_day(at: datetime | None) -> date | None:
    """The day of a moment by China's calendar."""
    return at.astimezone(home_zone()).date() if at is not None else None


def at_home(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by China's clock, in UTC."""
    return datetime.combine(day, time(hour, minute), home_zone()).astimezone(UTC)


def known_moment(at: datetime) -> datetime:
    """This moment in UTC, whole minutes. UsageProblem for years that no clock of ours is told for."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise UsageProblem(
            _("{day} is too far away").format(day=at.date().isoformat()),
            _("Give a day of the next years."),
        )
    return at.astimezone(UTC).replace(second=0, microsecond=0)


def moment_of(text: str) -> datetime:
    """`2026-12-08T10:00` by China's clock; with an offset (`-05:00`, `Z`) by that. In UTC; UsageProblem otherwise."""
    try:
        # A day alone would be midnight, which nobody meant.
        date_only = len(text.strip()) <= len("2026-12-08")
        found = datetime.fromisoformat("" if date_only else text.strip())
        if found.tzinfo is None:
            found = found.replace(tzinfo=home_zone())
        return known_moment(found)
    except (ValueError, OverflowError):
        raise UsageProblem(
            _("“{text}” is not a day and time").format(text=text),
            _("Write it as 2026-12-08T10:00 (China’s time), or with an offset: …T10:00-05:00."),
        ) from None
