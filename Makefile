# The commands that everyone uses, CI too. PYTHON is any Python 3.11 or later.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/ready

.PHONY: run test lint evals bench lock clean

run: $(READY)
	$(BIN)/python app.py

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evals: $(READY)
	$(BIN)/vouch evals

bench: $(READY)
	$(BIN)/python -m evals.bench

# Installs the pinned set into .venv, compiled like the sources, so that the first start is as quick as the next.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	$(BIN)/python -m compileall -q assistant
	$(BIN)/python -c "open('$(READY)', 'w').close()"

# Resolves the pinned set anew, for Linux, macOS and Windows, without any index address in it.
lock:
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --all-extras --no-emit-index-url \
		--no-annotate --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf .venv dist
