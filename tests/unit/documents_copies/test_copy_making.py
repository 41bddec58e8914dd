"""Making: smaller only as far as every field says the same, never below the required dpi, else refused with the reason."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from papers import SOURCE, Bench, original, page, paper, reading, wishes

from seller_desk.core.base.errors import Cancelled
from seller_desk.core.documents.renditions.make import make, same_reading
from seller_desk.core.documents.renditions.outcome import expected, key_of, outcome
from seller_desk.core.documents.renditions.plan import plan
from seller_desk.core.documents.renditions.words import change_text
from seller_desk.core.media.recipe import Made

LIMIT = wishes(
    limit=10_000_000,
    limit_by=SOURCE,
    min_dpi=300,
    dpi_by=SOURCE,
    real=(297.0, 210.0),
    formats=("jpg", "pdf"),
)
FINE = [page(size=(7016, 4960), tag_dpi=600.0)]


def planned(**given):
    return plan(paper(original(size=24_000_000, measures=FINE, **given)), LIMIT)


def test_what_passes_is_not_opened():
    bench = Bench(lambda _recipe: 1)
    kept, data = make(plan(paper(original()), LIMIT), bench.shop)
    assert (bench.recipes, data) == ([], {})
    assert kept.files[0].as_is


def test_the_finest_compression_that_fits_is_taken_and_read_again():
    bench = Bench(
        lambda recipe: 12_000_000 if recipe.quality > 86 and recipe.scale == 1 else 8_000_000
    )
    made = planned()
    kept, data = make(made, bench.shop)
    assert [(one.quality, one.scale) for one in bench.recipes] == [(90, 1.0), (84, 1.0)]
    assert [one.quality for one in bench.read] == [84]
    (file,) = kept.files
    assert len(data[file.sha256]) == file.size == 8_000_000
    result = outcome(made, kept)
    compressed = next(one for one in result.changes if one.code == "compressed")
    assert compressed.words == ("legal_name",)
    assert compressed.source == SOURCE
    assert "24 MB" in change_text(compressed)


def test_fewer_pixels_never_go_below_the_required_dpi():
    bench = Bench(lambda recipe: 8_000_000 if recipe.scale < 0.6 else 12_000_000)
    made = planned()
    kept, _data = make(made, bench.shop)
    assert min(one.scale for one in bench.recipes) >= 0.499
    scaled = next(one for one in outcome(made, kept).changes if one.code == "scaled")
    assert scaled.after.value >= 299
    assert scaled.before.value == 600


def test_without_room_below_the_resolution_only_compression_is_tried():
    just = [page(tag_dpi=300.0)]
    made = plan(paper(original(size=12_000_000, measures=just)), LIMIT)
    bench = Bench(lambda recipe: 11_000_000)
    kept, _data = make(made, bench.shop)
    assert {one.scale for one in bench.recipes} == {1.0}
    assert kept.reason.startswith("It cannot be made small enough")
    assert outcome(made, kept).offers[0].code == "scan_again"


def test_a_copy_that_reads_differently_is_refused_whatever_its_size():
    bench = Bench(lambda _recipe: 1_000_000, lambda _recipe: reading(legal_name="祥例"))
    made = planned()
    kept, data = make(made, bench.shop)
    assert (kept.files, data) == ([], {})
    assert len(bench.read) == 3
    result = outcome(made, kept)
    assert result.refused.code == "document.copy_refused"
    assert result.refused.sources == (SOURCE,)


def test_the_next_candidate_is_taken_where_one_reads_differently():
    bench = Bench(lambda _recipe: 1_000_000,
                  lambda recipe: reading(legal_name="样例" if recipe.quality < 90 else "祥例"))  # fmt: skip
    kept, _data = make(planned(), bench.shop)
    assert [one.quality for one in bench.read] == [90, 84]
    assert kept.files


def test_a_field_that_is_gone_counts_as_different_and_spaces_do_not():
    before = reading(legal_name="样例 （深圳）", code="1")
    assert same_reading(before, reading(legal_name="样例(深圳)", code="1", more="x"))
    assert not same_reading(before, reading(legal_name="样例(深圳)"))
    assert not same_reading(reading(), reading())


def test_a_drawn_pdf_that_is_too_large_is_refused_with_what_helps():
    drawn = [page(width_pt=595.0, height_pt=842.0)]
    made = plan(paper(original("a.pdf", "pdf", size=24_000_000, measures=drawn)), LIMIT)
    kept, _data = make(made, Bench(lambda _recipe: 1).shop)
    assert kept.offers == ["save_smaller"]


def test_a_scanned_pdf_is_made_smaller_page_by_page():
    scan = [
        page(n, width_pt=842.0, height_pt=595.0, scan=True, image=(7016, 4960), image_dpi=600.0)
        for n in (1, 2)
    ]
    made = plan(paper(original("a.pdf", "pdf", size=24_000_000, measures=scan)), LIMIT)
    bench = Bench(lambda _recipe: 9_000_000)
    kept, _data = make(made, bench.shop)
    (recipe,) = bench.recipes
    assert [(leaf.page, leaf.side, leaf.dpi) for leaf in recipe.leaves] == [
        (1, 7016, 600.0),
        (2, 7016, 600.0),
    ]
    assert kept.files[0].type == "pdf"


def test_a_picture_without_loss_becomes_a_jpeg_only_to_fit_and_is_read_again():
    made = plan(paper(original("a.png", "png", size=24_000_000, measures=FINE)),
                wishes(limit=10_000_000, limit_by=SOURCE, formats=("png", "jpg")))  # fmt: skip
    assert made.changes[0].source == SOURCE
    bench = Bench(lambda _recipe: 6_000_000)
    bench.shop = type(bench.shop)(
        remake=lambda recipe: Made(files=bench._remake(recipe).files, sizes=((1, 1),), lossy=True),
        read_file=bench.shop.read_file, read_bytes=bench.shop.read_bytes,
    )  # fmt: skip
    kept, _data = make(made, bench.shop)
    assert kept.files[0].type == "jpg"
    assert len(bench.read) == 1


def test_trouble_of_the_worker_is_a_refusal_that_may_pass():
    made = plan(paper(original("a", "heic")), LIMIT)
    bench = Bench(lambda _recipe: 1)
    broken = type(bench.shop)(remake=lambda _recipe: Made(code="unreadable", reason="The picture is damaged"),
                              read_file=bench.shop.read_file, read_bytes=bench.shop.read_bytes)  # fmt: skip
    kept, _data = make(made, broken)
    assert (kept.reason, kept.lasting) == ("The picture is damaged", False)


def test_it_can_be_stopped():
    with pytest.raises(Cancelled):
        make(planned(), Bench(lambda _recipe: 1).shop, lambda: True)


def test_a_key_follows_content_and_rules_and_not_places():
    one = planned()
    moved = plan(paper(original(size=24_000_000, measures=FINE)), LIMIT)
    assert key_of(one, "r") == key_of(moved, "r")
    assert key_of(one, "r") != key_of(one, "other")
    other = plan(paper(original(size=24_000_000, measures=FINE)), wishes(limit=9_000_000))
    assert key_of(other, "r") != key_of(one, "r")


def test_what_is_expected_has_as_many_files_as_are_made():
    made = plan(paper(original("a.pdf", "pdf", pages=3)), wishes(formats=("jpg",)))
    kept, _data = make(made, Bench(lambda _recipe: 100).shop)
    assert len(expected(made)) == len(kept.files) == 3
