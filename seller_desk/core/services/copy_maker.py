"""Follows plans of copies: the worker that makes bytes, the reader that proves them, and what was made before.

Used by the copies of a company and by the terminal on loose files alike.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from seller_desk.core.base.progress import Stop, check_stop, never
from seller_desk.core.documents.reading.model import Reading
from seller_desk.core.documents.renditions.make import MadeCopy, Shop, make
from seller_desk.core.documents.renditions.model import CopyPlan
from seller_desk.core.documents.renditions.outcome import Kept, key_of
from seller_desk.core.media import ocr
from seller_desk.core.media.recipe import Made, Recipe
from seller_desk.core.media.worker import WorkerPool
from seller_desk.core.services.documents_reading import ReadingService
from seller_desk.core.store.copies import MadeCopies

# A recipe may hold thirty pages; one that takes longer is refused.
SECONDS_PER_RECIPE = 120.0


class CopyMaker:
    """Makes copies. Safe from several threads; `close` ends its process. `kept` None keeps none."""

    def __init__(self, reading: Callable[[], ReadingService], kept: MadeCopies | None) -> None:
        self._reading = reading
        self._kept = kept
        self._pool = WorkerPool(1, seconds=SECONDS_PER_RECIPE)

    def close(self) -> None:
        """End the process."""
        self._pool.close()

    def known(self, plan: CopyPlan) -> Kept | None:
        """What came of this plan before, if its bytes are still here."""
        if self._kept is None or plan.refused is not None:
            return None
        held = self._kept.get(key_of(plan, ocr.model_id()))
        if held is None:
            return None
        try:
            kept = msgspec.json.decode(held, type=Kept)
        except msgspec.MsgspecError:
            return None
        here = all(one.as_is or self._kept.path(one.sha256).exists() for one in kept.files)
        return kept if here else None

    def make(self, plan: CopyPlan, stop: Stop = never) -> MadeCopy:
        """Follow the plan; what was made before is not made again (its bytes lie in the folder). Raises Cancelled."""
        known = self.known(plan)
        if known is not None:
            return MadeCopy(known, {})
        made = make(plan, self._shop(stop), stop)
        if self._kept is not None and made.kept.lasting and not plan.passes:
            record = msgspec.json.encode(made.kept)
            self._kept.put(key_of(plan, ocr.model_id()), record, made.data)
        return made

    def _shop(self, stop: Stop) -> Shop:
        def remake(recipe: Recipe) -> Made:
            check_stop(stop)
            answer = self._pool.run("remake", recipe)
            made = answer.get("made")
            if isinstance(made, Made):
                return made
            return Made(code=str(answer.get("code")), reason=str(answer.get("reason")))

        def read_file(path: str, kind: str) -> Reading:
            return self._reading().read(Path(path), kind=kind, stop=stop)

        def read_bytes(data: bytes, kind: str) -> Reading:
            with tempfile.TemporaryDirectory(prefix="seller-desk-") as folder:
                path = Path(folder, "copy")
                path.write_bytes(data)
                return self._reading().read(path, kind=kind, stop=stop)

        return Shop(remake=remake, read_file=read_file, read_bytes=read_bytes)
