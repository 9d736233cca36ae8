"""The typed environment: safe by default, and production refuses what is unsafe."""

import pytest

from borough.config.environment import Environment, UnsafeSettings, remembered


def test_defaults_are_the_demonstration_on_this_machine():
    environment = Environment.read({})
    assert (environment.port, environment.people, environment.production) == (8000, 40_000, False)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"PORT": "eighty"}, "PORT"),
        ({"DEMO": "perhaps"}, "DEMO"),
        ({"THEME": "purple"}, "THEME"),
    ],
)
def test_a_variable_that_cannot_be_understood_is_named(variables, named):
    with pytest.raises(UnsafeSettings, match=named):
        Environment.read(variables)


def test_production_names_every_unsafe_setting():
    with pytest.raises(UnsafeSettings) as refused:
        Environment.read({"PRODUCTION": "1", "DEMO": "1"}).refuse_unsafe()
    for name in ("DEMO", "SECRET_KEY", "DATABASE_URL", "HOSTS"):
        assert name in str(refused.value)


def test_production_starts_when_all_is_safe():
    Environment.read({
        "PRODUCTION": "1",
        "SECRET_KEY": "x" * 50,
        "DATABASE_URL": "postgresql://db/borough",
        "HOSTS": "borough.example.org",
    }).refuse_unsafe()  # fmt: skip


def test_a_command_speaks_of_the_borough_that_ran_last_unless_it_names_another(tmp_path):
    Environment(data_dir=tmp_path, people=2_000, seed=7).remember()
    here = {"DATA_DIR": str(tmp_path)}
    assert remembered(here) == {"PEOPLE": "2000", "SEED": "7"}
    assert remembered(here | {"PEOPLE": "500"}) == {}
    assert remembered({"DATA_DIR": str(tmp_path / "nowhere")}) == {}
