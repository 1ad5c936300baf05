# `make` builds everything; `make help` lists what else there is.

VENV       ?= .venv
SPHINXOPTS ?=
JOBS       ?= auto
PORT       ?= 8000
PYTESTOPTS ?=
export PYTHON SPHINXOPTS

BIN     := $(VENV)/bin
STARTED := $(shell date +%s)
DATA    := docs/data/datapackage.yaml

# $(call environment,LEVEL): a working environment that holds what the lock for LEVEL names.
# PYTHON is what the user gave; without it, a suitable interpreter is looked for.
environment = python=$$(sh tools/prerequisites.sh) && \
	"$$python" tools/environment.py $(1) --environment '$(VENV)' $(if $(PYTHON),--python-is-chosen)

build = $(BIN)/python tools/build.py $(1) --jobs '$(JOBS)' \
	--sphinx-options="$$SPHINXOPTS" --started $(STARTED)

pytest = $(BIN)/python -m pytest -n '$(JOBS)' --dist loadfile $(1) $(PYTESTOPTS)

.DEFAULT_GOAL := all
.PHONY: all html pdf epub live check test test-slow bench linkcheck lock clean help dev

all: ## Build the PDFs and the website that links to them (the default)
	@$(call environment,build)
	@$(call build,pdf html)

html: ## Build the website into build/html
	@$(call environment,build)
	@$(call build,html)

pdf: ## Build the PDF into build/pdf
	@$(call environment,build)
	@$(call build,pdf)

epub: ## Build the EPUB into build/epub
	@$(call environment,build)
	@$(call build,epub)

live: dev ## Serve the website on 127.0.0.1 (PORT=8000) and rebuild it at each change
	@$(BIN)/sphinx-autobuild --host 127.0.0.1 --port $(PORT) -j '$(JOBS)' \
		-d build/doctrees/live $(SPHINXOPTS) docs build/live

check: dev ## Check the data files, the style of the text, then style and types of the code
	@echo 'Checking the data ...'
	@$(BIN)/indonato-report check $(DATA)
	@echo 'Checking the text ...'
	@$(BIN)/python tools/prose_check.py docs
	@$(BIN)/typos
	@echo 'Checking the code ...'
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

# Child processes that change their folder must still write their coverage here.
test: export COVERAGE_FILE = $(CURDIR)/.coverage
test: check ## Run `check`, then all tests but the slow ones, with branch coverage
	@$(call pytest,-m 'not slow and not fuzz' --cov --cov-report=term)

test-slow: dev ## Run the slow tests and the long searches for bad input
	@$(call pytest,-m 'slow or fuzz')

bench: dev ## Run the benchmarks against the peers
	@$(BIN)/python bench/run.py

linkcheck: dev ## Ask every address that the report cites whether it still answers (needs a network)
	@$(BIN)/python -m sphinx -b linkcheck -j '$(JOBS)' -d build/doctrees/linkcheck $(SPHINXOPTS) docs build/linkcheck

lock: dev ## Write the lock files anew from pyproject.toml (UPGRADE=1: with the newest versions)
	@$(BIN)/python tools/lock.py $(if $(UPGRADE),--upgrade)

clean: ## Remove all that was built, but not the environment
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.* htmlcov
	@find src tests tools docs -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo 'Removed what was built. The environment is still there: rm -rf $(VENV) removes it too.'

help: ## Show this list
	@echo 'Targets:'
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r target text; do printf '  %-10s %s\n' "$$target" "$$text"; done
	@echo 'Variables: PYTHON (interpreter), VENV (environment), JOBS (processes), SPHINXOPTS, PYTESTOPTS'

dev:
	@$(call environment,test)
