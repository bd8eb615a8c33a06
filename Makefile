# Parley's commands. `make` alone lists them; setup/prepare.py installs what they need.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
export PORT

# Homebrew's libraries are not where a Python from elsewhere looks for them.
ifeq ($(shell uname),Darwin)
LOADING := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib
endif

.DEFAULT_GOAL := help
.PHONY: help run test bench lint lock clean setup setup-checks python

help:
	@echo "make run     set up, load the Tehran record, write its brief, serve at http://127.0.0.1:$(PORT)/"
	@echo "make test    set up and run every test"
	@echo "make bench   measure briefs, lists, searches, long texts and writes, and print the figures"
	@echo "make lint    check the code, the templates and the migrations"
	@echo "make lock    pin the requirements anew, with hashes"
	@echo "make clean   remove .venv, caches and collected static files; the database, uploads and briefs in var stay"
	@echo
	@echo "Settings: PORT=8001, DATABASE_URL=postgres://user:password@host/name, REDIS_URL=redis://host:6379/0"

python:
	@command -v $(PYTHON) >/dev/null || { echo "Parley needs Python 3.11 to 3.13: install it (Debian: apt install python3 python3-venv; Fedora: dnf install python3.13; macOS: brew install python@3.13) and run make again." >&2; exit 1; }

setup: python
	@$(LOADING) $(PYTHON) setup/prepare.py run

setup-checks: python
	@$(LOADING) $(PYTHON) setup/prepare.py checks

run: python
	@$(LOADING) $(PYTHON) setup/prepare.py run --port "$(PORT)"
	@$(LOADING) $(BIN)/python manage.py prepare_site --port "$(PORT)"
	@$(LOADING) exec $(BIN)/gunicorn --config config/gunicorn.py

test: python
	@$(LOADING) $(PYTHON) setup/prepare.py test
	@$(LOADING) $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --cov --cov-branch --cov-report term

bench: setup-checks
	@$(LOADING) $(BIN)/python -m bench

lint: setup-checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(LOADING) $(BIN)/python manage.py check
	$(LOADING) $(BIN)/python manage.py makemigrations --check --dry-run

lock: setup
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --generate-hashes --no-strip-extras --python-version 3.11 --universal \
	    --no-emit-index-url --no-emit-find-links --no-header $$name.in -o $$name.txt || exit 1; \
	done
	@echo "requirements.txt and requirements-dev.txt are pinned anew."

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis htmlcov .coverage .coverage.* var/static
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
