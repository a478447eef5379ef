# make run | test | test-core | test-matrix | test-faults | test-files | bench | bench-finetune | bench-quality | bench-trust | bench-sharpen | bench-fill | bench-uses
#      | screenshots | pictures | train CORPUS=folder IMAGERY=folder | lint | translations | package | clean
PYTHON := .venv/bin/python
export PYTHONPATH := $(CURDIR)

.PHONY: run test test-core test-matrix test-faults test-files bench bench-finetune bench-quality bench-trust bench-sharpen bench-fill bench-translate bench-uses screenshots pictures train
.PHONY: lint translations package clean setup setup-core

run: setup
	@$(PYTHON) -m tools.desktop.demo

test: setup lint
	$(PYTHON) -m pytest -p no:pytest_qgis -q tests/core
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -q tests/plugin
	$(PYTHON) -m pytest -p no:pytest_qgis -q tests/desktop

test-core: setup-core
	$(PYTHON) -m pytest -p no:pytest_qgis -q tests/core

test-matrix: setup  # as root; OPTIONS="--only forky tests/plugin/test_upscale.py" for less, "--roots FOLDER" for elsewhere
	$(PYTHON) -m tools.desktop.matrix $(OPTIONS)

test-faults: setup  # thousands of damaged files, half an hour; OPTIONS="--rasters 200 --models 200 --jobs 50" for fewer
	$(PYTHON) -m tools.faults.fuzz $(OPTIONS)

test-files: setup-core  # FOLDER=rasters as people have them, each held against its source; OPTIONS="--sub-datasets --only TEXT"
	$(if $(FOLDER),,$(error name the folder of rasters: make test-files FOLDER=folder))
	nice $(PYTHON) -m tools.faults.files "$(FOLDER)" $(OPTIONS)

bench: setup  # about 20 minutes; OPTIONS=--quick, --profile, --scene (20 more) or "--against build/bench/EARLIER.json"
	$(PYTHON) -m pip install --quiet --no-deps --requirement tools/requirements-bench.txt
	$(PYTHON) -m tools.bench.speed $(OPTIONS)

bench-finetune: setup
	$(PYTHON) -m tools.bench.finetune

bench-uses: setup  # classes, objects, synthetic tiles: about two hours; IMAGERY=folder of training images for airplanes and cars too
	$(PYTHON) -m pip install --quiet --no-deps --requirement tools/requirements-bench.txt
	$(PYTHON) -m tools.bench.classify
	$(PYTHON) -m tools.bench.detect $(if $(IMAGERY),--imagery "$(IMAGERY)",--kind crowns)
	$(PYTHON) -m tools.bench.generate
	$(PYTHON) -m tools.release.readme_pictures  # their pictures for the README

bench-quality: setup-core  # CORPUS=, IMAGERY=folders of training images; OPTIONS="--before FOLDER", --quick to try it; hours
	$(if $(and $(CORPUS),$(IMAGERY)),,$(error name the folders: make bench-quality CORPUS=folder IMAGERY=folder))
	$(PYTHON) -m pip install --quiet --no-deps --requirement tools/requirements-bench.txt
	$(PYTHON) -m tools.bench.quality --corpus "$(CORPUS)" --imagery "$(IMAGERY)" $(OPTIONS)

bench-trust: setup-core  # CORPUS=folder of the training photographs; OPTIONS="--before FOLDER", --quick to try it
	$(if $(CORPUS),,$(error name the folder of the training photographs: make bench-trust CORPUS=folder))
	$(PYTHON) -m tools.bench.trust --corpus "$(CORPUS)" $(OPTIONS)

bench-sharpen: setup-core  # IMAGERY=folder of training images; OPTIONS="--models FOLDER" for other weights; ten minutes
	$(if $(IMAGERY),,$(error name the folder of the imagery: make bench-sharpen IMAGERY=folder))
	$(PYTHON) -m tools.bench.sharpen --imagery "$(IMAGERY)" $(OPTIONS)

bench-fill: setup-core  # IMAGERY=folder of training images; OPTIONS="--dates FOLDER" for other dates of the same places; five minutes
	$(if $(IMAGERY),,$(error name the folder of the imagery: make bench-fill IMAGERY=folder))
	$(PYTHON) -m tools.bench.fill --imagery "$(IMAGERY)" $(OPTIONS)

bench-translate: setup-core  # IMAGERY=folder of training images; OPTIONS="--minutes 3" to try it, "--only bands"; eighty minutes
	$(if $(IMAGERY),,$(error name the folder of the imagery: make bench-translate IMAGERY=folder))
	$(PYTHON) -m tools.bench.translate --imagery "$(IMAGERY)" $(OPTIONS)

screenshots: setup  # of every window; IMAGERY=folder of training images for other rasters than the samples; OPTIONS="--only chinese-1366x768-light"
	$(PYTHON) -m tools.desktop.screenshots $(if $(IMAGERY),--imagery "$(IMAGERY)") $(OPTIONS)

pictures: setup  # those of the documents
	$(PYTHON) -m tools.desktop.pictures

train: setup-core
	$(if $(and $(CORPUS),$(IMAGERY)),,$(error name the folders: make train CORPUS=folder IMAGERY=folder))
	$(PYTHON) -m tools.pretrain.all_models --corpus "$(CORPUS)" --imagery "$(IMAGERY)" --checkpoints build/checkpoints

lint: setup-core
	.venv/bin/ruff check .
	.venv/bin/ruff format --check --quiet .
	@mkdir -p build/types && ln -sfn ../.. build/types/raster_gan
	.venv/bin/mypy
	$(PYTHON) -m tools.release.translations --check

translations:  # needs lrelease (package qttools5-dev-tools)
	$(PYTHON) -m tools.release.translations

package: setup
	$(PYTHON) -m pip install --quiet --requirement tools/requirements-package.txt
	$(PYTHON) -m tools.release.package

clean:
	rm -rf build/profile build/output dist

setup:
	@tools/setup.sh all

setup-core:
	@tools/setup.sh core
