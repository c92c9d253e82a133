# The whole vocabulary: setup · demo · test · check · docs · bench. Each of the others sets up first.
# What bench is to be told: make bench MORE=--large

PYTHON ?= python3
BIN := .venv/bin
PEERS := .venv-bench
READY := .venv/.ready
PLACES := src tests benchmarks docs examples

.PHONY: setup demo test check docs bench
.DEFAULT_GOAL := setup

setup: $(READY)

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "setup: needs Python 3.11 or later; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "setup: no venv could be made; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "setup: installing the locked libraries into .venv (about a minute the first time)"
	@test -x $(BIN)/uv || $(BIN)/python -m pip install -qq uv
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "setup: ready; try $(BIN)/diaopei --help"

demo: setup
	@$(BIN)/diaopei demo --out demo

# Each of the two workers has a core: more threads of polars only stand in each other's way.
test: setup
	@POLARS_MAX_THREADS=1 $(BIN)/pytest -n 2 --dist loadfile

check: setup
	@$(BIN)/ruff format --check $(wildcard $(PLACES))
	@$(BIN)/ruff check $(wildcard $(PLACES))
	@$(BIN)/mypy
	@$(BIN)/lint-imports

docs: setup
	@$(BIN)/python docs/generate.py
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo "docs: open docs/_build/html/index.html"

bench: setup $(PEERS)/.ready
	@$(BIN)/python benchmarks/all.py $(MORE)

$(PEERS)/.ready: requirements/bench.txt $(READY)
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@echo "bench: installing the locked peers into $(PEERS); Timefold also needs Java 17 or later"
	@$(BIN)/uv pip sync --quiet --python $(PEERS)/bin/python --require-hashes requirements/bench.txt
	@touch $@
