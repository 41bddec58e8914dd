"""`seller-desk listings edit` and `edits`: a look, an exact count, the change, its undo."""


def test_a_bulk_edit_is_looked_at_counted_applied_and_taken_back(terminal, sample_copy):
    data = sample_copy()

    def run(*words):
        return terminal("--json", "--lang", "en", "--data-dir", data, "listings", *words)

    words = ("edit", "--where", "brand=CHENGWAN", "--set", "quantity=7", "--sku", "CW-BOX-3")
    looked = run(*words)
    assert (looked.code, looked.document["applied"], looked.document["changed"]) == (0, False, 1)
    (change,) = looked.document["changes"]
    assert (change["sku"], change["field"], change["after"]) == ("CW-BOX-3", "quantity", "7")
    assert run(*words, "--apply").code == 2
    assert run(*words, "--apply", "--expect", "2").code == 3
    assert run("edits").document["edits"] == []
    assert run(*words, "--apply", "--expect", "1").document["applied"] is True
    (entry,) = run("edits").document["edits"]
    assert (entry["listings"], entry["what"], entry["can_undo"]) == (
        1,
        ["Quantity set to “7”"],
        True,
    )
    assert run(*words).document["changed"] == 0
    assert run("edits", "--undo").document["undone"]["id"] == entry["id"]
    assert run(*words).document["changed"] == 1


def test_words_prices_and_copies_go_where_they_are_sent(terminal, sample_copy):
    data = sample_copy()

    def changes(*words):
        run = terminal("--json", "--data-dir", data, "listings", "edit", *words)
        assert run.code == 0
        return run.document["changes"]

    (box,) = changes("--sku", "CW-BOX-3", "--replace", "CHENGWAN=ACME", "--field", "brand")
    assert box["after"] == "ACME"
    margin = changes("--price-from-margin", "25%", "--site", "ebay.us", "--ending", "0.99")
    assert margin
    assert all(one["after"].endswith(".99") for one in margin if one["field"] == "price@ebay.us")
    raised = changes("--change", "+10%", "--field", "cost", "--sku", "CW-BOX-3-BLUE")
    assert len(raised) == 1
    copied = changes("--copy-from", "master", "--copy-to", "ebay.us", "--field", "description")
    assert all(one["field"] == "description@ebay.us" for one in copied)
    refused = terminal("--data-dir", data, "listings", "edit", "--replace", "a=b")
    assert refused.code == 2
    told = terminal("--lang", "zh", "--data-dir", data, "listings", "edit", "--clear", "brand")
    assert "清空品牌" in told.out


def test_an_export_is_kept_under_a_name_and_says_what_it_left_out(terminal, sample_copy, tmp_path):
    data = sample_copy()

    def run(*words):
        return terminal("--json", "--lang", "en", "--data-dir", data, "listings", *words)

    out, report = tmp_path / "one.csv", tmp_path / "left.csv"
    words = ("export", "--format", "ebay-category", "--site", "ebay.us", "--ship-from", "CN")
    made = run(
        *words, "--out", out, "--report", report, "--save-preset", "eBay", "--sku", "CW-BOX-3-BLUE"
    )
    assert (made.document["written"], made.document["proof"]) == (1, "header_seen")
    assert "Country=CN" in out.read_text("utf-8-sig")
    assert "*Location" in report.read_text("utf-8-sig")
    (preset,) = run("presets").document["presets"]
    assert (preset["name"], preset["format"], len(preset["selection"]["ids"])) == (
        "eBay",
        "ebay-category",
        1,
    )
    again = run("export", "--preset", "eBay", "--out", tmp_path / "two.csv")
    assert (tmp_path / "two.csv").read_bytes() == out.read_bytes()
    assert again.document["written"] == 1
    wider = run(
        "export", "--preset", "eBay", "--where", "sku~CW-BOX-3", "--out", tmp_path / "three.csv"
    )
    assert wider.document["written"] > 1
    assert run("presets", "--forget", "eBay").document["presets"] == []
    assert run("export", "--preset", "eBay", "--out", tmp_path / "four.csv").code == 3
    assert run("export", "--out", tmp_path / "five.csv").code == 2
    known = {one["format"]: one["proof"] for one in run("formats").document["formats"]}
    assert known["csv"] == "accepted"
