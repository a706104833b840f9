# Everything a fresh machine needs is Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FREEZER := .venv-freeze
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint types houses check bench endurance pictures sbom freeze lock clean

demo: $(READY)  ## build the sample vault and open it, or without a display write briefing and bundle
	@$(BIN)/python tools/demo.py demo

test: $(READY)  ## all checks: style, types, architecture, tests, coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -n 2
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

lint: $(READY)  ## the quick checks only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## each benchmark beside its floor and a peer
	@for script in tests/benchmarks/bench_*.py; do echo "== $$script"; PYTHONPATH=. $(BIN)/python $$script || exit 1; done

endurance: $(READY)  ## the long forms: crash loops, power cuts, bit flips; SCALE=0.05 for a part, BARS="2 7" for some
	$(BIN)/python tools/endurance_report.py $(if $(SCALE),--scale $(SCALE)) $(if $(BARS),--bars $(BARS))

pictures: $(READY)  ## take the pictures of the docs from the real program
	$(BIN)/python tools/make_pictures.py

sbom: $(READY)  ## what the program is made of, as CycloneDX: dist/casefile.cdx.json
	@$(BIN)/python tools/sbom.py dist/casefile.cdx.json

freeze: $(READY) $(FREEZER)/.ready  ## the program in one folder, dist/casefile/, and a try of it as a person would
	$(FREEZER)/bin/pyinstaller --noconfirm --log-level ERROR build.spec
	@$(BIN)/python tools/try_frozen.py dist/casefile

lock:  ## renew the locked dependencies (needs uv)
	uv pip compile -q --only-binary :all: --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile -q --only-binary :all: --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra dev pyproject.toml -o requirements-dev.lock
	uv pip compile -q --only-binary :all: --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra freeze -c requirements.lock pyproject.toml -o requirements-freeze.lock
	sed -n 's/^\([a-z0-9.-]*\)==.*/\1/p' requirements.lock | sort -u > resources/dependencies.txt

clean:
	rm -rf $(VENV) $(FREEZER) demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks .coverage .coverage.*

$(READY): requirements-dev.lock tools/system_packages.sh
	@sh tools/system_packages.sh
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

$(FREEZER)/.ready: requirements-freeze.lock
	$(PYTHON) -m venv $(FREEZER)
	$(FREEZER)/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-freeze.lock
	@touch $@
