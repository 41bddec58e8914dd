"""Write the files of the sample company: `python packaging/make_samples.py [FOLDER]` (default resources/samples).

The same bytes come out each time on one machine. company.toml, template.toml and sample.toml are written by hand
and stay as they are. Four problems are seeded, listed in sample.toml; everything else passes.
"""

import csv
import io
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import sample_products
from pictures import COLOURS, Picture
from specimens import Facts, draw, pdf_of

PAPERS = Facts()
# So old that it is too old whenever the sample is opened; everything else is valid until far away.
OLD_BILL = date(2026, 3, 5)


def documents() -> dict[str, bytes]:
    """The seller's papers. The back of the ID card is missing on purpose, and the bill is old on purpose."""
    person = replace(PAPERS, valid_from=date(2020, 6, 1), valid_until=date(2040, 6, 1))
    bill = replace(PAPERS, issued_on=OLD_BILL)
    return {
        "business-licence.jpg": _jpeg("business_licence", "", 300, PAPERS),
        "id-card-front.jpg": _jpeg("id_card", "front", 400, person),
        "account-permit.jpg": _jpeg("account_permit", "", 300, PAPERS),
        "utility-bill.pdf": pdf_of(
            [draw("utility_bill", page, dpi=300, facts=bill) for page in ("1", "2")],
            300,
            quality=38,
        ),
    }


def pictures() -> dict[str, bytes]:
    """One picture for each look of the products; two bad ones."""
    made = {
        one.picture: Picture(shape=one.shape, colour=COLOURS[one.look], count=one.count)
        for one in sample_products.products()
        if one.picture
    }
    cream = (246, 242, 232)
    made["cw-box-3-sand.jpg"] = Picture("box", COLOURS["Sand"], background=cream, count=3)
    made["bad-small-and-grey.jpg"] = Picture(
        "tray", COLOURS["Grey"], size=600, background=(226, 228, 230), fill=0.5, count=2
    )
    return {name: _picture(one) for name, one in sorted(made.items())}


def _jpeg(kind: str, side: str, dpi: int, facts: Facts) -> bytes:
    buffer = io.BytesIO()
    draw(kind, side, dpi=dpi, facts=facts).save(
        buffer, "JPEG", quality=68, optimize=True, dpi=(dpi, dpi)
    )
    return buffer.getvalue()


def _picture(picture: Picture) -> bytes:
    buffer = io.BytesIO()
    # Full chroma: with halved chroma the white next to an edge would not be pure white.
    picture.draw().save(buffer, "JPEG", quality=74, subsampling=0, optimize=True, progressive=True)
    return buffer.getvalue()


def sheet(rows: list[list[str]]) -> bytes:
    """A CSV as Excel writes it in China with "UTF-8" chosen: byte order mark, CRLF."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def main(folder: Path) -> None:
    """Write everything below `folder`."""
    for part, files in (("documents", documents()), ("pictures", pictures())):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / part / name).write_bytes(data)
    (folder / "products.csv").write_bytes(sheet(sample_products.table()))
    (folder / "rates.csv").write_bytes(sheet(sample_products.rate_table()))
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {total / 1e6:.1f} MB")


if __name__ == "__main__":
    here = Path(__file__).resolve().parent.parent
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else here / "resources" / "samples")
