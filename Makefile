# geomap: the commands a maintainer needs. `make help` lists them.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp

.DEFAULT_GOAL := help
.PHONY: help demo test check bench lowest tools clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP)-run: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("geomap needs Python 3.11 or newer; say: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[all]'
	touch $@

$(STAMP)-dev: $(STAMP)-run
	$(BIN)/python -m pip install --quiet --group check --group test --group hosts
	touch $@

demo: $(STAMP)-run ## install, build the sample map into output/ and say where it is
	$(BIN)/geomap demo -o output

tools: ## make sure there are a Chromium and a pandoc, through the system's packages if need be
	@sh tests/install_tools.sh

test: $(STAMP)-dev tools ## run all tests (benchmarks apart)
	$(BIN)/python -m pytest

check: $(STAMP)-dev ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)-dev ## speed, as ratios to named peers in the same run
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m pytest -p no:cacheprovider tests/benchmarks -s

lowest: ## run the tests against the lowest versions pyproject.toml allows
	sh tests/run_lowest.sh

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
