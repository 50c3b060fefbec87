# Set-up, build and checks. `make` alone lists the targets.
#
# Everything is installed beside the source, in .venv and node_modules, from lock files with hashes.
# _ext/installation.py does that, here as for ./policytrace, and does nothing when nothing has
# changed. GNU make 3.81, as macOS has it, is enough.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh

# Text and file names are UTF-8 whatever the machine's locale; only .venv decides what Python imports.
ifeq ($(filter UTF-8 utf8 utf-8,$(shell locale charmap 2>/dev/null)),)
export LC_ALL := C.UTF-8
endif
export PYTHONUTF8 := 1
export PYTHONIOENCODING := utf-8
unexport PYTHONHOME PYTHONPATH

# Without a usable home folder the caches of npm and the browser are kept here.
ifneq ($(shell [ -n "$$HOME" ] && [ -d "$$HOME" ] && [ -w "$$HOME" ] && echo yes),yes)
export HOME := $(CURDIR)/.cache
endif

# ---------------------------------------------------------------------------------- settings

MINIMUM_PYTHON := 3, 11
ifeq ($(origin PYTHON),undefined)
PYTHON := $(or $(shell \
	for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < ($(MINIMUM_PYTHON)))' 2>/dev/null \
	    && echo "$$name" && break; \
	done),python3)
endif
ifeq ($(origin CHROMIUM),undefined)
CHROMIUM := $(or $(shell \
	for name in chromium chromium-browser google-chrome google-chrome-stable; do \
	  command -v "$$name" && break; \
	done),chromium)
endif
ifeq ($(origin NGINX),undefined)
NGINX := $(or $(shell PATH="$$PATH:/usr/local/sbin:/usr/sbin" command -v nginx),nginx)
endif
# The tests drive this browser, and this web server.
export CHROMIUM NGINX

# Where the site is published. From here in the environment: there a path may hold what it likes.
export DEST

# Given more to say: make check CHECK_FLAGS=--verbose, make test PYTEST_FLAGS='-n0 -k runtime',
# make bench BENCH_FLAGS='--quick --sizes 300', make live PORT=9000, make edit PORT=9001.
CHECK_FLAGS ?=
PYTEST_FLAGS ?=
BENCH_FLAGS ?=
# A process for each core, but each of the first few builds the site for itself. Tests that share
# work are in one group; tests/conftest.py says which, and has put them in order.
SIDE_BY_SIDE := -n auto --maxprocesses=4 --dist=loadscope --no-loadscope-reorder
PORT ?=
# Renews the Python lock. Without a .venv: make lock UV=/path/to/uv
UV ?= .venv/bin/uv
LOCK_FLAGS ?= --upgrade

# ----------------------------------------------------------------------------------- targets

.PHONY: help html check live edit publish rollback test test-deep accessibility lint translations editor bench lock clean distclean \
  destination runtime dev plantuml node chromium nginx

help: ## Visa den här listan
	@echo "Användning: make MÅL"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-13s %s\n", $$1, $$2 }' Makefile

html: runtime plantuml ## Kontrollera och bygg webbplatsen i _build/html
	@.venv/bin/python -m policytrace build $(CHECK_FLAGS)

check: runtime ## Kontrollera innehållet utan att bygga webbplatsen
	@.venv/bin/python -m policytrace check $(CHECK_FLAGS)

live: runtime plantuml ## Visa webbplatsen medan du skriver; den byggs om när du sparar
	@.venv/bin/python -m policytrace live $(addprefix --port=,$(PORT))

edit: runtime plantuml ## Redigera planen i formulär i webbläsaren, utan Markdown
	@.venv/bin/python -m policytrace edit $(addprefix --port=,$(PORT))

publish: destination html ## Bygg webbplatsen och låt webbservern visa den: make publish DEST=/var/www/plan
	@.venv/bin/python -m policytrace publish -- "$$DEST"

rollback: destination runtime ## Låt webbservern visa den förra igen: make rollback DEST=/var/www/plan
	@.venv/bin/python -m policytrace rollback -- "$$DEST"

test: dev node chromium nginx ## Kör alla tester (för utvecklare)
	@.venv/bin/python -m pytest $(SIDE_BY_SIDE) $(PYTEST_FLAGS)

test-deep: dev ## Pröva reglerna och filformaten på många slumpade exempel (för utvecklare)
	@.venv/bin/python -m pytest $(SIDE_BY_SIDE) -m hypothesis --hypothesis-profile=deep \
	  --timeout=7200 $(PYTEST_FLAGS)

accessibility: dev node chromium ## Pröva tillgängligheten på alla sidor och notera vad provet visar
	@.venv/bin/python -m tests.browser.axe

lint: dev ## Granska koden med ruff, mypy och import-linter (för utvecklare)
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy --strict
	@.venv/bin/lint-imports --no-logo --no-cache

# What the code says, as locale/babel.cfg finds it, goes into the Swedish catalogue: sorted, without the
# lines where it stands, and without what is no longer said. Then all catalogues are tried.
CATALOGUES := _ext/policytrace/locale
POT := _build/policytrace.pot
COMPILED := _build/policytrace.mo
translations: dev ## Uppdatera och pröva översättningarna (för utvecklare)
	@mkdir -p _build
	@.venv/bin/pybabel --quiet extract --mapping $(CATALOGUES)/babel.cfg --keyword message --no-location \
	  --no-wrap --sort-output --project policytrace --output $(POT) _ext/policytrace
	@.venv/bin/pybabel --quiet update --input-file $(POT) --domain policytrace --locale sv \
	  --output-dir $(CATALOGUES) --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date
	@for catalogue in $(CATALOGUES)/sv/LC_MESSAGES/*.po; do \
	  .venv/bin/pybabel --quiet compile --locale sv --input-file "$$catalogue" --output-file $(COMPILED) || exit; \
	done
	@echo "Klart. Det som saknar översättning har tom msgstr i $(CATALOGUES)/sv/LC_MESSAGES/policytrace.po."

editor: runtime ## Skriv översikterna i ubproject.toml, så att VS Code känner till dem
	@.venv/bin/python -m policytrace.author.editor_directives

bench: dev plantuml ## Mät byggtiden mot vanlig sphinx-needs (för utvecklare)
	@.venv/bin/python -m tests.bench $(BENCH_FLAGS)

lock: $(if $(filter .venv/%,$(UV)),dev) ## Förnya låsfilerna efter ändrade beroenden (för utvecklare)
	@echo "Förnyar requirements-dev.txt, requirements.txt och package-lock.json …"
	@UV_CUSTOM_COMPILE_COMMAND='make lock' UV_PYTHON_DOWNLOADS=never; \
	export UV_CUSTOM_COMPILE_COMMAND UV_PYTHON_DOWNLOADS; \
	set -- --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	  --extra build $(LOCK_FLAGS); \
	"$(UV)" pip compile "$$@" --extra dev -o requirements-dev.txt pyproject.toml && \
	"$(UV)" pip compile "$$@" -c requirements-dev.txt -o requirements.txt pyproject.toml
	@npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts \
	  --no-audit --no-fund --loglevel=error >/dev/null

clean: ## Ta bort allt som är byggt
	@rm -rf _build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find _ext tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## Ta också bort allt som är installerat
	@rm -rf .venv node_modules .cache _ext/*.egg-info

destination:
	@[ -n "$$DEST" ] || { \
	  echo "Säg var webbplatsen ska publiceras: make $(firstword $(MAKECMDGOALS)) DEST=/var/www/plan"; \
	  exit 1; \
	} >&2

# ------------------------------------------------------------------------------ installation

runtime dev plantuml node:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "Det behövs Python 3.11 eller senare ($(PYTHON) är inte installerat)."; \
	  echo "Installera det, eller peka ut det: make PYTHON=/sökväg/till/python3.12"; \
	  exit 1; \
	} >&2
	@"$(PYTHON)" _ext/installation.py $@

# -------------------------------------------------------------------- programs that tests drive

# Shell: the program $(1) is there, or Debian's package $(2) is installed; if neither, say that the
# tests need $(3), and how it is pointed out, with $(4).
define program
command -v "$(1)" >/dev/null && exit 0; \
if [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then \
  echo "Installerar $(2) …"; \
  export DEBIAN_FRONTEND=noninteractive; \
  apt-get -qq update >/dev/null && \
    apt-get -qq install -y --no-install-recommends $(2) >/dev/null || exit; \
else \
  echo "Testerna behöver $(3). Installera den"; \
  echo "(Debian: sudo apt install $(2)), eller peka ut den:"; \
  echo "make test $(4)=/sökväg/till/$(2)"; \
  exit 1; \
fi >&2
endef

chromium:
	@$(call program,$(CHROMIUM),chromium,webbläsaren Chromium,CHROMIUM)

# Debian starts a web server that it has installed. The tests start their own.
nginx:
	@$(call program,$(NGINX),nginx,webbservern nginx,NGINX); \
	if [ -d /run/systemd/system ]; then systemctl --quiet disable --now nginx; fi
