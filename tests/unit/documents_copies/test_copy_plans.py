"""What a copy will be, site by site: types, merging, order, what is left out, when nothing is touched, when it is refused."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from papers import ON, SOURCE, original, page, paper, site_wishes, wishes

from seller_desk.core.base.findings import Severity
from seller_desk.core.documents.model import Inspection
from seller_desk.core.documents.renditions.model import MARK, Original
from seller_desk.core.documents.renditions.papers import papers_of
from seller_desk.core.documents.renditions.plan import plan
from seller_desk.core.documents.renditions.wishes import gathered
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.rules.book import RuleBook

CARD = {"kind": "id_card"}


@dataclass(eq=False)
class NamedPaper:
    kind: str
    side: str = ""
    person: str = ""


def codes(made):
    return [one.code for one in made.changes]


def test_what_a_platform_takes_as_it_is_goes_in_byte_for_byte():
    made = plan(paper(original()), site_wishes("amazon.us", "business_licence"))
    assert made.passes
    assert codes(made) == ["unchanged"]
    assert "Amazon" in made.changes[0].source.title
    assert made.outputs[0].as_is
    assert made.refused is None


@pytest.mark.parametrize("kind", ["heic", "avif", "webp", "bmp", "gif"])
def test_types_that_are_not_taken_become_jpeg_for_the_rule_that_says_so(kind):
    made = plan(paper(original("a", kind)), site_wishes("amazon.us", "business_licence"))
    assert [(one.type, one.as_is) for one in made.outputs] == [("jpg", False)]
    (change,) = made.changes
    assert (change.code, change.before, change.after) == ("converted", kind, "jpg")
    assert change.source.title.startswith("Amazon")


def test_a_tiff_of_several_pages_becomes_one_pdf_where_only_pdf_and_jpeg_are_taken():
    made = plan(
        paper(original("a.tif", "tiff", pages=3)), site_wishes("ozon.ru", "business_licence")
    )
    (output,) = made.outputs
    assert output.type == "pdf"
    assert [leaf.page for leaf in output.recipe.leaves] == [1, 2, 3]
    assert {leaf.dpi for leaf in output.recipe.leaves} == {300.0}


def test_a_pdf_becomes_a_picture_of_each_page_where_only_pictures_are_taken():
    scan = [page(n, width_pt=595.0, height_pt=842.0, scan=True, image=(2480, 3508)) for n in (1, 2)]
    made = plan(
        paper(original("a.pdf", "pdf", measures=scan)), wishes(formats=("jpg",), formats_by=SOURCE)
    )
    assert codes(made) == ["converted", "split"]
    (output,) = made.outputs
    assert output.recipe.layout == "each"
    assert [(leaf.page, leaf.side) for leaf in output.recipe.leaves] == [(1, 3508), (2, 3508)]


def test_both_sides_become_pages_of_one_pdf_front_first_without_new_compression():
    back, front = original("b.jpg", side="back"), original("f.jpg", side="front")
    made = plan(paper(back, front, **CARD), site_wishes("amazon.us", "id_card"))
    (output,) = made.outputs
    assert (output.type, output.merged, output.recipe.layout) == ("pdf", True, "one")
    assert [leaf.path for leaf in output.recipe.leaves] == ["/f.jpg", "/b.jpg"]
    assert output.recipe.quality == 0
    assert codes(made) == ["merged", "lossless"]
    assert made.changes[0].source is not None


def test_both_sides_stand_on_one_page_where_the_platform_wants_that():
    sides = original("b.jpg", side="back"), original("f.jpg", side="front")
    made = plan(paper(*sides, **CARD), site_wishes("tiktok_shop.us", "id_card"))
    (output,) = made.outputs
    assert (output.type, output.recipe.layout) == ("jpg", "stacked")
    assert codes(made) == ["stacked"]


def test_sides_stay_two_files_where_nobody_asks_for_one():
    sides = original("f.jpg", side="front"), original("b.jpg", side="back")
    made = plan(paper(*sides, **CARD), site_wishes("ebay.us", "id_card"))
    assert [one.originals[0].side for one in made.outputs] == ["front", "back"]


def test_private_data_goes_and_a_turned_photo_is_stored_upright():
    turned = [page(orientation=6)]
    made = plan(paper(original(private=("position", "camera"), measures=turned)), wishes())
    assert codes(made) == ["private", "turned"]
    assert made.changes[0].words == ("position", "camera")
    assert not made.passes


def test_a_type_that_cannot_be_written_without_its_secrets_becomes_another():
    made = plan(paper(original("a.webp", "webp", private=("position",))), wishes())
    assert made.outputs[0].type == "jpg"


def test_where_processing_is_forbidden_the_file_stays_even_with_its_secrets_and_that_is_told():
    rules = wishes(processing="forbidden", processing_by=SOURCE)
    made = plan(paper(original(private=("position",))), rules)
    assert made.passes
    assert codes(made) == ["unchanged", "private_stays"]
    assert all(one.source == SOURCE for one in made.changes)


@pytest.mark.parametrize("trouble", [{"size": 20_000_000}, {"kind": "heic"}])
def test_where_processing_is_forbidden_the_only_offer_is_to_scan_again(trouble):
    rules = wishes(
        processing="forbidden",
        processing_by=SOURCE,
        limit=10_000_000,
        formats=("jpg",),
        min_dpi=300,
    )
    made = plan(paper(original(**trouble)), rules)
    assert made.outputs == ()
    assert made.refused.code == "document.copy_refused"
    assert made.refused.sources == (SOURCE,)
    assert [(one.code, one.required.value) for one in made.offers] == [("scan_again", 300)]


def test_too_few_pixels_are_never_made_more_but_a_new_scan_is_offered():
    small = original(measures=[page(size=(1600, 1131))])
    made = plan(paper(small), site_wishes("amazon.us", "business_licence"))
    assert made.passes
    assert [one.code for one in made.offers] == ["scan_again"]
    assert made.offers[0].required.value == 300
    assert made.outputs[0].floor == 1.0


def test_the_floor_is_the_required_resolution():
    fine = original(size=30_000_000, measures=[page(size=(7016, 4960), tag_dpi=600.0)])
    made = plan(paper(fine), site_wishes("amazon.us", "business_licence"))
    assert made.outputs[0].floor == pytest.approx(0.5, abs=0.01)


def test_what_does_not_open_is_refused_with_the_reason_and_a_way_out():
    def refused(code, reason, kind="pdf"):
        found = Inspection(type=kind, code=code, reason=reason)
        one = Original(name="a", path="/a", sha256="", found=found, size=5)
        return plan(paper(one), wishes())

    locked = refused("encrypted", "A password is needed")
    assert (locked.refused.detail, locked.offers[0].code) == ("A password is needed", "password")
    assert refused("unreadable", "There is no such file", "").offers == ()
    assert refused("unreadable", "The picture is damaged", "heic").offers[0].code == "other_file"


def test_a_pdf_of_thousands_of_pages_passes_but_is_not_turned_into_pictures():
    thick = original(
        "a.pdf",
        "pdf",
        size=9_000_000,
        measures=[page(n + 1, width_pt=595.0, height_pt=842.0) for n in range(30)],
    )
    found = Inspection(type="pdf", size=9_000_000, pages_total=5000, pages=thick.found.pages)
    one = Original(name="a.pdf", path="/a", sha256="1", found=found, size=9_000_000)
    assert plan(paper(one), site_wishes("amazon.us", "bank_statement")).passes
    made = plan(paper(one), wishes(formats=("jpg",), formats_by=SOURCE))
    assert "more pages" in made.refused.detail


def test_a_watermarked_copy_is_no_original():
    found = Inspection(type="jpg", size=5, pages_total=1, pages=[page()], comment=MARK)
    one = Original(name="a.jpg", path="/a", sha256="1", found=found, size=5)
    made = plan(paper(one), site_wishes("amazon.us", "id_card"))
    assert made.refused.code == "document.watermarked_copy"
    assert made.refused.severity is Severity.BLOCKER
    assert [one.code for one in made.offers] == ["clean_original"]


def test_several_sites_get_the_stricter_of_their_rules():
    book = RuleBook.load()
    cases = [Case(kind="business_licence", site=site, on=ON) for site in ("amazon.us", "ozon.ru")]
    both = gathered([CaseRules(book, one) for one in cases])
    assert both.limit == 5_000_000
    assert set(both.formats) == {"pdf", "jpg"}
    assert both.forbidden_characters == "$&#"


TYPES = ["jpg", "png", "tiff", "webp", "bmp", "gif", "avif", "heic", "pdf"]


@given(
    kind=st.sampled_from(TYPES),
    formats=st.lists(
        st.sampled_from(["jpg", "png", "pdf", "tiff"]), min_size=1, max_size=3, unique=True
    ),
    pages=st.integers(1, 4),
    size=st.integers(1, 30_000_000),
    private=st.booleans(),
    limit=st.sampled_from([None, 5_000_000, 10_000_000]),
)
def test_every_plan_is_of_a_taken_type_or_refused(kind, formats, pages, size, private, limit):
    one = original("a", kind, size=size, pages=pages if kind in ("tiff", "pdf") else 1,
                   private=("position",) if private else ())  # fmt: skip
    made = plan(paper(one), wishes(formats=tuple(formats), limit=limit))
    assert made.refused is not None or all(one.type in formats for one in made.outputs)
    for output in made.outputs:
        if output.as_is:
            assert output.type == kind
            assert not private
    # The same question has the same answer.
    assert plan(paper(one), wishes(formats=tuple(formats), limit=limit)) == made


def test_a_long_pdf_loses_what_its_photographs_tell_and_keeps_all_its_pages():
    long = original("statement.pdf", "pdf", pages=400, private=["position"])
    made = plan(paper(long), wishes(formats=("pdf", "jpg")))
    assert made.refused is None
    (output,) = made.outputs
    assert (output.type, output.as_is, output.recipe.leaves[0].page) == ("pdf", False, 0)
    assert [one.code for one in made.changes] == ["private"]


def test_both_hong_kong_papers_become_one_pdf_for_europe_and_stay_two_for_america():
    def named(kind):
        return NamedPaper(kind=kind)

    incorporation, registration, other = map(
        named, ("hk_incorporation", "hk_business_registration", "id_card")
    )
    wished = site_wishes("amazon.de", "hk_incorporation", "hong_kong_company")
    assert wished.joined == ("hk_business_registration",)
    assert site_wishes("amazon.us", "hk_incorporation", "hong_kong_company").joined == ()
    joins = {"hk_incorporation": wished.joined}
    given_back_to_front = [registration, other, incorporation]
    assert papers_of(given_back_to_front, joins) == [[other], [incorporation, registration]]
    # Nothing waits for a paper that is not there, and a second registration does not slip in.
    assert papers_of([registration, other], joins) == [[registration], [other]]
    again = named("hk_business_registration")
    assert papers_of([incorporation, registration, again], joins) == [
        [incorporation, registration],
        [again],
    ]


def test_joined_papers_are_pages_of_one_pdf_with_the_rule_that_asks_for_it():
    both = replace(
        paper(original("ci.jpg"), original("br.pdf", "pdf"), kind="hk_incorporation"),
        joined=("hk_business_registration",),
    )
    made = plan(both, site_wishes("amazon.de", "hk_incorporation", "hong_kong_company"))
    (output,) = made.outputs
    assert (output.type, output.merged) == ("pdf", False)
    assert [one.path for one in output.recipe.leaves] == ["/ci.jpg", "/br.pdf"]
    assert codes(made) == ["joined", "lossless"]
    assert "KYC" in made.changes[0].source.title
