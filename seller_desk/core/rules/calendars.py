"""Work calendars of China and of the destinations, from the `holidays` library.

China's days off include what the State Council announces each November for the year after: which days of a weekend are
worked (make-up days) for a longer holiday. For later years the law gives the holidays themselves; those are estimated.
Where holidays follow the moon's first sight (Saudi Arabia, the Emirates), the library marks its dates as estimated.
National holidays only: a single state's or province's are not counted.
"""

from datetime import date
from functools import cache
from inspect import signature
from typing import Any

from seller_desk.core.base.workdays import DayOff, WorkCalendar

HOME = "CN"
_ENGLISH = "en_US"
_CHINESE = "zh_CN"
_MARK = "estimated"
# Their governments announce each year which days are moved or worked instead.
_MOVED_BY_DECREE = frozenset(("CN", "TW", "VN", "RU"))
# What the library can compute at all.
FIRST_YEAR, LAST_YEAR = 1991, 2099


@cache
def work_calendar(country: str, spoken: str = "en") -> WorkCalendar:
    """The calendar of a country (ISO code), holidays named in that language where the library has it.

    An unknown country, or none, has weekends only, and says that it is not known. Make it once: later calls are free.
    """
    from holidays.registry import EntityLoader

    # Asked by code: a list of what each country has would load them all.
    if country not in EntityLoader.get_country_codes(include_aliases=False):
        return WorkCalendar(id=country, known=False)
    named = _holidays(country, _ENGLISH)
    return WorkCalendar(
        id=country,
        weekend=frozenset(named.weekend),
        published_until=_published(named),
        of_year=lambda year: _year(country, spoken, year),
    )


@cache
def _year(country: str, spoken: str, year: int) -> tuple[dict[date, DayOff], frozenset[date]]:
    """Holidays and make-up days of one year; nothing beyond what the library computes."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}, frozenset()
    english = _holidays(country, _ENGLISH, year)
    shown = english
    if spoken == "zh" and _CHINESE in english.supported_languages:
        shown = _holidays(country, _CHINESE, year)
    off = {
        day: DayOff(shown.get(day) or name, _MARK in name.casefold())
        for day, name in english.items()
        if day.year == year
    }
    return off, frozenset(day for day in english.weekend_workdays if day.year == year)


def _holidays(country: str, spoken: str, *years: int) -> Any:
    """The library's object; where it can, it says which dates hang on the sight of the moon."""
    import holidays

    made = getattr(holidays, country).get_entity()
    moon = "islamic_show_estimated" in signature(made.__init__).parameters
    more = {"islamic_show_estimated": True} if moon else {}
    return made(years=years, expand=False, language=spoken, **more)


def _published(named: Any) -> int | None:
    """The last year whose moved days are known; None where the law alone decides."""
    listed = getattr(named, "special_public_holidays", None)
    return max(listed) if listed and named.country in _MOVED_BY_DECREE else None
