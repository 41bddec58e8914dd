"""What the shell knows of every step, without a window."""

from seller_desk.core.base.findings import Finding, Severity, Subject
from seller_desk.core.base.progress import never, silent
from seller_desk.ui.shell.survey import StepState, Survey, survey


def finding(severity=Severity.BLOCKER, code="document.missing"):
    return Finding(code=code, severity=severity, subject=Subject(kind="document", label="x"))


def test_without_a_company_every_step_is_not_started(desk):
    seen = survey(desk, "", None, silent, never)
    assert {one.state for one in seen.steps.values()} == {"not_started"}
    assert seen.applications == ()


def test_a_broken_step_is_unknown_and_the_others_are_seen(desk, monkeypatch):
    company = desk.companies.create()
    broken = ZeroDivisionError("x")

    def findings(*_args):
        raise broken

    monkeypatch.setattr(desk.shipping, "findings", findings)
    seen = survey(desk, company.id, None, silent, never)
    assert seen.problems == (broken,)
    assert seen.steps["shipping"].state == "unknown"
    assert seen.steps["company"].state in ("problems", "not_started")


def test_the_sample_shows_its_problems_where_they_belong(sample_desk):
    company = sample_desk.companies.active()
    first = sample_desk.applications.list(company.id)[0]
    seen = survey(sample_desk, company.id, first.id, silent, never)
    assert seen.problems == ()
    assert seen.steps["documents"].state == "problems"
    assert seen.steps["export"].state == "not_ready"
    assert seen.attention() == "documents"
    assert all(0 < row.percent < 100 for row in seen.applications)
    whole = sum(len(seen.of(step)) for step in seen.steps if step not in ("export",))
    assert len(seen.of("applications")) == len(seen.of("export")) == whole
    for one in seen.of("documents"):
        assert seen.step_of(one) == "documents"


def test_the_worst_finding_gives_the_icon_and_the_count_is_of_all():
    state = StepState("problems", (finding(Severity.HINT), finding(Severity.WARNING)))
    assert state.worst is Severity.WARNING
    assert state.icon() == "warning"
    assert state.words() == "2 to fix"


def test_attention_goes_to_blockers_then_to_the_unstarted_then_to_warnings():
    blocked = StepState("problems", (finding(),))
    warned = StepState("problems", (finding(Severity.WARNING),))
    assert Survey("c", None, {"company": warned, "export": blocked}).attention() == "export"
    assert Survey("c", None, {"company": warned, "listings": StepState()}).attention() == "listings"
    assert Survey("c", None, {"company": warned}).attention() == "company"
    assert Survey("c", None, {"company": StepState("done")}).attention() is None
