"""Invented companies, people and addresses, the same for the same seed. Check digits are right; nobody is meant.

Organisation codes, ID sequence 000 and telephone numbers are ones that no register gives out where that can be had.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

_CITIES = (
    ("浙江省", "杭州市", "西湖区", "3301", "06"),
    ("广东省", "深圳市", "宝安区", "4403", "06"),
    ("江苏省", "苏州市", "吴中区", "3205", "06"),
    ("福建省", "厦门市", "湖里区", "3502", "06"),
    ("山东省", "青岛市", "市南区", "3702", "02"),
    ("四川省", "成都市", "武侯区", "5101", "07"),
    ("浙江省", "金华市", "义乌市", "3307", "82"),
    ("广东省", "广州市", "白云区", "4401", "11"),
)
_STREETS = (
    "样例路",
    "云栖大道",
    "望江东路",
    "银湖街",
    "湖畔南路",
    "新塘北街",
    "蓝田路",
    "松柏西路",
)
_HOUSES = ("大厦", "广场", "创新园", "科技楼", "商务中心")
_FIRST = ("澄", "云", "禾", "远", "启", "星", "博", "润", "嘉", "森", "晨", "铭")
_SECOND = ("湾", "帆", "川", "途", "航", "海", "宇", "达", "禾", "岳", "曦", "泽")
_TRADES = ("科技", "电子商务", "贸易", "进出口", "供应链管理", "家居用品", "服饰", "智能设备")
_FAMILY = (
    ("李", "LI"),
    ("王", "WANG"),
    ("陈", "CHEN"),
    ("周", "ZHOU"),
    ("吴", "WU"),
    ("郑", "ZHENG"),
    ("林", "LIN"),
    ("黄", "HUANG"),
    ("许", "XU"),
    ("沈", "SHEN"),
)
_GIVEN = (
    ("晓雨", "XIAOYU"),
    ("志明", "ZHIMING"),
    ("文静", "WENJING"),
    ("建国", "JIANGUO"),
    ("思远", "SIYUAN"),
    ("欣怡", "XINYI"),
    ("浩", "HAO"),
    ("丽华", "LIHUA"),
    ("海峰", "HAIFENG"),
    ("敏", "MIN"),
)
_EN_FIRST = (
    "Clearbay",
    "Northsail",
    "Greenfield",
    "Bluepeak",
    "Brightway",
    "Starcross",
    "Hillcrest",
)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Cast:
    """Who and what one paper is about."""

    name_zh: str
    name_en: str
    name_hk: str
    code: str
    person: str
    surname: str
    given: str
    sex: str
    born: date
    id_number: str
    address: str
    city: tuple[str, str, str, str, str]
    address_en: tuple[str, ...]
    founded: date
    issued: date
    expires: date
    account: str
    passport: str
    br_number: str
    customs: str
    capital: int
    rng: random.Random


def uscc(rng: random.Random, region: str) -> str:
    """A unified social credit code whose check digit fits (GB 32100)."""
    body = "91" + region + "MA" + "".join(rng.choice(_USCC) for _n in range(7))
    total = sum(
        _USCC.index(char) * weight
        for char, weight in zip(
            body, (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28), strict=True
        )
    )
    return body + _USCC[(31 - total % 31) % 31]


def id_number(region: str, born: date, woman: bool) -> str:
    """A resident ID number with the sequence that is never given, and a fitting check digit."""
    body = region + born.strftime("%Y%m%d") + ("000" if woman else "001")
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(char) * weight for char, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def cast(seed: int) -> Cast:
    """One invented company with its person."""
    rng = random.Random(seed * 7919 + 11)
    province, city, district, region, county = rng.choice(_CITIES)
    family, surname = rng.choice(_FAMILY)
    given, given_en = rng.choice(_GIVEN)
    woman = rng.random() < 0.5
    born = date(1968, 1, 1) + timedelta(days=rng.randrange(365 * 30))
    first, second, trade = rng.choice(_FIRST), rng.choice(_SECOND), rng.choice(_TRADES)
    place = city[:-1]
    bracket = rng.random() < 0.3
    name = (
        f"{first}{second}{trade}（{place}）有限公司"
        if bracket
        else f"{place}{first}{second}{trade}有限公司"
    )
    founded = date(2012, 1, 1) + timedelta(days=rng.randrange(365 * 10))
    issued = date(2026, 1, 5) + timedelta(days=rng.randrange(300))
    street, house = rng.choice(_STREETS), rng.choice(_HOUSES)
    number, room, floor = rng.randrange(2, 990), rng.randrange(101, 2999), rng.randrange(2, 30)
    address = f"{province}{city}{district}{street}{number}号{first}{second}{house}{floor}层{room}室"
    title = f"{rng.choice(_EN_FIRST)} {rng.choice(('Trading', 'Technology', 'Home Goods'))}"
    return Cast(
        name_zh=name,
        name_en=f"{title} Limited",
        name_hk=f"{first}{second}國際貿易有限公司",
        code=uscc(rng, region + "00"),
        person=family + given,
        surname=surname,
        given=given_en,
        sex="女" if woman else "男",
        born=born,
        id_number=id_number(region + county, born, woman),
        address=address,
        city=(province, city, district, region, county),
        address_en=(
            f"Flat {chr(65 + rng.randrange(8))}, {floor}/F, {rng.choice(_EN_FIRST)} Centre",
            f"{number} {rng.choice(('Harbour', 'Queensway', 'Canton', 'Sample'))} Road",
            rng.choice(("Kowloon, Hong Kong", "Wan Chai, Hong Kong")),
        ),
        founded=founded,
        issued=issued,
        expires=date(founded.year + 20, founded.month, min(founded.day, 28)) - timedelta(days=1),
        account="".join(str(rng.randrange(10)) for _n in range(rng.choice((12, 15, 17, 19)))),
        passport="E" + rng.choice("ABCDEFGH") + "".join(str(rng.randrange(10)) for _n in range(7)),
        br_number="0" + "".join(str(rng.randrange(10)) for _n in range(7)),
        customs=region + "96" + "".join(rng.choice("0123456789ABCDEF") for _n in range(4)),
        capital=rng.choice((10, 50, 100, 200, 500, 1000)) * 10000,
        rng=rng,
    )


def zh(day: date, pad: bool = True) -> str:
    """2017年01月19日."""
    return (
        f"{day.year}年{day.month:02}月{day.day:02}日"
        if pad
        else f"{day.year}年{day.month}月{day.day}日"
    )


def capital_words(amount: int) -> str:
    """壹佰万元人民币 of 1,000,000."""
    digits = "零壹贰叁肆伍陆柒捌玖"
    wan = amount // 10000
    words = ""
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = wan // unit % 10
        if digit:
            words += digits[digit] + name
    return words + "万元人民币"


def mrz(cast_of: Cast, state: str, number: str, until: date) -> tuple[str, str]:
    """Both lines of a passport's machine-readable zone with fitting check digits (ICAO 9303)."""

    def check(text: str) -> str:
        values = [0 if c == "<" else int(c, 36) for c in text]
        return str(sum(v * (7, 3, 1)[n % 3] for n, v in enumerate(values)) % 10)

    upper = f"P<{state}{cast_of.surname}<<{cast_of.given.replace(' ', '<')}".ljust(44, "<")[:44]
    number = number.ljust(9, "<")
    born, end = cast_of.born.strftime("%y%m%d"), until.strftime("%y%m%d")
    sex = "F" if cast_of.sex == "女" else "M"
    extra = "<" * 14
    lower = number + check(number) + state + born + check(born) + sex + end + check(end)
    lower += extra + "<"
    whole = lower[0:10] + lower[13:20] + lower[21:43]
    return upper, lower + check(whole)
