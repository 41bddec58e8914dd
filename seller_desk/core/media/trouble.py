"""Why a file could not be looked at."""


class MediaProblem(Exception):
    """`reason` is an English text marked for the catalogue; `code` the end of a public finding code."""

    def __init__(self, reason: str, *, code: str = "unreadable") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
