"""The product sheet and the carrier price list of the sample company, as a seller in Shenzhen keeps them."""

from dataclasses import dataclass

HEAD = [
    "SKU",
    "父SKU",
    "变体主题",
    "颜色",
    "尺寸",
    "标题",
    "商品亮点",
    "品牌",
    "类目",
    "eBay类目ID",
    "条码",
]
HEAD += [f"要点{number}" for number in range(1, 6)]
HEAD += ["描述", "搜索词", "价格", "币种", "成本", "成本币种", "数量", "成色"]
HEAD += ["重量(g)", "长(mm)", "宽(mm)", "高(mm)", "原产国", "主图"]


@dataclass(frozen=True)
class Product:
    """One row. A parent has no price; `shape`, `look` and `count` say how it is drawn."""

    sku: str
    title: str
    shape: str
    look: str = "Blue"
    count: int = 1
    parent: str = ""
    theme: str = ""
    colour: str = ""
    size: str = ""
    price: str = ""
    cost: str = ""
    weight: int = 0
    sides: tuple[int, int, int] = (0, 0, 0)
    number: int = 0

    @property
    def picture(self) -> str:
        """The name of its picture; parents show the first child's."""
        return "" if self.theme and not self.parent else f"{self.sku.lower()}.jpg"


@dataclass(frozen=True)
class Family:
    """Products that belong together: `children` are (option, look, pieces, price, cost, weight, sides)."""

    sku: str
    theme: str
    title: str
    child_title: str
    shape: str
    children: tuple[tuple[str, str, int, str, str, int, tuple[int, int, int]], ...]


_SMALL, _FLAT, _TALL = (240, 170, 70), (260, 200, 30), (110, 110, 240)
FAMILIES = (
    Family(
        "CW-BOX-3",
        "Color",
        "CHENGWAN Food Storage Container with 3 Compartments, Leakproof",
        "CHENGWAN Food Storage Container, 3 Compartments, Leakproof, {option}",
        "box",
        (
            ("Blue", "Blue", 3, "24.99", "18.50", 420, _SMALL),
            ("Green", "Green", 3, "24.99", "18.50", 420, _SMALL),
            ("Sand", "Sand", 3, "24.99", "18.50", 420, _SMALL),
        ),
    ),
    Family(
        "CW-BOX-5",
        "Color",
        "CHENGWAN Lunch Box with 5 Compartments, Microwave Safe",
        "CHENGWAN Lunch Box with 5 Compartments, Microwave Safe, {option}",
        "box",
        (
            ("Blue", "Blue", 5, "27.99", "21.00", 460, _SMALL),
            ("Green", "Green", 5, "27.99", "21.00", 460, _SMALL),
            ("Pink", "Pink", 5, "27.99", "21.00", 460, _SMALL),
        ),
    ),
    Family(
        "CW-JAR",
        "Size",
        "CHENGWAN Airtight Pantry Jar with Bamboo Lid",
        "CHENGWAN Airtight Pantry Jar with Bamboo Lid, {option}",
        "jar",
        (
            ("800 ml", "Green", 1, "22.99", "15.20", 380, _TALL),
            ("1200 ml", "Blue", 1, "25.99", "18.40", 440, _TALL),
            ("1800 ml", "Sand", 1, "28.99", "22.60", 500, _TALL),
        ),
    ),
    Family(
        "CW-LID",
        "Size",
        "CHENGWAN Silicone Stretch Lids for Bowls and Cups",
        "CHENGWAN Silicone Stretch Lids for Bowls and Cups, {option}",
        "lid",
        (
            ("6 pieces", "Sand", 2, "19.99", "9.80", 210, _FLAT),
            ("12 pieces", "Blue", 3, "25.99", "17.60", 390, _FLAT),
        ),
    ),
    Family(
        "CW-RACK",
        "Size",
        "CHENGWAN Spice Rack Organizer for Cabinet and Counter",
        "CHENGWAN Spice Rack Organizer for Cabinet and Counter, {option}",
        "rack",
        (
            ("2 tiers", "Purple", 2, "26.99", "20.30", 480, _FLAT),
            ("3 tiers", "Purple", 3, "29.99", "24.50", 540, _FLAT),
            ("4 tiers", "Grey", 4, "34.99", "29.80", 620, _FLAT),
        ),
    ),
    Family(
        "CW-BAG",
        "Size",
        "CHENGWAN Reusable Silicone Food Bags, Freezer Safe",
        "CHENGWAN Reusable Silicone Food Bags, Freezer Safe, {option}",
        "bag",
        (
            ("10 pack", "Pink", 1, "22.99", "14.60", 300, _FLAT),
            ("20 pack", "Purple", 2, "29.99", "26.40", 520, _FLAT),
            ("30 pack", "Blue", 3, "36.99", "37.90", 740, _FLAT),
        ),
    ),
    Family(
        "CW-TRAY",
        "ColorSize",
        "CHENGWAN Drawer Organizer Trays for Kitchen and Desk",
        "CHENGWAN Drawer Organizer Trays for Kitchen and Desk, {option}",
        "tray",
        (
            ("Grey 2 pieces", "Grey", 2, "20.99", "12.40", 320, _FLAT),
            ("Grey 4 pieces", "Grey", 4, "26.99", "20.80", 520, _FLAT),
            ("Grey 6 pieces", "Grey", 6, "32.99", "28.60", 700, _FLAT),
            ("Blue 2 pieces", "Blue", 2, "20.99", "12.40", 320, _FLAT),
            ("Blue 4 pieces", "Blue", 4, "26.99", "20.80", 520, _FLAT),
            ("Blue 6 pieces", "Blue", 6, "32.99", "28.60", 700, _FLAT),
        ),
    ),
)

SINGLES = (
    Product(
        "CW-BOX-1L",
        "CHENGWAN Square Food Container 1 Liter with Lock Lid",
        "box",
        "Purple",
        price="19.99",
        cost="11.20",
        weight=260,
        sides=_SMALL,
    ),
    Product(
        "CW-JAR-SET",
        "CHENGWAN Glass Jar Set of 3 for Pantry, Sealed Lids",
        "jar",
        "Grey",
        3,
        price="36.99",
        cost="32.00",
        weight=780,
        sides=_TALL,
    ),
    Product(
        "CW-LID-GLASS",
        "CHENGWAN Universal Glass Lid with Silicone Rim",
        "lid",
        "Green",
        price="23.99",
        cost="16.30",
        weight=450,
        sides=_FLAT,
    ),
    Product(
        "CW-TRAY-XL",
        "CHENGWAN Expandable Cutlery Tray for Wide Drawers",
        "tray",
        "Sand",
        3,
        price="34.99",
        cost="28.00",
        weight=680,
        sides=_FLAT,
    ),
    # Seeded: 78 characters. eBay takes 80, Amazon 75 since 27 July 2026.
    Product(
        "CW-RACK-WALL",
        "CHENGWAN Wall Mounted Spice Rack with Four Shelves for Pantry and Kitchen Door",
        "rack",
        "Green",
        4,
        price="36.99",
        cost="31.50",
        weight=690,
        sides=_FLAT,
    ),
)

_FEATURES = {
    "box": ("Four-side locks keep soup in; tested upside down for 24 hours.", "meal prep lunch bento divided snack portion"),
    "jar": ("A silicone ring seals the lid, so flour and rice stay dry.", "flour sugar cereal canister dry goods"),
    "lid": ("Stretches over bowls, cups and cut fruit and grips when wet.", "bowl cover reusable wrap cup fruit"),
    "rack": ("Stands or hangs; the rails keep bottles from sliding.", "seasoning shelf holder countertop herbs"),
    "bag": ("Closes with one press and opens flat for washing.", "sandwich freezer snack reusable leakproof"),
    "tray": ("Trays lock together and fit drawers from 40 cm.", "cutlery divider desk utensils tidy"),
}  # fmt: skip
_EBAY_CATEGORY = {"box": "20652", "jar": "20655", "lid": "20652", "rack": "20654", "bag": "20652", "tray": "20653"}  # fmt: skip


def products() -> list[Product]:
    """Parents, their children, then single products; the numbers of the codes follow this order."""
    rows: list[Product] = []
    for family in FAMILIES:
        rows.append(Product(family.sku, family.title, family.shape, theme=family.theme))
        rows += [_child(family, *child) for child in family.children]
    rows += SINGLES
    numbered = []
    for number, row in enumerate(rows):
        numbered.append(Product(**{**row.__dict__, "number": number}))
    return numbered


def _child(family: Family, option, look, count, price, cost, weight, sides) -> Product:
    colour, size = "", ""
    if family.theme == "Color":
        colour, tail = option, option.upper()
    elif family.theme == "Size":
        size, tail = option, option.replace(" ", "").upper()
    else:
        colour, _, size = option.partition(" ")
        tail = f"{colour.upper()}-{size.split()[0]}"
    return Product(
        f"{family.sku}-{tail}",
        family.child_title.format(option=option),
        family.shape,
        look,
        count,
        family.sku,
        family.theme,
        colour,
        size,
        price,
        cost,
        weight,
        sides,
    )


def gtin13(number: int) -> str:
    """A code under GS1 prefix 952, which is reserved for examples and given to nobody."""
    body = f"9520001203{number:02}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


def _cells(row: Product, picture: str, is_parent: bool) -> list[str]:
    first, terms = _FEATURES[row.shape]
    bullets = [
        first,
        "Made of food-grade plastic and silicone without BPA.",
        "Goes into the dishwasher, the freezer and the microwave without its lid.",
        "Stacks flat, so three sets take the place of one.",
        "What you get: the product shown, a care card and a spare seal.",
    ]
    described = f"{row.title}. {first} {bullets[1]} {bullets[2]} {bullets[3]}"
    sold = ["", "", "", "", "", ""]
    if not is_parent:
        sold = [row.price, "USD", row.cost, "CNY", "200", "new"]
    sides = [str(side) if side else "" for side in row.sides]
    return [
        row.sku,
        row.parent,
        row.theme,
        row.colour,
        row.size,
        row.title,
        "Leakproof kitchen storage that stacks and washes easily",
        "CHENGWAN",
        "home_kitchen",
        _EBAY_CATEGORY[row.shape],
        "" if is_parent else gtin13(row.number),
        *bullets,
        described,
        terms,
        *sold,
        str(row.weight or ""),
        *sides,
        "CN",
        f"pictures/{picture}",
    ]


def table() -> list[list[str]]:
    """The sheet with its head."""
    rows = products()
    # A family shows the picture of its first variation.
    first = {row.parent: row.picture for row in reversed(rows) if row.parent}
    return [
        HEAD,
        *(_cells(row, row.picture or first[row.sku], row.sku in first) for row in rows),
    ]


# Country: (price per kg, fee per parcel, days) of the standard line in CNY; express costs more.
_LANES = {
    "美国": (78, 16, "7-12天"),
    "德国": (66, 18, "8-12天"),
    "英国": (58, 17, "7-10天"),
    "法国": (68, 19, "8-12天"),
    "加拿大": (82, 20, "9-14天"),
    "日本": (42, 14, "4-7天"),
    "澳大利亚": (64, 18, "8-13天"),
}
_BANDS = ("0-0.2", "0.2-0.5", "0.5-1", "1-2", "2-5", "5-20")


def rate_table() -> list[list[str]]:
    """The forwarder's price list: per kilogram and per parcel, in bands without gaps."""
    rows = [
        [
            "国家/地区",
            "渠道名称",
            "货物类型",
            "重量段(KG)",
            "运费(RMB/KG)",
            "挂号费(RMB/票)",
            "时效",
        ]
    ]
    for service, goods, dearer in (("样例专线-标准", "普货", 0), ("样例专线-带电", "带电", 9)):
        for country, (per_kg, fee, days) in _LANES.items():
            for number, band in enumerate(_BANDS):
                price = per_kg + dearer - 2 * number
                rows.append([country, service, goods, band, str(price), str(fee), days])
    return rows
