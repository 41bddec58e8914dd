"""`seller-desk rules` as a terminal shows it: portraits, packs of others, sources, own values, differences."""

import json

import pytest

from seller_desk.cli.entry import main
from seller_desk.core.rules.book import RuleBook
from tests.unit.rules import packs_of_others as others

SITES = list(RuleBook.load().sites)


@pytest.fixture
def run(tmp_path, capsys):
    def call(*words, lang="en", code=0):
        capsys.readouterr()
        got = main(["--data-dir", str(tmp_path / "data"), "--lang", lang, "--json", *words])
        out = capsys.readouterr()
        assert got == code, out.out + out.err
        return json.loads(out.out)

    return call


@pytest.fixture
def said(tmp_path, capsys):
    def call(*words, lang="en"):
        capsys.readouterr()
        code = main(["--data-dir", str(tmp_path / "data"), "--lang", lang, *words])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


@pytest.fixture
def pack(tmp_path):
    return others.write(tmp_path / "shop.toml", others.head(), others.site(), others.fact())


@pytest.mark.parametrize("site", SITES)
def test_every_site_shows_its_sections_in_both_languages(run, said, site):
    document = run("rules", "show", site)
    known = [one for one in document["sections"] if one["lines"]]
    assert {"gates", "fees", "documents", "review"} <= {one["id"] for one in known}
    missing = [one for one in document["sections"] if not one["lines"]]
    assert bool(document["unknown"]) == bool(missing)
    for one in missing:
        assert one["title"] in document["unknown"]
    for section in known:
        for line in section["lines"]:
            assert line["text"].strip()
            assert line["sources"][0]["title"]
    _code, english, _err = said("rules", "show", site)
    _code, chinese, _err = said("rules", "show", site, lang="zh")
    assert "Who may register" in english
    assert "谁可以入驻" in chinese
    assert len(chinese.splitlines()) == len(english.splitlines())


def test_a_site_is_shown_for_one_business_type(run):
    document = run("rules", "show", "amazon.us", "--entity", "natural_person")
    gates = next(one for one in document["sections"] if one["id"] == "gates")
    assert [one["head"] for one in gates["lines"]] == ["Natural person"]


def test_an_own_value_is_marked_in_the_portrait_and_the_pack_stands_beside(run, said):
    run(
        "rules",
        "override",
        "site.payout",
        "every 30 days",
        "--site",
        "amazon.us",
        "--note",
        "phone",
    )
    document = run("rules", "show", "amazon.us")
    payout = next(one for one in document["sections"] if one["id"] == "payout")["lines"]
    (line,) = [one for one in payout if one["key"] == "site.payout"]
    assert line["text"] == "every 30 days"
    assert line["sources"][0]["confidence"] == "seller"
    assert line["sources"][0]["conflict"].startswith("the pack says")
    assert "your own value" in said("rules", "show", "amazon.us")[1]


def test_a_pack_is_added_listed_and_removed(run, said, pack):
    added = run("rules", "add", str(pack))
    assert added["added"] == "shop"
    assert [one["now"] for one in added["changes"]] == ["500 CNY"]
    (one,) = [one for one in run("rules", "list")["packs"] if one["community"]]
    assert (one["id"], one["origin"]) == ("shop", str(pack))
    assert len(one["sha256"]) == 64
    assert run("rules", "sources", "--community")["sources"][0]["title"] == "a stranger"
    assert "社区规则包" in said("rules", "show", "my_shop.cn", lang="zh")[1]
    run("rules", "add", str(pack), code=3)
    run("rules", "add", str(pack), "--replace")
    gone = run("rules", "remove", "shop")
    assert gone["kept"].endswith("shop.toml.removed")
    run("rules", "remove", "shop", code=3)


def test_a_broken_pack_is_told_with_line_and_key_and_the_rest_answers(run, said, pack, tmp_path):
    run("rules", "add", str(pack))
    others.write(tmp_path / "data" / "rules" / "bad.toml", others.head(), others.fact(more="c = 1"))
    listed = run("rules", "list", code=1)
    (broken,) = listed["broken"]
    assert broken["key"] == "fact[0].c"
    assert broken["line"] == 12
    linted = run("rules", "lint", code=1)
    assert [(one["key"], one["line"]) for one in linted["problems"]] == [("fact[0].c", 12)]
    code, out, err = said("platforms", "list")
    assert code == 0
    assert "my_shop.cn" in out
    assert "bad.toml:12" in err


def test_the_lint_says_of_a_file_what_adding_it_would_refuse(run, tmp_path):
    file = others.write(
        tmp_path / "twice.toml", others.head(), others.site(), others.fact(), others.fact()
    )
    (problem,) = run("rules", "lint", str(file), code=1)["problems"]
    assert problem["key"] == "fact[1]"
    assert "said twice" in problem["message"]


def test_an_override_is_set_listed_and_removed(run):
    made = run(
        *("rules", "override", "fee.referral.rate", "12%", "--site", "amazon.us"),
        *("--category", "toys", "--note", "a letter"),
    )
    assert made["pack_says"].startswith("15%")
    (one,) = run("rules", "overrides")["overrides"]
    assert (one["value"], one["note"], one["moved"]) == ("0.12", "a letter", False)
    run(
        "rules",
        "override",
        "fee.referral.rate",
        "--site",
        "amazon.us",
        "--category",
        "toys",
        "--remove",
    )
    assert run("rules", "overrides")["overrides"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("rules", "override", "site.deposit"),
        ("rules", "override", "site.deposit", "1", "--remove"),
        ("rules", "override", "site.nothing", "1"),
        ("rules", "override", "site.deposit", "1", "--site", "nowhere"),
        ("rules", "override", "fee.referral.rate", "200%"),
        ("rules", "override", "gate.mainland_company", "perhaps"),
        ("rules", "sources", "--site", "nowhere"),
        ("rules", "show", "amazon.us", "--entity", "shop"),
        ("rules", "diff", "/nowhere"),
    ],
)
def test_wrong_words_are_refused(run, words):
    assert run(*words, code=2)["error"]["title"]


def test_the_difference_of_two_files_is_told_without_a_data_folder(run, tmp_path):
    old = others.write(tmp_path / "old.toml", others.head(), others.site(), others.fact())
    new = others.write(
        tmp_path / "new.toml", others.head(), others.site(), others.fact(value='"900"')
    )
    document = run("rules", "diff", str(old), str(new))
    assert [(one["was"], one["now"]) for one in document["changes"]] == [("500 CNY", "900 CNY")]
    assert document["affected"] == {"sites": [], "applications": [], "drafts": 0}
    assert not (tmp_path / "data").exists()


def test_what_changed_since_the_last_look_is_remembered_on_request(run, pack, tmp_path):
    assert run("rules", "diff", "--seen")["changes"] == []
    (tmp_path / "data" / "rules").mkdir(exist_ok=True)
    (tmp_path / "data" / "rules" / "hand.toml").write_bytes(pack.read_bytes())
    assert [one["now"] for one in run("rules", "diff")["changes"]] == ["500 CNY"]
    assert run("rules", "diff", "--seen")["changes"]
    assert run("rules", "diff")["changes"] == []


def test_sources_are_found_by_words_site_and_date(run):
    everything = run("rules", "sources")["sources"]
    undated = run("rules", "sources", "--undated")["sources"]
    assert 0 < len(undated) < len(everything)
    assert all(one["undated"] and not one["as_of"] for one in undated)
    found = run("rules", "sources", "listing.title.max", "--site", "amazon.us")["sources"]
    assert any(use["name"] == "listing.title.max" for one in found for use in one["uses"])
    assert run("rules", "sources", "--stale")["sources"] == []
    assert run("rules", "sources", "nothing of the kind")["sources"] == []


def test_a_difference_of_details_alone_is_told_in_words(said, tmp_path):
    old = others.write(tmp_path / "old.toml", others.head(), others.fee('rate = "0.1"'))
    dollars = others.fee('rate = "0.1"').replace("CNY", "USD").replace("2026-11-20", "2026-11-21")
    new = others.write(tmp_path / "new.toml", others.head(), dollars)
    _code, english, _err = said("rules", "diff", str(old), str(new))
    assert english.splitlines()[1].strip() == (
        "10%; currency: CNY; checked on: 2026-11-20 -> 10%; currency: USD; checked on: 2026-11-21"
    )
    _code, chinese, _err = said("rules", "diff", str(old), str(new), lang="zh")
    assert "10%; 币种：CNY; 核对日期：2026-11-20" in chinese
