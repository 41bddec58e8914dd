"""Both Hong Kong papers as one PDF for Europe, made for real; two files where nobody asks for one."""

import io
from datetime import date

import pytest
from PIL import Image
from pypdf import PdfReader

from seller_desk.core.documents.inspect import inspect_files
from seller_desk.core.documents.rules import Case
from seller_desk.core.media.worker import WorkerPool
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services.loose_copies import LooseFile, Target, render

ON = date(2026, 12, 8)
KINDS = ("hk_business_registration", "hk_incorporation")


@pytest.fixture
def files(tmp_path):
    paths = []
    for number, kind in enumerate(KINDS):
        path = tmp_path / f"{kind}.jpg"
        picture = Image.linear_gradient("L").resize((1240 + 100 * number, 1754)).convert("RGB")
        picture.save(path, dpi=(150, 150))
        paths.append(path)
    with WorkerPool(1) as pool:
        return [
            LooseFile(path, found, kind, "")
            for (path, found), kind in zip(inspect_files(paths, pool), KINDS, strict=True)
        ]


def made(files, site, tmp_path):
    case = Case(kind="", site=site, on=ON, entity="hong_kong_company")
    out = tmp_path / "out"
    render(
        files, Target(book=RuleBook.load(), case=case), out, lambda: pytest.fail("nothing is read")
    )
    return sorted(out.iterdir())


def test_for_europe_they_are_two_pages_of_one_pdf_incorporation_first(files, tmp_path):
    (path,) = made(files, "amazon.de", tmp_path)
    assert path.name == "01_hk_incorporation.pdf"
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    assert [round(page.mediabox.width * 150 / 72) for page in pages] == [1340, 1240]


def test_for_america_they_stay_two_files(files, tmp_path):
    names = [path.name for path in made(files, "amazon.us", tmp_path)]
    assert names == ["01_hk_business_registration.jpg", "02_hk_incorporation.jpg"]
