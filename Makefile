# Every target keeps its environment in .venv, may be run again at no cost, and says what it does.
# Another interpreter: make PYTHON=/path/to/python3.12 ...     A CRM export: make demo CRM=FOLDER

.DEFAULT_GOAL := help
.PHONY: help env demo workshop bundle screens test test-long check format bench results results-quick
SHELL := /bin/bash -o pipefail

BIN := .venv/bin
STAMP := .venv/.complete
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3 python3.11 python3.12 python3.13 python)
FITS := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

say = @printf '\033[1m==> %s\033[0m\n' $(1)

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: $(STAMP) ## build or refresh .venv from requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@if ! $(BIN)/python -c '$(FITS)' 2>/dev/null; then \
	    for candidate in $(CANDIDATES); do \
	        if "$$candidate" -c '$(FITS)' 2>/dev/null; then found="$$candidate"; break; fi; \
	    done; \
	    if [ -z "$${found:-}" ]; then \
	        echo "No suitable Python: tried $(CANDIDATES)." >&2; \
	        echo "salesorg needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian: python3-venv)." >&2; \
	        echo "Name yours: make PYTHON=/path/to/python3.11 ..." >&2; \
	        exit 1; \
	    fi; \
	    echo "==> Making .venv with $$("$$found" --version)"; \
	    "$$found" -m venv --clear .venv; \
	fi
	$(call say,"Installing the locked packages: a minute or two the first time")
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(call say,"Installing salesorg itself: editable")
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

demo: $(STAMP) ## does dismissing the lowest sellers pay? verdict and figures (on your firm: CRM=FOLDER)
	$(call say,"Comparing culling with ordinary dismissals on $(if $(CRM),the firm in $(CRM),the default firm)")
	@$(BIN)/salesorg demo $(if $(CRM),--crm "$(CRM)")

workshop: $(STAMP) ## open the page: two companies race through the same luck (on your firm: FIRM=FILE, phones: LAN=1, WORDS=sv)
	$(call say,"Opening the page: the first start compiles for a minute or two")
	@$(BIN)/salesorg workshop $(if $(FIRM),--firm "$(FIRM)") $(if $(LAN),--lan) $(if $(WORDS),--lang $(WORDS))

bundle: $(STAMP) ## write dist/salesorg-workshop, which starts the page offline (other systems: FOR="windows macos")
	$(call say,"Collecting wheels: this needs the network, what it makes does not")
	@$(BIN)/python -m workshop.bundle $(if $(FOR),--for $(FOR))

screens: $(STAMP) ## take pictures of every screen of the page in both languages, into results/workshop
	$(call say,"Taking pictures in Chromium")
	@$(BIN)/python -m benchmarks.screens

test: $(STAMP) ## run the tests that take seconds
	$(call say,"Running the tests on two processes: without those marked long")
	@$(BIN)/python -m pytest -q -n 2 -m "not long"

test-long: $(STAMP) ## run the long tests, then all with bounds checked, then rules without compilation
	$(call say,"1 of 3: tests marked long")
	@$(BIN)/python -m pytest -q -n 2 -m long
	$(call say,"2 of 3: the other tests with every array access checked: NUMBA_BOUNDSCHECK=1")
	@NUMBA_BOUNDSCHECK=1 NUMBA_CACHE_DIR=.cache/boundscheck $(BIN)/python -m pytest -q -n 2 -m "not long"
	$(call say,"3 of 3: tests marked jitoff as plain Python: NUMBA_DISABLE_JIT=1")
	@NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -q -n 2 -m jitoff

check: $(STAMP) ## check style, format, types and the direction of imports
	$(call say,"Style: ruff check")
	@$(BIN)/ruff check .
	$(call say,"Format: ruff format --check - make format repairs it")
	@$(BIN)/ruff format --check .
	$(call say,"Types: mypy --strict")
	@$(BIN)/mypy
	$(call say,"Imports: lint-imports")
	@$(BIN)/lint-imports

format: $(STAMP) ## repair what check can repair
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

STUDIES := seven_factors what_the_author_saw coopetition enemy accountability shocks leadership sensitivity robust_policy calibration rescoring

results: $(STAMP) ## make every table and figure of results/ again; stop it whenever you like, it goes on
	@set -e; for study in $(STUDIES); do \
	    printf '\033[1m==> %s\033[0m\n' "$$study"; $(BIN)/python -m experiments.studies.$$study > /dev/null; \
	done
	$(call say,"claims")
	@$(BIN)/salesorg claims
	$(call say,"culling; factors; validation")
	@$(BIN)/python -m experiments.studies.culling > /dev/null
	@$(BIN)/python -m experiments.studies.factors > /dev/null
	@$(BIN)/python -m experiments.studies.validation > /dev/null
	$(call say,"results/README.md")
	@$(BIN)/python -m experiments.studies.findings > /dev/null

results-quick: $(STAMP) ## a preview of every study, into folders that git ignores: quote nothing from it
	@set -e; for study in $(STUDIES); do \
	    printf '\033[1m==> %s, preview\033[0m\n' "$$study"; $(BIN)/python -m experiments.studies.$$study --quick > /dev/null; \
	done
	$(call say,"claims; culling; factors: previews")
	@$(BIN)/salesorg claims --quick
	@$(BIN)/python -m experiments.studies.culling --preview > /dev/null
	@$(BIN)/python -m experiments.studies.factors --preview > /dev/null

bench: $(STAMP) ## measure speed and size, print the table of benchmarks/README.md
	$(call say,"Measuring: keep the machine idle meanwhile")
	@$(BIN)/python -m benchmarks
