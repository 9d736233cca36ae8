"""Signed heads, and what the command line says of a log that was cut or written anew."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection

from borough.platform.audit import api as audit
from borough.platform.audit import heads, operations
from borough.platform.audit.commands import head, verify
from borough.platform.audit.tasks import sign_head
from tests.audit import outsider
from tests.audit.test_chain import record_five, tamper


@pytest.fixture(autouse=True)
def folder(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def said(command, *arguments) -> tuple[int, str]:
    done = CliRunner().invoke(command, list(arguments))
    return done.exit_code, done.output


def test_a_head_is_signed_each_time_and_kept(folder):
    assert operations.sign_head() is None
    record_five()
    first, second = operations.sign_head(), operations.sign_head()
    assert (first.size, first.root) == (second.size, second.root)
    assert all(heads.holds(head, heads.our_public_keys()) for head in (first, second))
    assert list(heads.read(heads.file())) == [first, second]
    assert audit.heads_kept() == [second, first]
    assert audit.head_of(5) == first


def test_who_asks_for_a_head_gets_the_last_unless_it_is_old_or_of_fewer_entries():
    record_five()
    signed = operations.recent_head()
    assert operations.recent_head() == signed
    assert operations.recent_head(within=timedelta()) != signed
    record_five()
    assert operations.recent_head().size == 10


def test_a_whole_log_is_said_to_be():
    record_five()
    operations.sign_head()
    record_five()
    code, text = said(verify)
    assert (code, "10 entries" in text) == (0, True)


def test_the_task_signs():
    record_five()
    sign_head(0)
    assert heads.file().read_text().count("\n") == 1


@pytest.mark.parametrize("also_the_table", [False, True], ids=["the log", "the log and its heads"])
def test_a_cut_end_is_found(also_the_table):
    record_five()
    operations.sign_head()
    tamper("DELETE FROM audit_event WHERE position > 3")
    if also_the_table:  # the file in the data folder still knows
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_head DISABLE TRIGGER USER; DELETE FROM audit_head")
    code, text = said(verify)
    assert code == 1
    assert "broken at entry 4" in text
    assert "once 5 entries long and now has 3" in text


def test_a_log_written_anew_is_found_by_a_head_kept_outside(folder):
    record_five()
    kept = folder / "kept-by-the-auditor.jsonl"
    kept.write_text(said(head)[1])
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE audit_head DISABLE TRIGGER USER; DELETE FROM audit_head;"
            "ALTER TABLE audit_head ENABLE ALWAYS TRIGGER append_only;"
            "ALTER TABLE audit_head ENABLE ALWAYS TRIGGER never_emptied"
        )
    tamper("DELETE FROM audit_event")
    heads.file().unlink()
    record_five()
    assert said(verify)[0] == 0  # inside, nothing is left to show it
    code, text = said(verify, "--head", str(kept))
    assert (code, "rewritten" in text) == (1, True)


def test_a_head_that_was_changed_is_not_believed(folder):
    record_five()
    forged = json.loads(said(head)[1]) | {"root": "0" * 64}
    kept = folder / "forged.jsonl"
    kept.write_text(json.dumps(forged))
    assert "was changed" in said(verify, "--head", str(kept))[1]
    heads.file().write_text(json.dumps(forged))
    assert "not signed by this council" in said(verify)[1]
    kept.write_text("{}")
    assert "line 1 is not a head" in said(verify, "--head", str(kept))[1]


def test_a_new_secret_key_still_knows_the_heads_of_the_old(settings):
    record_five()
    operations.sign_head()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert isinstance(audit.verify(), audit.Verified)
    settings.SECRET_KEY_FALLBACKS = []
    assert isinstance(audit.verify(), audit.Broken)


def test_an_empty_log_has_no_head():
    assert "empty" in said(head)[1]


def test_one_entry_and_any_two_heads_are_proved_on_the_command_line():
    record_five()
    operations.sign_head()
    record_five()
    code, text = said(verify, "--entry", "7")
    assert (code, "No head is signed over that entry yet" in text) == (1, True)
    operations.sign_head()
    assert outsider.entry_is_in(json.loads(said(verify, "--entry", "7")[1]))
    assert outsider.one_begins_the_other(json.loads(said(verify, "--between", "10", "5")[1]))
    assert "No head was signed of 6 entries" in said(verify, "--between", "6", "10")[1]
    assert "no entry 11: it has 10" in said(verify, "--entry", "11")[1]
    tamper("UPDATE audit_event SET hash = previous WHERE position = 3")
    assert "does not hold" in said(verify, "--between", "5", "10")[1]
