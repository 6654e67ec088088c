# make            sets up .venv and writes every regioplan to out/
# make site       writes the website of all plans to out/site/, those with example figures marked
# make test       sets up .venv, checks style and types, runs the tests
# make validators  gets pdf.js for the checks by other tools; a JDK, Node, poppler and qpdf come from the system
# make browser   gets playwright, axe-core and html-validate for the checks of web pages; Chromium and Node come from the system
# make bench      measures speed and size against other ways to make the same pages
# make lock       renews requirements.lock after pyproject.toml changed

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PDFJS := tests/validators/pdfjs
BROWSER := tests/browser

.PHONY: all site test validators browser bench lock clean

all: $(STAMP)
	$(BIN)/regioplan build

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@# pip compiles what it copies, but not what it leaves in place; without this a run may compile all of it anew.
	$(BIN)/python -m compileall -q src
	touch $(STAMP)

site: $(STAMP)
	$(BIN)/regioplan publish --allow-voorbeeld

test: $(STAMP)
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/python -m pytest -m "not validators and not browser"

validators: $(STAMP) $(PDFJS)/node_modules/.package-lock.json

$(PDFJS)/node_modules/.package-lock.json: $(PDFJS)/package.json $(PDFJS)/package-lock.json
	npm --prefix $(PDFJS) ci --silent
	touch $@

browser: $(STAMP) $(BROWSER)/node_modules/.package-lock.json

$(BROWSER)/node_modules/.package-lock.json: $(BROWSER)/package.json $(BROWSER)/package-lock.json
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm --prefix $(BROWSER) ci --silent
	touch $@

bench: $(STAMP)
	$(BIN)/python -m benchmarks

lock:
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header \
	  --python-version 3.11 --all-extras pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) build src/*.egg-info
	rm -rf out/site
	find out -name '*.pdf' -delete
