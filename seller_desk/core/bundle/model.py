"""Records of the packets that were built."""

import msgspec


class BundleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A packet that was built: where to, its seal and what was accepted. Times are UTC, ISO 8601.

    `sha256` is that of its tag manifest, which covers every file in it: two packets with one seal hold the same.
    `contents` maps each payload path to its SHA-256. `outcome` is empty (not submitted), `submitted`, `accepted` or
    `returned`; `submission` is the platform's number.
    """

    id: str
    company_id: str
    application_id: str
    built_at: str
    path: str
    sha256: str
    size: int
    files: int
    accepted_blockers: list[str] = []
    contents: dict[str, str] = {}
    outcome: str = ""
    submission: str = ""
    note: str = ""
