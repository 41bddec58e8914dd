"""Forwarders' sheets become price lists, and no row gets lost."""

from datetime import date
from decimal import Decimal as D

import openpyxl
import pytest

from seller_desk.core.base.errors import DeskError
from seller_desk.core.media.workbook import Table, workbook_bytes
from seller_desk.core.shipping import rate_cells
from seller_desk.core.shipping.countries import alpha3, find_country
from seller_desk.core.shipping.import_rates import import_rates
from seller_desk.core.shipping.quote import Parcel, PriceBook
from seller_desk.core.shipping.rate_columns import read_heads

SHEET = """WANB 专线,,,,,,
生效时间 2026年6月8日,,,,,,
国家,重量段（kg）,公斤价(RMB/KG),处理费/挂号费(RMB/票),最低计费重(KG),时效,经理
美国,0-0.1kg,98,24,0.03,6-12工作日,x
,0.1-0.2kg,92,22,,,
美国,0.7-2kg,87,13,,,
美国,2-30kg,82,13,,,
英国,0<W≤0.3,47,16,,,
火星,0-1,1,1,,,
英国,abc,1,1,,,
美国,2-30kg,81,13,,,
法国,,60,13,,,
法国,0-2,-3,13,,,
备注：以上不含税,,,,,,
"""


def read(tmp_path, data, name="rates.csv", **more):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return import_rates(path, card_id="card", company_id="company", **more)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_row_is_imported_reported_or_kept_as_a_note(tmp_path, encoding):
    done = read(tmp_path, SHEET.encode(encoding))
    assert done.read == 11
    assert done.imported == 5
    assert [(one.place.row, one.detail) for one in done.rejected] == [
        (9, "国家: 火星"),
        (10, "重量段（kg）: abc"),
        (11, "国家: 美国; 重量段（kg）: 2-30kg = 7"),
        (12, "法国 60 13"),
        (13, "公斤价(RMB/KG): -3"),
    ]
    assert done.card.notes == ["备注：以上不含税"]
    assert [one.detail for one in done.findings if one.code == "import.column_unknown"] == ["经理"]
    assert done.read == done.imported + len(done.rejected) + len(done.card.notes)


def test_the_card_quotes_as_the_sheet_says(tmp_path):
    card = read(tmp_path, SHEET).card
    assert (card.currency, card.as_of) == ("CNY", date(2026, 6, 8))
    assert (card.tiers[0].days_min, card.tiers[0].days_max) == (6, 12)
    (quote,), _none = PriceBook(card).quotes(Parcel(country="US", weight_g=10))
    assert quote.total.amount == D("26.94")
    assert PriceBook(card).quotes(Parcel(country="US", weight_g=480))[1][0].reason == "gap"


def test_sheets_of_a_workbook_are_services_and_merged_cells_repeat(tmp_path):
    head = ["国家/地区", "重量(KG)", "运费(RMB/KG)", "挂号费(RMB/票)", "操作费", "进位制(KG)"]
    data = workbook_bytes(
        [
            Table(
                "普货",
                head,
                [["美国", "0<W<=2", 155, 38, 2, "0.1"], ["", "2<W<=30", 150, 38, "", "0.1"]],
            ),
            Table("带电", head, [["美国", "0<W<=2", 165, 38, 2, ""]]),
        ],
        date(2026, 1, 1),
    )
    done = read(tmp_path, data, "线路.xlsx")
    assert done.imported == 3
    assert [(tier.name, tier.goods) for tier in done.card.tiers] == [
        ("普货", ["plain"]),
        ("带电", ["plain", "battery"]),
    ]
    assert done.card.tiers[0].weight.step_g == 100
    quotes, _none = PriceBook(done.card).quotes(Parcel(country="US", weight_g=1001))
    assert [str(quote.total.amount) for quote in quotes] == ["205.17", "210.50"]
    quotes, _none = PriceBook(done.card).quotes(Parcel(country="US", weight_g=1, goods="battery"))
    assert [quote.lane.tier.name for quote in quotes] == ["带电"]


def test_english_sheets_with_flat_prices_in_dollars(tmp_path):
    text = "Destination;Service;Weight to (g);Price (USD/parcel)\nUSA;ePost;100;3,4\nUSA;ePost;500;5.90\nUSA;ePost;500 g;6\n"
    done = read(tmp_path, text)
    assert done.card.currency == "USD"
    assert [one.up_to_g for one in done.card.rates[0].bands] == [100, 500]
    assert done.rejected[0].place.row == 4


def test_first_and_additional_weight(tmp_path):
    text = "国家,重量段,首重(KG),首重价格(RMB),续重单位(KG),续重价格(RMB)\n日本,0-20,0.5,30,0.5,12\n日本,20-30,,40,0.5,12\n"
    done = read(tmp_path, text)
    band = done.card.rates[0].bands[0]
    assert (band.first_g, band.price, band.additional_g, band.step_price) == (500, 30, 500, 12)
    assert len(done.rejected) == 1


def test_two_currencies_do_not_mix_in_one_list(tmp_path):
    text = "国家,重量段,公斤价,币种\n日本,0-20,30,RMB\n美国,0-20,30,USD\n"
    assert [one.detail for one in read(tmp_path, text).rejected] == ["币种: USD"]


def test_the_seller_may_say_what_a_column_means(tmp_path):
    text = "where,kilos,yuan a kilo\n美国,0-2,98\n"
    with pytest.raises(DeskError):
        read(tmp_path, text)
    chosen = {"where": "country", "kilos": "weight", "yuan a kilo": "per_kg"}
    assert read(tmp_path, text, chosen=chosen).imported == 1


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0", b"\x00\x01"]
)
def test_a_file_without_a_price_table_is_refused_with_its_name(tmp_path, data):
    with pytest.raises(DeskError) as caught:
        read(tmp_path, data)
    assert caught.value.file.endswith("rates.csv")


def test_a_sheet_without_one_usable_row_names_the_first_bad_one(tmp_path):
    with pytest.raises(DeskError) as caught:
        read(tmp_path, "国家,重量段,公斤价\n火星,0-1,3\n")
    assert caught.value.row == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0-0.1kg", (0, 100)),
        ("0＜W≤0.1", (0, 100)),
        ("0.1<W<=0.2", (100, 200)),
        ("2 - 30 KG", (2000, 30000)),
        ("0–500g", (0, 500)),
        ("≤2", (None, 2000)),
        ("30kg以上", (30000, 1_000_000)),
        ("2kg", (None, 2000)),
    ],
)
def test_bands_as_forwarders_write_them(text, expected):
    assert rate_cells.band(text, 1000) == expected


@pytest.mark.parametrize("text", ["", "abc", "2-1", "1-2-3", "0"])
def test_a_band_that_cannot_be_read_is_an_error(text):
    with pytest.raises(ValueError, match=r".*"):
        rate_cells.band(text, 1000)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("美国", "US"),
        ("usa", "US"),
        ("UK", "GB"),
        ("德国", "DE"),
        ("DEU", "DE"),
        ("U.K.", "GB"),
        ("其他国家", "*"),
        ("火星", None),
    ],
)
def test_countries_are_found_by_name_and_code(word, code):
    assert find_country(word) == code


def test_three_letter_codes_are_those_in_use():
    assert [alpha3(one) for one in ("US", "GB", "RO", "CD", "MM", "DE", "FR", "RS", "TL", "YE")] == [
        "USA", "GBR", "ROU", "COD", "MMR", "DEU", "FRA", "SRB", "TLS", "YEM",
    ]  # fmt: skip


def test_units_in_a_head_decide_what_the_word_leaves_open():
    heads = ["首重(KG)", "首重(RMB)", "运费(元/票)", "运费(RMB/KG)", "重量(g)", "No."]
    assert [(one.field, one.grams) for one in read_heads(heads)][:5] == [
        ("first_weight", 1000),
        ("first_price", 1000),
        ("price", 1000),
        ("per_kg", 1000),
        ("weight", 1),
    ]


def test_a_sheet_out_of_view_is_read_only_where_no_other_has_prices(tmp_path):
    book = openpyxl.Workbook()
    for sheet, price in ((book.active, 90), (book.create_sheet("上月"), 80)):
        sheet.append(["国家", "重量段（kg）", "公斤价(RMB/KG)"])
        sheet.append(["美国", "0-1", price])
    book["上月"].sheet_state = "hidden"
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert read(tmp_path, path.read_bytes(), name="seen.xlsx").imported == 1
    book.active["A1"] = "说明"
    book.save(path)
    done = read(tmp_path, path.read_bytes(), name="only-hidden.xlsx")
    assert [rate.bands[0].per_kg for rate in done.card.rates] == [80]


def test_an_open_quotation_mark_in_a_price_list_loses_no_row(tmp_path):
    text = '国家,重量段（kg）,公斤价\n美国,0-1,90\n"英国,0-1,80\n法国,0-1,70\n'
    done = read(tmp_path, text)
    assert (done.read, done.imported) == (3, 1)
    assert [one.place.row for one in done.rejected] == [3, 4]


def test_an_encoding_that_is_a_guess_is_said(tmp_path):
    text = "country;weight;price\nDE;0-1 kg;5\nFrance – Corse;0-1 kg;6\nSüd;0-1 kg;7\n"
    done = read(tmp_path, text.encode("cp1252"))
    assert [one.measured for one in done.findings if one.code == "import.encoding_unsure"] == [
        "cp1252"
    ]
