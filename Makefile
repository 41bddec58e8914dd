# The one door: make setup | run | test | test-long | test-corpus | check | bench | screenshots | package | portable | clean
# Needs Python 3.11 or newer and git; what else is missing it installs (see packaging/linux/system-deps.sh).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first Python that is new enough; choose another with `make PYTHON=/path/to/python3.12 ...`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
BIN := .venv/bin
# Start-up without compiled files is two to four times slower: never inherit this switch.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONUTF8 := 1

.PHONY: help setup run test test-long test-corpus check bench screenshots package portable clean system-run system-test

help:
	@echo 'make run          open the window (without a display: run the whole job on the sample company)'
	@echo 'make test         all quick tests        make test-long    the slow ones too'
	@echo 'make check        style, types, imports, translations, rule packs, file lengths'
	@echo 'make test-corpus  files of SELLER_DESK_CORPUS=DIR through the checks'
	@echo 'make bench        timings                make screenshots  pictures of all pages'
	@echo 'make package      the packaged program in dist/, proved    make portable  libraries of Windows and macOS'
	@echo 'make setup        only prepare .venv     make clean        remove what was built, and .venv'

setup: system-run .venv/.ready

# System libraries are looked at each time (quick), installed only when missing; failing to do so is said, not fatal.
system-run:
	@PYTHON='$(PYTHON)' packaging/linux/system-deps.sh run || true

system-test:
	@PYTHON='$(PYTHON)' packaging/linux/system-deps.sh test || true

.venv/.ready: pyproject.toml packaging/constraints.txt packaging/make_venv.sh | system-run
	@PYTHON='$(PYTHON)' packaging/make_venv.sh
	@touch $@

run: setup
	@if [[ "$$(uname -s)" != Linux || -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]]; then \
	  $(BIN)/seller-desk; \
	else \
	  echo 'No display here: running the whole job on the sample company instead (seller-desk demo).'; \
	  code=0; $(BIN)/seller-desk demo --out build/demo || code=$$?; \
	  [[ $$code -le 1 ]]; \
	fi

test: system-test .venv/.ready
	@packaging/linux/with-keyring.sh $(BIN)/python -m pytest -q -n auto $(ARGS)

test-long: system-test .venv/.ready
	@packaging/linux/with-keyring.sh $(BIN)/python -m pytest -q -n auto -m 'not corpus' $(ARGS)

test-corpus: system-test .venv/.ready
	@[[ -d "$${SELLER_DESK_CORPUS:-}" ]] || { echo 'Set SELLER_DESK_CORPUS to the folder of test files.'; exit 2; }
	@packaging/linux/with-keyring.sh $(BIN)/python -m pytest -q -n auto -m corpus $(ARGS)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@# Lines that another system never reaches are no mistake there: unreachable code is looked for once.
	@for system in linux win32 darwin; do \
	  only=; [[ $$system == linux ]] || only=--no-warn-unreachable; \
	  echo "mypy for $$system"; $(BIN)/mypy $$only --platform $$system --cache-dir .mypy_cache/$$system; done
	@$(BIN)/lint-imports
	@$(BIN)/python packaging/catalogues.py check
	@$(BIN)/python packaging/check_lines.py
	@$(BIN)/seller-desk rules lint

bench: setup
	@for one in benchmarks/*.py; do [[ -e $$one ]] || continue; echo "== $$one"; $(BIN)/python $$one; done

screenshots: system-test .venv/.ready
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/screenshots.py

# PyInstaller is no part of the development tools: it comes when somebody packages.
package: setup
	@PIP_CONSTRAINT=packaging/constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[package]'
	@packaging/linux/with-keyring.sh $(BIN)/python packaging/package.py

portable: setup
	@$(BIN)/python packaging/portable.py

clean:
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find seller_desk tests packaging benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
