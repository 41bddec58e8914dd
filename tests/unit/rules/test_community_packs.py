"""Packs of strangers: marked, bounded, refused with file, line and key; the others work on."""

from datetime import date
from pathlib import Path

import pytest

from seller_desk.core.base.errors import DeskError, UsageProblem
from seller_desk.core.base.findings import Confidence, Severity, capped
from seller_desk.core.base.language import speaking
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.desk import open_desk
from seller_desk.core.platforms.gates import verdict
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.lint import lint
from seller_desk.core.rules.load import load_pack
from seller_desk.core.rules.refusals import PackProblem
from tests.unit.rules import packs_of_others as others

DAY = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path):
    with open_desk(DataFolder(tmp_path / "data"), write=True) as made:
        made.today = lambda: DAY
        yield made


def amazon(**values):
    return Query(**{"site": "amazon.us", "on": DAY, **values})


def test_a_pack_is_added_listed_with_its_origin_and_taken_out_again(desk, tmp_path):
    file = others.write(tmp_path / "My Shop.toml", others.head(), others.site(), others.fact())
    moved = desk.rule_packs.add(file)
    assert moved.name == "my-shop"
    (info,) = [one for one in desk.rule_packs.packs() if one.community]
    assert (info.origin.path, info.origin.added_on) == (str(file), DAY)
    assert desk.rules().fact("site.deposit", Query(site="my_shop.cn", on=DAY)).value == "500"
    gone = desk.rule_packs.remove("my-shop")
    assert desk.rules().sites.get("my_shop.cn") is None
    assert gone.kept.exists()
    assert desk.rule_packs.add(gone.kept, "my-shop").name == "my-shop"


def test_a_pack_is_not_written_over_unasked(desk, tmp_path):
    file = others.write(tmp_path / "a.toml", others.head(), others.site(), others.fact())
    desk.rule_packs.add(file)
    with pytest.raises(DeskError, match="there already"):
        desk.rule_packs.add(file)
    others.write(file, others.head(), others.site(), others.fact(value='"900"'))
    moved = desk.rule_packs.add(file, replace=True)
    assert [(one.was, one.now) for one in moved.effects.changes] == [("500 CNY", "900 CNY")]


def test_whatever_it_claims_a_pack_of_others_is_marked_and_never_blocks(desk, tmp_path):
    gate = """
[[gate]]
answer = "no"
reason = { en = "closed", zh = "关闭" }
source = { title = "a stranger" }
checked = 2026-11-20
confidence = "official"
"""
    file = others.write(tmp_path / "a.toml", others.head(), others.site(), others.fact(), gate)
    desk.rule_packs.add(file)
    query = Query(site="my_shop.cn", on=DAY, entity="mainland_company")
    fact = desk.rules().fact("site.deposit", query)
    assert fact.confidence is Confidence.COMMUNITY
    assert capped(Severity.BLOCKER, [fact.source_note()]) is Severity.WARNING
    assert verdict(desk.rules().gates(query), "mainland_company", None, DAY).answer == "unknown"


def test_what_the_platform_itself_says_stays_and_the_strangers_value_stands_beside(desk, tmp_path):
    before = desk.rules().fact("document.max_size", amazon(kind="passport"))
    assert before.confidence is Confidence.OFFICIAL
    narrow = 'applies_to = { site = ["amazon.us"], kind = ["passport"], category = ["toys"] }'
    file = others.write(
        tmp_path / "a.toml",
        others.head("amazon"),
        others.fact("document.max_size", "900", unit="MB", more=narrow),
    )
    desk.rule_packs.add(file)
    after = desk.rules().fact("document.max_size", amazon(kind="passport", category="toys"))
    assert (after.value, after.confidence) == (before.value, Confidence.OFFICIAL)
    assert "900 MB (a stranger)" in after.source_note().conflict


def test_over_a_single_blog_it_holds_and_the_blogs_value_stands_beside(desk, tmp_path):
    blog = next(
        (fact, site)
        for site in desk.rules().sites
        for fact in desk.rules().facts_of(Query(site=site, on=DAY), "site.deposit")
        if fact.confidence is Confidence.SINGLE_BLOG
    )
    shipped, site = blog
    file = others.write(
        tmp_path / "a.toml",
        others.head(site.partition(".")[0]),
        others.fact("site.deposit", '"77"', more=f'applies_to = {{ site = ["{site}"] }}'),
    )
    desk.rule_packs.add(file)
    after = desk.rules().fact("site.deposit", Query(site=site, on=DAY))
    assert (after.value, after.confidence) == ("77", Confidence.COMMUNITY)
    assert shipped.source.title in after.source_note().conflict


def test_it_adds_no_boxes_to_a_form_that_is_known(desk, tmp_path):
    box = """
[[form_field]]
id = "pin"
step = "1"
step_label = { en = "Step", zh = "步骤" }
label = { en = "Bank password", zh = "银行密码" }
script = "digits"
source = { title = "a stranger" }
checked = 2026-11-20
confidence = "official"
"""
    before = desk.rules().form_fields(amazon(entity="mainland_company"))
    desk.rule_packs.add(others.write(tmp_path / "a.toml", others.head("amazon"), box))
    assert desk.rules().form_fields(amazon(entity="mainland_company")) == before


DEEP = others.head() + "x = " + "[" * 5000 + "]" * 5000
MANY = others.head() + "".join(others.fact(f"site.a{n}") for n in range(3001))


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (others.head() + others.fact(confidence="seller"), "fact[0].confidence", "“seller”"),
        (others.head() + others.fact(confidence="community"), "fact[0].confidence", "“community”"),
        (others.head() + others.fact(confidence="certain"), "fact[0].confidence", "certain"),
        (others.head() + others.fact() + others.fact(), "fact[1]", "said twice: site.deposit"),
        (others.head("../../etc") + others.fact(), "platform", "small letters"),
        (others.head() + others.site("amazon.us"), "site[0].id", "my_shop.cc"),
        (others.head("amazon") + others.site("amazon.us"), "site[0].id", "there already"),
        (
            others.head() + others.fact(more='applies_to = { site = ["amazon.us"] }'),
            "fact[0].applies_to",
            "amazon.us is no site of this platform",
        ),
        (others.head() + others.fact(url="file:///etc/passwd"), "fact[0].source", "https://"),
        (others.head() + others.fact(url="javascript:alert(1)"), "fact[0].source", "https://"),
        (others.head() + others.fact("../x"), "fact[0].key", "small letters"),
        (
            others.head() + others.site("my_shop.cn").replace("CNY", "ZZZ"),
            "site[0].currency",
            "“ZZZ” is not a currency",
        ),
        (
            others.head() + others.fee('rate = "0.1"').replace("CNY", "ZZZ"),
            "fee[0].currency",
            "“ZZZ” is not a currency",
        ),
        (others.head() + others.fact(value='"' + "x" * 2001 + '"'), "fact[0].value", "2000"),
        (others.head() + others.fact(value='"a\\u202Eb"'), "fact[0].value", "U+202E"),
        (others.head() + others.fact(value='"NaN"'), "fact[0].value", "not a number"),
        (others.head() + others.fee('rate = "NaN"'), "fee[0]", "between 0 and 1"),
        (others.head() + others.fee('rate = "-0.5"'), "fee[0]", "between 0 and 1"),
        (others.head() + others.fee('rate = "9"'), "fee[0]", "between 0 and 1"),
        (others.head() + others.fee('rate = "0.1"\nminimum = "Infinity"'), "fee[0]", "from 0 on"),
        (others.head() + others.fee('tax = "0.1"'), "fee[0]", "without a rate"),
        (others.head() + others.fact(more="color = 1"), "fact[0].color", "no key “color”"),
        (others.head().replace("version", "versoin"), "versoin", "no key “versoin”"),
        (others.head() + "[[fact]]\nkey = 'a'\n", "fact[0]", "is missing"),
        (MANY, "", "3000"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_pack_is_refused_with_its_key_and_leaves_nothing(
    desk, tmp_path, text, key, words
):
    file = others.write(tmp_path / "bad.toml", text)
    with pytest.raises(PackProblem) as caught:
        desk.rule_packs.add(file)
    assert caught.value.key.startswith(key)
    assert words in caught.value.advice
    assert caught.value.file == str(file)
    assert desk.rule_packs.added() == []


def test_the_line_of_what_is_wrong_is_named(desk, tmp_path):
    text = others.head() + others.fact() + others.fact("site.payout", more="color = 1")
    file = others.write(tmp_path / "bad.toml", text)
    with pytest.raises(PackProblem) as caught:
        desk.rule_packs.add(file)
    assert text.splitlines()[caught.value.row - 1] == "color = 1"
    assert f"bad.toml:{caught.value.row}" in caught.value.title
    with speaking("zh"), pytest.raises(PackProblem) as caught:
        desk.rule_packs.add(file)
    assert caught.value.advice == "fact[1].color: 这里没有“color”这个键"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (others.head().encode("gb18030"), "not UTF-8"),
        (others.head().encode("utf-16"), "not UTF-8"),
        (b"\x00" * 100, "not valid TOML"),
        (b"platform = ", "not valid TOML"),
        (b"#" * ((1 << 20) + 1), "too large"),
        (DEEP.encode(), ""),
        (b"", ""),
    ],
)
def test_what_is_no_text_of_a_pack_is_refused(desk, tmp_path, data, words):
    file = tmp_path / "bad.toml"
    file.write_bytes(data)
    with pytest.raises(DeskError) as caught:
        desk.rule_packs.add(file)
    assert words in caught.value.title
    assert desk.rule_packs.added() == []


@pytest.mark.parametrize("name", ["../x", "a/b", "a\\b", "con", "", ".", "a" * 51, "Ä"])
def test_names_that_lead_elsewhere_are_no_names(desk, tmp_path, name):
    file = others.write(tmp_path / "good.toml", others.head(), others.site(), others.fact())
    if name:
        with pytest.raises(UsageProblem):
            desk.rule_packs.add(file, name)
    with pytest.raises(DeskError):
        desk.rule_packs.remove(name)
    assert file.exists()


@pytest.mark.parametrize(
    "name", ["../../../x.toml", "CON.toml", "规则.toml", "--.toml", "a b.TOML"]
)
def test_any_file_name_gives_a_safe_name(desk, tmp_path, name):
    file = others.write(tmp_path / Path(name).name, others.head(), others.site(), others.fact())
    if Path(name).stem.casefold() == "con":
        with pytest.raises(UsageProblem):
            desk.rule_packs.add(file)
        return
    moved = desk.rule_packs.add(file)
    assert (desk.folder.rules / f"{moved.name}.toml").parent == desk.folder.rules


def test_a_broken_pack_among_good_ones_is_named_and_the_others_work(desk, tmp_path):
    good = others.write(tmp_path / "good.toml", others.head(), others.site(), others.fact())
    desk.rule_packs.add(good)
    others.write(desk.folder.rules / "bad.toml", others.head(), others.fact(more="color = 1"))
    desk._forget_packs()
    assert "my_shop.cn" in desk.rules().sites
    assert "amazon.us" in desk.rules().sites
    (trouble,) = desk.rule_packs.broken()
    assert trouble.key == "fact[0].color"
    assert ("bad", None) in desk.rule_packs.added()
    desk.rule_packs.remove("bad")
    assert desk.rule_packs.broken() == ()


def test_a_file_put_there_by_hand_is_judged_alike(desk):
    desk.folder.rules.mkdir(parents=True)
    others.write(desk.folder.rules / "hand.toml", others.head(), others.site(), others.fact())
    book = RuleBook.load(desk.folder.rules)
    fact = book.fact("site.deposit", Query(site="my_shop.cn", on=DAY))
    assert fact.confidence is Confidence.COMMUNITY
    assert desk.rule_packs.origin("hand").path == ""


def test_of_two_packs_for_one_site_the_second_is_left_out(desk):
    desk.folder.rules.mkdir(parents=True)
    for name in ("a", "b"):
        others.write(desk.folder.rules / f"{name}.toml", others.head(), others.site())
    book = RuleBook.load(desk.folder.rules)
    assert "my_shop.cn" in book.sites
    assert [Path(one.file).name for one in book.broken] == ["b.toml"]


def test_a_shipped_pack_is_not_marked():
    pack = load_pack(next(path for path in RuleBook.load().files if path.name == "fees.toml"))
    assert all(fee.confidence is not Confidence.COMMUNITY for fee in pack.fee)


NAMELESS_FEE = others.fee('rate = "0.1"').replace('"referral"', '"commission"')
FAR_OFF = others.fact().replace("checked = 2026-11-20", "checked = 9999-12-31")
NO_CATEGORY = others.fact(more='applies_to = { category = ["gadgets"] }')
DOLLARS = others.fee('rate = "0.1"\napplies_to = { site = ["my_shop.cn"] }').replace("CNY", "USD")
TAKEN = others.site("amazon.us")


@pytest.mark.parametrize(
    ("part", "key", "reason"),
    [
        (NAMELESS_FEE, "fee[0]", "unknown fee: commission"),
        (FAR_OFF, "fact[0]", "checked in the future"),
        (NO_CATEGORY, "fact[0]", "unknown category: gadgets"),
        (DOLLARS, "fee[0]", "my_shop.cn has another currency than this fee"),
        (TAKEN, "site[0].id", "the site amazon.us is there already"),
    ],
)
def test_what_lint_tells_of_a_pack_add_refuses(desk, tmp_path, part, key, reason):
    platform = "amazon" if part is TAKEN else "my_shop"
    site = "" if part is TAKEN else others.site()
    file = others.write(tmp_path / "a.toml", others.head(platform), site, part)
    _packs, problems = lint([file], DAY, desk.rules().packs)
    assert (key, reason) in [(one.key, one.message) for one in problems]
    with pytest.raises(PackProblem) as refused:
        desk.rule_packs.add(file)
    assert (refused.value.key, refused.value.reason) in [(p.key, p.message) for p in problems]
    assert desk.rule_packs.added() == []


def test_a_pack_that_add_takes_passes_the_lint_beside_those_in_use(desk, tmp_path):
    first = others.write(tmp_path / "a.toml", others.head(), others.site(), others.fact())
    desk.rule_packs.add(first)
    words = others.fact("site.reach", more='applies_to = { site = ["my_shop.cn"] }')
    second = others.write(tmp_path / "b.toml", others.head(), words)
    assert lint([second], DAY, desk.rules().packs)[1] == []
    assert desk.rule_packs.add(second).name == "b"
