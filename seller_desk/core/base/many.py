"""The weightiest of very many findings, with how many there are in all: nobody reads 300,000 lines."""

from collections.abc import Callable, Iterable, Mapping

from seller_desk.core.base.findings import Finding, Severity


class Many(list[Finding]):
    """A list of findings that may leave some out. `counts` are of all; `stops` is how many subjects have a blocker.

    `stopped` gives their ids when it is asked.
    """

    def __init__(
        self,
        findings: Iterable[Finding],
        counts: Mapping[Severity, int],
        stops: int,
        stopped: Callable[[], frozenset[str]],
    ) -> None:
        super().__init__(findings)
        self.counts = dict(counts)
        self.stops, self.stopped = stops, stopped

    @property
    def left_out(self) -> int:
        """How many are not in the list."""
        return sum(self.counts.values()) - len(self)


def count_of(findings: Iterable[Finding], severity: Severity) -> int:
    """How many of this severity there are, those left out among them."""
    if isinstance(findings, Many):
        return findings.counts.get(severity, 0)
    return sum(one.severity is severity for one in findings)


def stopped_by(findings: Iterable[Finding]) -> set[str]:
    """Ids of the subjects that a blocker stops, those left out among them."""
    if isinstance(findings, Many):
        return set(findings.stopped())
    return {one.subject.id for one in findings if one.severity is Severity.BLOCKER}
