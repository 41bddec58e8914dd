"""Rule packs as a stranger might hand them over, for tests."""

HEAD = """platform = "{platform}"
version = "1"
name = {{ en = "A pack", zh = "规则包" }}
"""
SITE = """
[[site]]
id = "{site}"
country = "CN"
currency = "CNY"
name = {{ en = "A shop", zh = "商城" }}
"""
FACT = """
[[fact]]
key = "{key}"
value = {value}
unit = "{unit}"
source = {{ title = "a stranger", url = "{url}" }}
checked = 2026-11-20
confidence = "{confidence}"
{more}
"""

FEE = """
[[fee]]
name = "referral"
method = "percent"
per = "item"
currency = "CNY"
{numbers}
source = {{ title = "Their help page" }}
checked = 2026-11-20
confidence = "single-blog"
"""


def head(platform="my_shop"):
    """The first lines of a pack."""
    return HEAD.format(platform=platform)


def site(name="my_shop.cn"):
    """A site of its own."""
    return SITE.format(site=name)


def fact(key="site.deposit", value='"500"', **more):
    """One fact."""
    given = {"unit": "CNY", "url": "https://example.com", "confidence": "official", "more": ""}
    return FACT.format(key=key, value=value, **{**given, **more})


def fee(numbers):
    """A referral fee that is a share of the price, with these lines of numbers."""
    return FEE.format(numbers=numbers)


def write(path, *parts):
    """The parts as a file."""
    path.write_text("".join(parts), encoding="utf-8")
    return path
