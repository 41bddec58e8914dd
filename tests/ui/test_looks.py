"""What was seen is kept between starts, and seen again as soon as anything is different."""

import dataclasses
import sys
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seller_desk.core.base.findings import (
    Confidence,
    Finding,
    Place,
    Severity,
    SourceNote,
    Subject,
)
from seller_desk.core.base.language import use_language
from seller_desk.core.base.measures import Quantity
from seller_desk.core.base.money import Money
from seller_desk.core.base.progress import never, silent
from seller_desk.core.store.readings import Readings
from seller_desk.ui.shell import looks as module
from seller_desk.ui.shell.findings_file import Findings, Row, Writer, findings_of
from seller_desk.ui.shell.looks import Looks

words = st.text(max_size=8)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4)
measures = st.one_of(
    st.none(),
    words,
    st.integers(),
    decimals,
    st.dates(),
    st.builds(Quantity, st.integers() | decimals, words),
    st.builds(Money, decimals, words),
    st.lists(words).map(tuple),
)
notes = st.builds(
    SourceNote,
    title=words,
    checked=st.none() | st.dates(),
    confidence=st.sampled_from(Confidence),
)
boxes = st.none() | st.tuples(*[st.integers(0, 9)] * 4)
findings = st.builds(
    Finding,
    code=words,
    severity=st.sampled_from(Severity),
    subject=st.builds(Subject, kind=words, id=words, label=words),
    place=st.builds(Place, file=st.none() | words, page=st.none() | st.integers(1, 9), box=boxes),
    measured=measures,
    required=measures,
    fix=words,
    site=words,
    detail=words,
    sources=st.lists(notes, max_size=3).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(findings, max_size=4))
def test_findings_come_back_as_they_were_with_their_types(many):
    writer = Writer()
    numbers = writer.numbers(many)
    data = msgspec.msgpack.encode(writer.table())
    back = findings_of(msgspec.msgpack.decode(data, type=Findings))
    assert [back[number] for number in numbers] == many
    for number, one in zip(numbers, many, strict=True):
        assert type(back[number].measured) is type(one.measured)
        assert repr(back[number].required) == repr(one.required)


def test_every_part_of_a_finding_has_its_place_in_the_row():
    assert Row.__struct_fields__ == tuple(one.name for one in dataclasses.fields(Finding))


def test_a_measure_of_another_type_is_refused_rather_than_changed():
    one = Finding(
        code="x.y",
        severity=Severity.HINT,
        subject=Subject(kind="x"),
        measured=True,
    )
    with pytest.raises(TypeError):
        Writer().number(one)


@pytest.fixture
def looked(monkeypatch):
    """How often somebody really looked."""
    calls = []
    real = module.survey

    def counted(*given):
        calls.append(given[1:3])
        return real(*given)

    monkeypatch.setattr(module, "survey", counted)
    return calls


def in_view(desk):
    company = desk.companies.active()
    return company.id, desk.applications.list(company.id)[0].id


def look(desk):
    """As another start does."""
    return Looks(desk).look(*in_view(desk), silent, never)


def test_the_next_start_has_the_same_picture_without_looking(sample_desk, looked):
    first, second = look(sample_desk), look(sample_desk)
    assert len(looked) == 1
    assert second.survey == first.survey
    assert second.view.names == first.view.names
    assert [one.finding for one in second.view.actions] == [
        one.finding for one in first.view.actions
    ]
    assert first.view.actions
    assert [one.readiness for one in second.view.overviews] == [
        one.readiness for one in first.view.overviews
    ]


def test_in_one_start_two_pages_ask_and_one_look_answers(sample_desk, looked):
    looks = Looks(sample_desk)
    assert looks.look(*in_view(sample_desk), silent, never) is looks.look(
        *in_view(sample_desk), silent, never
    )
    assert len(looked) == 1


def test_what_was_read_since_is_seen_though_no_row_changed(sample_desk, looked):
    """A paper read in the background, or at the terminal, decides what is found and leaves the database as it was."""
    company, application = in_view(sample_desk)
    looks = Looks(sample_desk)
    looks.look(company, application, silent, never)
    assert looks.told(company, application) is not None
    before = sample_desk.store.last_change()
    Readings(sample_desk.folder.readings).put("ab" * 32, "reader", b"{}")
    assert sample_desk.store.last_change() == before
    assert looks.told(company, application) is None
    looks.look(company, application, silent, never)
    assert len(looked) == 2
    look(sample_desk)
    assert len(looked) == 2


def test_every_change_is_seen_also_taken_back_and_brought_back(sample_desk, looked):
    company, _application = in_view(sample_desk)
    looks = Looks(sample_desk)

    def times():
        before = len(looked)
        looks.look(*in_view(sample_desk), silent, never)
        return len(looked) - before

    assert times() == 1
    sample_desk.companies.set_text(company, "legal_name_en", "Another Name Ltd")
    assert times() == 1
    assert sample_desk.store.undo()
    assert times() == 1
    assert sample_desk.store.redo()
    assert times() == 1
    assert times() == 0


def test_what_lies_beside_the_journal_counts_too(sample_desk):
    before = sample_desk.store.last_change()
    sample_desk.store.set_setting("window.geometry", "1,2,3,4,normal")
    sample_desk.store.set_setting("rules.seen", "{}")
    assert sample_desk.store.last_change() == before
    sample_desk.store.set_setting("my_product.other", "{}")
    assert sample_desk.store.last_change() != before


def test_another_day_another_language_and_another_pack_are_looked_at_anew(sample_desk, looked):
    look(sample_desk)
    sample_desk.today = lambda: date(2031, 1, 2)
    look(sample_desk)
    assert len(looked) == 2
    use_language("zh")
    look(sample_desk)
    use_language("en")
    assert len(looked) == 3
    pack = sample_desk.folder.rules / "mine.toml"
    pack.parent.mkdir(exist_ok=True)
    pack.write_text('platform = "mine"\nversion = "1"\n', encoding="utf-8")
    before = len(looked)
    look(sample_desk)
    assert len(looked) == before + 1


def test_a_step_that_breaks_is_asked_again_next_time(sample_desk, looked, monkeypatch):
    def broken(*_given):
        raise RuntimeError

    monkeypatch.setattr(sample_desk.platforms, "findings", broken)
    assert look(sample_desk).survey.problems
    monkeypatch.undo()
    assert not sample_desk.folder.looks.exists()


def test_the_rail_has_the_counts_of_the_last_look_before_anybody_looks(sample_desk, looked):
    seen = look(sample_desk).survey
    sample_desk.today = lambda: date(2031, 1, 2)
    told = Looks(sample_desk).told(*in_view(sample_desk))
    assert len(looked) == 1
    assert {step: one.words() for step, one in told.steps.items()} == {
        step: one.words() for step, one in seen.steps.items()
    }
    assert told.steps["documents"].worst is seen.steps["documents"].worst is Severity.BLOCKER
    assert told.applications == seen.applications
    assert told.of("documents") == ()
    assert Looks(sample_desk).told("someone else", None) is None


def test_counts_of_other_data_are_not_shown_as_those_of_now(sample_desk, looked):
    made = sample_desk.backups.make_now()
    look(sample_desk)
    company, application = in_view(sample_desk)
    assert Looks(sample_desk).told(company, application) is not None
    with sample_desk.store.work("somebody else's edit") as work:
        one = work.companies.get(company)
        work.companies.save(msgspec.structs.replace(one, legal_name_en="Another Ltd"))
    assert Looks(sample_desk).told(company, application) is None
    sample_desk.store.undo()
    assert Looks(sample_desk).told(company, application) is None
    look(sample_desk)
    assert Looks(sample_desk).told(company, application) is not None
    # A restored database counts on from an older state.
    prepared = sample_desk.backups.prepare(made)
    sample_desk.let_go()
    sample_desk.backups.swap(prepared)
    assert Looks(sample_desk).told(company, application) is None


def test_counts_of_another_version_of_the_program_are_not_shown(sample_desk, looked, monkeypatch):
    look(sample_desk)
    monkeypatch.setattr(module, "__version__", "99")
    assert Looks(sample_desk).told(*in_view(sample_desk)) is None


def test_a_torn_or_changed_file_is_as_good_as_none(sample_desk, looked):
    look(sample_desk)
    path = sample_desk.folder.looks
    whole = path.read_bytes()
    for length in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:length])
        assert Looks(sample_desk).told(*in_view(sample_desk)) is None
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Looks(sample_desk).told(*in_view(sample_desk)) is None
    look(sample_desk)
    assert len(looked) == 2
    assert path.read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_nobody_else_reads_the_file(sample_desk, looked):
    look(sample_desk)
    assert sample_desk.folder.looks.stat().st_mode & 0o077 == 0
    assert not [one for one in sample_desk.folder.root.iterdir() if one.suffix == ".part"]


def test_numbers_keep_their_form():
    one = Finding(
        code="x.y",
        severity=Severity.HINT,
        subject=Subject(kind="x"),
        measured=Quantity(Decimal("1.50"), "kg"),
    )
    writer = Writer()
    writer.number(one)
    assert str(findings_of(writer.table())[0].measured.value) == "1.50"
