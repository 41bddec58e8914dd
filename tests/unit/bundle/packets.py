"""A desk with fake step services and a real store, for tests of applications and packets."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

from seller_desk.core.applications.preflight import fix_order
from seller_desk.core.base.findings import Confidence, Finding, Severity, SourceNote, Subject
from seller_desk.core.base.paths import DataFolder, resources_dir
from seller_desk.core.company.model import Address, BankAccount, Company, Person
from seller_desk.core.documents.model import Document, Inspection
from seller_desk.core.documents.renditions.model import Original, Paper, PlatformCopy
from seller_desk.core.documents.renditions.outcome import as_is
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.rules.load import load_pack
from seller_desk.core.rules.model import Pack, Requirement, SiteInfo, Source, Words
from seller_desk.core.services.applications import ApplicationService
from seller_desk.core.services.bundles import BundleService
from seller_desk.core.services.copies import CopyService
from seller_desk.core.services.copy_maker import CopyMaker
from seller_desk.core.store.copies import MadeCopies
from seller_desk.core.store.store import Store

TODAY = date(2026, 11, 24)
PLANNED = date(2026, 12, 8)


def words(text):
    return Words(en=text, zh=text)


def need(name, group, kinds, **more):
    given = {"source": Source(title="test"), "checked": TODAY, "confidence": Confidence.OFFICIAL}
    return Requirement(id=name, group=group, kinds=kinds, **(given | more))


def rule_book():
    forms = [
        load_pack(resources_dir() / "rules" / name / "forms.toml") for name in ("amazon", "ebay")
    ]
    sites = [
        Pack(
            platform=platform,
            version="1",
            name=words(platform),
            site=[
                SiteInfo(id=f"{platform}.{cc}", country=cc.upper(), currency="USD",
                         name=Words(en=f"{platform} {cc}", zh=f"{platform}站{cc}"))
                for cc in countries
            ],
            requirement=[
                need("licence", "company", ["business_licence"]),
                need("identity", "person", ["id_card", "passport"], both_sides=True),
                need("bank", "bank", ["bank_statement"]),
            ],
        )
        for platform, countries in (("amazon", ("us", "de")), ("ebay", ("us",)))
    ]  # fmt: skip
    return RuleBook([*sites, *forms])


def a_company(**changes):
    given = {
        "id": "company1",
        "legal_name_zh": "深圳市样例科技有限公司",
        "legal_name_en": "",
        "unified_social_credit_code": "91440300MA5SAMPLE0",
        "registered_address": Address(province="广东省", city="深圳市", district="南山区",
                                      street="样例路 8 号 1203 室", postal_code="518000"),
        "registered_address_en": Address(province="Guangdong", city="Shenzhen", district="Nanshan",
                                         street="Room 1203, No. 8 Yangli Road", postal_code="518000"),
        "legal_representative": Person(
            name_zh="样本丽", surname_pinyin="YANG", given_names_pinyin="BENLI",
            id_number="110101190001010000", id_valid_until=date(2036, 1, 1), birth_date=date(1900, 1, 1),
        ),
        "owners": [Person(name_zh="样本丽", share=Decimal("0.6"))],
        "phone": "+86 755 0000 0000",
        "email": "desk@example.com",
        "bank_accounts": [BankAccount(bank_name="Sample Bank", bank_country="CN",
                                      holder="深圳市样例科技有限公司", account_number="000111222")],
    }  # fmt: skip
    return Company(**(given | changes))


def a_blocker(code="document.missing", label="ID card", **more):
    source = SourceNote(title="Amazon help", url="https://example.com/help", as_of="2026-01",
                        checked=TODAY, confidence=Confidence.OFFICIAL)  # fmt: skip
    return Finding(code=code, severity=Severity.BLOCKER, subject=Subject(kind="document", id="identity", label=label),
                   sources=(source,), **more)  # fmt: skip


def a_warning(label="Mailbox"):
    return Finding(code="company.phone_invalid", severity=Severity.WARNING, measured="12345",
                   subject=Subject(kind="company", label=label))  # fmt: skip


def copy_of_(document):
    """The copy of a document that goes in as it is."""
    original = Original(name=document.name, path="", sha256=document.sha256, found=Inspection(), size=document.size,
                        side=document.side, document_id=document.id)  # fmt: skip
    paper = Paper(kind=document.kind, originals=(original,))
    return PlatformCopy(paper=paper, sites=("amazon.us",), files=(as_is(original),))


class FakeStep:
    def __init__(self, started=True):
        self.found = []
        self.is_started = started

    def findings(self, company_id, application_id):
        return list(self.found)

    def started(self, company_id):
        return self.is_started

    def as_read(self, _sha256, found):
        return found

    def bundle_files(self, company_id, sites, stamp):
        return [(f"{site}.csv", f"{site},{stamp}".encode()) for site in sites]


class FakeDates:
    def __init__(self):
        self.told = []

    def reminders(self, company_id):
        return list(self.told)


class FakeOrder:
    def steps(self, application_id, findings):
        return fix_order(findings, lambda _one: None)


class FakeDesk:
    """Fits `Parts`: a real store and rule book, steps that say what the test puts in `found`."""

    def __init__(self, folder):
        self.folder = DataFolder(folder)
        self.store = Store.open(self.folder)
        self.book = rule_book()
        self.companies, self.documents, self.listings = FakeStep(), FakeStep(), FakeStep()
        self.platforms, self.shipping, self.accounts = (
            FakeStep(),
            FakeStep(),
            FakeStep(started=False),
        )
        self.applications = ApplicationService(self)
        self.document_dates = FakeDates()
        self.preflight = FakeOrder()
        kept = MadeCopies(self.folder.copies)
        self.copies = CopyService(self, CopyMaker(lambda: None, kept), kept)
        self.bundles = BundleService(self)

    def rules(self):
        return self.book

    @staticmethod
    def today():
        return TODAY

    def read_papers(self, company_id, application_id, stop=None):
        """Reading is another room's; a test may put in what comes of it."""

    def add_company(self, **changes):
        company = a_company(**changes)
        with self.store.work("company") as work:
            work.companies.save(company)
        return company

    def add_document(self, kind, name, data, side=""):
        digest, size = self.store.blobs.put_bytes(data)
        document = Document(id=sha256(f"{kind}{name}{side}".encode()).hexdigest()[:12], company_id="company1",
                            kind=kind, name=name, sha256=digest, size=size, added_on=TODAY, side=side)  # fmt: skip
        with self.store.work("document") as work:
            work.documents.save(document)
        return document

    def filled(self):
        """A company, its documents and an application to amazon.us."""
        self.add_company()
        self.add_document("bank_statement", "流水 2026.pdf", b"%PDF-1.4 bank" * 50)
        self.add_document("id_card", "b.png", b"back" * 40, side="back")
        self.add_document("id_card", "a.png", b"front" * 40, side="front")
        self.add_document(
            "business_licence", "营业执照 91440300MA5SAMPLE0.JPG", b"\xff\xd8licence" * 60
        )
        self.add_document("lease", "lease.pdf", b"not asked for")
        return self.applications.new("company1", "amazon", ["us"], [], PLANNED)
