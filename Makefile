# Every recipe works as root and as a user, and needs the package registry only while something is not installed yet.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
UV_LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
TESTS ?=
PAGES ?=
RESULTS := build

.PHONY: help demo test bench bench-peers package pictures pages format lock system-deps clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'
	@echo "  PYTHON=/path/to/python3.11 picks the Python that the virtual environment is made with."

demo: $(VENV)/runtime.stamp $(VENV)/project.stamp ## build the sample project, export its briefing, open the window on it
	@$(BIN)/annotator demo --out $(RESULTS)/demo

test: $(VENV)/dev.stamp $(VENV)/project.stamp ## check format, lint, types and layers, and run the tests (TESTS="tests/core -x" for some)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 $(TESTS)

bench: $(VENV)/dev.stamp $(VENV)/project.stamp ## measure, each figure beside its floor (PAGES=FOLDER for how well the web pages in it are read)
	$(BIN)/python -m benchmarks $(if $(PAGES),--pages "$(PAGES)")

bench-peers: $(VENV)/dev.stamp $(VENV)/project.stamp ## measure Taguette on the same work, in a virtual environment of its own
	$(BIN)/python -m benchmarks.peers

package: $(VENV)/dev.stamp $(VENV)/project.stamp ## build the program as one folder for Linux, and run the demo in it
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath $(RESULTS)/pyinstaller packaging/annotator.spec
	$(BIN)/python packaging/check_build.py dist/annotator

pictures: $(VENV)/runtime.stamp $(VENV)/project.stamp ## draw each workspace, light and dark, into docs/pictures
	$(BIN)/python -m annotator.ui.pictures docs/pictures

pages: $(VENV)/runtime.stamp $(VENV)/project.stamp ## draw the pages of the sample's briefing into docs/pictures (needs LibreOffice and poppler)
	@command -v soffice pdftoppm >/dev/null || { echo "make pages needs LibreOffice (soffice) and poppler (pdftoppm)." >&2; exit 1; }
	rm -rf $(RESULTS)/pages docs/pictures/briefing-*.png
	QT_QPA_PLATFORM=offscreen $(BIN)/annotator demo --out $(RESULTS)/pages >/dev/null
	$(BIN)/annotator export $(RESULTS)/pages/strait-of-kell.annotator $(RESULTS)/pages/briefing.docx --pages
	soffice --headless --convert-to pdf --outdir $(RESULTS)/pages $(RESULTS)/pages/briefing.docx >/dev/null
	pdftoppm -r 66 -png $(RESULTS)/pages/briefing.pdf docs/pictures/briefing

format: $(VENV)/dev.stamp ## put the code into its format and mend what can be mended
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: ## choose the pinned versions and their hashes again (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: install it with 'pip install uv'." >&2; exit 1; }
	$(UV_LOCK) --upgrade pyproject.toml requirements/runtime.in -o requirements/runtime.txt
	$(UV_LOCK) --upgrade pyproject.toml requirements/runtime.in --group dev -c requirements/runtime.txt -o requirements/dev.txt
	$(UV_LOCK) --upgrade pyproject.toml requirements/runtime.in --extra semantic -c requirements/dev.txt -o requirements/semantic.txt

system-deps: ## install the system libraries and fonts the window needs (Debian and its relatives)
	@command -v apt-get >/dev/null || \
		{ echo "This installs Debian packages; packaging/debian-runtime.txt lists what your system needs." >&2; exit 1; }
	$(SUDO) apt-get update
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
		$$(sed 's/#.*//' packaging/debian-runtime.txt)

clean: ## remove what was built; the virtual environment stays
	rm -rf $(RESULTS) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests benchmarks packaging -name __pycache__ -prune -exec rm -rf {} +

# An environment without pip was left half made: make it afresh.
$(BIN)/pip:
	@for python in $(or $(PYTHON),python3 python3.11 python3.12 python3.13); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || \
			{ echo "$$python cannot make virtual environments: install its venv module (Debian: apt-get install python3-venv)." >&2; exit 1; }; \
		exec "$$python" -m venv --clear $(VENV); \
	done; \
	echo "annotator needs Python 3.11 or newer: say where it is with PYTHON=/path/to/python3.11." >&2; exit 1

$(VENV)/runtime.stamp: requirements/runtime.txt | $(BIN)/pip
	@echo "Installing the pinned packages into $(VENV) (some 80 MB to fetch)."
	@$(PIP) install --require-hashes -r $<
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt | $(BIN)/pip $(VENV)/runtime.stamp
	@echo "Installing the pinned development tools into $(VENV)."
	@$(PIP) install --require-hashes -r $<
	@touch $@

# A second call: pip refuses hashes together with an editable path.
$(VENV)/project.stamp: pyproject.toml $(VENV)/runtime.stamp
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
