"""Records of the packets that were built."""

import msgspec


class BundleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A packet that was built: where to, its hash and what was accepted. Times are UTC, ISO 8601."""

    id: str
    company_id: str
    application_id: str
    built_at: str
    path: str
    sha256: str
    size: int
    files: int
    accepted_blockers: list[str] = []
