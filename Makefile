# Works on a machine with Python 3.11 or newer and make; everything else goes into .venv.

PYTHON ?= python3
VENV   ?= .venv
SETS   ?= seeds dev dev@0.7 seeds:rules dev:rules
ARGS   ?=
WITH   ?=

BIN := $(VENV)/bin
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-packaging test-generators test-heavy check format eval confidence model study readme bench clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(RUN) ## build the graph of examples/releases into out/
	@$(BIN)/coopgraph build examples/releases -o out

test: $(DEV) ## run the tests with branch coverage (more options: ARGS="-k name -x")
	@$(BIN)/pytest -n auto --cov --cov-report=term $(ARGS)

test-packaging: $(DEV) ## build wheel and sdist, install them elsewhere and use them (minutes)
	@$(BIN)/pytest -m packaging $(ARGS)

test-generators: $(DEV) ## hold packaged data against what tools/ would write (needs a compiler and ICU's headers)
	@$(PIP) --editable '.[tools]'
	@$(BIN)/pytest -m generators $(ARGS)

test-heavy: $(DEV) ## try GLiNER with a tiny model made on the spot (installs torch, a gigabyte or so)
	@$(PIP) --editable '.[gliner]'
	@$(BIN)/pytest -m heavy $(ARGS)

check: $(DEV) ## lint, formatting, types, import direction
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo --no-cache
	@echo "All checks passed."

format: $(DEV) ## sort imports and format the code
	@$(BIN)/ruff check --quiet --select I --fix
	@$(BIN)/ruff format

eval: $(DEV) ## measure accuracy against its floors (SETS="seeds dev train:rules", ARGS="--by-type --errors --write")
	@$(BIN)/python tests/accuracy/gate.py $(SETS) $(ARGS)

confidence: $(DEV) ## measure how sure each rule is (after changing rules; reads train and dev)
	@$(BIN)/python tools/confidence.py

model: $(DEV) ## train the model (an hour at most; reads training/ and train; your annotations: WITH=FOLDER)
	@$(PIP) --editable '.[train]'
	@$(BIN)/python training/make.py $(foreach folder,$(WITH),--with $(folder)) $(ARGS)

study: $(DEV) ## measure the model: by what reads, by level, by how much it learned from (half an hour; into docs/model.md)
	@$(PIP) --editable '.[train]'
	@$(BIN)/python training/agreement.py --write
	@$(BIN)/python training/study.py $(ARGS)

readme: $(DEV) ## renew what README.md and docs/ show: outputs, scores, picture (needs Chromium; without: ARGS=--pages)
	@$(BIN)/python tools/readme.py $(ARGS)

bench: $(DEV) ## measure speed by stage, and of extraction on one core (beside spaCy: pip install '.[bench]')
	@$(BIN)/python benchmarks/run.py $(ARGS)
	@echo
	@$(BIN)/python benchmarks/extract.py

clean: ## remove what these targets made, .venv included
	rm -rf $(VENV) out dist build htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(RUN): pyproject.toml | $(BIN)/pip
	@echo "Installing coopgraph into $(VENV) (once, a minute or so) ..."
	@$(PIP) --editable .
	@touch $@

$(DEV): pyproject.toml | $(BIN)/pip
	@echo "Installing coopgraph and its development tools into $(VENV) (once, a minute or two) ..."
	@$(PIP) --editable '.[dev]'
	@touch $@ $(RUN)

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "$(PYTHON): $$($(PYTHON) --version 2>&1 | tail -n 1) (Python 3.11 or newer is needed: make PYTHON=python3.12 ...)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
