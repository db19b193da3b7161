#!/bin/sh
# Runs the tests against the lowest versions that pyproject.toml allows, in an environment of its own.
set -eu
cd "$(dirname "$0")/.."
venv=.venv-lowest
test -x "$venv/bin/python" || "${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --upgrade pip uv
"$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --resolution lowest-direct --editable '.[all]'
"$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --group test
"$venv/bin/python" -m pytest -W ignore::DeprecationWarning tests/unit tests/end_to_end "$@" # old releases warn about each other
