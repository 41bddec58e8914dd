"""What can be wrong with a packet, and the outcome of looking."""

from dataclasses import dataclass, field

from seller_desk.core.base.language import N_, _

MAX_PROBLEMS = 200

PROBLEMS: dict[str, str] = {
    "zip_damaged": N_("The zip is damaged or cut off"),
    "too_many_files": N_("More files than a packet can have"),
    "foreign_data": N_("The zip holds bytes that no entry accounts for, or its heads disagree"),
    "name_unsafe": N_("The name {path} would leave the folder when unpacked"),
    "name_twice": N_("The name {path} is there twice"),
    "encrypted": N_("{path} is encrypted"),
    "link": N_("{path} is a link, not a file"),
    "bomb": N_("{path} unpacks to far more than it should"),
    "damaged": N_("{path} is damaged"),
    "several_folders": N_("The packet is not in one folder"),
    "not_a_bag": N_("{path} is missing: this is not a packet (BagIt)"),
    "declaration": N_("bagit.txt is not as it should be"),
    "manifest_damaged": N_("{path} cannot be read"),
    "missing": N_("{path} is missing"),
    "extra": N_("{path} is not in the manifest"),
    "changed": N_("{path} has changed since the packet was built"),
    "oxum": N_("Number or size of the files is not as stated"),
    "more": N_("There are more problems"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a packet; `code` is a key of `PROBLEMS`. `detail` is what a library said, in English."""

    code: str
    path: str = ""
    detail: str = ""

    @property
    def message(self) -> str:
        """In the language in use."""
        return _(PROBLEMS[self.code]).format(path=self.path or "zip", detail=self.detail)

    def to_json(self) -> dict[str, str]:
        """As the terminal's JSON has it."""
        document = {"code": self.code, "path": self.path, "message": self.message}
        return {**document, "detail": self.detail} if self.detail else document


@dataclass(slots=True)
class Verification:
    """The outcome: payload files and bytes that were read, and what is wrong."""

    files: int = 0
    bytes: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def add(self, code: str, path: str = "", detail: str = "") -> None:
        """Note a problem; after `MAX_PROBLEMS` only that there are more."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(code, path, detail))
        elif self.problems[-1].code != "more":
            self.problems.append(Problem("more"))

    def to_json(self) -> dict[str, object]:
        """As the terminal's JSON has it."""
        return {
            "ok": self.ok,
            "files": self.files,
            "bytes": self.bytes,
            "problems": [one.to_json() for one in self.problems],
        }
