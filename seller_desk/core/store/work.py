"""A unit of work: one thing the seller did, all of it or nothing."""

from sqlite3 import Connection
from typing import Any

from seller_desk.core.accounts.model import SecretRef
from seller_desk.core.applications.model import Application
from seller_desk.core.bundle.model import BundleRecord
from seller_desk.core.company.model import Company
from seller_desk.core.documents.model import Document
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.writing.model import CategoryTree, KeywordSheet
from seller_desk.core.rules.book import Override
from seller_desk.core.shipping.model import RateCard, ShippingTemplate
from seller_desk.core.store.exports import ExportRecord
from seller_desk.core.store.repository import Change, Repository
from seller_desk.core.store.settings import Setting


class Work:
    """The repositories of one unit of work. `changes` is None when only reading."""

    def __init__(self, connection: Connection, changes: list[Change] | None) -> None:
        self.companies = Repository(connection, Company, changes)
        self.applications = Repository(connection, Application, changes)
        self.documents = Repository(connection, Document, changes)
        self.listings = Repository(connection, Listing, changes)
        self.shipping_templates = Repository(connection, ShippingTemplate, changes)
        self.rate_cards = Repository(connection, RateCard, changes)
        self.secret_refs = Repository(connection, SecretRef, changes)
        self.bundles = Repository(connection, BundleRecord, changes)
        self.keyword_sheets = Repository(connection, KeywordSheet, changes)
        self.category_trees = Repository(connection, CategoryTree, changes)
        self.exports = Repository(connection, ExportRecord, None)
        self.overrides = Repository(connection, Override, changes)
        self.settings = Repository(connection, Setting, None)
        # What the seller typed that has no table of its own ("My product"): lies with the settings, and undo knows it.
        self.typed = Repository(connection, Setting, changes)

    def refuse_damaged(self, company_id: str) -> None:
        """DamagedRow if a row of this company is not what was saved: nothing that leaves the desk is made of it."""
        for one in self.all():
            one.refuse_damaged(company_id)

    def all(self) -> list[Repository[Any]]:
        """Every repository, for work that goes through all that is stored."""
        every = [one for one in vars(self).values() if isinstance(one, Repository)]
        every.remove(self.typed)
        return every
