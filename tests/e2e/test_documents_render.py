"""`seller-desk documents render` as a script uses it."""

import errno
import hashlib
from pathlib import Path

import pytest
from PIL import Image

from tests.specimens.layouts import drawn

HEIC = Path(__file__).parents[1] / "fixtures" / "pictures" / "phone.heic"


def scan(path, name, **options):
    sheet = drawn(name)
    sheet.image.convert("RGB").save(path, quality=92, dpi=(sheet.dpi, sheet.dpi), **options)
    return sheet


@pytest.fixture
def licence(tmp_path):
    path = tmp_path / "licence.jpg"
    Image.effect_noise((3508, 2480), 12).convert("RGB").save(path, quality=70, dpi=(300, 300))
    return path


@pytest.fixture
def render(terminal, tmp_path):
    def run(*words):
        return terminal(
            "--data-dir",
            tmp_path / "none",
            "documents",
            "render",
            *words,
            "--out",
            tmp_path / "out",
        )

    return run


def test_what_fits_is_copied_byte_for_byte_under_a_name_without_secrets(render, licence, tmp_path):
    data = licence.read_bytes()
    run = render(licence, "--site", "amazon.us", "--kind", "business_licence", "--json")
    assert run.code == 0
    (entry,) = run.document["files"]
    (copy,) = entry["copies"]
    assert Path(copy["file"]).name == "01_business_licence.jpg"
    assert Path(copy["file"]).read_bytes() == licence.read_bytes() == data
    assert copy["unchanged"] is True
    assert copy["sha256"] == hashlib.sha256(data).hexdigest()
    assert [one["change"] for one in entry["changes"]] == ["unchanged"]
    assert entry["findings"] == []
    assert not (tmp_path / "none").exists()


def test_a_phones_heic_becomes_a_jpeg_and_what_it_told_is_gone(render, tmp_path):
    wrong = tmp_path / "photo.jpg"
    wrong.write_bytes(HEIC.read_bytes())
    before = wrong.read_bytes()
    run = render(wrong, "--site", "amazon.us", "--kind", "business_licence", "--json")
    assert run.code == 0
    (entry,) = run.document["files"]
    changes = {one["change"]: one for one in entry["changes"]}
    assert changes["converted"]["before"] == "heic"
    assert changes["converted"]["source"]["title"]
    assert set(changes["private"]["words"]) == {"position", "owner", "serial", "camera"}
    assert entry["offers"][0]["offer"] == "scan_again"
    assert entry["offers"][0]["required"] == {"value": 300, "unit": "dpi"}
    made = Path(entry["copies"][0]["file"]).read_bytes()
    assert b"PLANTED" not in made
    assert b"Specimen" not in made
    assert wrong.read_bytes() == before


def test_both_sides_in_any_order_become_one_file_that_reads_as_both(render, terminal, tmp_path):
    front, back = tmp_path / "2.jpg", tmp_path / "1.jpg"
    sheet = scan(front, "id_front")
    scan(back, "id_back")
    run = render(back, front, "--site", "amazon.us", "--json")
    assert run.code == 0
    one, other = run.document["files"]
    assert one["copies"] == other["copies"]
    assert {one["side"], other["side"]} == {"front", "back"}
    assert one["merged_with"] == [other["file"]]
    path = one["copies"][0]["file"]
    assert Path(path).name == "01_id_card_both_sides.pdf"
    (read,) = terminal("documents", "read", path, "--json").document["files"]
    assert read["side"] == "both"
    assert read["fields"]["id_number"]["value"] == sheet.truth.fields["id_number"]
    checked = terminal(
        "documents", "check", path, "--kind", "id_card", "--site", "amazon.us", "--json"
    )
    found = {one["code"] for one in checked.document["files"][0]["findings"]}
    assert not found & {
        "document.side_missing",
        "document.format_not_accepted",
        "document.resolution_low",
    }


def test_a_copy_for_an_agent_is_watermarked_and_comes_into_no_platforms_copy(
    render, terminal, tmp_path
):
    card = tmp_path / "card.jpg"
    scan(card, "id_front")
    words = ("--kind", "id_card", "--date", "2026-12-08", "--json")
    run = render(card, "--for", "李代办 / 注册 VAT", "--lang", "zh", *words)
    assert run.code == 0
    (entry,) = run.document["files"]
    assert entry["changes"][-1]["after"] == ["仅供李代办 / 注册 VAT使用", "他用无效 · 2026-12-08"]
    path = entry["copies"][0]["file"]
    again = render(path, "--site", "amazon.us", "--kind", "id_card", "--json")
    assert again.code == 3
    (refused,) = again.document["files"]
    assert refused["copies"] == []
    assert refused["findings"][0]["code"] == "document.watermarked_copy"
    checked = terminal(
        "documents", "check", path, "--kind", "id_card", "--site", "amazon.us", "--json"
    )
    assert checked.code == 1
    assert "document.watermarked_copy" in {
        one["code"] for one in checked.document["files"][0]["findings"]
    }


def test_a_watermarked_copy_is_known_when_a_chat_program_took_its_mark_away(render, tmp_path):
    card = tmp_path / "card.jpg"
    scan(card, "id_front")
    run = render(card, "--for", "李代办 / 注册 VAT", "--lang", "zh", "--kind", "id_card", "--json")
    with Image.open(run.document["files"][0]["copies"][0]["file"]) as made:
        pixels = Image.frombytes(made.mode, made.size, made.tobytes())
    lost = tmp_path / "wechat.jpg"
    pixels.save(lost, quality=80)
    again = render(lost, "--site", "amazon.us", "--kind", "id_card", "--json")
    assert again.code == 3
    (refused,) = again.document["files"]
    assert refused["copies"] == []
    assert refused["findings"][0]["code"] == "document.watermarked_copy"


def test_two_files_of_one_name_each_keep_their_own_content(render, tmp_path):
    for side in ("front", "back"):
        (tmp_path / side).mkdir()
        scan(tmp_path / side / "scan.jpg", f"id_{side}")
    run = render(
        tmp_path / "front" / "scan.jpg", tmp_path / "back" / "scan.jpg", "--site", "temu", "--json"
    )
    assert run.code == 0
    copies = [Path(one["file"]) for one in run.document["files"][0]["copies"]]
    assert [one.name for one in copies] == ["01_id_card_front.jpg", "02_id_card_back.jpg"]
    for side, copy in zip(("front", "back"), copies, strict=True):
        assert copy.read_bytes() == (tmp_path / side / "scan.jpg").read_bytes()


def test_the_watermark_speaks_the_language_asked_for(render, tmp_path):
    card = tmp_path / "card.jpg"
    scan(card, "id_back")
    run = render(
        card,
        "--for",
        "Agent Li",
        "--kind",
        "id_card",
        "--date",
        "2026-12-08",
        "--lang",
        "en",
        "--json",
    )
    assert run.document["files"][0]["changes"][-1]["after"][0] == "Only for Agent Li"


def test_a_clean_copy_for_an_agent_needs_the_word_clean(render, tmp_path):
    card = tmp_path / "card.jpg"
    scan(card, "id_front")
    run = render(card, "--for", "Agent Li", "--clean", "--kind", "id_card", "--json")
    assert run.code == 0
    assert [one["change"] for one in run.document["files"][0]["changes"]] == ["unchanged"]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--site", "amazon.us", "--for", "x"),
        ("--site", "nowhere.xx"),
        ("--for", "   "),
        ("--for", "x" * 60),
        ("--for", "😀"),
        ("--site", "amazon.us", "--clean"),
        ("--site", "amazon.us", "--kind", "picture"),
        ("--site", "amazon.us", "--date", "tomorrow"),
        ("--site", "amazon.us", "--entity", "robot"),
    ],
)
def test_wrong_words_are_told_and_nothing_is_written(render, licence, tmp_path, words):
    run = render(licence, *words)
    assert run.code == 2
    assert not (tmp_path / "out").exists()


def test_unusable_files_are_named_beside_the_good_ones(render, licence, tmp_path):
    cut = tmp_path / "cut.heic"
    cut.write_bytes(HEIC.read_bytes()[:20_000])
    run = render(
        licence,
        cut,
        tmp_path / "gone.jpg",
        "--site",
        "amazon.us",
        "--kind",
        "business_licence",
        "--json",
    )
    assert run.code == 1
    good, broken, gone = run.document["files"]
    assert good["copies"]
    assert [one["code"] for one in broken["findings"]] == ["document.copy_refused"]
    assert gone["findings"][0]["detail"] == "There is no such file"
    alone = render(tmp_path / "gone.jpg", "--site", "amazon.us", "--kind", "passport")
    assert alone.code == 3


def test_nothing_is_overwritten_but_the_same_copy_may_be_made_again(render, licence, tmp_path):
    words = (licence, "--site", "amazon.us", "--kind", "business_licence")
    assert render(*words).code == 0
    assert render(*words).code == 0
    target = tmp_path / "out" / "01_business_licence.jpg"
    target.write_bytes(b"mine")
    assert render(*words).code == 3
    assert target.read_bytes() == b"mine"


def test_people_read_what_was_done_and_why(render, tmp_path):
    run = render(HEIC, "--site", "amazon.us", "--kind", "business_licence", "--lang", "zh")
    assert "HEIC 转为 JPG" in run.out
    assert "已去除：拍摄地点（GPS）" in run.out
    assert "按 300 dpi 重新扫描" in run.out
    assert "Amazon seller help" in run.out


def test_a_full_disk_is_told_and_leaves_nothing(render, licence, tmp_path, monkeypatch):
    def full(_folder):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("seller_desk.core.base.files.system.nameless_file", full)
    run = render(licence, "--site", "amazon.us", "--kind", "business_licence", "--lang", "en")
    assert run.code == 3
    assert "full" in run.err
    assert list((tmp_path / "out").iterdir()) == []


def test_a_pdf_of_five_thousand_pages_goes_in_as_it_is(render, tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _page in range(5000):
        writer.add_blank_page(200, 200)
    path = tmp_path / "thick.pdf"
    writer.write(path)
    words = ("--kind", "bank_statement", "--json")
    run = render(path, "--site", "amazon.us", *words)
    assert run.document["files"][0]["copies"][0]["pages"] == 5000
    refused = render(path, "--for", "Agent Li", *words)
    assert refused.code == 3
    assert "more pages" in refused.document["files"][0]["findings"][0]["detail"]


@pytest.mark.long
def test_a_scan_above_the_limit_is_made_smaller_and_says_the_same(render, terminal, tmp_path):
    sheet = drawn("licence_wide")
    big = sheet.image.convert("RGB").resize((sheet.image.width * 2, sheet.image.height * 2))
    noise = Image.effect_noise(big.size, 60).convert("RGB")
    path = tmp_path / "big.jpg"
    Image.blend(big, noise, 0.12).save(path, quality=99, dpi=(400, 400), subsampling=0)
    assert path.stat().st_size > 10_000_000
    run = render(path, "--site", "amazon.us", "--kind", "business_licence", "--json")
    assert run.code == 0
    (entry,) = run.document["files"]
    (copy,) = entry["copies"]
    assert copy["bytes"] < 10_000_000
    assert "compressed" in [one["change"] for one in entry["changes"]]
    fields = [
        {
            name: one["value"]
            for name, one in terminal(
                "documents", "read", file, "--kind", "business_licence", "--json"
            )
            .document["files"][0]["fields"]
            .items()
        }
        for file in (path, copy["file"])
    ]
    assert fields[0] == fields[1]
    assert (
        fields[0]["unified_social_credit_code"] == sheet.truth.fields["unified_social_credit_code"]
    )
