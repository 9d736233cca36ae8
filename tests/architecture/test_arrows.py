"""Imports are not the only arrows. These hold the ones that import-linter cannot see."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField
from django.template.utils import get_app_template_dirs

ROOT = Path(__file__).parents[2]
SOURCES = [path for path in (ROOT / "borough").rglob("*.py") if "migrations" not in path.parts]
# Lowest first, as .importlinter says; a table may point down or sideways within its own app, never up.
ORDER = [
    "contenttypes",
    "auth",
    "audit",
    "access",
    "correspondence",
    "privacy",
    "misuse",
    "feeds",
    "registers",
    "gazetteer",
    "places",
    "residents",
    "shield",
    "search",
    "findings",
    "staff",
    "public",
]


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("borough.")]


def test_every_app_of_ours_has_its_place_in_the_order():
    assert {model._meta.app_label for model in ours()} <= set(ORDER)


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model):
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField):
            target = field.related_model._meta.app_label
            assert ORDER.index(target) <= ORDER.index(model._meta.app_label), f"{field} points up at {target}"


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_no_reverse_accessor_reaches_into_another_package(model):
    for field in model._meta.get_fields():
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField):
            other = field.related_model._meta.app_label != model._meta.app_label
            assert not other or field.remote_field.related_name == "+", f'{field} needs related_name="+"'


def test_templates_include_only_their_own_package_and_ui():
    used = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
    for folder in get_app_template_dirs("templates"):
        if not folder.is_relative_to(ROOT / "borough"):
            continue
        for template in folder.rglob("*.*"):
            own = template.relative_to(folder).parts[0]
            for name in used.findall(template.read_text()):
                assert name.split("/")[0] in {own, "ui"}, f"{template.relative_to(ROOT)} includes {name}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_keeps_the_rules_of_its_name(path):
    tree = ast.parse(path.read_text())
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name)}
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    if "config" not in path.parts:
        assert not imported & {"receiver", "post_save", "pre_save", "Signal"}, "signals belong in config"
    if path.name == "views.py" or "views" in path.parts:
        assert not {name for name in used if name.endswith(".objects")}, "a view calls queries and operations"
    if path.name == "rules.py":
        clock = {"timezone.now", "datetime.now", "date.today", "datetime.datetime.now", "datetime.date.today"}
        assert not used & (clock | {"time.time"}), "rules are given `now`"


def test_nobody_imports_past_the_face_of_a_mechanism():
    """Others import a mechanism's `api` (and, where Django needs a path, its label in a string)."""
    past = re.compile(r"from borough\.platform\.(\w+)(?:\.(\w+))? import (.+)")
    for path in SOURCES:
        for mechanism, submodule, names in past.findall(path.read_text()):
            if mechanism in path.parts:
                continue
            face = submodule == "api" or (not submodule and names.split(" as ")[0].strip() == "api")
            assert face, f"{path.relative_to(ROOT)} reaches past {mechanism}.api"


def test_every_queue_has_a_worker():
    from procrastinate.contrib.django import app

    from borough.config.worker import QUEUES

    queues = {task.queue for task in app.tasks.values()} - {"builtin"}
    assert queues <= set(QUEUES), f"no worker for {queues - set(QUEUES)}"


def test_no_room_is_a_junk_drawer():
    names = {path.stem for path in SOURCES} | {path.parent.name for path in SOURCES}
    assert not names & {"utils", "util", "common", "core", "helpers", "misc", "shared"}
