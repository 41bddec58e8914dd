"""Papers, wishes and a shop without processes, for tests of plans and of making."""

import hashlib
from datetime import date

from seller_desk.core.base.findings import Confidence, SourceNote
from seller_desk.core.documents.model import Inspection, PageMeasure
from seller_desk.core.documents.reading.model import FieldValue, Kind, Reading
from seller_desk.core.documents.renditions.make import Shop
from seller_desk.core.documents.renditions.model import Original, Paper
from seller_desk.core.documents.renditions.wishes import Wishes, gathered
from seller_desk.core.documents.rules import Case, CaseRules
from seller_desk.core.media.recipe import Made
from seller_desk.core.rules.book import RuleBook

ON = date(2026, 12, 8)
SOURCE = SourceNote(title="test", confidence=Confidence.OFFICIAL)
A4 = (297.0, 210.0)


def page(number=1, size=(3508, 2480), **given):
    return PageMeasure(number=number, width=size[0], height=size[1], **given)


def original(
    name="a.jpg", kind="jpg", *, size=400_000, pages=1, side="", private=(), measures=None, **given
):
    measures = measures or [page(n + 1, tag_dpi=300.0) for n in range(pages)]
    found = Inspection(type=kind, size=size, pages_total=max(pages, len(measures)), pages=measures,
                       private=list(private))  # fmt: skip
    sha256 = hashlib.sha256(f"{name}{kind}{size}".encode()).hexdigest()
    return Original(name=name, path=f"/{name}", sha256=sha256, found=found, size=size, side=side,
                    document_id=name, **given)  # fmt: skip


def paper(*originals, kind="business_licence"):
    return Paper(kind=kind, originals=originals, label="Paper")


def site_wishes(site, kind, entity="mainland_company"):
    case = Case(kind=kind, site=site, on=ON, entity=entity)
    return gathered([CaseRules(RuleBook.load(), case)])


def wishes(**given):
    return Wishes(**given)


def reading(**fields):
    found = [FieldValue(name=name, value=value, confidence=1.0, page=1, box=(0, 0, 1, 1))
             for name, value in fields.items()]  # fmt: skip
    return Reading(kind=Kind(kind="business_licence"), fields=found)


class Bench:
    """A shop in memory: `weigh` says how many bytes a recipe gives, `says` what such bytes read as."""

    def __init__(self, weigh, says=None, before=None):
        self.recipes, self.read = [], []
        self._weigh, self._says = weigh, says or (lambda _recipe: reading(legal_name="样例"))
        self._before = before or reading(legal_name="样例")
        self._made = {}
        self.shop = Shop(
            remake=self._remake, read_file=lambda _path, _kind: self._before, read_bytes=self._read
        )

    def _remake(self, recipe):
        self.recipes.append(recipe)
        number = len(recipe.leaves) if recipe.layout == "each" else 1
        files = []
        for place in range(number):
            data = bytes([len(self.recipes), place]) + bytes(self._weigh(recipe) - 2)
            self._made[data] = recipe
            files.append(data)
        sizes = ((100, 100),) * (len(recipe.leaves) if recipe.layout != "stacked" else 1)
        return Made(files=tuple(files), sizes=sizes, lossy=bool(recipe.quality))

    def _read(self, data, _kind):
        self.read.append(self._made[data])
        return self._says(self._made[data])
