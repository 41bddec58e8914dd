"""Whatever the terminal writes keeps its hash, and `backup check` and the doctor say what became of the file."""

from hashlib import sha256

import pytest
from PIL import Image

from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk

PRODUCT = ("--category", "home_kitchen", "--price", "25", "--currency", "USD", "--cost", "8", "--weight", "300g")  # fmt: skip


@pytest.fixture
def data(sample_copy):
    return sample_copy()


def test_every_kind_of_file_is_noted_and_changes_are_told(terminal, data, tmp_path):
    files = {name: tmp_path / name for name in ("a.csv", "s.csv", "c.html", "c.xlsx", "p.ics", "k.zip")}  # fmt: skip

    def run(*words):
        ran = terminal("--json", "--data-dir", data, *words)
        assert ran.code in (0, 1), ran.err
        return ran.document

    run("listings", "export", "--format", "csv", "--out", files["a.csv"])
    run("shipping", "export", "--format", "magento", "--out", files["s.csv"])
    for name in ("c.html", "c.xlsx"):
        run("platforms", "compare", *PRODUCT, "--site", "amazon.us", "--entity", "mainland_company", "--export", files[name])  # fmt: skip
    run("platforms", "plan", "--site", "amazon.us", "--ics", files["p.ics"])
    run("bundle", "build", "amazon.us", "--accept-blockers", "--out", files["k.zip"])

    found = {one["file"]: one for one in run("backup", "check")["exports"]}
    assert {one["what"] for one in found.values()} >= {"listings", "shipping", "comparison", "calendar", "packet"}  # fmt: skip
    for name, path in files.items():
        one = found[str(path)]
        assert one["state"] == "same"
        if name != "k.zip":
            assert one["sha256"] == sha256(path.read_bytes()).hexdigest()
            assert one["bytes"] == path.stat().st_size

    for name in ("a.csv", "k.zip"):
        raw = bytearray(files[name].read_bytes())
        raw[len(raw) // 2] ^= 1
        files[name].write_bytes(raw)
    files["s.csv"].unlink()
    checked = run("backup", "check")
    states = {one["file"]: one["state"] for one in checked["exports"]}
    assert states[str(files["a.csv"])] == states[str(files["k.zip"])] == "changed"
    assert states[str(files["s.csv"])] == "missing"
    # What the seller does with their files is no trouble of ours.
    assert checked["ok"] is True
    human = terminal("--lang", "en", "--data-dir", data, "backup", "check").out
    assert f"- Changed since it was written: {files['a.csv']}" in human
    doctor = {one["name"]: one for one in run("doctor")["checks"]}["exports"]
    assert doctor["state"] == "ok"
    assert str(files["s.csv"]) in doctor["detail"]


def test_an_export_while_the_window_is_open_is_noted_too(terminal, data, tmp_path):
    out = tmp_path / "a.csv"
    with open_desk(DataFolder(data), write=True) as window:
        before = window.store.data_version()
        ran = terminal("--data-dir", data, "listings", "export", "--format", "csv", "--out", out)
        assert ran.code == 0
        with window.store.read() as work:
            assert str(out) in [one.path for one in work.exports.find()]
        assert window.store.data_version() != before


def noted(terminal, data):
    ran = terminal("--json", "--data-dir", data, "backup", "check")
    return {one["file"]: one for one in ran.document["exports"]}


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.jpg"
    Image.effect_noise((1240, 1754), 12).convert("RGB").save(path, quality=70, dpi=(150, 150))
    return path


def test_copies_and_repairs_of_loose_files_are_noted_where_there_is_a_history(
    terminal, data, tmp_path, page
):
    def run(*words):
        ran = terminal("--json", "--data-dir", data, "documents", *words)
        assert ran.code in (0, 1), ran.err
        return ran.document

    out, turned = tmp_path / "copies", tmp_path / "turned.jpg"
    made = run("render", page, "--for", "Agent Li / VAT", "--kind", "business_licence", "--out", out)  # fmt: skip
    run("repair", page, "--turn", "90", "--out", turned)
    parts = run("repair", page, "--merge", page, "--out", tmp_path / "two.pdf")["out"]
    parts += run("repair", tmp_path / "two.pdf", "--split", "--out", tmp_path / "parts")["out"]
    found = noted(terminal, data)
    (copy,) = made["files"][0]["copies"]
    assert found[copy["file"]]["what"] == "copies"
    for path in [str(turned), *parts]:
        assert (found[path]["what"], found[path]["state"]) == ("repair", "same")


def test_copies_in_the_window_are_noted(data, tmp_path):
    with open_desk(DataFolder(data), write=True) as desk:
        application = desk.applications.list(desk.companies.active().id)[0]
        saved = desk.copies.save(application.id, tmp_path / "out")
        with desk.store.read() as work:
            found = {one.path: one for one in work.exports.find()}
    assert saved
    for one in saved:
        assert found[str(one.path)].what == "copies"
        assert found[str(one.path)].company_id == application.company_id


def test_a_damaged_database_does_not_keep_the_seller_from_a_repaired_file(
    terminal, data, tmp_path, page
):
    database = DataFolder(data).database
    database.write_bytes(b"no database" * 500)
    out = tmp_path / "turned.jpg"
    ran = terminal("--lang", "en", "--data-dir", data, "documents", "repair", page, "--turn", "90", "--out", out)  # fmt: skip
    assert ran.code == 0, ran.err
    assert out.exists()
    assert "The database is damaged" in ran.err
    assert database.read_bytes() == b"no database" * 500
