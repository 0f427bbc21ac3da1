# Two commands: `make run` starts the service, `make test` passes the tests. Both set up all they need first.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PORT ?= 8000
PY := .venv/bin/python
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development

.PHONY: help setup run test check bench load screenshots mutants expect messages lock clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(RUNTIME) ## Make .venv/ with the runtime, system packages and fonts
	@tools/system_packages.sh runtime
	@$(PY) tools/fetch_fonts.py

run: setup ## Set up and start the service (make run PORT=8000)
	@$(PY) -m app serve --port $(PORT)

test: setup $(DEVELOPMENT) ## Set up and pass the tests
	@tools/system_packages.sh test
	$(PY) -m pytest -n 2 --dist loadgroup

check: $(DEVELOPMENT) ## Lint, types, import fence, clause library
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m app library check

bench: setup $(DEVELOPMENT) ## Time assembly and every format beside what people use today
	$(PY) -W ignore -m tools.bench

load: setup $(DEVELOPMENT) ## Ten people typing at once, then every page among 1,000 dossiers (make load LOAD="--seconds 10")
	$(PY) -m tools.load $(LOAD)

screenshots: setup $(DEVELOPMENT) ## Pictures of every page, from the samples, into docs/images/
	@tools/system_packages.sh test
	$(PY) -m tools.screenshots

mutants: $(DEVELOPMENT) ## Break assembly and review on purpose, count what the tests notice (make mutants MUTANTS="--every 10")
	nice -n 15 $(PY) -m tools.mutation $(MUTANTS)

expect: $(DEVELOPMENT) ## Write the expected texts and findings of the samples anew
	$(PY) tools/expect.py

messages: $(DEVELOPMENT) ## Gather the texts of the interface into the catalogues, for translation
	$(PY) tools/messages.py

lock: ## Write the hashed locks anew from requirements*.txt (needs uv)
	uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links requirements.txt -o requirements.lock
	uv pip compile -q --python-version 3.11 --universal --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links requirements-dev.txt -o requirements-dev.lock

clean: ## Remove what set-up and tests made; drafts (instance/) and documents (output/) stay
	rm -rf .venv vendor .mutants .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): requirements.lock tools/make_venv.sh
	@tools/make_venv.sh requirements.lock
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	@tools/make_venv.sh requirements-dev.lock
	@touch $@
