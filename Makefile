# make          builds .venv            make demo   checks the example and writes out/
# make test     everything that CI runs   make help   the other targets
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := setup
.PHONY: setup demo test check format docs bench gold corpus new-check clean help
BIN := .venv/bin
READY := .venv/.ready
DEMO := examples/示例_部门整体支出绩效自评报告.docx
# The layers whose every branch counts: a fault there is a wrong word to a department.
CORE := */quanheng/model/*,*/quanheng/norms/*,*/quanheng/facts/*,*/quanheng/checks/*
CORE_FLOOR ?= 85

setup: $(READY)

$(READY): pyproject.toml tools/setup
	tools/setup
	touch $@

# Exit 1 of `check` means findings, which is what the example is for.
demo: setup
	mkdir -p out
	$(BIN)/quanheng check "$(DEMO)" || [ $$? -eq 1 ]
	$(BIN)/quanheng check "$(DEMO)" --format html -o out/示例.html || [ $$? -eq 1 ]
	$(BIN)/quanheng check "$(DEMO)" --format json -o out/示例.json || [ $$? -eq 1 ]
	$(BIN)/quanheng annotate "$(DEMO)" -o out/示例_批注.docx --revise --overwrite || [ $$? -eq 1 ]
	$(BIN)/quanheng score "$(DEMO)" -o out/示例_打分.html
	$(BIN)/quanheng report examples/示例_自评数据.xlsx --kind self-evaluation --out out/示例_自评 --overwrite
	@echo; echo "写出的文件："; ls -1d out/示例*.* out/示例_自评/*
	@echo; echo "再打开浏览器里的工作平台，用虚构的三个单位、两年的数据试一试："
	@echo "  $(BIN)/quanheng serve --demo      # 然后打开 http://127.0.0.1:8765/"

# The tests first: a line out of shape must not hide what they say.
test: setup
	tools/system
	mkdir -p out
	$(BIN)/pytest -n auto --cov --cov-report=term:skip-covered | tee out/pytest.log
	$(BIN)/coverage report --include='$(CORE)' --fail-under=$(CORE_FLOOR) --format=total
	$(MAKE) --no-print-directory check
	@tail -n 1 out/pytest.log

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/catalogue.py --check

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup
	$(BIN)/python tools/catalogue.py

# Hours; corpus_files writes documents for others and measures nothing.
bench: setup
	@failed=""; for script in bench/*.py; do \
	  grep -q '__main__' "$$script" || continue; \
	  name=$${script##*/}; [ "$$name" != corpus_files.py ] || continue; \
	  echo "== $$script"; $(BIN)/python -m "bench.$${name%.py}" || failed="$$failed $$name"; \
	done; [ -z "$$failed" ] || { echo "没有做完：$$failed"; exit 1; }

gold: setup
	@if [ -f ../shared/tools/gold.py ]; then \
	  worst=0; for set in seeds pages dev; do \
	    python3 ../shared/tools/gold.py $$set $(GOLD) || worst=1; \
	  done; exit $$worst; \
	else echo "没有 ../shared/tools/gold.py：这一项只在有公共材料的机器上能跑"; fi

# Findings gained and lost since bench/record was written; `make corpus WRITE=1` after they have been looked at.
corpus: setup
	$(BIN)/python -m bench.corpus $(if $(WRITE),--write)
	$(BIN)/python tools/standing.py

new-check: setup
	$(BIN)/python tools/new_check.py $(F)

clean:
	rm -rf out build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis

help:
	@echo "setup demo test check format docs bench gold corpus clean; new-check F=family/name"
