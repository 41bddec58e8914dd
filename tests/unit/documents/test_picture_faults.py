"""What is said of measured pictures: severity by our thresholds, place, words; and the closer look behind it."""

import importlib.util
from datetime import date
from pathlib import Path

import msgspec
import pytest

from seller_desk.core.base.errors import Cancelled
from seller_desk.core.base.findings import Severity
from seller_desk.core.base.language import speaking
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.base.wording import wording
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.documents.judge import Scan, judge
from seller_desk.core.documents.model import Inspection, PageMeasure
from seller_desk.core.documents.quality_model import PageQuality
from seller_desk.core.documents.rules import Case
from seller_desk.core.documents.thresholds import Levels, thresholds
from seller_desk.core.rules.book import RuleBook
from seller_desk.core.services import closer_look

_spec = importlib.util.spec_from_file_location(
    "document_builders", Path(__file__).parent / "builders.py"
)
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)

SIZE = (3508, 2480)
BOX = (100, 200, 300, 400)


@pytest.fixture(scope="module")
def book():
    return RuleBook.load()


@pytest.fixture
def said(book):
    def one(page=None, *, kind="business_licence", site="amazon.us", **quality):
        measured = PageQuality(number=1, size=SIZE, **quality)
        plain = {"work": (877, 620), "grey": False, "sharpness": 1.5, "tag_dpi": 300.0}
        page = PageMeasure(
            number=1, width=SIZE[0], height=SIZE[1], quality=measured, **{**plain, **(page or {})}
        )
        found = Inspection(type="jpg", size=900_000, pages_total=1, pages=[page])
        case = Case(kind=kind, site=site, on=date(2026, 12, 8), entity="mainland_company")
        return {
            finding.code.removeprefix("document."): finding
            for finding in judge(Scan(name="a.jpg", found=found, label="Licence"), case, book)
        }

    return one


def test_good_measures_are_no_finding(said):
    good = {"edges": (2.2, 2.4), "noise": 2.0, "tone": 0.95, "colour": 0.03, "enlarged_left": 0.8}
    assert said(**good) == {}


@pytest.mark.parametrize(
    ("measures", "code", "severity"),
    [
        ({"edges": (4.2, 4.0)}, "blurred", Severity.HINT),
        ({"edges": (2.0, 6.0)}, "blurred", Severity.WARNING),
        ({"edges": (2.0, 2.0), "soft": BOX, "soft_share": 0.3}, "blurred", Severity.WARNING),
        ({"glare": BOX, "glare_share": 0.02}, "glare", Severity.WARNING),
        ({"glare": BOX, "glare_share": 0.002}, "glare", Severity.HINT),
        ({"shadow": BOX, "shadow_share": 0.2, "tone": 0.5}, "shadow", Severity.WARNING),
        ({"shadow": BOX, "shadow_share": 0.2, "tone": 0.6}, "shadow", Severity.HINT),
        ({"step": 60.0}, "compressed", Severity.WARNING),
        ({"step": 30.0}, "compressed", Severity.HINT),
        ({"noise": 20.0}, "noisy", Severity.WARNING),
        ({"enlarged": 2.0, "enlarged_left": 0.1}, "enlarged", Severity.WARNING),
        ({"cut": ["left"]}, "edges_cut", Severity.WARNING),
        ({"colour": 0.001}, "grey", Severity.WARNING),
    ],
)
def test_each_fault_is_said_once_on_its_page_and_never_stops_a_packet(
    said, measures, code, severity
):
    found = said(**measures)
    assert set(found) == {code}
    assert found[code].severity is severity
    assert found[code].place.page == 1
    assert found[code].place.page_size == SIZE


def test_boxes_are_those_that_were_measured(said):
    assert said(glare=BOX, glare_share=0.02)["glare"].place.box == BOX
    assert said(shadow=BOX, shadow_share=0.2, tone=0.5)["shadow"].place.box == BOX
    soft = said(edges=(2.0, 2.0), soft=BOX, soft_share=0.3)["blurred"]
    assert soft.place.box == BOX
    cut = said(corners=["top left"], corner_boxes=[BOX])["edges_cut"]
    assert cut.place.box == BOX
    assert cut.measured == ("upper left corner",)


def test_an_enlarged_licence_is_told_its_true_dpi_and_the_rule(said):
    found = said(enlarged=2.0, enlarged_left=0.1)["enlarged"]
    assert found.measured.value == 150
    assert found.required.value == 300
    assert found.sources[0].url == "process:P4.5"
    loose = said(kind="bank_statement", enlarged=2.0, enlarged_left=0.1)["enlarged"]
    assert loose.severity is Severity.HINT
    assert loose.required is None


def test_movement_and_slight_blur_have_their_own_advice(said):
    with speaking("en"):
        moved = wording(said(edges=(2.0, 8.0))["blurred"]).detail
        slight = wording(said(edges=(4.2, 4.0))["blurred"]).detail
        plain = wording(said(edges=(8.0, 8.0))["blurred"]).detail
    assert moved.startswith("It moved")
    assert slight.startswith("Slightly soft")
    assert plain.startswith("Scan it again")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_is_whole_in_both_languages(said, language):
    found = said(
        edges=(2.0, 8.0), glare=BOX, glare_share=0.02, shadow=BOX, shadow_share=0.2, tone=0.5,
        step=60.0, noise=20.0, enlarged=2.0, enlarged_left=0.1, cut=["left"], colour=0.001,
    )  # fmt: skip
    with speaking(language):
        for finding in found.values():
            words = wording(finding)
            assert words.detail
            assert "{" not in words.sentence
            assert (language == "zh") == any("\u4e00" <= c <= "\u9fff" for c in words.detail)


def test_a_paper_without_colours_is_refused_only_where_its_kind_is_never_without(said):
    grey = {"grey": True, "mode": "RGB"}
    assert said(grey)["grey"].severity is Severity.BLOCKER
    assert said(grey, kind="bank_statement")["grey"].severity is Severity.WARNING
    filed = {"grey": True, "mode": "L"}
    assert said(filed, kind="bank_statement")["grey"].severity is Severity.BLOCKER
    assert said(filed, kind="unknown")["grey"].severity is Severity.WARNING


def test_lines_of_the_table_are_no_print_that_was_cut(said):
    sides = ["left", "top", "right", "bottom"]
    assert "edges_cut" not in said({"cut": ["left"]}, open=sides, slant=0.1, tone=1.0)
    assert "edges_cut" in said({"cut": ["left"]})


def test_a_sheet_on_a_table_at_an_angle_is_a_photo_and_one_on_a_lid_is_none(said):
    sides = ["left", "top", "right", "bottom"]
    found = said(open=sides, slant=2.0, tone=0.99)["photo_suspected"]
    assert found.severity is Severity.HINT
    assert found.place.page == 1
    assert said(open=sides, slant=2.0, tone=0.99, site="ebay.us")["photo_suspected"]
    assert "photo_suspected" not in said(open=sides, slant=0.1, tone=1.0)


def test_thresholds_are_whole_and_fall_or_rise():
    assert thresholds().shadow.severity(0.5) is Severity.WARNING
    assert thresholds().shadow.severity(0.9) is None
    rising = Levels(hint=2, warning=5)
    assert [rising.severity(v) for v in (1, 3, 5)] == [None, Severity.HINT, Severity.WARNING]


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        with made.store.work("set up") as work:
            work.companies.save(Company(id="c", legal_name_zh="样本"))
        yield made
        made.documents.close()


@pytest.fixture
def soft(desk, tmp_path):
    path = tmp_path / "soft.jpg"
    image = build.licence(2000)
    path.write_bytes(build.jpeg(build.blurred(image, 3.8)))
    return desk.documents.add("c", [path], kind="business_licence").added[0]


def codes(desk, document):
    return {one.code.removeprefix("document.") for one in desk.documents.document_findings(document, None)}  # fmt: skip


def test_a_mild_blur_is_said_after_the_closer_look_and_undo_knows_nothing_of_it(desk, soft):
    assert "blurred" not in codes(desk, soft)
    assert desk.closer.look([soft]) == 1
    assert "blurred" in codes(desk, soft)
    assert desk.store.can_undo() == "Add documents"
    assert desk.closer.look([soft]) == 0


def test_what_was_seen_is_kept_for_the_next_start(desk, soft):
    desk.closer.look([soft])
    anew = closer_look.CloserLook(desk.closer._kept, lambda: pytest.fail("looked again"), None)
    assert anew.waiting([soft]) == []
    assert anew.seen(soft, desk.documents.inspection(soft)).pages[0].quality is not None


def test_what_an_older_version_measured_is_measured_anew(desk, soft, monkeypatch):
    desk.closer.look([soft])
    monkeypatch.setattr(closer_look, "_READER", "study-next")
    newer = closer_look.CloserLook(
        desk.closer._kept, lambda: desk.documents.pool, desk.documents.path
    )
    plain = msgspec.convert(soft.inspection, Inspection)
    assert newer.seen(soft, plain).pages[0].quality is None
    assert newer.look([soft]) == 1
    assert newer.seen(soft, plain).pages[0].quality is not None


def test_stopping_ends_the_looks(desk, soft):
    with pytest.raises(Cancelled):
        desk.closer.look([soft], stop=lambda: True)
    assert desk.closer.waiting([soft])


def test_a_kept_look_that_is_damaged_is_taken_again(desk, soft):
    desk.closer._kept.put(soft.sha256, closer_look._READER, b"{")
    assert desk.closer.look([soft]) == 1
