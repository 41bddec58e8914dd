"""The workspace that timings of the window use: 3 applications, 60 documents, 2,000 drafts, made through the services."""

import csv
import io
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS, DRAFTS = 60, 2000
APPLICATIONS = (("amazon", ["us", "de"]), ("ebay", ["us"]), ("walmart", ["us"]))


def build(folder: Path) -> None:
    """Make it in this data folder, in a process of its own: nothing of it stays in the caller's memory."""
    subprocess.run([sys.executable, __file__, str(folder)], cwd=ROOT, check=True)


def _sheet() -> str:
    """The sample's products over and over, with their own SKUs."""
    text = (ROOT / "resources" / "samples" / "products.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    sku, parent = list(rows[0])[:2]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    for number in range(DRAFTS):
        turn, row = divmod(number, len(rows))
        made = dict(rows[row])
        made[sku] += f"-{turn}"
        made[parent] += f"-{turn}" if made[parent] else ""
        # Pictures are files beside the sheet; the drafts of a seller that just begins have none yet.
        made["主图"] = ""
        writer.writerow(made)
    return out.getvalue()


def _scans(folder: Path) -> list[Path]:
    from PIL import Image, ImageDraw

    paths = []
    for number in range(DOCUMENTS):
        page = Image.new("RGB", (1240, 1754), (250, 250, 248))
        draw = ImageDraw.Draw(page)
        for line in range(40):
            words = f"specimen {number} line {line} " * 4
            draw.text((90, 90 + 38 * line), words, fill=(20, 20, 20))
        path = folder / f"scan-{number:02}.jpg"
        page.save(path, "JPEG", quality=80, dpi=(150, 150))
        paths.append(path)
    return paths


def _make(folder: Path) -> None:
    import tempfile

    from seller_desk.core.accounts.vault import SessionVault
    from seller_desk.core.base.paths import DataFolder
    from seller_desk.core.desk import open_desk

    kinds = ("business_licence", "id_card", "bank_statement", "utility_bill", "account_permit")
    with (
        tempfile.TemporaryDirectory() as made,
        open_desk(DataFolder(folder), write=True, vault=SessionVault()) as desk,
    ):
        company = desk.companies.create().id
        samples = ROOT / "resources" / "samples"
        desk.companies.set_from_file(samples / "company.toml", company)
        for platform, sites in APPLICATIONS:
            desk.applications.new(company, platform, sites, ["home_kitchen"])
        desk.documents.add(company, _scans(Path(made)))
        for number, one in enumerate(desk.documents.list(company)):
            desk.documents.update(one.id, kind=kinds[number % len(kinds)])
        sheet = Path(made) / "products.csv"
        sheet.write_text(_sheet(), encoding="utf-8")
        desk.listings.import_file(company, sheet)
        desk.shipping.import_rates(company, samples / "rates.csv")
        desk.shipping.set_template(company, samples / "template.toml")
        desk.companies.use(company)
        count = (len(desk.documents.list(company)), desk.listings.count(company))
    if count != (DOCUMENTS, DRAFTS):
        sys.exit(f"the workspace came out with {count} documents and drafts")


if __name__ == "__main__":
    _make(Path(sys.argv[1]))
