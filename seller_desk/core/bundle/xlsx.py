"""Making a workbook's bytes depend on its content only: libraries write the clock into it."""

import re
import zipfile
from datetime import date
from io import BytesIO

_FIRST_ZIP_DAY = date(1980, 1, 1)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def normalised(workbook: bytes, stamp: date) -> bytes:
    """The same workbook with every date in it, and in its zip, set to `stamp`, and its parts in fixed order."""
    day = max(stamp, _FIRST_ZIP_DAY)
    moment = f"{day.isoformat()}T00:00:00Z".encode()
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        # The content types come first: some readers expect them there.
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>" + moment + rb"\g<3>", data)
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o100644 << 16
            target.writestr(member, data)
    return buffer.getvalue()
