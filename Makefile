# Two commands are enough on a fresh machine with Python 3.11 or newer: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench bench-compat bench-events clean

run: $(VENV)/.base ## the main job: gate the shipped contracts
	$(BIN)/govtool check

test: $(VENV)/.dev ## the tests
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev ## everything that CI runs, in its order
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/govtool check
	$(BIN)/python -m pytest -n auto

bench: $(VENV)/.dev ## the figures of bench/README.md, measured on this machine
	$(BIN)/python bench/run.py

bench-compat: $(VENV)/.dev ## the figures of bench/compat/README.md: comparing versions, beside the peers
	cd bench && ../$(BIN)/python -m compat.run

bench-events: $(VENV)/.dev ## the figures of bench/events/README.md: histories of schemas, beside the official checker
	cd bench && AVRO_PYTHON=$(AVRO_PYTHON) ../$(BIN)/python -m events.run

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.base: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.base
