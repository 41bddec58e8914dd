"""`seller-desk listings` and `images` in the terminal, with JSON as the house says."""

import io
import json

import pytest
from PIL import Image, ImageDraw


@pytest.fixture
def data(sample_copy):
    return sample_copy()


def png(path, background):
    image = Image.new("RGB", (1600, 1600), background)
    ImageDraw.Draw(image).rectangle((40, 40, 1560, 1560), fill=(50, 60, 70))
    target = io.BytesIO()
    image.save(target, "PNG")
    path.write_bytes(target.getvalue())
    return path


def test_an_import_counts_every_row(terminal, data, tmp_path):
    sheet = tmp_path / "货盘.csv"
    sheet.write_bytes("货号,标题,售价\nN-1,收纳盒,9.9\nN-2,收纳罐,1e5\n".encode("gb18030"))
    run = terminal("--json", "--data-dir", data, "listings", "import", sheet)
    assert run.code == 1
    document = run.document
    assert (document["format"], document["encoding"]) == ("csv", "gb18030")
    assert (document["read"], document["imported"]) == (2, 1)
    assert [(one["row"], one["code"]) for one in document["rejected"]] == [
        (3, "import.row_invalid")
    ]
    assert "1e5" in document["rejected"][0]["message"]


def test_nothing_usable_ends_with_three(terminal, data, tmp_path):
    sheet = tmp_path / "a.csv"
    sheet.write_text("SKU,price\nA,NaN\n", encoding="utf-8")
    run = terminal("--json", "--data-dir", data, "listings", "import", sheet)
    assert (run.code, run.document["imported"]) == (3, 0)
    assert terminal("--data-dir", data, "listings", "import", tmp_path / "none.csv").code == 3


def test_a_mapping_and_a_dry_run(terminal, data, tmp_path):
    sheet = tmp_path / "a.csv"
    sheet.write_text("Nummer,Wie es heißt\nQ-1,Dose\n", encoding="utf-8")
    words = ("listings", "import", sheet, "--map", "Nummer=sku", "--map", "Wie es heißt=title")
    dry = terminal("--json", "--data-dir", data, *words, "--dry-run")
    assert (dry.code, dry.document["imported"]) == (0, 1)
    before = terminal("listings", "list", "--json", "--data-dir", data).document["listings"]
    assert terminal("--json", "--data-dir", data, *words).code == 0
    after = terminal("listings", "list", "--json", "--data-dir", data).document["listings"]
    assert len(after) == len(before) + 1
    assert terminal("--data-dir", data, "listings", "import", sheet, "--map", "x").code == 2


def test_the_check_gives_findings_of_the_site(terminal, data):
    run = terminal("--json", "--data-dir", data, "listings", "check", "--site", "amazon.us")
    assert run.code == 1
    assert run.document["listings"] > 30
    codes = {one["code"] for one in run.document["findings"]}
    assert {"listing.title_too_long", "image.background_not_white"} <= codes
    assert terminal("--data-dir", data, "listings", "check", "--site", "mars").code == 2


def test_the_export_writes_and_never_over_a_file(terminal, data, tmp_path):
    out = tmp_path / "drafts.csv"
    words = ("listings", "export", "--format", "ebay-draft", "--out", out)
    run = terminal("--json", "--data-dir", data, *words)
    assert run.code == 0
    assert run.document["written"] == len(out.read_text("utf-8").splitlines()) - 5
    assert terminal("--data-dir", data, *words).code == 3


def test_amazon_without_a_template_says_where_to_get_it(terminal, data, tmp_path):
    out = tmp_path / "a.txt"
    words = ("listings", "export", "--format", "amazon", "--out", out)
    run = terminal("--json", "--data-dir", data, *words)
    assert run.code == 3
    assert "Seller Central" in run.document["error"]["advice"]
    assert not out.exists()


def test_pictures_are_checked_without_a_data_folder(terminal, tmp_path):
    white, cream = png(tmp_path / "w.png", "white"), png(tmp_path / "c.png", (246, 242, 232))
    text = tmp_path / "t.jpg"
    text.write_text("no picture", encoding="utf-8")
    folder = tmp_path / "no-data"
    words = ("images", "check", white, cream, text, "--site", "amazon.us", "--role", "main")
    run = terminal("--json", "--data-dir", folder, *words)
    assert run.code == 1
    found = [[one["code"] for one in each["findings"]] for each in run.document["files"]]
    assert found == [[], ["image.background_not_white"], ["image.unreadable"]]
    assert [each["file"] for each in run.document["files"]] == [str(white), str(cream), str(text)]
    assert not folder.exists()


def test_unknown_sites_roles_and_files_are_told_apart(terminal, tmp_path):
    white = png(tmp_path / "w.png", "white")
    assert terminal("images", "check", white, "--site", "mars").code == 2
    assert terminal("images", "check", white, "--site", "amazon.us", "--role", "odd").code == 2
    assert terminal("images", "check", tmp_path / "none.png", "--site", "amazon.us").code == 3


@pytest.mark.parametrize(
    ("form", "ending", "proof"),
    [
        ("shopify", "csv", "header_seen"),
        ("woocommerce", "csv", "header_seen"),
        ("google_merchant", "tsv", "documentation"),
    ],
)
def test_shops_get_files_that_an_import_reads_back(terminal, data, tmp_path, form, ending, proof):
    out = tmp_path / f"products.{ending}"
    words = ("listings", "export", "--format", form, "--out", out)
    run = terminal("--json", "--data-dir", data, *words)
    assert (run.code, run.document["proof"]) == (0, proof)
    assert run.document["written"] > 0
    again = terminal("--json", "--data-dir", data, "listings", "import", out, "--dry-run")
    assert (again.code, again.document["rejected"]) == (0, [])
    assert [one["code"] for one in again.document["findings"]] == []


def test_amazons_json_names_the_merchant_and_what_it_lacks(terminal, data, tmp_path):
    out = tmp_path / "feed.json"
    words = ("listings", "export", "--format", "amazon_json", "--site", "amazon.us", "--out", out)
    run = terminal("--json", "--data-dir", data, *words, "--seller-id", "A1SPECIMEN", "--all")
    assert run.code in (0, 1)
    assert json.loads(out.read_text(encoding="utf-8"))["header"]["sellerId"] == "A1SPECIMEN"
    assert len(run.document["left_out"]) + run.document["written"] > 0
    out.unlink()
    chinese = terminal("--lang", "zh", "--data-dir", data, *words)
    assert "还没有在真实账号里导入过" in chinese.out


def test_an_unknown_format_lists_the_known_ones(terminal, data, tmp_path):
    words = ("listings", "export", "--format", "magento", "--out", tmp_path / "x.csv")
    run = terminal("--json", "--data-dir", data, *words)
    assert run.code == 2
    assert "woocommerce" in run.document["error"]["advice"]


def test_the_list_is_narrowed_ordered_paged_and_kept(terminal, data):
    def listed(*words):
        run = terminal("listings", "list", *words, "--json", "--data-dir", data)
        assert run.code == 0
        return run.document

    whole = listed()
    assert whole["total"] == len(whole["listings"]) == 35
    assert "states" not in whole["listings"][0]
    page = listed("--limit", "3", "--offset", "2")
    assert (page["total"], page["listings"]) == (35, whole["listings"][2:5])
    ready = listed("--state", "ready", "--sort", "-title", "--keep", "mine")
    assert ready["total"] == ready["counts"]["ready"]
    titles = [one["title"].casefold() for one in ready["listings"]]
    assert titles == sorted(titles, reverse=True)
    assert {"draft"}.isdisjoint(v for one in ready["listings"] for v in one["states"].values())
    assert listed("--filter", "mine")["listings"] == ready["listings"]
    kept = terminal("listings", "filters", "--drop", "mine", "--json", "--data-dir", data)
    assert kept.document == {"filters": []}
    for wrong in (["--state", "sold"], ["--sort", "price"], ["--site", "amazon.mars"]):
        assert terminal("listings", "list", *wrong, "--data-dir", data).code == 2
    assert "3" in terminal("listings", "list", "--limit", "3", "--data-dir", data).out
