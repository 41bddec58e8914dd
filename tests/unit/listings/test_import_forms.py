"""Files in platforms' own layouts, read as what they are: each row a listing, families joined, nothing invented."""

from decimal import Decimal

import msgspec
import openpyxl
import pytest

from seller_desk.core.listings.exporters import amazon, ebay_category, ebay_draft, own_csv, own_xlsx
from seller_desk.core.listings.exporters.amazon_template import read_template
from seller_desk.core.listings.importers.columns import recognise
from seller_desk.core.listings.importers.run import Outcome, listings_of, sheet_findings
from seller_desk.core.listings.importers.sheets import open_sheet
from seller_desk.core.listings.model import ListingImage, SiteFields, parent_skus

LEGACY = (
    "TemplateType=fptcustom\tVersion=2025.1106\tTemplateSignature=AA\tsettings=attributeRow=3&labelRow=2&dataRow=4"
    "&primaryMarketplaceId=amzn1.mp.o.A1PA6795UKMFR9\n"
    "Typ\tSKU\tAktion\tTitel\tID\tID-Typ\tBild\tBild 2\tEltern\tThema\tFarbe\tPreis\tMenge\n"
    "feed_product_type\titem_sku\tupdate_delete\titem_name\texternal_product_id\texternal_product_id_type\t"
    "main_image_url\tother_image_url1\tparent_sku\tvariation_theme\tcolor_name\tstandard_price\tquantity\n"
)


@pytest.fixture
def read(tmp_path):
    def taken(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        sheet = open_sheet(path, currency_of=lambda _site: "EUR")
        columns = recognise(
            sheet.headers, sheet.preset, None, sheet.form.fields if sheet.form else None
        )
        outcome = Outcome()
        ids = iter(f"id-{n}" for n in range(10**6))
        made = list(listings_of(sheet, columns, {}, "company", ids.__next__, outcome))
        unknown = [one.detail for one in sheet_findings(sheet, columns)]
        return sheet, {one.sku: one for one in made}, outcome.rejected, unknown

    return taken


def test_amazons_legacy_template_is_read_by_its_field_names_and_a_delete_is_no_product(read):
    rows = (
        "BOX\tP\t\tBox\t\t\t\t\t\tColor\t\t\t\n"
        "BOX\tC-1\tUpdate\tBlaue Box\t9520001203015\tEAN\thttps://e.x/1.jpg\thttps://e.x/2.jpg\tP\tColor\tBlau\t19,90\t4\n"
        "BOX\tC-2\tLöschen\tRote Box\t\t\t\t\tP\tColor\tRot\t19,90\t4\n"
        "BOX\tC-3\t\tBox\tB0ABCDEFGH\tASIN\t\t\t\t\t\t5,00\t1\n"
    )
    sheet, made, rejected, unknown = read("inventory.txt", LEGACY + rows, "cp1252")
    assert (sheet.preset, sheet.header_row, sheet.first_row) == ("amazon", 3, 4)
    # The encoding is a guess, and says so.
    assert (sheet.form.site, unknown) == ("amazon.de", [""])
    assert made["P"].variation_theme == ["Color"]
    child = made["C-1"]
    assert (child.parent_sku, child.variation_theme, child.options) == ("P", [], {"Color": "Blau"})
    assert (child.price, child.currency, child.quantity) == (Decimal("19.90"), "EUR", 4)
    assert [one.url[-5:] for one in child.images] == ["1.jpg", "2.jpg"]
    assert (made["C-3"].gtin, made["C-3"].attributes["asin"]) == ("", "B0ABCDEFGH")
    assert [(one.row, "delete" in one.text()) for one in rejected] == [(6, True)]


def test_amazons_new_template_is_found_in_its_workbook_and_its_example_row_is_no_product(
    tmp_path, read
):
    keys = [
        "contribution_sku#1.value",
        "::record_action",
        "item_name[marketplace_id=A1PA6795UKMFR9][language_tag=de_DE]#1.value",
        "purchasable_offer[marketplace_id=A1PA6795UKMFR9][audience=B2B]#1.our_price#1.schedule#1.value_with_tax",
        "purchasable_offer[marketplace_id=A1PA6795UKMFR9][audience=ALL]#1.our_price#1.schedule#1.value_with_tax",
        "purchasable_offer[marketplace_id=A1F83G8C2ARO7P][audience=ALL]#1.our_price#1.schedule#1.value_with_tax",
        "lid[marketplace_id=A1PA6795UKMFR9]#1.material#1.value",
        "amzn1.volt.ca.product_id_type",
    ]
    book = openpyxl.Workbook()
    book.active.append(["Anleitung", "SKU"])
    sheet = book.create_sheet("Vorlage")
    head = "settings=attributeRow%3D5%26labelRow%3D4%26dataRow%3D7%26primaryMarketplaceId%3DA1PA6795UKMFR9"
    for row in ([head], ["x"], ["g"], ["l"] * len(keys), keys, ["EXAMPLE"] * len(keys)):
        sheet.append(row)
    sheet.append(["A-1", None, "Dose", "9", "19.90", "17", "Bambus", "GTIN Exempt"])
    sheet.append(["A-2", "Delete", "Alte Dose", None, None, None, None, None])
    path = tmp_path / "t.xlsm"
    book.save(path)
    opened, made, rejected, _unknown = read("t.xlsm", path.read_bytes())
    assert (opened.name, opened.header_row, opened.first_row) == ("Vorlage", 5, 7)
    assert list(made) == ["A-1"]
    one = made["A-1"]
    assert (one.title, one.price, one.currency, one.gtin_exempt) == (
        "Dose",
        Decimal("19.90"),
        "EUR",
        True,
    )
    assert one.attributes == {"lid#1.material#1.value": "Bambus"}
    assert [problem.row for problem in rejected] == [8]


def test_the_inventory_loader_tells_codes_from_asins(read):
    _sheet, made, rejected, unknown = read(
        "loader.txt",
        "sku\tproduct-id\tproduct-id-type\tprice\titem-condition\tquantity\tadd-delete\n"
        "A-1\tB000000001\t1\t12.99\t11\t5\ta\nA-2\t9520001203015\t4\t12.99\t11\t5\ta\nA-3\t\t\t\t\t\tx\n",
    )
    assert (made["A-1"].gtin, made["A-1"].attributes) == ("", {"asin": "B000000001"})
    assert (made["A-2"].gtin, made["A-2"].condition) == ("9520001203015", "new")
    assert [one.row for one in rejected] == [4]
    assert unknown == []


def test_ebays_category_file_gives_variations_their_product_and_names_site_and_currency(read):
    sheet, made, rejected, unknown = read(
        "ebay.csv",
        "*Action(SiteID=Germany|Country=CN|Currency=EUR|Version=1193),CustomLabel,*Category,*Title,Relationship,"
        "RelationshipDetails,*StartPrice,*Quantity,PicURL,*C:Brand,C:Material,*Duration\n"
        'Add,P,55,Hemd,,"Farbe=Rot;Blau|Größe=S;M",,,https://a/1.jpg|https://a/2.jpg,ACME,Leinen,GTC\n'
        ",P-RS,,,Variation,Farbe=Rot|Größe=S,9.99,3,,,,\n"
        "End,Q,,,,,,,,,,\n",
    )
    assert (sheet.preset, sheet.form.site) == ("ebay", "ebay.de")
    parent, child = made["P"], made["P-RS"]
    assert (parent.variation_theme, len(parent.images)) == (["Farbe", "Größe"], 2)
    assert (parent.brand, parent.attributes) == ("ACME", {"Material": "Leinen"})
    assert parent.sites["ebay.de"].category_id == "55"
    assert (child.parent_sku, child.options) == ("P", {"Farbe": "Rot", "Größe": "S"})
    assert (child.title, child.price, child.currency) == ("Hemd", Decimal("9.99"), "EUR")
    assert [one.row for one in rejected] == [4]
    assert unknown == []


def test_a_variation_without_a_product_above_it_is_told(read):
    _sheet, made, rejected, _unknown = read(
        "ebay.csv",
        "*Action(SiteID=US|Currency=USD),CustomLabel,*Title,Relationship,RelationshipDetails\n"
        ",A,x,Variation,Color=Red\n",
    )
    assert (made, len(rejected)) == ({}, 1)
    assert "without a product" in rejected[0].text()


def test_magentos_variations_find_their_product_wherever_it_stands(read):
    _sheet, made, rejected, unknown = read(
        "magento.csv",
        "sku,store_view_code,attribute_set_code,product_type,categories,name,price,qty,"
        "configurable_variations,configurable_variation_labels,base_image\n"
        'WS-R,,Default,simple,"Default/Tops,Default/Sale",Red,10,5,,,/w/s/r.jpg\n'
        "WS-R,de,Default,simple,,Rot,,,,,\n"
        'WS,,Default,configurable,Default/Tops,Shirt,,,"sku=WS-R,color=Red, dark|sku=WS-B,color=Blue",color=Color,\n',
    )
    assert (made["WS-R"].parent_sku, made["WS-R"].options) == ("WS", {"Color": "Red, dark"})
    assert (made["WS-R"].title, made["WS-R"].category) == ("Red", "Default/Tops")
    assert made["WS"].variation_theme == ["Color"]
    assert (rejected, unknown) == ([], [])


def test_etsys_skus_become_a_family_only_where_they_can_be_told_apart(read):
    head = (
        "TITLE,DESCRIPTION,PRICE,CURRENCY_CODE,QUANTITY,TAGS,MATERIALS,IMAGE1,IMAGE2,"
        "VARIATION 1 TYPE,VARIATION 1 NAME,VARIATION 1 VALUES,SKU\n"
    )
    _sheet, made, rejected, _unknown = read(
        "etsy.csv",
        head
        + 'Ring,Nice,12.00,USD,4,"a,b",silver,https://a/1.jpg,,Custom,Size,"6,7","RING-6,RING-7"\n'
        + 'Bowl,Nice,12.00,USD,4,"a,b",wood,https://a/1.jpg,,,,,B-1\n'
        + 'Cup,Nice,12.00,USD,4,,,,,Custom,Size,"1,2,3","C-1,C-2"\nNone,x,1,USD,1,,,,,,,,\n',
    )
    assert set(made) == {"RING", "RING-6", "RING-7", "B-1"}
    assert (made["RING-6"].parent_sku, made["RING-6"].options) == ("RING", {"Size": "6"})
    assert (made["RING"].price, made["RING"].variation_theme) == (None, ["Size"])
    assert [one.row for one in rejected] == [4, 5]


def test_spree_rows_of_one_slug_are_a_product_and_its_variants(read):
    _sheet, made, _rejected, _unknown = read(
        "spree.csv",
        "slug,sku,name,price,currency,option1_name,option1_value\n"
        "shirt,,Shirt,0,USD,,\nshirt,S-R,,9,USD,Color,Red\nshirt,S-B,,9,USD,Color,Blue\nmug,M,Mug,5,USD,,\n",
    )
    assert (made["shirt"].variation_theme, made["shirt"].price) == (["Color"], None)
    assert (made["S-R"].parent_sku, made["S-R"].title) == ("shirt", "Shirt")
    assert (made["M"].parent_sku, made["M"].price) == ("", Decimal(5))


def test_a_sheet_as_chinese_tools_export_it_needs_no_mapping(read):
    _sheet, made, rejected, unknown = read(
        "店小秘.csv",
        '*产品标题,产品货号,*变种属性名称一,*变种属性值一,预览图,"*申报价格\n(店铺币种)",SKU货号,*长（cm）,*重量（g）,识别码,附图一,库存,HS编码,划线价\n'
        "收纳盒,P1,颜色,红,https://a/0.jpg,12.5,P1-R,10,200,9520001203015,https://a/1.jpg,5,3924.10,19.9\n",
        "gb18030",
    )
    one = made["P1-R"]
    assert (one.parent_sku, one.options, one.price) == ("P1", {"颜色": "红"}, Decimal("12.5"))
    assert (one.length_mm, one.weight_g, one.gtin, len(one.images)) == (
        100,
        200,
        "9520001203015",
        2,
    )
    assert (one.compliance.hs_code, one.offer.list_price) == ("392410", Decimal("19.9"))
    assert (rejected, unknown) == ([], [])


def test_googles_feed_in_xml_is_a_row_an_item(read):
    item = (
        "<item><g:id>A-{n}</g:id><title>Box, {n}</title><g:image_link>https://x/1.jpg</g:image_link>"
        "<g:additional_image_link>https://x/2,a.jpg</g:additional_image_link>"
        "<g:additional_image_link>https://x/3.jpg</g:additional_image_link>"
        "<g:availability>in_stock</g:availability><g:price>24.90 USD</g:price></item>"
    )
    text = '<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel>{}</channel></rss>'
    _sheet, made, rejected, _unknown = read(
        "feed.xml", text.format("".join(item.replace("{n}", str(n)) for n in range(3)))
    )
    assert [one.title for one in made.values()] == ["Box, 0", "Box, 1", "Box, 2"]
    assert [one.url for one in made["A-0"].images][1:] == ["https://x/2,a.jpg", "https://x/3.jpg"]
    assert (made["A-0"].price, made["A-0"].currency, rejected) == (Decimal("24.90"), "USD", [])


# Our own files come back as they went.


def same(read_back, before, *without):
    away = ("id", "company_id", *without)
    found, wanted = (msgspec.structs.asdict(one) for one in (read_back, before))
    different = {
        name: (found[name], wanted[name]) for name in wanted if found[name] != wanted[name]
    }
    assert {name: pair for name, pair in different.items() if name not in away} == {}


@pytest.fixture
def products(good):
    url = "https://e.x/"
    child = {
        "parent_sku": "BOX",
        "gtin": "",
        "sites": {"ebay.us": SiteFields(category_id="123")},
        "quantity": 20,
    }
    return [
        good(sku="JAR", gtin="036000291452", images=[ListingImage(url=url + "1.jpg")]),
        good(
            sku="BOX",
            variation_theme=["Color"],
            price=None,
            currency="",
            quantity=None,
            gtin="",
            images=[ListingImage(url=url + "2.jpg"), ListingImage(url=url + "3.jpg")],
        ),
        good(sku="BOX-BLUE", options={"Color": "Blue"}, images=[], **child),
    ]


def test_the_sheet_of_all_listings_comes_back_unchanged(read, products):
    _sheet, made, rejected, unknown = read("all.csv", own_csv.export(products).data)
    for one in products:
        same(made[one.sku], one)
    assert (rejected, unknown) == ([], [])


def test_ebays_draft_comes_back_with_what_it_can_hold(read, products):
    data = ebay_draft.export(products, "ebay.us", parent_skus(products)).data
    sheet, made, rejected, unknown = read("drafts.csv", data)
    assert (sheet.header_row, set(made)) == (5, {"JAR", "BOX-BLUE"})
    for sku, one in made.items():
        before = next(each for each in products if each.sku == sku)
        lost = ("brand", "category", "bullets", "search_terms", "origin_country", "compliance")
        same(one, before, *lost, "parent_sku", "options", *(("sites",) if sku == "JAR" else ()))
    assert (rejected, unknown) == ([], [])


def test_amazons_template_comes_back_with_what_it_can_hold(tmp_path, read, products):
    path = tmp_path / "template.txt"
    path.write_text(LEGACY.replace("A1PA6795UKMFR9", "ATVPDKIKX0DER"), encoding="utf-8")
    data = amazon.export(
        products, "amazon.us", parent_skus(products), read_template(path), "EUR"
    ).data
    _sheet, made, rejected, _unknown = read("filled.txt", data)
    lost = ("brand", "category", "bullets", "search_terms", "origin_country", "description")
    for one in products:
        lost += ("price", "currency", "sites", "compliance")
        same(made[one.sku], one, *lost)
    assert rejected == []


def test_the_workbook_of_all_listings_comes_back_unchanged(read, products):
    _sheet, made, rejected, unknown = read("all.xlsx", own_xlsx.export(products).data)
    for one in products:
        same(made[one.sku], one)
    assert (rejected, unknown) == ([], [])


def test_ebays_category_file_comes_back_with_its_family(read, products):
    in_dollars = [
        msgspec.structs.replace(one, sites={"ebay.us": SiteFields(category_id="123")})
        for one in products
    ]
    data = ebay_category.export(in_dollars, "ebay.us", parent_skus(products)).data
    _sheet, made, rejected, _unknown = read("category.csv", data)
    assert set(made) == {"JAR", "BOX", "BOX-BLUE"}
    lost = ("category", "bullets", "search_terms", "compliance", "gtin")
    for one in in_dollars:
        same(
            made[one.sku],
            one,
            *lost,
            "origin_country",
            *(("sites", "description") if one.parent_sku else ()),
        )
    assert rejected == []
