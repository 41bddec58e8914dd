"""What tests of imports share: workbooks made, reports read, the catalogue by SKU."""

import io

import openpyxl
from PIL import Image


def stored(desk):
    return {one.sku: one for one in desk.listings.list("c")}


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def book_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def picture(colour="red"):
    target = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(target, "PNG")
    target.seek(0)
    return target


def reasons(report):
    return {one.row: one.text() for one in report.rejected}


def codes(report):
    return [one.code.removeprefix("import.") for one in report.findings]
