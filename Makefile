# Every habit of this project. `make check` is what CI runs.
VENV ?= .venv-dev
PY    = $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help run check lint format types imports test explore golden bench docs clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/ready: pyproject.toml
	python3 -m venv $(VENV)
	$(PY) -m pip install --quiet --editable '.[dev]'
	@touch $@

run: $(VENV)/ready ## the reader, on the sample library or on LIBRARY=folder
	$(VENV)/bin/variorum $(or $(LIBRARY),seeds)

check: lint types imports test ## everything that must hold before a commit

lint: $(VENV)/ready ## style and common mistakes
	$(PY) -m ruff check
	$(PY) -m ruff format --check

format: $(VENV)/ready ## put lines and imports in order
	$(PY) -m ruff format
	$(PY) -m ruff check --fix

types: $(VENV)/ready ## the types, strictly
	$(PY) -m mypy

imports: $(VENV)/ready ## which room may import which
	$(VENV)/bin/lint-imports

test: $(VENV)/ready ## the tests
	$(PY) -m pytest

explore: $(VENV)/ready ## the property tests, on examples that nobody has seen yet
	VARIORUM_EXPLORE=yes $(PY) -m pytest -m hypothesis

golden: $(VENV)/ready ## accept the screens as they are now as the right ones: look at the diff
	VARIORUM_GOLDEN=accept $(PY) -m pytest -m golden
	git diff --stat -- tests/golden

docs: $(VENV)/ready ## write the generated parts of the guide and the man page anew: look at the diff
	VARIORUM_GOLDEN=accept $(PY) -m pytest tests/test_guide.py
	git diff --stat -- docs

bench: $(VENV)/ready ## how fast and how right, as ratios; CORPORA=folder of unpacked corpora
	for file in bench/[a-z]*.py; do echo "== $$file"; $(PY) $$file $(CORPORA) || exit 1; done

clean: ## remove what the targets above made
	rm -rf .venv-dev .venv-test .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
