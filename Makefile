# run · test · check · fix · bench · messages · lock · stop · status · clean
# Needs only Python 3.11 or newer. PORT and DATA_DIR may be given: make run PORT=8010

.DEFAULT_GOAL := run
SHELL := /bin/sh
export PORT DATA_DIR

# The first Python that is new enough; a shim without an interpreter behind it does not count.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
BIN := .venv/bin
LAUNCH = $(or $(PYTHON),python3) -m launcher.bootstrap
OURS := $(sort $(patsubst %/__init__.py,%,$(wildcard */__init__.py)))

.PHONY: run stop status set-up set-up-dev test check fix bench messages lock clean

run:
	@exec $(LAUNCH) run

stop status:
	@exec $(or $(PYTHON),python3) -m launcher $@

set-up:
	@$(LAUNCH)

set-up-dev:
	@$(LAUNCH) --dev
