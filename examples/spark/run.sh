#!/usr/bin/env bash
# Reads cards with a local Spark, and compares its sums with those of an export:
#
#   examples/spark/run.sh [CARDS]
#
# Needs Java 17 and Python 3.11. Everything else goes to a temporary folder, or to the virtual
# environment that SPARK_VENV names. The cards are those of a sandbox.
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "$0")"
cards=${1:-20000}
. ../sandbox.sh
venv=${SPARK_VENV:-$work/venv}
[ -e "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import pyspark.sql.datasource' 2>/dev/null || "$venv/bin/pip" install -q 'pyspark>=4,<5' pyarrow
"$DINTERO_CARDS" export --out "$work/cards" --windows 8 --format ndjson
PYTHONPATH=. PYSPARK_PYTHON=$venv/bin/python "$venv/bin/python" check.py "$work/cards"
