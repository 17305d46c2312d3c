# The two commands of this project. `make serve` shows the website, `make test` runs every test.

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/ready

.PHONY: serve test lock

serve: $(READY)
	$(BIN)/nicbook serve

test: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# Installs again whenever the locked versions or the package's own settings change.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $(READY)

# Renews requirements.lock from the ranges in pyproject.toml (needs uv).
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --extra test \
	  --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock
