"""`platforms compliance | categories | assess | budget`: JSON, wrong input, both languages."""

import json
import shutil

import pytest

from seller_desk.cli.entry import main


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words, code=0):
        data = str(tmp_path / "data")
        exit_code = main(["--lang", "en", "--data-dir", data, "--json", *words])
        assert code is None or exit_code == code
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def sample(sample_folder, tmp_path):
    shutil.copytree(sample_folder, tmp_path / "data")


def test_compliance_lists_papers_with_source_state_and_what_is_not_known(run):
    document = run(
        "platforms", "compliance", "--category", "headphones", "--site", "amazon.us",
        "--site", "amazon.de", "--battery", "--no-wireless",
    )  # fmt: skip
    us, de = document["sites"]
    assert (us["site"], de["site"]) == ("amazon.us", "amazon.de")
    papers = {one["id"]: one for one in us["documents"]}
    fcc = papers["us.fcc"]
    assert (fcc["status"], fcc["lead_days"], fcc["cost"]) == ("missing", 90, None)
    assert fcc["sources"][0]["url"] == "process:P2.4"
    assert fcc["sources"][0]["confidence"] == "two-sources"
    assert papers["battery.un383"]["certain"]
    assert "amazon.fcc_radio" not in papers
    assert us["ask"] == ["child"]
    assert us["fee_category"]["mapped"]
    assert us["gated"]["value"] == "approval"
    assert {"eu.gpsr", "de.weee", "de.batteries"} <= {one["id"] for one in de["documents"]}


def test_a_site_for_many_countries_takes_the_destination(run):
    document = run("platforms", "compliance", "--category", "toys", "--site", "temu", "--to", "de")
    (site,) = document["sites"]
    assert site["destinations"] == ["DE"]
    assert "us.cpc" not in {one["id"] for one in site["documents"]}


def test_categories_say_what_is_not_mapped(run):
    document = run("platforms", "categories", "--site", "amazon.sa")
    places = {one["id"]: one for one in document["categories"]}
    assert places["headphones"]["mapped"]
    assert (places["phones"]["mapped"], places["phones"]["place"]) == (False, "not_mapped")


def test_assess_judges_and_keeps_the_answers_of_a_file(run, sample, tmp_path):
    file = tmp_path / "answers.toml"
    file.write_text("capacity = 2000\naudit = true\n", encoding="utf-8")
    document = run("platforms", "assess", "--file", str(file))
    assert document["short"] == ["capacity"]
    assert document["kept"] is True
    again = run("platforms", "assess")
    capacity = next(one for one in again["questions"] if one["id"] == "capacity")
    assert (capacity["answer"], capacity["wanted"]) == (2000, "at least 3,000 pieces")
    assert capacity["sources"][0]["url"] == "process:P2.6"


def test_assess_without_a_company_judges_without_keeping(run, tmp_path):
    file = tmp_path / "answers.toml"
    file.write_text("capacity = 5000\n", encoding="utf-8")
    assert run("platforms", "assess", "--file", str(file))["kept"] is False
    assert run("platforms", "assess")["questions"][0]["answer"] is None


def test_budget_adds_what_is_known_and_names_the_rest(run):
    document = run(
        "platforms", "budget", "--site", "amazon.us", "--cost", "ads=9000",
        "--cost", "certificates=100USD", "--rate", "CNY=7",
    )  # fmt: skip
    # 119.97 x 7 + 9000 + 700
    assert document["known"] == {"amount": "10539.79", "currency": "CNY"}
    assert document["complete"] is False
    assert {"line": "stock", "reason": "You have not entered it"} in document["unknown"]
    assert document["guide"]["low"] == {"amount": "100000.00", "currency": "CNY"}
    assert document["place"] == "open"
    stock = next(one for one in document["lines"] if one["line"] == "stock")
    assert stock["amount"] is None


def test_budget_keeps_costs_only_when_asked(run, sample):
    run("platforms", "budget", "--cost", "ads=1")
    line = {one["line"]: one for one in run("platforms", "budget")["lines"]}["ads"]
    assert line["amount"] is None
    run("platforms", "budget", "--cost", "ads=9000", "--model", "premium", "--keep")
    document = run("platforms", "budget")
    line = {one["line"]: one for one in document["lines"]}["ads"]
    assert line["amount"] == {"amount": "9000.00", "currency": "CNY"}
    assert document["model"] == "premium"


@pytest.mark.parametrize(
    "wrong",
    [
        ["compliance", "--category", "spaceships"],
        ["compliance", "--category", "toys", "--site", "amazon.mars"],
        ["compliance"],
        ["categories", "--site", "nowhere"],
        ["categories"],
        ["budget", "--cost", "ads=dear"],
        ["budget", "--cost", "luck=3"],
        ["budget", "--cost", "ads=-3"],
        ["budget", "--cost", "ads=3XXX"],
        ["budget", "--model", "grand"],
        ["budget", "--rate", "CNY"],
        ["budget", "--rate", "CNY=0"],
        ["budget", "--site", "amazon.mars"],
    ],
)
def test_wrong_input_is_a_usage_problem(run, wrong):
    assert run("platforms", *wrong, code=2)["error"]


@pytest.mark.parametrize("text", ["luck = 3", "capacity = 'many'", "audit = 1"])
def test_a_file_of_answers_that_do_not_fit_is_refused(run, tmp_path, text):
    file = tmp_path / "answers.toml"
    file.write_text(text, encoding="utf-8")
    assert run("platforms", "assess", "--file", str(file), code=2)["error"]


def test_a_file_that_is_no_toml_is_refused_with_its_line(run, tmp_path):
    file = tmp_path / "answers.toml"
    file.write_text("capacity = 1\n= oh\n", encoding="utf-8")
    assert run("platforms", "assess", "--file", str(file), code=3)["error"]


@pytest.mark.parametrize(("language", "word"), [("zh", "缺少"), ("en", "Missing")])
def test_people_read_it_in_their_language(tmp_path, capsys, language, word):
    words = ["platforms", "compliance", "--category", "headphones", "--site", "amazon.us"]
    assert main(["--lang", language, "--data-dir", str(tmp_path), *words]) == 0
    assert word in capsys.readouterr().out


def test_an_application_check_asks_for_the_papers_of_its_category(run, sample):
    """The requirements follow the category, the destination, and what was said of the product."""
    run(
        "application",
        "new",
        "--platform",
        "amazon",
        "--site",
        "amazon.jp",
        "--category",
        "headphones",
    )

    def asked():
        document = run("application", "check", "amazon.jp", code=None)
        return {
            one["message"]: one for one in document["findings"] if one["code"] == "document.missing"
        }

    before = asked()
    assert not any("Giteki" in message for message in before)
    run(
        "platforms", "compliance", "--category", "headphones", "--site", "amazon.jp",
        "--wireless", "--battery", "--keep",
    )  # fmt: skip
    after = asked()
    radio = next(one for message, one in after.items() if "Giteki" in message)
    assert radio["severity"] == "warning"
    assert any("UN 38.3" in message for message in after)
    assert not any("PSE for the battery" in message for message in after), "one blog is a hint"


@pytest.mark.parametrize("wrong", ["ZZ", "*", "", "Atlantis"])
def test_a_country_that_does_not_exist_is_refused_with_those_that_have_rules(run, wrong):
    words = ("platforms", "compliance", "--category", "headphones", "--site", "temu")
    error = run(*words, "--to", wrong, code=2)["error"]
    assert wrong in error["title"]
    assert "DE" in error["advice"]
    assert "US" in error["advice"]


@pytest.mark.parametrize("name", ["GB", "uk", "英国", "United Kingdom"])
def test_a_country_is_known_by_its_code_and_its_names(run, name):
    words = ("platforms", "compliance", "--category", "headphones", "--site", "temu")
    (site,) = run(*words, "--to", name)["sites"]
    assert site == run(*words, "--to", "GB")["sites"][0]
