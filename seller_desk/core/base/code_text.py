"""The shape of a finding code's templates."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodeText:
    """Title template, and detail templates of which the first that has all its values is used."""

    title: str
    details: tuple[str, ...] = ()
