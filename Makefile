# Nothing is needed beforehand but Python 3.11 or newer and make; every target sets up .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
SUITES := suite/lab suite/web suite/core

.DEFAULT_GOAL := help
.PHONY: help site test lab notebooks check bench lock clean $(SUITES) $(NOTEBOOKS:%=nbval/%)
.DELETE_ON_ERROR:

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(READY)  ## run what changed and write the pages to site/
	@$(BIN)/python -m docs.build

test: $(READY)  ## run the whole suite; stored notebook outputs must equal a new run
	@$(MAKE) --no-print-directory --keep-going --jobs 2 --output-sync=target $(SUITES) $(NOTEBOOKS:%=nbval/%)

# Two at a time, the longest first.
suite/lab: $(READY)
	@$(BIN)/python -m pytest tests/web/test_lab.py

suite/web: $(READY)
	@$(BIN)/python -m pytest tests/web --ignore=tests/web/test_lab.py

suite/core: $(READY)
	@$(BIN)/python -m pytest tests --ignore=tests/web

$(NOTEBOOKS:%=nbval/%): nbval/%: $(READY)
	@$(BIN)/python -m pytest --nbval --nbval-current-env $*

lab: $(READY)  ## open JupyterLab on the notebooks
	@$(BIN)/jupyter lab --notebook-dir notebooks

notebooks: $(READY)  ## run the notebooks and store their outputs in place
	@$(BIN)/python -m docs.build --store

check: $(READY)  ## lint, data integrity, codebook up to date
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/python -m helpers check

bench: $(READY)  ## measure speed and weight; writes docs/benchmarks.md
	@$(BIN)/python -m bench

lock: $(READY)  ## resolve pyproject.toml anew into requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --group site --group test --group build --universal --python-version 3.11 \
	  --no-header --no-annotate --generate-hashes --upgrade --quiet --output-file requirements.lock

clean:  ## remove everything that make made
	rm -rf .venv .cache site

# uv installs in seconds; where it cannot, pip reads the same file and takes a minute.
$(READY): requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip uv
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock \
	  || $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
