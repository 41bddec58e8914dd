"""Records of accounts: where a secret lies, never the secret."""

from datetime import date

import msgspec


class SecretRef(msgspec.Struct, frozen=True, kw_only=True):
    """A named secret in the OS keyring. `kind`: password, api_key, totp_seed."""

    id: str
    company_id: str
    service: str
    user_name: str = ""
    kind: str = "password"
    place: str = ""
    changed_on: date | None = None
    note: str = ""
