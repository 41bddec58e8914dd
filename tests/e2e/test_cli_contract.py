"""The terminal's contract: every command, options before and after, one JSON document, exit codes, help."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from seller_desk.cli.main import NOUNS

pytestmark = pytest.mark.e2e

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
PAPERS, PICTURES = SAMPLES / "documents", SAMPLES / "pictures"
TEMPLATE = "CHENGWAN standard"

# verb -> (words after it, exit code on the sample company). `{out}` is an empty folder, `{packet}` a built packet, `{backup}` a backup, `{pack}` a rule pack.
COMMANDS = {
    "demo": (["--out", "{out}/demo", "--application", "ebay"], 0),
    "company set": (["--file", str(SAMPLES / "company.toml")], 0),
    "company show": ([], 0),
    "company check": ([], 0),
    "company list": ([], 0),
    "company use": (["澄湾"], 0),
    "platforms list": ([], 0),
    "platforms show": (["amazon.us"], 0),
    "company fill": ([str(PAPERS / "business-licence.jpg")], 0),
    "platforms compare": (
        [
            "--category",
            "home_kitchen",
            "--price",
            "25",
            "--currency",
            "USD",
            "--cost",
            "8",
            "--weight",
            "300g",
            "--entity",
            "mainland_company",
            "--site",
            "amazon.us",
            "--site",
            "ebay.us",
            "--orders",
            "100",
            "--target-margin",
            "0.2",
            "--save",
            "kept",
        ],
        0,
    ),
    "platforms saved": ([], 0),
    "platforms forget": (["none such"], 3),
    "platforms compliance": (["--category", "headphones", "--site", "amazon.us", "--battery"], 0),
    "platforms categories": (["--site", "amazon.us"], 0),
    "platforms assess": ([], 0),
    "platforms budget": (["--site", "amazon.us", "--cost", "ads=8000", "--rate", "CNY=7.1"], 0),
    "platforms plan": (["--site", "amazon.us", "--ics", "{out}/plan.ics"], 0),
    "platforms overrule": (
        ["document.issued_within", "180", "--site", "amazon.us", "--note", "told by phone"],
        0,
    ),
    "platforms overrides": ([], 0),
    "platforms restore": (["document.issued_within"], 3),
    "application new": (["--platform", "amazon", "--site", "de"], 0),
    "application set": (["amazon.us", "--planned-date", "2126-12-24"], 0),
    "application list": ([], 0),
    "application show": (["amazon.us"], 0),
    "application check": (["amazon.us"], 1),
    "application plan": (["amazon.us"], 0),
    "application answer": (["amazon.us", "supply_chain", "no"], 0),
    "application interview": (["amazon.us"], 0),
    "documents add": ([str(PAPERS), "--kind", "unknown"], 0),
    "documents list": ([], 0),
    "documents dates": ([], 1),
    "documents void": (["utility-bill.pdf", "--reason", "closed"], 0),
    "documents check": (
        [str(PAPERS / "business-licence.jpg"), "--kind", "business_licence", "--site", "amazon.us"],
        0,
    ),
    "documents read": ([str(PAPERS / "id-card-front.jpg")], 0),
    "documents match": ([str(PAPERS / "id-card-front.jpg")], 0),
    "documents certificate": (["none such.pdf", "us.fcc"], 3),
    "documents render": (
        [
            str(PAPERS / "id-card-front.jpg"),
            "--kind",
            "id_card",
            "--site",
            "amazon.us",
            "--out",
            "{out}/copies",
        ],
        0,
    ),
    "documents repair": (
        [str(PAPERS / "id-card-front.jpg"), "--turn", "90", "--out", "{out}/turned.jpg"],
        0,
    ),
    "images check": ([str(PICTURES / "cw-box-3-sand.jpg"), "--site", "amazon.us"], 1),
    "images fix": (
        [
            str(PICTURES / "cw-box-3-sand.jpg"),
            "--site",
            "amazon.us",
            "--out",
            "{out}/fixed",
        ],
        0,
    ),
    "images export": (["--site", "amazon.us", "--out", "{out}/pictures.zip"], 0),
    "images alike": ([], 0),
    "listings import": ([str(SAMPLES / "products.csv")], 0),
    "listings mappings": ([], 0),
    "listings report": (
        [str(Path(__file__).parents[1] / "fixtures" / "reports" / "ebay_results.csv")],
        1,
    ),
    "listings list": (["--state", "ready", "--sort", "-title", "--limit", "5"], 0),
    "listings filters": ([], 0),
    "listings score": (["--site", "amazon.us"], 0),
    "listings check": (["--site", "amazon.us"], 1),
    "listings edit": (["--set", "quantity=5", "--where", "sku=CW-BOX-3"], 0),
    "listings edits": ([], 0),
    "listings formats": ([], 0),
    "listings presets": ([], 0),
    "listings export": (["--format", "ebay-draft", "--out", "{out}/drafts.csv"], 0),
    "listings title": (["--site", "amazon.us"], 0),
    "listings bullets": (["--site", "amazon.us", "--sku", "CW-BOX-3"], 0),
    "listings description": (["--site", "ebay.de", "--sku", "CW-BOX-3"], 0),
    "listings keywords": ([], 0),
    "listings terms": (["--site", "amazon.us", "--sku", "CW-BOX-3"], 0),
    "listings category": (["耳机"], 0),
    "listings plan": (["--site", "amazon.us", "--sku", "CW-BOX-3"], 0),
    "shipping import-rates": ([str(SAMPLES / "rates.csv")], 0),
    "shipping quote": (["--country", "US", "--weight", "480g", "--size", "20x15x10cm"], 0),
    "shipping export": (["--format", "ebay", "--out", "{out}/shipping.xlsx"], 0),
    "shipping template list": ([], 0),
    "shipping template show": ([TEMPLATE], 0),
    "shipping template set": (["--file", str(SAMPLES / "template.toml")], 0),
    "shipping template delete": ([TEMPLATE], 0),
    "accounts list": ([], 0),
    "accounts check": ([], 0),
    "bundle build": (["amazon.us", "--out", "{out}/p.zip", "--accept-blockers"], 1),
    "bundle verify": (["{packet}"], 0),
    "bundle list": (["amazon.us"], 0),
    "rules lint": ([], 0),
    "rules list": ([], 0),
    "rules show": (["listing.title.max"], 0),
    "rules diff": ([str(SAMPLES.parent / "rules" / "amazon")], 0),
    "rules add": (["{pack}"], 0),
    "rules remove": (["strange"], 3),
    "rules sources": (["title"], 0),
    "rules override": (["gate.individual_business", "no", "--site", "amazon.us"], 0),
    "rules overrides": ([], 0),
    "rules codes": ([], 0),
    "rules ids": ([], 0),
    "doctor": ([], None),
    "backup create": (["--out", "{out}/one.sdbackup"], 0),
    "backup verify": (["{backup}"], 0),
    "backup restore": (["{backup}"], 0),
    "backup list": ([], 0),
    "backup drill": ([], None),
    "backup check": ([], 0),
    "backup sweep": ([], 0),
}
# A secret on stdin, an entry that the sample does not have, a minute of work: tests of their own run these.
ELSEWHERE = {"accounts set", "accounts delete", "self-test"}


def leaves():
    """Every command that the program has, as `noun verb`."""

    def below(command, path):
        children = getattr(command, "commands", {})
        if not children:
            yield " ".join(path)
        for name, child in children.items():
            yield from below(child, [*path, name])

    for noun, (module, _about) in NOUNS.items():
        app = importlib.import_module(f"seller_desk.cli.{module}").app
        yield from below(typer.main.get_command(app), [noun])


LEAVES = sorted(leaves())


@pytest.fixture(scope="session")
def packet(tmp_path_factory):
    from seller_desk.cli.entry import main

    folder = tmp_path_factory.mktemp("packet")
    main(["demo", "--out", str(folder), "--application", "ebay"])
    return folder / "chengwan-ebay-us.zip"


@pytest.fixture(scope="session")
def backup(sample_folder, tmp_path_factory):
    from seller_desk.cli.entry import main

    file = tmp_path_factory.mktemp("backup") / "sample.sdbackup"
    assert main(["backup", "create", "--out", str(file), "--data-dir", str(sample_folder)]) == 0
    return file


PACK = """
platform = "my_shop"
version = "1"
name = { en = "My shop", zh = "我的商城" }
[[fact]]
key = "site.deposit"
value = "500"
source = { title = "their page", url = "https://example.com" }
checked = 2026-11-20
confidence = "official"
"""


@pytest.fixture(scope="session")
def pack(tmp_path_factory):
    file = tmp_path_factory.mktemp("pack") / "my-shop.toml"
    file.write_text(PACK, encoding="utf-8")
    return file


@pytest.fixture
def filled(packet, backup, pack):
    """Words of the table with their placeholders filled."""
    given = {"packet": packet, "backup": backup, "pack": pack}
    return lambda words, out: [word.format(out=out, **given) for word in words]


def test_every_command_is_in_the_table():
    assert set(LEAVES) == set(COMMANDS) | ELSEWHERE


@pytest.mark.parametrize("command", COMMANDS)
def test_json_before_and_after_the_verb_gives_one_document(
    command, terminal, sample_copy, tmp_path, filled
):
    words, code = COMMANDS[command]
    runs = []
    for place in ("before", "after"):
        out = tmp_path / f"out-{place}"
        out.mkdir()
        options = ["--json", "--lang", "en", "--data-dir", str(sample_copy(place))]
        verb = [*command.split(), *filled(words, out)]
        runs.append(terminal(*options, *verb) if place == "before" else terminal(*verb, *options))
    first, second = runs
    assert isinstance(first.document, dict), first.err
    assert first.document.keys() == second.document.keys()
    assert "error" not in first.document or first.code == 3
    assert first.code == second.code
    assert "Traceback" not in first.err + second.err
    if code is not None:
        assert first.code == code, first.out + first.err


@pytest.mark.parametrize("command", COMMANDS)
def test_people_get_a_text_in_chinese_that_is_no_json(
    command, terminal, sample_copy, tmp_path, filled
):
    words, code = COMMANDS[command]
    run = terminal(
        *command.split(),
        *filled(words, tmp_path),
        "--lang",
        "zh",
        "--data-dir",
        sample_copy(),
    )
    if code == 3:
        assert run.err.strip()
        return
    assert run.out.strip(), run.err
    with pytest.raises(json.JSONDecodeError):
        json.loads(run.out)


@pytest.mark.parametrize("command", LEAVES)
def test_help_names_the_command(command, terminal):
    run = terminal(*command.split(), "--help")
    assert run.code == 0
    assert "--help" in run.out
    # Completion scripts would be installed into the seller's shell: not our business.
    assert "--install-completion" not in run.out


@pytest.mark.parametrize(
    "words",
    [["nonsense"], ["company"], ["company", "nonsense"], ["company", "check", "--nonsense"], ["demo"], ["--lang", "xx", "company", "list"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_words_exit_2_with_advice(words, terminal):
    run = terminal(*words, "--json")
    assert run.code == 2
    assert run.document["error"]["title"]


@pytest.mark.parametrize(
    "command",
    [one for one in COMMANDS if one.split()[0] in ("company", "application", "listings", "shipping")
     and one not in ("company set", "company list", "application list", "listings filters", "listings formats")],
)  # fmt: skip
def test_without_a_company_commands_say_what_to_do_first(command, terminal, tmp_path, filled):
    verb = [*command.split(), *filled(COMMANDS[command][0], tmp_path)]
    run = terminal(*verb, "--json", "--data-dir", tmp_path / "empty")
    assert run.code == 3, run.out
    assert run.document["error"]["title"]
    assert run.document["error"]["advice"]


def test_a_company_file_with_a_mistake_names_file_and_row(terminal, tmp_path):
    file = tmp_path / "company.toml"
    file.write_text('legal_name_zh = "澄湾"\nlegal_nam_en = "x"\n', encoding="utf-8")
    run = terminal("company", "set", "--file", file, "--json", "--data-dir", tmp_path / "data")
    assert run.code == 3
    assert run.document["error"]["file"].endswith("company.toml")
    assert run.document["error"]["row"] == 2


def test_while_somebody_writes_a_reader_still_reads_and_a_writer_is_told(
    terminal, sample_copy, monkeypatch
):
    import functools

    from seller_desk.cli import session
    from seller_desk.core.base.paths import DataFolder
    from seller_desk.core.desk import open_desk

    data = sample_copy()
    monkeypatch.setattr(session, "open_desk", functools.partial(open_desk, wait_seconds=0.1))
    with open_desk(DataFolder(data), write=True):
        assert terminal("application", "list", "--json", "--data-dir", data).code == 0
        run = terminal("shipping", "template", "delete", TEMPLATE, "--json", "--data-dir", data)
    assert run.code == 3
    assert run.document["error"]["title"] == "Seller Desk is open"


def test_as_a_program_of_its_own_stdout_is_utf8(sample_copy):
    words = ["-m", "seller_desk", "company", "list", "--json", "--data-dir", str(sample_copy())]
    environment = {"PYTHONIOENCODING": "gbk", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, check=False, env=environment, timeout=60,
        cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "澄湾" in done.stdout.decode("utf-8")


def readme_lines():
    text = (SAMPLES.parents[1] / "README.md").read_text(encoding="utf-8")
    block = text.split("```sh\n")[1].split("```")[0]
    return [line.split()[1:] for line in block.strip().splitlines()]


def test_the_readmes_lines_run_as_they_stand(terminal, tmp_path, monkeypatch):
    root = SAMPLES.parents[1]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resources").symlink_to(root / "resources")
    for words in readme_lines():
        # The demo makes its own data folder.
        folder = [] if words[0] == "demo" else ["--data-dir", tmp_path / "data"]
        run = terminal(*words, *folder)
        if words[0] != "doctor":
            assert run.code in (0, 1), (words, run.out, run.err)
        assert "Traceback" not in run.err
    assert (tmp_path / "build" / "amazon-us.zip").exists()
