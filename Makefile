# planbook: `make model` builds the example workbook, `make test` runs everything.
# Both set up what they need in .venv; the only requirements are make and Python 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
FIND := for p in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo $$p; exit 0; }; done; exit 1

.PHONY: model test test-long lint docs benchmark clean

model: $(VENV)/.model
	@$(BIN)/planbook build scenarios/securecloud --output outputs/securecloud.xlsx

test: $(VENV)/.test
	@$(BIN)/python -m pytest -n auto --dist worksteal --durations=15

test-long: $(VENV)/.test
	@PLANBOOK_RANDOM_PLANS=1000 $(BIN)/python -m pytest -s tests/plans/test_random_plans.py
	@PLANBOOK_LONG=1 $(BIN)/python -m pytest -n auto --dist worksteal tests/plans/test_recalculated.py tests/plans/test_left_out.py tests/plans/test_charts.py tests/plans/test_summary.py tests/cli/test_new.py tests/analysis

lint: $(VENV)/.test
	$(BIN)/ruff check model tests benchmarks
	$(BIN)/mypy
	PYTHONPATH=model $(BIN)/lint-imports

docs: $(VENV)/.model
	@$(BIN)/python -m planbook.cli.documents docs

benchmark: $(VENV)/.model
	@$(BIN)/python benchmarks/run.py

$(VENV)/.python:
	@python=$$($(FIND)) || { echo "planbook needs Python 3.11 or newer with venv (on Debian or Ubuntu: apt-get install python3-venv)"; exit 1; }; \
	echo "setting up $(VENV) with $$($$python --version)"; $$python -m venv --clear $(VENV)
	@touch $@

$(VENV)/.model: $(VENV)/.python requirements.lock pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.model requirements-test.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-test.lock
	@touch $@

clean:
	rm -rf $(VENV) build outputs/*.xlsx
