# run · test · check · nightly · fix · bench · messages · lock · stop · status · clean
# Needs only Python 3.11 or newer. PORT and DATA_DIR may be given: make run PORT=8010

.DEFAULT_GOAL := run
SHELL := /bin/sh
export PORT DATA_DIR

# The first Python that is new enough; a shim without an interpreter behind it does not count.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
ANY_PYTHON = $(or $(PYTHON),python3)
BIN := .venv/bin
TEMPLATES = $$(find templates -name '*.html')
# Tests and benches leave the data of `make run` alone.
TESTING := DATA_DIR=$(CURDIR)/.data/test DEBUG=1 DJANGO_SETTINGS_MODULE=planner.settings
BESIDE_SERVERS := $(TESTING) $(BIN)/python -m launcher with-services --

# A file of tests stays on one core: what it sets up once is shared by its tests. Files are taken in
# their order: the few long tests of the launcher are not left to the end, on one core alone.
ON_EVERY_CORE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# One file visits every page, so its tests are shared out one by one.
PAGES_ON_EVERY_CORE := -n auto --maxprocesses 4 --dist load

# Reading the settings opens no connection.
PLACEHOLDERS := DATABASE_URL=postgres://nobody@localhost/none BROKER_URL=redis://localhost \
	SECRET_KEY=types

.PHONY: run stop status set-up test check test-apps test-browser nightly fix bench messages lock clean

run:
	@exec $(ANY_PYTHON) -m launcher.bootstrap run

stop status:
	@exec $(ANY_PYTHON) -m launcher $@

set-up:
	@$(ANY_PYTHON) -m launcher.bootstrap --dev

test: check test-apps test-browser

check: set-up
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --check $(TEMPLATES)
	$(PLACEHOLDERS) $(BIN)/mypy .
	$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m launcher messages
	$(BESIDE_SERVERS) sh -ec '$(BIN)/python manage.py check; \
		$(BIN)/python manage.py makemigrations --check --dry-run'

test-apps: set-up
	$(BESIDE_SERVERS) $(BIN)/pytest tests --ignore=tests/browser --durations=10 $(ON_EVERY_CORE)

# A call of its own: the live server's thread keeps a connection to the test database.
test-browser: set-up
	@chromium=$$(.ci/chromium) || { test "$$CI" != true; exit; }; \
	CHROMIUM=$$chromium $(BESIDE_SERVERS) $(BIN)/pytest tests/browser --durations=5 $(PAGES_ON_EVERY_CORE)

# The laws once more, each with a thousand examples instead of a hundred, and every page in both
# languages: an hour or two.
nightly: set-up
	HYPOTHESIS_PROFILE=nightly $(BESIDE_SERVERS) $(BIN)/pytest --durations=10 \
		$$(grep -rlE '^from hypothesis import .*given' tests)
	@chromium=$$(.ci/chromium) || exit 0; CHROMIUM=$$chromium HYPOTHESIS_PROFILE=nightly \
		$(BESIDE_SERVERS) $(BIN)/pytest tests/browser/test_every_page.py $(PAGES_ON_EVERY_CORE)

fix: set-up
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade $(TEMPLATES)

bench: set-up
	$(BESIDE_SERVERS) $(BIN)/python -m bench

messages: set-up
	@$(BIN)/python -m launcher messages

# Names no host: the lock installs from whatever index pip is set up for.
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links
lock: set-up
	$(UV_COMPILE) requirements.in -o requirements.txt
	$(UV_COMPILE) requirements-dev.in -c requirements.txt -o requirements-dev.txt

# Leaves the data of `make run` alone.
clean:
	rm -rf .venv .data/test .setting-up .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache test-output
	find . -name '*.mo' -o -name __pycache__ -prune | grep -v '^./.data' | xargs rm -rf
