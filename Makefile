# `make run` and `make test` do everything on a fresh machine; the rest is for developers.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist worksteal
QUICK := $(addprefix tests/core/, base browse looks search wardrobe) \
	tests/gui/window/test_window.py::test_choose_wait_click_and_drop
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test quick check format translations bench stress lock wheel tag freeze try-frozen deb try-deb clean

run: $(VENV)/.run
	$(BIN)/python packaging/start-sample.py

test: $(VENV)/.test check
	$(PYTEST)

# The rooms of core whose tests are fast, and one user's way through the window.
quick: $(VENV)/.test
	$(PYTEST) $(QUICK)

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python packaging/show-rooms.py > /dev/null  # fails where imports go round

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

translations: $(VENV)/.run
	$(BIN)/python packaging/update-translations.py

bench: $(VENV)/.run
	$(BIN)/python tests/bench/indexing.py
	$(BIN)/python tests/bench/ranking.py

stress: $(VENV)/.test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.stress

# After a change of pyproject.toml or constraints.txt.
lock: $(VENV)/.test
	$(PIP) uv
	$(BIN)/uv pip compile pyproject.toml --constraint constraints.txt --universal --python-version 3.11 --quiet \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --output-file requirements.lock
	$(BIN)/python packaging/write-licences.py

# What `pipx install` needs, built, tried and put into dist.
wheel: $(VENV)/.run
	$(BIN)/python packaging/check-wheel.py --keep dist

# See packaging/RELEASING.md; nothing is pushed.
tag: $(VENV)/.test
	$(BIN)/python packaging/prepare-tag.py

# The frozen program in build/frozen/twinset, and a list of what is in it.
freeze: $(VENV)/.freeze
	$(BIN)/python packaging/freeze/freeze-program.py
	$(BIN)/python packaging/write-contents.py

try-frozen: $(VENV)/.freeze
	$(BIN)/python packaging/freeze/try-frozen.py

# The Debian package of what `make freeze` has made, in build.
deb: freeze
	$(BIN)/python packaging/linux/make-deb.py

# All of it in a clean root, as root: build, install, use, remove.
try-deb: $(VENV)/.freeze
	$(BIN)/python packaging/linux/try-deb.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python packaging/check-system.py
	$(PIP) --editable .
	touch $@

$(VENV)/.freeze: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python packaging/check-system.py
	$(PIP) --editable '.[freeze]'
	touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python packaging/check-system.py
	$(PIP) --editable '.[test]'
	touch $@
