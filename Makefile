# Everything the project does on a machine with Python 3.11 or newer and make; `make` alone lists it.

PYTHON ?= python3
JOBS ?= 2
UV_VERSION := 0.13.9
NORIA_SHARED ?= ../shared

# uv from the PATH, else one of our own outside the environment it fills: `uv sync` would remove itself from there.
UV := $(or $(shell command -v uv 2>/dev/null),build/uv/bin/uv)
BIN := .venv/bin
SYNCED := .venv/.synced
BUNDLE := src/noria/views/web/static/build
FRONTEND := $(shell find frontend/src -type f) $(addprefix frontend/,.npmrc bundle.py package.json package-lock.json tsconfig.json vite.config.ts)

export NORIA_SHARED
export UV_PROJECT_ENVIRONMENT := .venv
export UV_HTTP_TIMEOUT ?= 180
unexport VIRTUAL_ENV
ifeq ($(origin PYTHON),command line)
export UV_PYTHON := $(PYTHON)
endif

.DEFAULT_GOAL := help
.PHONY: help install demo test lint check bench eval docs screenshots clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

install: $(SYNCED) ## install the program, its tools and the front end into .venv

demo: install ## install, build the example dossier in ./demo, serve it at http://127.0.0.1:8765
	$(BIN)/noria demo demo

test: lint check ## install, lint, run every test

lint: install ## ruff, mypy, the import contracts
	$(UV) lock --check --quiet
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: install ## every test, without the linters
	$(BIN)/pytest -n $(JOBS) --dist loadfile -q -rfEs --hypothesis-profile=ci

bench: install ## speed and memory of reading, of places, and of a record that grows to a million claims
	$(BIN)/python benchmarks/throughput.py
	$(BIN)/python benchmarks/gazetteer.py
	$(BIN)/python benchmarks/record.py

eval: install ## score the reading against the annotated texts
	$(BIN)/python benchmarks/accuracy.py

docs: install ## check the documentation against the code
	$(BIN)/pytest -q tests/docs tests/test_house.py

screenshots: install ## take the documentation's pictures of the example dossier with Chromium
	rm -rf build/example
	$(BIN)/python -c "from pathlib import Path; from noria.cli.demo import copy_example; copy_example(Path('build/example'))"
	$(BIN)/noria --dossier build/example build
	$(BIN)/python docs/screenshots.py build/example

clean: ## remove the environment, caches and everything built; ./demo stays
	rm -rf .venv build dist $(BUNDLE) frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# Reinstalled and not only synced, so that the package's build hook runs; it leaves a bundle that is newer than its sources alone.
$(SYNCED): uv.lock pyproject.toml hatch_build.py $(FRONTEND) | $(UV)
	$(UV) sync --frozen --all-extras --all-groups --reinstall-package noria
	$(BIN)/python -m noria.reference.gazetteer
	@touch $@

build/uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit("Noria needs Python 3.11 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv build/uv
	build/uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
