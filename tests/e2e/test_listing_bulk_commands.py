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
