"""Synthetic documents of an invented company, drawn to scale, every page stamped SPECIMEN/样本.

Nothing here belongs to anybody. The credit code passes GB 32100's check digit, but the organisation code inside
it does not pass its own, so no register can have issued it; the ID number has sequence 000, which is never given;
the phone numbers begin with 0 after the area code, as no Chinese number does.

Drawing is in millimetres on a white sheet (a scan keeps a margin around the paper), so that any resolution can be
asked for and the sizes are those of the real papers.
"""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

# Page sizes in millimetres: the paper itself, and the white margin of the scan around it.
SIZES = {
    "business_licence": (297.0, 210.0),
    "id_card": (85.6, 54.0),
    "passport": (125.0, 88.0),
    "bank_statement": (210.0, 297.0),
    "account_permit": (210.0, 148.0),
    "utility_bill": (210.0, 297.0),
    "card_statement": (210.0, 297.0),
}
MARGINS = {"id_card": 6.0, "passport": 6.0, "business_licence": 5.0, "account_permit": 5.0}

INK, GREY, RED, BLUE = (34, 34, 38), (110, 112, 118), (200, 40, 36), (38, 82, 158)
_FONT_FILES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{weight}.ttc",
)


@dataclass(frozen=True)
class Facts:
    """What the papers say; change any of them to make papers that disagree."""

    legal_name_zh: str = "深圳市澄湾科技有限公司"
    legal_name_en: str = "Shenzhen Chengwan Technology Co., Ltd."
    code: str = "91440300MA5CHENG0M"
    entity_type: str = "有限责任公司（自然人独资）"
    capital: str = "壹佰万元人民币"
    scope: str = "家居用品、日用百货的销售；货物进出口；跨境电子商务（样例文字，仅供演示）。"
    address_zh: str = "广东省深圳市南山区样例路8号澄湾大厦1203室"
    person_zh: str = "李样本"
    surname: str = "LI"
    given_names: str = "YANGBEN"
    sex: str = "女"
    born: date = date(1988, 2, 14)
    id_number: str = "440301198802140007"
    passport_number: str = "E00000000"
    account_number: str = "0000 4403 0000 1203 007"
    bank: str = "样例银行深圳南山支行"
    established_on: date = date(2017, 1, 19)
    valid_from: date = date(2017, 1, 19)
    valid_until: date | None = date(2047, 1, 18)
    issued_on: date | None = date(2023, 6, 12)


@cache
def font(pixels: int, bold: bool = False) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font with Chinese where the machine has one, else Pillow's own."""
    for pattern in _FONT_FILES:
        path = Path(pattern.format(weight="Bold" if bold else "Regular"))
        if path.exists():
            return ImageFont.truetype(str(path), max(pixels, 4), index=2)
    return ImageFont.load_default(max(pixels, 4))


@dataclass
class Sheet:
    """A paper drawn in millimetres at `dpi`."""

    kind: str
    dpi: int
    paper: tuple[int, int, int] = (253, 252, 248)
    margin: float = 0.0
    image: Image.Image = field(init=False)
    pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.margin = MARGINS.get(self.kind, 0.0)
        width, height = SIZES[self.kind]
        full = (self.px(width + 2 * self.margin), self.px(height + 2 * self.margin))
        self.image = Image.new("RGB", full, (255, 255, 255))
        self.pen = ImageDraw.Draw(self.image)
        self.box(0, 0, width, height, fill=self.paper, outline=(196, 194, 186), line=0.2)

    def px(self, millimetres: float) -> int:
        """Pixels of a length."""
        return round(millimetres * self.dpi / 25.4)

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Pixels of a place on the paper."""
        return self.px(x + self.margin), self.px(y + self.margin)

    def text(self, x: float, y: float, words: str, size: float = 3.2, **style) -> None:
        """Words with their upper left corner at x, y; `size` is the height of a line."""
        colour, bold, anchor = (
            style.get("colour", INK),
            style.get("bold", False),
            style.get("anchor", "la"),
        )
        self.pen.text(
            self.at(x, y), words, fill=colour, font=font(self.px(size), bold), anchor=anchor
        )

    def box(self, x: float, y: float, width: float, height: float, **style) -> None:
        """A rectangle."""
        self.pen.rectangle(
            (*self.at(x, y), *self.at(x + width, y + height)),
            fill=style.get("fill"),
            outline=style.get("outline"),
            width=max(1, self.px(style.get("line", 0.3))),
        )

    def line(self, x: float, y: float, to_x: float, to_y: float, colour=GREY) -> None:
        """A thin line."""
        self.pen.line(
            (*self.at(x, y), *self.at(to_x, to_y)), fill=colour, width=max(1, self.px(0.2))
        )

    def seal(self, x: float, y: float, radius: float, words: str) -> None:
        """A red round seal that says it is a sample."""
        centre = self.at(x, y)
        reach = self.px(radius)
        corners = (
            centre[0] - reach,
            centre[1] - reach,
            centre[0] + reach,
            centre[1] + reach,
        )
        self.pen.ellipse(corners, outline=RED, width=max(2, self.px(0.7)))
        self.text(x, y, words, radius * 0.42, colour=RED, anchor="mm")

    def specimen(self) -> None:
        """The stamp across the page: nobody can take it for a real paper."""
        width, height = SIZES[self.kind]
        layer = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(layer)
        size = min(width / 9, height / 4)
        pen.text(
            (self.image.width / 2, self.image.height / 2),
            "样本 SPECIMEN",
            fill=52,
            font=font(self.px(size), True),
            anchor="mm",
        )
        layer = layer.rotate(18, resample=Image.Resampling.BICUBIC)
        self.image.paste(Image.new("RGB", self.image.size, (214, 66, 58)), (0, 0), layer)
        self.text(width - 2, height - 1.2, "SPECIMEN 样本", 2.2, colour=RED, anchor="rd")


def chinese_date(day: date | None) -> str:
    """2017年01月19日; no day is 长期."""
    return "长期" if day is None else f"{day.year}年{day.month:02}月{day.day:02}日"


def _licence(sheet: Sheet, facts: Facts, side: str) -> None:
    width, height = SIZES["business_licence"]
    sheet.box(6, 6, width - 12, height - 12, outline=(196, 164, 92), line=1.4)
    sheet.box(9, 9, width - 18, height - 18, outline=(214, 190, 132), line=0.4)
    sheet.text(width / 2, 34, "营 业 执 照", 17, bold=True, anchor="mm")
    sheet.text(width / 2, 50, "（副 本）", 6, anchor="mm")
    sheet.text(22, 44, "统一社会信用代码", 4, colour=GREY)
    sheet.text(22, 50, facts.code, 6, bold=True)
    _code_square(sheet, 240, 24, 30)
    left = [
        ("名    称", facts.legal_name_zh),
        ("类    型", facts.entity_type),
        ("法定代表人", facts.person_zh),
    ]
    right = [
        ("注册资本", facts.capital),
        ("成立日期", chinese_date(facts.established_on)),
        (
            "营业期限",
            f"{chinese_date(facts.valid_from)}至{chinese_date(facts.valid_until)}",
        ),
    ]
    for column, rows in ((22, left), (158, right)):
        for number, (label, value) in enumerate(rows):
            sheet.text(column, 74 + 15 * number, label, 5, colour=GREY)
            sheet.text(column + 32, 74 + 15 * number, value, 5.4)
    sheet.text(22, 122, "经营范围", 5, colour=GREY)
    _paragraph(sheet, 54, 122, facts.scope, 5.2, 17)
    sheet.text(158, 122, "住    所", 5, colour=GREY)
    _paragraph(sheet, 190, 122, facts.address_zh, 5.2, 15)
    sheet.text(178, 168, "登记机关（样例）", 5, colour=GREY)
    sheet.text(178, 180, chinese_date(facts.issued_on), 5.4)
    sheet.seal(246, 172, 17, "样本章")


def _paragraph(sheet: Sheet, x: float, y: float, words: str, size: float, chars: int) -> None:
    for number, start in enumerate(range(0, len(words), chars)):
        sheet.text(x, y + number * size * 1.6, words[start : start + chars], size)


def _code_square(sheet: Sheet, x: float, y: float, size: float) -> None:
    """Squares that look like a two-dimensional code and hold nothing."""
    cells, step = 25, size / 25
    state = 20261208
    for row in range(cells):
        for column in range(cells):
            state = (state * 1103515245 + 12345) % (1 << 31)
            if state >> 16 & 1:
                sheet.box(x + column * step, y + row * step, step, step, fill=INK)


def _id_card(sheet: Sheet, facts: Facts, side: str) -> None:
    if side == "back":
        sheet.seal(16, 14, 8, "样本")
        sheet.text(50, 9, "中华人民共和国", 5, bold=True, anchor="ma")
        sheet.text(50, 17, "居民身份证", 7, bold=True, anchor="ma")
        sheet.text(14, 38, "签发机关", 3, colour=BLUE)
        sheet.text(32, 38, "样例市公安局南山分局", 3)
        sheet.text(14, 45, "有效期限", 3, colour=BLUE)
        until = "长期" if facts.valid_until is None else f"{facts.valid_until:%Y.%m.%d}"
        sheet.text(32, 45, f"{facts.valid_from:%Y.%m.%d}-{until}", 3)
        return
    born = facts.born
    rows = [("姓名", facts.person_zh), ("性别", f"{facts.sex}    民族 汉")]
    rows += [("出生", f"{born.year} 年 {born.month} 月 {born.day} 日")]
    for number, (label, value) in enumerate(rows):
        sheet.text(6, 6 + 7 * number, label, 3, colour=BLUE)
        sheet.text(16, 6 + 7 * number, value, 3.4)
    sheet.text(6, 27, "住址", 3, colour=BLUE)
    _paragraph(sheet, 16, 27, facts.address_zh, 3.2, 11)
    sheet.text(6, 45, "公民身份号码", 3, colour=BLUE)
    sheet.text(28, 44.6, facts.id_number, 4, bold=True)
    _face(sheet, 60, 6, 20, 26)


def _face(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    """A drawn silhouette: nobody's face."""
    sheet.box(x, y, width, height, fill=(222, 232, 240))
    middle = x + width / 2
    head = (*sheet.at(middle - 5, y + 4), *sheet.at(middle + 5, y + 16))
    sheet.pen.ellipse(head, fill=(150, 164, 178))
    body = (*sheet.at(x + 2, y + 17), *sheet.at(x + width - 2, y + height + 12))
    sheet.pen.pieslice(body, 180, 360, fill=(120, 136, 152))


def _passport(sheet: Sheet, facts: Facts, side: str) -> None:
    sheet.text(6, 6, "护照 / PASSPORT", 4.4, bold=True, colour=BLUE)
    _face(sheet, 6, 16, 32, 40)
    until = facts.valid_until or date(2035, 1, 1)
    rows = [
        ("类型 / Type", "P"),
        ("护照号 / Passport No.", facts.passport_number),
        ("姓名 / Name", f"{facts.person_zh}  {facts.surname}, {facts.given_names}"),
        ("国籍 / Nationality", "中国 / CHINESE"),
        ("出生日期 / Date of birth", f"{facts.born:%d %m %Y}"),
        ("签发日期 / Date of issue", f"{facts.valid_from:%d %m %Y}"),
        ("有效期至 / Date of expiry", f"{until:%d %m %Y}"),
    ]
    for number, (label, value) in enumerate(rows):
        sheet.text(44, 13 + 7.6 * number, label, 2, colour=GREY)
        sheet.text(44, 15.6 + 7.6 * number, value, 3.2)
    zone = f"P<CHN{facts.surname}<<{facts.given_names}".ljust(44, "<")
    sheet.text(6, 72, zone, 3.4)
    sheet.text(6, 78, f"{facts.passport_number}<0CHN{facts.born:%y%m%d}0F{until:%y%m%d}0", 3.4)


def _letterhead(sheet: Sheet, title: str, issuer: str) -> None:
    sheet.box(10, 9, 190, 13, fill=(30, 92, 138))
    sheet.text(15, 12, issuer, 5.6, bold=True, colour=(255, 255, 255))
    sheet.text(105, 30, title, 7, bold=True, anchor="mm")


def _statement(sheet: Sheet, facts: Facts, side: str) -> None:
    page = int(side or 1)
    _letterhead(sheet, "对公账户对账单  Bank statement", facts.bank)
    rows = [
        ("户名 Account name", facts.legal_name_zh),
        ("Name in English", facts.legal_name_en),
        ("账号 Account no.", facts.account_number),
        ("地址 Address", facts.address_zh),
        ("出具日期 Issued on", chinese_date(facts.issued_on) if facts.issued_on else "样例日期"),
    ]
    for number, (label, value) in enumerate(rows):
        sheet.text(16, 40 + 8 * number, label, 3.4, colour=GREY)
        sheet.text(62, 40 + 8 * number, value, 3.8)
    for number in range(22):
        y = 88 + number * 8
        sheet.line(16, y + 6.4, 194, y + 6.4, (214, 218, 222))
        sheet.text(16, y, f"{page:02}{number + 1:02}", 3.4)
        sheet.text(40, y, ("货款 样例收入", "运费 样例支出", "手续费 样例")[number % 3], 3.4)
        sheet.text(
            194,
            y,
            f"{(number * 7919 + page * 104729) % 90000 / 100 + 12:,.2f}",
            3.4,
            anchor="ra",
        )
    sheet.seal(168, 272, 14, "样本章")
    sheet.text(105, 290, f"第 {page} 页", 3.2, anchor="mm", colour=GREY)


def _permit(sheet: Sheet, facts: Facts, side: str) -> None:
    sheet.box(5, 5, 200, 138, outline=(120, 150, 120), line=0.8)
    sheet.text(105, 24, "开 户 许 可 证", 11, bold=True, anchor="mm")
    rows = [
        ("核准号", "J0000000001203"),
        ("存款人名称", facts.legal_name_zh),
        ("法定代表人", facts.person_zh),
        ("开户银行", facts.bank),
        ("账    号", facts.account_number),
        ("发证日期", chinese_date(facts.issued_on)),
    ]
    for number, (label, value) in enumerate(rows):
        sheet.text(24, 44 + 13 * number, label, 4.4, colour=GREY)
        sheet.text(64, 44 + 13 * number, value, 5)
    sheet.seal(170, 112, 15, "样本章")


def _bill(sheet: Sheet, facts: Facts, side: str) -> None:
    _letterhead(sheet, "电费账单  Electricity bill", "样例电力（演示）")
    if side == "2":
        _readings(sheet)
        return
    rows = [
        ("户名 Customer", facts.legal_name_zh),
        ("用电地址 Address", facts.address_zh),
        ("户号 Account", "0000 1203 0007"),
        ("账单日期 Issued on", chinese_date(facts.issued_on)),
    ]
    for number, (label, value) in enumerate(rows):
        sheet.text(16, 44 + 10 * number, label, 3.8, colour=GREY)
        sheet.text(64, 44 + 10 * number, value, 4.4)
    for number, label in enumerate(
        ("上期示数", "本期示数", "用电量（千瓦时）", "单价（元）", "应交电费（元）")
    ):
        y = 100 + number * 14
        sheet.box(16, y, 178, 12, outline=(190, 200, 210))
        sheet.text(22, y + 3.6, label, 4.4)
        sheet.text(
            186,
            y + 3.6,
            ("10,320", "11,544", "1,224", "0.82", "1,003.68")[number],
            4.4,
            anchor="ra",
        )
    sheet.seal(160, 210, 15, "样本章")


def _readings(sheet: Sheet) -> None:
    for day in range(1, 29):
        y = 40 + day * 8
        sheet.line(16, y + 6, 194, y + 6, (214, 218, 222))
        sheet.text(16, y, f"{day:02} 日", 3.4)
        sheet.text(194, y, f"{36 + day * 7 % 19} 千瓦时", 3.4, anchor="ra")


_DRAW: dict[str, Callable[[Sheet, Facts, str], None]] = {
    "business_licence": _licence,
    "id_card": _id_card,
    "passport": _passport,
    "bank_statement": _statement,
    "card_statement": _statement,
    "account_permit": _permit,
    "utility_bill": _bill,
}


def draw(kind: str, side: str = "", *, dpi: int = 300, facts: Facts | None = None) -> Image.Image:
    """One page as a scan at `dpi`. `side`: front/back of an ID card, the page number of a statement."""
    sheet = Sheet(kind, dpi)
    sheet.box(1.5, 1.5, SIZES[kind][0] - 3, SIZES[kind][1] - 3, outline=(226, 222, 212), line=0.2)
    _DRAW[kind](sheet, facts or Facts(), side)
    sheet.specimen()
    return sheet.image


def pdf_of(sheets: list[Image.Image], dpi: int, *, quality: int = 80, password: str = "") -> bytes:
    """A PDF of these pages, the same bytes each time (unless it is locked)."""
    from pypdf import PdfReader, PdfWriter

    buffer = io.BytesIO()
    when = time.struct_time((2026, 11, 1, 0, 0, 0, 6, 305, 0))
    sheets[0].save(
        buffer,
        "PDF",
        resolution=dpi,
        quality=quality,
        save_all=True,
        append_images=sheets[1:],
        creationDate=when,
        modDate=when,
    )
    if not password:
        return buffer.getvalue()
    writer = PdfWriter(clone_from=PdfReader(buffer))
    writer.encrypt(password, algorithm="AES-256")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


__all__ = ["MARGINS", "SIZES", "Facts", "Sheet", "chinese_date", "draw", "font", "pdf_of"]
