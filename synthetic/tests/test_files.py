"""Each file is of the form that FORMATS.md states, and its trailer tells the truth."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import openpyxl
import pytest
from synthetic.scenarios import COLUMNS


def lines(path, encoding, newline):
    return path.read_bytes().decode(encoding, errors="replace").split(newline)


def test_electoral_register_is_quoted_throughout(first):
    header, *rows = lines(first / "electoral_register.csv", "cp1252", "\r\n")[:-1]
    assert tuple(next(csv.reader([header]))) == COLUMNS["electoral_register"]
    assert sum(row.startswith('"') and row.endswith('"') for row in rows) > len(rows) * 0.99


def test_council_tax_trailer_agrees_with_its_records(first):
    header, *rows, trailer, last = lines(first / "council_tax.txt", "cp1252", "\r\n")
    assert last == ""
    assert re.fullmatch(r"H20261001CTAX LIABILITY EXTRACT", header)
    assert int(trailer[1:10]) == len(rows)
    assert int(trailer[10:]) == sum(int(row[32:42]) for row in rows)
    assert sum(len(row) == 421 for row in rows) > len(rows) * 0.99


def test_housing_trailer_agrees_but_for_the_one_planted(folder):
    for date in ("2026-10-01", "2026-10-08", "2026-10-15", "2026-10-31"):
        header, *rows, trailer, _ = lines(folder / "extracts" / date / "housing.txt", "utf-8", "\n")
        assert tuple(header.split("|")) == COLUMNS["housing"]
        tag, count, total = trailer.split("|")
        assert tag == "TRL"
        assert int(count) == len(rows) + (date == "2026-10-15")
        assert round(sum(float(row.split("|")[3]) for row in rows), 2) == pytest.approx(float(total))


def test_benefits_totals_agree_with_the_claims(first):
    root = ET.parse(first / "benefits.xml").getroot()
    claims, totals = root.findall("Claim"), root.find("Totals")
    people = [p for c in claims for p in c if p.tag in ("Claimant", "Partner", "Dependant", "NonDependant")]
    assert int(totals.findtext("Claims")) == len(claims)
    assert int(totals.findtext("Persons")) == len(people)
    weekly = sum(float(c.findtext("Award/WeeklyHB")) for c in claims)
    assert float(totals.findtext("WeeklyHB")) == pytest.approx(weekly)


@pytest.mark.parametrize(
    ("system", "extension", "encoding", "separator"),
    [
        ("schools", "csv", "utf-8-sig", ","),
        ("libraries", "csv", "latin-1", ";"),
        ("parking", "csv", "utf-8", ","),
        ("adult_social_care", "txt", "utf-16", "\t"),
    ],
)
def test_delimited_files_have_their_columns(first, system, extension, encoding, separator):
    text = (first / f"{system}.{extension}").read_bytes().decode(encoding, errors="replace").replace("\0", "")
    header, *rows = csv.reader(io.StringIO(text), delimiter=separator)
    assert tuple(header) == COLUMNS[system]
    assert sum(len(row) == len(header) for row in rows) > len(rows) * 0.99


def test_licensing_has_a_preamble_and_a_total(first):
    text = (first / "licensing.csv").read_text("utf-8")
    preamble, table = text.split("\n\n", 1) if "\n\n" in text else text.split("\r\n\r\n", 1)
    assert len(preamble.splitlines()) == 3
    header, *rows, total = csv.reader(io.StringIO(table))
    assert tuple(header) == COLUMNS["licensing"]
    assert (total[0], int(total[1])) == ("Total", len(rows))
    assert float(total[-1]) == sum(float(row[-1]) for row in rows)
    assert any("\n" in row[5] for row in rows)


def test_leisure_has_dates_of_two_kinds_below_title_rows(first):
    rows = list(openpyxl.load_workbook(first / "leisure.xlsx")["Members"].iter_rows(values_only=True))
    assert rows[3] == COLUMNS["leisure"]
    births = {type(row[3]).__name__ for row in rows[4:]}
    assert {"datetime", "str"} <= births


@pytest.mark.parametrize(("system", "key"), [("crm", "contact_id"), ("childrens_social_care", "id")])
def test_deltas_say_what_they_do(folder, system, key):
    seen = set()
    for path in sorted((folder / "extracts").glob(f"*/{system}.jsonl")):
        for line in path.read_bytes().decode("utf-8", errors="replace").splitlines():
            try:
                record = json.loads(line)
            except ValueError:
                continue  # a planted defect
            seen.add(record["op"])
            assert key in record
    assert "upsert" in seen


def test_crm_has_its_columns(first):
    line = (first / "crm.jsonl").read_text("utf-8", errors="replace").splitlines()[0]
    assert tuple(json.loads(line)) == COLUMNS["crm"]
