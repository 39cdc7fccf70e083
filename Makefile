# The tracker's commands. `make run` serves it, `make test` checks everything.

.DEFAULT_GOAL := help
.PHONY: help run test bench load fuzz accuracy catalogue shots lock clean
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c '$(NEW_ENOUGH)' 2>/dev/null; then echo $$name; exit; fi; done; echo python3)
UV := $(shell command -v uv)
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,\
	$(BIN)/python -m pip install --quiet --disable-pip-version-check)

# As root a missing Debian package is installed; anybody else is told the command that installs it.
define need_package
if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "Installing $(1) …"; \
	export DEBIAN_FRONTEND=noninteractive; \
	apt-get -qq update && apt-get -qq install -y --no-install-recommends $(1) >/dev/null; \
else \
	echo "$(1) is missing. Install it with: sudo apt-get install $(1)" >&2; exit 1; \
fi
endef

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: .venv/run.stamp ## Set up what is missing and serve http://127.0.0.1:8000
	@exec $(BIN)/python app.py

.venv/bin/python:
	@$(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "Portfel 2.5 needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo not installed)." >&2; exit 1; }
	@$(if $(UV),true,$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(call need_package,python3-venv); })
	@echo "Making .venv …"
	@$(if $(UV),$(UV) venv --quiet --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)

.venv/run.stamp: requirements.txt | .venv/bin/python
	@echo "Installing the pinned packages …"
	@$(INSTALL) --require-hashes -r requirements.txt
	@touch $@

.venv/test.stamp: requirements.txt tests/requirements.txt | .venv/bin/python
	@echo "Installing the pinned packages of the tests …"
	@$(INSTALL) --require-hashes -r tests/requirements.txt
	@touch .venv/run.stamp $@

test: .venv/test.stamp ## Check format, types, layers, templates and translations, then run every test
	@command -v chromium-headless-shell >/dev/null || ( $(call need_package,chromium-headless-shell) ) || command -v chromium >/dev/null
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { $(call need_package,postgresql); }
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -m tests.architecture.catalogue
	$(BIN)/python -m pytest --cov --numprocesses auto --dist worksteal

bench: .venv/test.stamp ## Measure pages and queries with 5 to 25,000 projects
	@for file in tests/benchmarks/bench_*.py; do PYTHONPATH=. $(BIN)/python "$$file"; done

load: .venv/test.stamp ## Let 180 people work at once for ten minutes on each database; SECONDS=60 for a try
	@PYTHONPATH=. $(BIN)/python tests/benchmarks/load.py $(SECONDS)

fuzz: .venv/test.stamp ## Send broken files and forms for minutes; a fault found is printed with what caused it
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -p no:cacheprovider --no-cov -n auto tests/integration/fuzz

accuracy: .venv/test.stamp ## Measure how well announcements are read; TEXTS=FOLDER takes another collection
	@$(BIN)/python -m tests.accuracy.announcements $(TEXTS)

catalogue: .venv/test.stamp ## Take new texts into the translation catalogue and compile it
	$(BIN)/python -m tests.architecture.catalogue --write

shots: .venv/test.stamp ## Take the pictures of the README from the tracker that is running
	PYTHONPATH=. $(BIN)/python tests/browser/screenshots.py

lock: ## Pin the newest versions of all dependencies, with hashes
	@$(if $(UV),true,echo "make lock needs uv. Install it with: pip install uv" >&2; exit 1)
	$(UV) pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 --universal \
		-o requirements.txt pyproject.toml
	$(UV) pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 --universal \
		-c requirements.txt --group dev -o tests/requirements.txt pyproject.toml

clean: ## Remove the virtual environment and the tools' caches; the data in instance/ stay
	rm -rf .venv .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build
