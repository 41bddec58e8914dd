"""From which measure on a picture is called faulty: our own figures, in `resources/catalogs/quality.toml`."""

from functools import cache

import msgspec

from seller_desk.core.base.findings import Severity
from seller_desk.core.base.paths import resources_dir
from seller_desk.core.base.toml_files import read_toml


class Levels(msgspec.Struct, frozen=True, kw_only=True):
    """From here on a hint, from there on a warning; a falling measure has its warning below its hint."""

    hint: float
    warning: float

    def severity(self, value: float) -> Severity | None:
        """How bad this value is; None = good."""
        falls = self.warning < self.hint
        if value <= self.warning if falls else value >= self.warning:
            return Severity.WARNING
        return Severity.HINT if (value <= self.hint if falls else value >= self.hint) else None


class Blur(Levels, frozen=True, kw_only=True):
    """Also: how much wider one direction is when it moved; the share of print that is soft while the rest is not."""

    moved: float
    part: float


class Shadow(Levels, frozen=True, kw_only=True):
    """Also: the least share of the sheet."""

    share: float


class Enlarged(msgspec.Struct, frozen=True, kw_only=True):
    """Below this the picture is an enlargement."""

    left: float


class Photo(msgspec.Struct, frozen=True, kw_only=True):
    """Degrees from parallel, and fall of light, of a sheet on a table."""

    slant: float
    light: float


class Grey(msgspec.Struct, frozen=True, kw_only=True):
    """Kinds that are never without colour; of those, the ones whose paper has little tint of its own, and the share of
    coloured pixels that these have at least."""

    kinds: list[str]
    tinted: list[str]
    share: float


class Thresholds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    blur: Blur
    enlarged: Enlarged
    glare: Levels
    shadow: Shadow
    noise: Levels
    compressed: Levels
    photo: Photo
    grey: Grey


@cache
def thresholds() -> Thresholds:
    """The file that comes with the program. msgspec.ValidationError names the key that is wrong."""
    path = resources_dir() / "catalogs" / "quality.toml"
    return msgspec.convert(read_toml(path).document, Thresholds)
