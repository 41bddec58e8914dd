"""A data folder with a company, documents and pictures whose originals are really there."""

from datetime import date

import pytest

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.documents.model import Document
from seller_desk.core.listings.model import Listing, ListingImage
from seller_desk.core.store.store import Store

TEXT = "双层调料架 Spice rack"


def add_document(store, number, data):
    digest, size = store.blobs.put_bytes(data)
    with store.work(f"document {number}") as work:
        work.documents.save(
            Document(
                id=f"d{number}", company_id="c", kind="business_licence", name=f"{number}.jpg",
                sha256=digest, size=size, added_on=date(2026, 11, 24),
            )
        )  # fmt: skip
    return digest


def add_listings(store, count, picture=""):
    with store.work("listings") as work:
        work.listings.save_many(
            Listing(
                id=f"l{number}", company_id="c", sku=f"S-{number}", title=f"{TEXT} {number}",
                images=[ListingImage(sha256=picture)] if picture else [],
            )
            for number in range(count)
        )  # fmt: skip


@pytest.fixture
def data(tmp_path):
    """The folder, closed."""
    folder = DataFolder(tmp_path / "data")
    store = Store.open(folder)
    with store.work("company") as work:
        work.companies.save(Company(id="c", legal_name_zh="示例贸易有限公司"))
    for number in range(3):
        add_document(store, number, bytes([number]) * 5000)
    picture, _size = store.blobs.put_bytes(b"a picture" * 100)
    add_listings(store, 30, picture)
    store.close()
    return folder


@pytest.fixture
def contents():
    """All records of a folder, as the store gives them."""

    def read(folder):
        store = Store.open(folder)
        try:
            with store.read() as work:
                return {
                    "companies": work.companies.find(),
                    "documents": work.documents.find(),
                    "listings": work.listings.find(),
                }
        finally:
            store.close()

    return read
