"""Standings that are kept say the same as judging everything anew, whatever was changed in between."""

from collections import Counter
from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seller_desk.core.applications.model import Application
from seller_desk.core.base.errors import UsageProblem
from seller_desk.core.base.findings import Severity, by_weight
from seller_desk.core.base.many import Many
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.desk import open_desk
from seller_desk.core.listings.duplicates import duplicates
from seller_desk.core.listings.model import Listing
from seller_desk.core.listings.standing import family_members, judge
from seller_desk.core.services import listing_catalogue
from seller_desk.core.store.listing_view import View

TITLES = [
    "",
    "Steel jar",
    "STEEL  jar",
    "Glas Dose",
    "双层调料架",
    "100% best!!! seller ★",
    "a_b " * 60,
]
SITES = ["amazon.us", "ebay.us"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with open_desk(DataFolder(tmp_path_factory.mktemp("standing")), write=True) as desk:
        with desk.store.work("start") as work:
            work.companies.save(Company(id="c"))
            work.companies.save(Company(id="other"))
            for number, site in enumerate(SITES):
                work.applications.save(
                    Application(
                        id=f"a{number}",
                        company_id="c",
                        platform=site.partition(".")[0],
                        sites=[site],
                        created_on=date(2026, 11, 1),
                    )
                )
        yield desk


@pytest.fixture(autouse=True)
def _empty(desk):
    yield
    with desk.store.work("clear") as work:
        for one in work.listings.find():
            work.listings.delete(one.id)


def listing(number, **values):
    return Listing(**{"id": f"n{number}", "company_id": "c", "sku": f"S-{number}", **values})


def whole(desk):
    """Everything judged anew, as the sentence of this file has it."""
    listings = desk.listings.list("c")
    days = desk.listings.chosen_sites("c")
    families = family_members(listings)
    found = list(duplicates(listings, days))
    for site, checker in desk.listings._judge.checkers(days).items():
        assert site in days
        for one in listings:
            found += judge(checker, one, families)
    return found


def same(desk):
    kept = desk.listings.findings("c")
    anew = whole(desk)
    assert Counter(map(repr, kept)) == Counter(map(repr, anew))
    assert kept.counts == {one: sum(f.severity is one for f in anew) for one in Severity}
    assert kept.stopped() == {f.subject.id for f in anew if f.severity is Severity.BLOCKER}
    assert kept.stops == len(kept.stopped())
    assert list(kept) == by_weight(kept)
    for row in desk.listings.overview("c").rows:
        for site, state in zip(desk.listings.chosen_sites("c"), row.states, strict=True):
            own = [f for f in anew if f.site == site and f.subject.id == row.id]
            own = [f for f in own if f.code != "listing.title_duplicate"]
            if not state.empty:
                assert state.blockers == sum(f.severity is Severity.BLOCKER for f in own)


edits = st.lists(
    st.one_of(
        st.tuples(
            st.just("save"),
            st.integers(0, 5),
            st.fixed_dictionaries(
                {
                    "sku": st.sampled_from(["S-0", "S-1", "S-2", "S-3"]),
                    "parent_sku": st.sampled_from(["", "", "S-0", "S-1"]),
                    "title": st.sampled_from(TITLES),
                    "gtin": st.sampled_from(["", "4006381333931", "04006381333931", "12"]),
                    "options": st.sampled_from([{}, {"Color": "Blue"}, {"Color": "Red"}]),
                }
            ),
        ),
        st.tuples(st.just("delete"), st.integers(0, 5)),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(edits, min_size=1, max_size=3))
def test_after_any_edits_they_are_what_a_full_check_says(desk, rounds):
    for some in rounds:
        for edit in some:
            if edit[0] == "save":
                desk.listings.save(listing(edit[1], **edit[2]))
            elif edit[0] == "delete":
                desk.listings.delete([f"n{edit[1]}"])
            elif edit[0] == "undo" and desk.store.can_undo() != "start":
                desk.store.undo()
            elif edit[0] == "redo":
                desk.store.redo()
        same(desk)


def test_an_edit_judges_its_draft_and_its_family_only(desk):
    with desk.store.work("many") as work:
        work.listings.save_many(
            listing(n, title=f"jar {n}", parent_sku="S-0" if n in (1, 2) else "") for n in range(40)
        )
    assert desk.listings.refresh("c") == 40
    assert desk.listings.refresh("c") == 0
    desk.listings.save(listing(30, title="other"))
    assert desk.listings.refresh("c") == 1
    desk.listings.save(listing(2, title="blue", parent_sku="S-0"))
    assert desk.listings.refresh("c") == 3
    desk.listings.save(listing(2, title="blue"))
    assert desk.listings.refresh("c") == 3
    desk.listings.delete(["n1"])
    assert desk.listings.refresh("c") == 1
    desk.store.undo()
    assert desk.listings.refresh("c") == 2
    same(desk)


def test_another_day_or_another_value_of_the_seller_asks_for_all(desk, monkeypatch):
    with desk.store.work("many") as work:
        work.listings.save_many(listing(n, title=f"jar {n}") for n in range(3))
    assert desk.listings.refresh("c") == 3
    monkeypatch.setattr(desk.listings, "_today", lambda: date(2031, 5, 5))
    assert desk.listings.refresh("c") == 3
    same(desk)


def test_a_stop_keeps_what_was_judged(desk):
    from seller_desk.core.base.errors import Cancelled
    from seller_desk.core.services import listing_judge

    with desk.store.work("many") as work:
        work.listings.save_many(
            listing(n, title=f"jar {n}") for n in range(listing_judge.SLICE + 5)
        )
    asked = []
    with pytest.raises(Cancelled):
        desk.listings.refresh("c", stop=lambda: asked.append(1) or len(asked) > 1)
    assert desk.listings.refresh("c") == 5
    same(desk)


def test_a_file_of_standings_that_is_damaged_is_made_anew(desk):
    desk.listings.save(listing(1, title="jar"))
    desk.listings.refresh("c")
    desk.store.listing_states.close()
    path = desk.folder.listing_states
    path.write_bytes(b"no database at all" * 1000)
    desk.store.listing_states._closed = False
    assert desk.listings.refresh("c") == 1
    same(desk)


def test_more_than_can_be_read_is_counted(desk, monkeypatch):
    monkeypatch.setattr(listing_catalogue, "MOST_TOLD", 10)
    with desk.store.work("many") as work:
        work.listings.save_many(listing(n, title=f"jar {n} ★★") for n in range(30))
    found = desk.listings.findings("c")
    assert isinstance(found, Many)
    assert len(found) == 10
    assert found.left_out == len(whole(desk)) - 10
    assert found[0].severity is Severity.BLOCKER
    assert found.stops == 30


def rows(desk, **view):
    table = desk.listings.table("c", View(**view))
    return [one.listing.sku for one in desk.listings.briefs(table.rows, table.sites)]


def test_a_search_finds_the_rows_that_python_finds(desk):
    titles = ["USB 充电器", "100% cotton", "a_b", "Großes Tuch", "双层调料架", "İstanbul"]
    with desk.store.work("add") as work:
        work.listings.save_many(listing(n, title=title) for n, title in enumerate(titles))
    folded = [f"s-{n}\n{title}".casefold() for n, title in enumerate(titles)]
    for words in ("充", "充电", "%", "_", "gross", "架", "s-3", "STANBUL", "zzz", "\\", "'"):
        expected = [f"S-{n}" for n, text in enumerate(folded) if words.casefold() in text]
        assert rows(desk, words=words) == expected


def test_orders_are_those_of_python_and_follow_their_direction(desk):
    titles = ["b", "C", "a", "", "架"]
    with desk.store.work("add") as work:
        work.listings.save_many(
            listing(n, sku=sku, title=title)
            for n, (sku, title) in enumerate(zip("decba", titles, strict=True))
        )
    assert rows(desk) == list("decba")
    assert rows(desk, descending=True) == list("abced")
    assert rows(desk, sort="sku") == list("abcde")
    assert rows(desk, sort="title") == ["b", "c", "d", "e", "a"]
    assert rows(desk, sort="title", descending=True) == ["a", "e", "d", "c", "b"]
    with pytest.raises(UsageProblem):
        rows(desk, sort="price")


def test_states_are_draft_ready_and_exported_and_narrow_the_table(desk, monkeypatch):
    from datetime import UTC, datetime

    from seller_desk.core.listings.marks import marked
    from seller_desk.core.services import listing_judge

    monkeypatch.setattr(
        listing_judge,
        "judge",
        lambda checker, one, _families: ["x"] if "bad" in one.title else [],
    )
    monkeypatch.setattr(listing_judge, "counted", lambda found: (len(found), 0, 0))
    with desk.store.work("add") as work:
        work.listings.save_many(
            [
                listing(0, title="bad"),
                listing(1, title="good"),
                listing(2),
                listing(3, title="sent"),
                listing(4, title="sent, then changed"),
            ]
        )
        for number in (3, 4):
            one = work.listings.get(f"n{number}")
            for site in SITES:
                one = marked(one, site, "own", datetime(2026, 11, 24, tzinfo=UTC))
            work.listings.save(one)
        work.listings.save(msgspec.structs.replace(work.listings.get("n4"), title="later"))
    before = desk.listings.table("c", View())
    assert before.counts["draft"] == 5
    desk.listings.refresh("c")
    assert rows(desk, kind="draft") == ["S-0", "S-2"]
    assert rows(desk, kind="problems") == ["S-0"]
    assert rows(desk, kind="ready") == ["S-1", "S-3", "S-4"]
    assert rows(desk, kind="exported", site="ebay.us") == ["S-3"]
    assert rows(desk, sort="state", descending=True)[0] == "S-3"
    table = desk.listings.table("c", View())
    assert table.counts == {"all": 5, "problems": 1, "draft": 2, "ready": 3, "exported": 1}
    words = [one.states[0].word for one in desk.listings.overview("c").rows]
    assert words == ["draft", "ready", "empty", "exported", "ready"]


def test_filters_are_kept_by_name_and_undo_knows_nothing_of_them(desk):
    view = View(words="架", kind="ready", sort="title", descending=True)
    desk.listings.keep_filter("one", view)
    desk.listings.keep_filter("two", View(kind="draft"))
    assert desk.listings.filters() == {"one": view, "two": View(kind="draft")}
    assert desk.listings.filter("one") == view
    desk.listings.drop_filter("one")
    with pytest.raises(UsageProblem):
        desk.listings.filter("one")
    with pytest.raises(UsageProblem):
        desk.listings.keep_filter("bad", View(kind="sold"))
    desk.store.set_setting("window.listing_filters", "{damaged")
    assert desk.listings.filters() == {}
