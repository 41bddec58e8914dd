"""Every site of every pack through the terminal: what no pack says is said to be unknown, and nothing breaks."""

import contextlib
import io
import json
import shutil
import zipfile

import pytest

from seller_desk.cli.entry import main
from seller_desk.core.rules.book import RuleBook, platform_of

SITES = list(RuleBook.load().sites)
PLATFORMS = list(dict.fromkeys(map(platform_of, SITES)))
# One site for each platform; the sample company has its own applications on the two left out.
OTHERS = [
    next(site for site in SITES if platform_of(site) == platform and site != "ebay.us")
    for platform in PLATFORMS
    if platform != "amazon"
] + ["amazon.sa"]


@pytest.fixture(scope="module")
def data(sample_folder, tmp_path_factory):
    return shutil.copytree(sample_folder, tmp_path_factory.mktemp("desk") / "data")


def run(data, *words):
    """(exit code, JSON document) of one command."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main(["--data-dir", str(data), "--lang", "en", "--json", *words])
    return code, json.loads(out.getvalue())


@pytest.fixture(scope="module")
def applied(data):
    """Each of these sites with an application of its own."""
    return {
        site: run(data, "application", "new", "--platform", platform_of(site), "--site", site)
        for site in OTHERS
    }


@pytest.mark.parametrize("site", OTHERS)
def test_an_application_is_opened_shown_and_checked(data, applied, site):
    code, made = applied[site]
    assert code == 0, made
    code, shown = run(data, "application", "show", site)
    assert code == 0
    assert shown["sites"] == [site]
    code, checked = run(data, "application", "check", site)
    assert code in (0, 1)
    assert all(one["message"] for one in checked["findings"])


@pytest.mark.parametrize("site", OTHERS)
def test_listings_are_judged_by_what_is_known(data, site):
    code, document = run(data, "listings", "check", "--site", site)
    assert code in (0, 1), document
    assert document["rules_known"] is (site not in ("temu", "jumia", "shopify"))


@pytest.mark.parametrize("site", SITES)
def test_a_site_is_shown_and_compared(data, site):
    code, shown = run(data, "platforms", "show", site)
    assert code == 0
    assert shown["site"] == site
    code, compared = run(data, "platforms", "compare", "--site", site, "--price", "30")
    assert code == 0
    (one,) = compared["sites"]
    assert one["gate"]["reasons"]
    assert (one["profit"] is None) == bool(one["reason"])


@pytest.mark.parametrize("site", OTHERS)
def test_a_packet_is_built_for_every_platform(data, applied, site, tmp_path):
    packet = tmp_path / "packet.zip"
    code, document = run(data, "bundle", "build", site, "--out", str(packet), "--accept-blockers")
    assert code in (0, 1), document
    assert packet.exists()
    code, verified = run(data, "bundle", "verify", str(packet))
    assert code in (0, 1), verified


def test_a_form_that_nobody_described_says_so(data, applied, tmp_path):
    packet = tmp_path / "packet.zip"
    run(data, "bundle", "build", "jumia", "--out", str(packet), "--accept-blockers")
    with zipfile.ZipFile(packet) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith("field_sheet.html")]
        sheet = archive.read(name).decode("utf-8")
    assert "boxes of this platform" in sheet
    assert "栏目不详" in sheet
