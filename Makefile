# The two commands are `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv/bin
NAME ?=
# Byte code is cached even where a machine's profile forbids it: every command starts twice as fast.
unexport PYTHONDONTWRITEBYTECODE

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

# uv is the only thing brought in by pip; it makes the environment from the lock file.
.uv/bin/uv:
	@python3.11 -m venv .uv && .uv/bin/pip install -q --disable-pip-version-check 'uv>=0.13,<0.14'

.venv/.synced: pyproject.toml linkage/pyproject.toml synthetic/pyproject.toml uv.lock | .uv/bin/uv
	@.uv/bin/uv sync --frozen --quiet && touch $@

run: .venv/.synced ## set everything up and run the council at http://127.0.0.1:8000
	@DEMO=$${DEMO:-1} PEOPLE=$${PEOPLE:-40000} SEED=$${SEED:-1} $(VENV)/borough run

test: .venv/.synced ## everything, in parallel
	@$(VENV)/python -m tests.prepare
	@$(VENV)/pytest -n auto --dist worksteal --every-template
	@$(MAKE) -s test-linkage

# An environment of its own, in which neither Django nor the council is installed.
test-linkage: .venv/.synced ## the linkage library by itself
	@UV_PROJECT_ENVIRONMENT=linkage/.venv .uv/bin/uv sync --frozen --quiet --exact --package borough-linkage --group test
	@linkage/.venv/bin/pytest linkage -n auto

quick: .venv/.synced
	@$(VENV)/ruff format --check -q . && $(VENV)/ruff check -q .
	@said=$$($(VENV)/lint-imports --no-logo) || { echo "$$said"; exit 1; }

check: .venv/.synced ## the fast inner loop: format, lint, types, architecture, unit tests of the council
	@$(VENV)/ruff format --check . && $(VENV)/ruff check . && $(VENV)/lint-imports --no-logo
	@$(VENV)/mypy borough linkage/src synthetic/src
	@$(VENV)/pytest -n auto -m "not browser and not whole" tests borough

format: .venv/.synced ## write the code in the house style
	@$(VENV)/ruff format . && $(VENV)/ruff check --fix .

drill: .venv/.synced ## the long drills: killed at random moments, linkage on Spark, and the like
	@$(VENV)/pytest tests/drills
	@$(MAKE) -s drill-spark

# Linkage of 40,000 people on a local Spark gives the entities of one machine: about five minutes of two cores.
drill-spark: .venv/.synced
	@$(VENV)/python -m tests.prepare java
	@UV_PROJECT_ENVIRONMENT=linkage/.venv .uv/bin/uv sync --frozen --quiet --exact --package borough-linkage --group test --extra spark
	@LINKAGE_FILE=$$($(VENV)/python -c "from benchmarks._files import file; print(file('40').folder)") linkage/.venv/bin/pytest linkage/tests/drills

bench: .venv/.synced ## benchmarks: make bench, or make bench NAME=feeds
	@$(VENV)/python -m benchmarks $(NAME)

clean: ## forget the environment and all data made here
	@rm -rf .venv linkage/.venv .uv .borough static

.PHONY: help run test test-linkage drill-spark quick check format drill bench clean
