"""Files of other people's test suites: none may stop a batch, hang, or leave us speechless."""

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from seller_desk.core.documents.inspect import inspect_files
from seller_desk.core.media.worker import WorkerPool

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not os.environ.get("SELLER_DESK_CORPUS"), reason="no corpus"),
]


def corpus(name):
    return Path(os.environ["SELLER_DESK_CORPUS"]) / name


def expectations(name):
    lines = (corpus(name) / "expectations.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {
        row[0]: dict(part.split("=", 1) for part in row[-1].split("; ") if "=" in part)
        for row in rows
    }


@pytest.fixture(scope="module", params=["docs-hostile", "docs-good"])
def looked(request):
    names = [path for path in sorted(corpus(request.param).iterdir()) if path.suffix != ".tsv"]
    spans, found = [], {}
    with WorkerPool(2) as pool:
        began = time.monotonic()
        for path, inspection in inspect_files(names, pool):
            spans.append(time.monotonic() - began)
            began = time.monotonic()
            found[path.name] = inspection
    return request.param, found, spans


def test_every_file_ends_in_time_with_an_answer(looked):
    _name, found, spans = looked
    assert max(spans) < 10
    assert all(
        one.usable or one.code or one.type not in ("jpg", "png", "pdf") for one in found.values()
    )


def test_only_files_that_need_a_password_are_called_encrypted(looked):
    name, found, _spans = looked
    told = expectations(name)
    wrong = [
        file
        for file, one in found.items()
        if one.code == "encrypted"
        and told[file].get("qpdf_requires_password", "yes").startswith("no")
        and told[file].get("mutool_rc") == "0"
    ]
    assert not wrong


def test_what_three_tools_call_a_sound_pdf_opens(looked):
    name, found, _spans = looked
    told = expectations(name)
    sound = [
        file
        for file, facts in told.items()
        if (facts.get("pdfinfo_rc"), facts.get("qpdf_check_rc"), facts.get("mutool_rc"))
        == ("0",) * 3
    ]
    shut = [file for file in sound if found[file].code not in ("", "empty")]
    assert not shut, Counter(found[file].reason for file in shut)


def test_pages_are_counted_as_others_count_them(looked):
    name, found, _spans = looked
    told = expectations(name)
    wrong = [
        file
        for file, one in found.items()
        if one.type == "pdf" and one.usable
        and told[file].get("qpdf_check_rc") == "0"
        and told[file].get("qpdf_npages", "").isdigit()
        and told[file].get("pages") == told[file]["qpdf_npages"]
        and one.pages_total != int(told[file]["qpdf_npages"])
    ]  # fmt: skip
    assert not wrong
