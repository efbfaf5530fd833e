# `make run` serves the demonstration, `make test` checks everything. Both install what is missing
# (asking apt, where they may) and are quick the second time.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

# The first Python on this machine that is new enough; another one: make PYTHON=/path/to/python run
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON = $(shell for it in python3 python3.13 python3.12 python3.11; do \
	$$it -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$it && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --require-hashes --only-binary :all:
LANGUAGES := ml
WORKERS ?= 2

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard pdia/translations/*/LC_MESSAGES/messages.po))
STATIC := $(shell find static -type f ! -name '*.br' ! -name '*.gz' 2>/dev/null)

# $(call packages,names,test): install Debian packages, unless the test says they are here.
define packages
	@if ! { $(2); } >/dev/null 2>&1; then \
		as=; [ "$$(id -u)" = 0 ] || as="sudo -n"; \
		if ! command -v apt-get >/dev/null || ! $$as true 2>/dev/null; then \
			echo "Please install these packages first, then try again: $(1)" >&2; \
			echo "On Debian and Ubuntu:  sudo apt-get install --no-install-recommends $(1)" >&2; \
			exit 1; \
		fi; \
		echo "== Installing $(1)"; \
		$$as apt-get -qq -o Acquire::Retries=3 update || true; \
		$$as env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=3 \
			install --no-install-recommends $(1) >/dev/null; \
	fi
endef
libraries := PATH=$$PATH:/usr/sbin:/sbin ldconfig -p

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: prepared ## Serve the demonstration on http://127.0.0.1:8000 (PORT=8001 make run: another port)
	@exec $(BIN)/pdia serve --demo

.PHONY: test
test: tools check ## Check style and types, and run every test
	@echo "== Tests: rules, pages, both databases"
	@$(BIN)/pytest -q -n $(WORKERS) -m "not browser"
	@echo "== Tests in a real browser"
	@$(BIN)/pytest -q -n $(WORKERS) -m browser
	@echo "All is well: style, types, imports and every test."

.PHONY: check
check: prepared .venv/test-ok ## Check style, types and who imports whom (no tests)
	@echo "== Style"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== Types"
	@$(BIN)/mypy
	@echo "== Who imports whom"
	@said=$$($(BIN)/lint-imports --no-logo) || { echo "$$said"; exit 1; }; tail -n 1 <<<"$$said"

.PHONY: bench
bench: tools ## Measure the speed of the pages
	@$(BIN)/python -m tests.bench

.PHONY: torture
torture: tools ## Kill the server again and again and look for lost writes
	@$(BIN)/python -m tests.torture

.PHONY: messages
messages: .venv/ok ## Collect the words to translate and bring the catalogues up to date
	@$(BIN)/pybabel -q extract -F pyproject.toml --add-location=file --sort-by-file --no-wrap \
		--project=pdia --copyright-holder="the pdia authors" -o pdia/translations/messages.pot pdia templates
	@for language in $(LANGUAGES); do \
		$(BIN)/pybabel -q update -i pdia/translations/messages.pot -d pdia/translations -l $$language \
			--init-missing --ignore-obsolete --no-wrap --no-fuzzy-matching --ignore-pot-creation-date; \
	done
	@$(MAKE) --no-print-directory catalogues
	@for language in $(LANGUAGES); do \
		printf '%s: ' $$language; $(BIN)/pybabel compile --statistics -o /dev/null \
			-i pdia/translations/$$language/LC_MESSAGES/messages.po 2>&1 | grep translated; \
	done

.PHONY: lock
lock: .venv/ok ## Write the exact versions anew (UPGRADE=--upgrade takes newer ones)
	@tools=$$(mktemp -d); trap 'rm -r "$$tools"' EXIT; \
	$(PYTHON) -m venv "$$tools"; "$$tools/bin/pip" install --quiet uv; \
	compile="$$tools/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header \
		--only-binary :all: --python-version 3.11 $(UPGRADE) pyproject.toml"; \
	$$compile --group build -o requirements.txt; \
	$$compile --group test -c requirements.txt -o requirements-test.txt; \
	! grep -n '://' requirements.txt requirements-test.txt

.PHONY: clean
clean: ## Remove what make made; the data in instance/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov \
		build dist test-results
	@find pdia tests -name __pycache__ -type d -prune -exec rm -r {} +
	@find pdia/translations \( -name '*.mo' -o -name '*.pot' \) -delete
	@find static \( -name '*.br' -o -name '*.gz' \) -delete

# --- What the targets above stand on --------------------------------------------------------------

.PHONY: prepared
prepared: pango .venv/ok catalogues .venv/static-ok

.PHONY: tools
tools: prepared .venv/test-ok browser-and-database

.PHONY: pango
pango:
	$(call packages,libpangoft2-1.0-0 libharfbuzz-subset0,\
		$(libraries) | grep -F libpangoft2-1.0.so.0 && $(libraries) | grep -F libharfbuzz-subset.so.0)

.PHONY: browser-and-database
browser-and-database:
	$(call packages,chromium poppler-utils postgresql,\
		command -v chromium && command -v pdftotext && ls /usr/lib/postgresql/*/bin/initdb)

# A folder that was moved or copied has an environment that points elsewhere: made anew.
.venv/ok: requirements.txt
	@[ -n "$(PYTHON)" ] || { echo "pdia needs Python 3.11 or newer." >&2; exit 1; }
	$(call packages,python3-venv,$(PYTHON) -c "import ensurepip; import venv")
	@echo "== Installing what pdia needs into .venv"
	@$(BIN)/pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(LOCKED) -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test-ok: requirements-test.txt .venv/ok
	@echo "== Installing what the tests need into .venv"
	@$(LOCKED) -r requirements-test.txt
	@touch $@

.PHONY: catalogues
catalogues: .venv/ok $(CATALOGUES)

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@

.venv/static-ok: $(STATIC) | .venv/ok
	@echo "== Compressing static files"
	@find static \( -name '*.br' -o -name '*.gz' \) -delete
	@$(BIN)/python -m whitenoise.compress --quiet static
	@touch $@
