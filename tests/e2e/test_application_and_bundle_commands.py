"""`application` and `bundle` from the terminal, on the sample company: documents, exit codes, both places of --json."""

import contextlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import msgspec
import pytest

from seller_desk.cli.entry import main
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk

pytestmark = pytest.mark.e2e

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "listings"


@pytest.fixture(scope="module")
def data(sample_folder, tmp_path_factory):
    return shutil.copytree(sample_folder, tmp_path_factory.mktemp("desk") / "data")


def run(data, *words, before=True):
    """(exit code, JSON document) of one command."""
    out, options = io.StringIO(), ["--data-dir", str(data), "--lang", "en", "--json"]
    with contextlib.redirect_stdout(out):
        code = main([*options, *words] if before else [*words, *options])
    return code, json.loads(out.getvalue())


@pytest.mark.parametrize("before", [True, False])
def test_application_list_show_and_check(data, before):
    code, document = run(data, "application", "list", before=before)
    assert code == 0
    assert ["amazon.us"] in [one["sites"] for one in document["applications"]]
    code, shown = run(data, "application", "show", "amazon.us", before=before)
    assert code == 0
    assert 0 < shown["readiness"] < 100
    assert shown["actions"]
    code, checked = run(data, "application", "check", "amazon", before=before)
    assert code == 1
    assert checked["application"] == shown["application"]
    assert checked["readiness"] == shown["readiness"]
    assert {one["severity"] for one in checked["findings"]} >= {"blocker"}
    assert all(one["message"] for one in checked["findings"])


def test_a_new_application_on_a_site_that_has_one_is_refused(data):
    code, document = run(data, "application", "new", "--platform", "amazon", "--site", "us")
    assert code == 3
    assert "amazon.us" in document["error"]["title"]


@pytest.mark.parametrize(
    "words",
    [
        ("--platform", "amazon", "--site", "mars"),
        ("--platform", "nowhere", "--site", "us"),
        ("--platform", "amazon", "--site", "de", "--planned-date", "tomorrow"),
    ],
)
def test_wrong_words_are_wrong_usage(data, words):
    code, document = run(data, "application", "new", *words)
    assert code == 2
    assert document["error"]["title"]


def test_new_application_then_its_form_is_judged_on_its_day(data):
    words = (
        "--platform",
        "ebay",
        "--site",
        "ebay.de",
        "--category",
        "home_kitchen",
        "--planned-date",
        "2026-12-20",
    )
    code, made = run(data, "application", "new", *words)
    assert code == 0
    assert made["sites"] == ["ebay.de"]
    assert made["planned_date"] == "2026-12-20"
    assert made["categories"] == ["home_kitchen"]


def test_bundle_build_stops_for_blockers_and_builds_when_they_are_accepted(data, tmp_path):
    target = tmp_path / "packet.zip"
    code, document = run(data, "bundle", "build", "amazon.us", "--out", str(target))
    assert (code, document["bundle"]) == (1, None)
    assert document["findings"]
    assert not target.exists()
    code, document = run(
        data, "bundle", "build", "amazon.us", "--out", str(target), "--accept-blockers"
    )
    assert code == 1
    assert document["bundle"]["path"] == str(target)
    code, verified = run(data, "bundle", "verify", str(target), before=False)
    assert (code, verified["ok"], verified["problems"]) == (0, True, [])
    assert verified["files"] == document["bundle"]["files"]
    code, document = run(
        data, "bundle", "build", "amazon.us", "--out", str(target), "--accept-blockers"
    )
    assert (code, document["error"]["file"]) == (3, str(target))
    code, document = run(data, "bundle", "list", "amazon.us")
    assert (code, [one["path"] for one in document["bundles"]].count(str(target))) == (0, 1)


def test_bundle_build_reads_what_nobody_read_yet_and_stops_for_what_it_says(data, tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(data, copy)
    # As after a restore on another machine: what was read is no part of a backup.
    shutil.rmtree(copy / "readings", ignore_errors=True)
    with open_desk(DataFolder(copy), write=True) as desk, desk.store.work("no dates typed") as work:
        for one in work.documents.find():
            if one.kind == "utility_bill":
                work.documents.save(msgspec.structs.replace(one, issued_on=None))
    words = ("bundle", "build", "amazon.us", "--out", str(tmp_path / "packet.zip"))
    code, document = run(copy, *words)
    assert (code, document["bundle"]) == (1, None)
    assert "document.issued_too_long_ago" in {one["code"] for one in document["findings"]}


def test_building_twice_gives_the_same_bytes(data, tmp_path):
    for name in ("a.zip", "b.zip"):
        run(data, "bundle", "build", "ebay.us", "--out", str(tmp_path / name), "--accept-blockers")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_ebay_packet_carries_a_draft_file_and_amazons_none_without_a_template(data, tmp_path):
    names = {}
    for site in ("ebay.us", "amazon.us"):
        target = tmp_path / f"{site}.zip"
        run(data, "bundle", "build", site, "--out", str(target), "--accept-blockers")
        with zipfile.ZipFile(target) as archive:
            names[site] = [name.partition("/data/")[2] for name in archive.namelist()]
    assert "listings/ebay_us_drafts.csv" in names["ebay.us"]
    assert not any(name.startswith("listings/") for name in names["amazon.us"])
    assert any(name.startswith("shipping/") for name in names["amazon.us"])


def test_verify_tells_damaged_from_no_zip(data, tmp_path):
    target = tmp_path / "packet.zip"
    run(data, "bundle", "build", "ebay.us", "--out", str(target), "--accept-blockers")
    damaged = bytearray(target.read_bytes())
    damaged[len(damaged) // 3] ^= 0x10
    target.write_bytes(bytes(damaged))
    code, document = run(data, "bundle", "verify", str(target))
    assert (code, document["ok"]) == (1, False)
    (tmp_path / "words.zip").write_text("hello")
    for name in ("words.zip", "none.zip"):
        code, document = run(data, "bundle", "verify", str(tmp_path / name))
        assert code == 3
        assert document["error"]["file"] == str(tmp_path / name)


def test_an_empty_desk_says_what_to_do(tmp_path):
    code, document = run(tmp_path, "application", "check", "amazon")
    assert code == 3
    assert document["error"]["advice"]
    code, document = run(tmp_path, "application", "new", "--platform", "amazon", "--site", "us")
    assert code == 3
    assert "company" in document["error"]["advice"]


def _amazon_packet(data, target):
    """(what the terminal says is left out, the packet's report, its file names)"""
    _code, document = run(
        data, "bundle", "build", "amazon.us", "--out", str(target), "--accept-blockers"
    )
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        report = next(name for name in names if name.endswith("report.html"))
        return document["omissions"], archive.read(report).decode(), names


def test_an_amazon_listing_file_that_is_not_there_is_told_with_the_reason(data, tmp_path):
    left_out, report, _names = _amazon_packet(data, tmp_path / "none.zip")
    reasons = [one["reason"] for one in left_out]
    assert any("An Amazon file needs your own template" in reason for reason in reasons)
    assert any("with blockers" in reason for reason in reasons)
    assert "没有放进资料包的内容" in report
    chinese, english = report.split('<main class="en"')
    assert "水电费账单开具太久。" in chinese
    assert "Utility bill will be too old. " in english
    assert "水电费账单" not in english
    assert "Seller Central" in report

    other = tmp_path / "of_another_site.txt"
    shutil.copy(GOLDEN / "amazon_legacy_de.txt", other)
    code, document = run(data, "application", "set", "amazon.us", "--listing-template", str(other))
    assert (code, document["listing_template"]) == (0, str(other))
    left_out, _report, names = _amazon_packet(data, tmp_path / "other.zip")
    assert any(other.name in one["reason"] for one in left_out), left_out
    assert not any("/listings/" in name for name in names)

    other.unlink()
    left_out, report, _names = _amazon_packet(data, tmp_path / "gone.zip")
    assert any(f"{other.name} cannot be read" in one["reason"] for one in left_out), left_out
    assert f"{other.name} 读不出来" in report


def test_what_is_no_template_is_not_kept(data, tmp_path):
    odd = tmp_path / "odd.txt"
    odd.write_text("hello", encoding="utf-8")
    code, document = run(data, "application", "set", "ebay.us", "--listing-template", str(odd))
    assert (code, document["error"]["file"]) == (3, str(odd))
    code, document = run(data, "application", "set", "ebay.us")
    assert code == 2
    code, document = run(data, "application", "set", "ebay.us", "--planned-date", "2126-12-24")
    assert (code, document["planned_date"]) == (0, "2126-12-24")
