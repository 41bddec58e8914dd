"""`seller-desk shipping` from price list to sheet, in its public shapes."""

import json
from pathlib import Path

import pytest

from seller_desk.cli.entry import main
from seller_desk.core.base.paths import DataFolder
from seller_desk.core.company.model import Company
from seller_desk.core.store.store import Store

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"


@pytest.fixture
def data(tmp_path):
    store = Store.open(DataFolder(tmp_path / "data"))
    with store.work("x") as work:
        work.companies.save(Company(id="a", legal_name_en="Sample Ltd"))
    store.close()
    return tmp_path / "data"


@pytest.fixture
def run(data, capsys):
    def call(*words, code=0):
        arguments = ["--lang", "en", "--data-dir", str(data), "shipping", *map(str, words)]
        assert main([*arguments, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return call


def test_import_quote_and_what_is_told_of_it(run):
    done = run("import-rates", SAMPLES / "rates.csv", "--name", "Sample")
    assert (done["read"], done["imported"], done["rejected"]) == (84, 84, [])
    quote = run("quote", "--country", "US", "--weight", "480g", "--size", "20x15x10cm")
    assert quote["service"] == "样例专线-标准"
    assert quote["chargeable_weight_g"] == 480
    assert quote["total"] == {"amount": "52.48", "currency": "CNY"}  # 76 x 0.48 + 16
    assert [(one["name"], one["amount"], one["currency"]) for one in quote["lines"]] == [
        ("freight", "36.48", "CNY"),
        ("per_parcel", "16.00", "CNY"),
    ]
    assert all(one["basis"] for one in quote["lines"])
    assert quote["excluded"] == []
    assert [one["service"] for one in quote["alternatives"]] == ["样例专线-带电"]


def test_one_service_and_battery_goods(run):
    run("import-rates", SAMPLES / "rates.csv")
    words = ("quote", "--country", "德国", "--weight", "0.48kg", "--goods", "battery")
    quote = run(*words)
    assert quote["service"] == "样例专线-带电"
    assert quote["excluded"] == ["rates · 样例专线-标准: Does not carry such goods: battery"]
    assert run(*words[:-2], "--service", "样例专线-带电")["service"] == "样例专线-带电"


def test_no_price_exits_3_with_the_reasons(run):
    run("import-rates", SAMPLES / "rates.csv")
    for words, reason in (
        (("--country", "BR", "--weight", "1kg"), "No zone for BR"),
        (("--country", "US", "--weight", "20001g"), "20001 g > 20000 g"),
    ):
        error = run("quote", *words, code=3)["error"]
        assert reason in error["advice"]


def test_wrong_words_exit_2(run):
    run("import-rates", SAMPLES / "rates.csv")
    for words in (
        ("quote", "--country", "Atlantis", "--weight", "1kg"),
        ("quote", "--country", "US", "--weight", "heavy"),
        ("quote", "--country", "US", "--weight", "1kg", "--goods", "gas"),
        ("quote", "--country", "US", "--weight", "1kg", "--value", "much"),
        ("template", "show", "nothing"),
    ):
        assert run(*words, code=2)["error"]["title"]


def test_rows_that_cannot_be_taken_are_told_and_the_rest_is_kept(run, tmp_path):
    path = tmp_path / "rates.csv"
    path.write_bytes("国家,重量段,公斤价\n美国,0-2,92\n火星,0-2,92\n".encode("gb18030"))
    done = run("import-rates", path, code=1)
    assert (done["read"], done["imported"]) == (2, 1)
    assert [(one["row"], one["code"]) for one in done["rejected"]] == [(3, "import.row_invalid")]
    assert "火星" in done["rejected"][0]["message"]


def test_a_template_from_a_file_is_shown_quoted_exported_and_deleted(run, tmp_path):
    made = run("template", "set", "--file", SAMPLES / "template.toml")
    assert made["findings"] == []
    again = run("template", "set", "--file", SAMPLES / "template.toml")
    assert again["template"]["id"] == made["template"]["id"]
    shown = run("template", "show", "CHENGWAN standard")["template"]
    assert shown["rates"][0]["bands"][0]["price"] == "4.99"
    quote = run("quote", "--country", "US", "--weight", "480g", "--value", "35")
    assert quote["total"] == {"amount": "0.00", "currency": "USD"}
    for form in ("magento", "amazon", "ebay"):
        files = [tmp_path / f"{form}{n}" for n in range(2)]
        for file in files:
            assert run("export", "--format", form, "--out", file)["rows"] > 0
        assert files[0].read_bytes() == files[1].read_bytes()
        error = run("export", "--format", form, "--out", files[0], code=3)["error"]
        assert error["file"] == str(files[0])
    run("template", "delete", made["template"]["id"])
    assert run("template", "list")["templates"] == []


def test_without_a_company_or_a_tariff_it_says_what_to_do(run, tmp_path, capsys):
    assert (
        "import-rates"
        in run("quote", "--country", "US", "--weight", "1kg", code=3)["error"]["advice"]
    )
    empty = ["--lang", "en", "--data-dir", str(tmp_path / "empty"), "--json"]
    assert main([*empty, "shipping", "template", "list"]) == 3
    assert "company set" in json.loads(capsys.readouterr().out)["error"]["advice"]


def test_people_get_tables(data, capsys):
    words = ["--lang", "zh", "--data-dir", str(data), "shipping"]
    assert main([*words, "import-rates", str(SAMPLES / "rates.csv")]) == 0
    assert main([*words, "template", "set", "--file", str(SAMPLES / "template.toml")]) == 0
    assert main([*words, "template", "list"]) == 0
    assert main([*words, "template", "show", "CHENGWAN standard"]) == 0
    assert main([*words, "quote", "--country", "US", "--weight", "480g"]) == 0
    out = capsys.readouterr().out
    assert "挂号处理费" in out
    assert "买家付 4.99 USD" in out
