# make run | test | test-core | bench | train CORPUS=folder | lint | translations | package | clean
PYTHON := .venv/bin/python
export PYTHONPATH := $(CURDIR)

.PHONY: run test test-core bench train lint translations package clean setup setup-core

run: setup
	@$(PYTHON) -m tools.demo

test: setup lint
	$(PYTHON) -m pytest -p no:pytest_qgis -q tests/core
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q tests/plugin

test-core: setup-core
	$(PYTHON) -m pytest -p no:pytest_qgis -q tests/core

bench: setup
	$(PYTHON) -m tools.bench

train: setup-core
	$(PYTHON) -m tools.train --corpus $(CORPUS) --checkpoints build/checkpoints

lint: setup-core
	.venv/bin/ruff check .
	.venv/bin/mypy

translations:  # needs lrelease (package qttools5-dev-tools)
	$(PYTHON) -m tools.translations

package:
	mkdir -p dist
	git archive --format=zip --prefix=raster_gan/ -o dist/raster_gan.zip HEAD

clean:
	rm -rf build/profile build/output dist

setup:
	@tools/setup.sh all

setup-core:
	@tools/setup.sh core
