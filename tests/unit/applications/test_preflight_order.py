"""What to fix first, and the questions that only the seller can answer."""

from datetime import date

import pytest

from seller_desk.core.applications.model import Answer, Application
from seller_desk.core.applications.preflight import (
    Wait,
    effort_of,
    efforts,
    fix_order,
    question_findings,
)
from seller_desk.core.base.codes import CODES
from seller_desk.core.base.findings import Confidence, Finding, Severity, Subject
from seller_desk.core.base.language import speaking
from seller_desk.core.base.measures import Quantity
from seller_desk.core.rules.book import Query, RuleBook
from seller_desk.core.rules.model import Question, Source, Words

DAY = date(2026, 11, 24)


def finding(code, severity=Severity.BLOCKER, about="a"):
    return Finding(code=code, severity=severity, subject=Subject(kind="document", id=about))


def waits(**days):
    def of(one):
        count = days.get(one.subject.id)
        if count is None:
            return None
        return Wait(time=Quantity(count, "working_day"), begin_by=date(2026, 12, 1))

    return of


def order(found, wait_of):
    return [(one.finding.code, one.finding.subject.id) for one in fix_order(found, wait_of)]


def test_the_longest_wait_comes_before_a_rescan():
    found = [
        finding("document.blurred", about="licence"),
        finding("document.missing", about="bill"),
        finding("document.expired", about="customs"),
        finding("document.too_large", about="photo"),
        finding("document.missing", about="certificate"),
    ]
    assert order(found, waits(customs=10, certificate=30)) == [
        ("document.missing", "certificate"),
        ("document.expired", "customs"),
        ("document.missing", "bill"),
        ("document.blurred", "licence"),
        ("document.too_large", "photo"),
    ]


def test_what_papers_say_differently_is_their_issuers_to_mend_and_the_companys_own_is_not():
    def who(code, kind):
        found = Finding(code=code, severity=Severity.BLOCKER, subject=Subject(kind=kind, id="a"))
        return effort_of(found).id

    assert who("document.mismatch", "document") == "outside"
    assert who("document.mismatch_part", "document") == "outside"
    assert who("document.mismatch", "company") == "yourself"
    assert who("document.mismatch_misread", "document") == "yourself"
    assert who("document.mismatch_form", "document") == "yourself"
    assert who("document.missing", "document") == "outside"


def test_severity_goes_before_every_wait():
    found = [
        finding("document.missing", Severity.WARNING, "slow"),
        finding("document.blurred", Severity.BLOCKER, "quick"),
        finding("preflight.unanswered", Severity.HINT, "q"),
    ]
    assert [one[1] for one in order(found, waits(slow=90))] == ["quick", "slow", "q"]


def test_equals_stay_in_the_order_of_the_form():
    found = [finding("document.missing", about=str(number)) for number in range(9)]
    assert [one[1] for one in order(found, waits())] == [str(number) for number in range(9)]


def test_the_order_is_explained():
    long, unknown, scan = fix_order(
        [
            finding("document.missing", about="long"),
            finding("document.expired", about="unknown"),
            finding("document.grey", about="scan"),
        ],
        waits(long=10),
    )
    assert long.why() == (
        "Somebody else has to issue it; it takes 10 working days: begin by 2026-12-01"
    )
    assert unknown.why() == "Somebody else has to issue it; how long it takes is not known"
    assert scan.why() == "Scan it again: the same day"
    with speaking("zh"):
        assert scan.why() == "重新扫描，当天可完成"


def test_a_wait_counts_only_where_somebody_else_acts():
    (step,) = fix_order([finding("document.blurred", about="a")], waits(a=30))
    assert step.wait is None


def test_every_code_of_the_catalogue_is_a_code_of_ours():
    named = {code for one in efforts() for code in one.codes}
    assert {code for code in named if not any(one.startswith(code) for one in CODES)} == set()
    assert effort_of(finding("company.name_missing")).id == "yourself"


def question(**more):
    given = {
        "id": "q",
        "label": Words(en="Proof", zh="证明"),
        "text": Words(en="Have you the proof?", zh="有证明吗？"),
        "fix": Words(en="Get it", zh="去办"),
        "source": Source(title="Guide"),
        "checked": DAY,
        "confidence": Confidence.SINGLE_BLOG,
    }
    return Question(**{**given, **more})


def asked(answer, **more):
    answers = {"q": Answer(answer=answer, on=DAY)} if answer else {}
    application = Application(
        id="app",
        company_id="c",
        platform="amazon",
        sites=["amazon.us"],
        created_on=DAY,
        answers=answers,
    )
    return [(one.code, one.severity) for one in question_findings(application, [question(**more)])]


@pytest.mark.parametrize(
    ("answer", "more", "found"),
    [
        (None, {}, [("preflight.unanswered", "hint")]),
        (None, {"unanswered": "warning"}, [("preflight.unanswered", "warning")]),
        ("yes", {"unanswered": "warning"}, []),
        ("not_needed", {}, []),
        ("no", {}, [("preflight.answered_no", "warning")]),
        ("no", {"no": "hint"}, [("preflight.answered_no", "hint")]),
        # A single voice never blocks, an official one does.
        ("no", {"no": "blocker"}, [("preflight.answered_no", "warning")]),
        (
            "no",
            {"no": "blocker", "confidence": Confidence.OFFICIAL},
            [("preflight.answered_no", "blocker")],
        ),
    ],
)
def test_what_an_answer_leads_to_is_said_by_the_pack(answer, more, found):
    assert asked(answer, **more) == found


def test_the_shipped_questions_are_those_of_the_second_review():
    found = RuleBook.load().questions(Query(site="amazon.us", on=DAY, entity="mainland_company"))
    assert [one.id for one in found] == [
        "product_certificates",
        "composition",
        "intellectual_property",
        "related_companies",
        "supply_chain",
    ]
    assert all(one.source.url == "process:P5.2" for one in found)


def test_a_platforms_question_goes_over_the_general_one():
    from seller_desk.core.rules.model import Pack

    general = Pack(
        platform="general", version="1", name=Words(en="g", zh="g"), question=[question()]
    )
    own = Pack(
        platform="amazon",
        version="1",
        name=Words(en="a", zh="a"),
        question=[question(unanswered="warning")],
    )
    book = RuleBook([general, own])
    (found,) = book.questions(Query(site="amazon.us", on=DAY))
    assert found.unanswered == "warning"
    (other,) = book.questions(Query(site="ebay.us", on=DAY))
    assert other.unanswered == "hint"
