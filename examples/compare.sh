#!/usr/bin/env bash
# Exports cards by four processes, and compares their number and sums per currency with those
# of the SQL engine and of a local Spark:
#
#   examples/compare.sh [CARDS]
#
# Needs Python 3.11; Spark needs Java 17, too, and is left out without it. PySpark goes to a
# temporary folder, or to the virtual environment that SPARK_VENV names. The cards are those of a
# sandbox.
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "$0")"
cards=${1:-20000}
. ./sandbox.sh
FORMAT=ndjson ./processes.sh "$work/cards" 8 4

sql=${DINTERO_CARDS_SQL:-}
if [ -z "$sql" ]; then
    folder=../crates/datafusion
    cargo build --release --locked --manifest-path $folder/Cargo.toml
    sql=${CARGO_TARGET_DIR:-$folder/target}/release/dintero-cards-sql
fi
sums=$(sed -nE 's/^AMOUNTS = "(.*)"/\1/p' spark/dintero_cards.py)
sums=$(for name in $sums; do printf ', sum_money(%s, currency) AS %s' "$name" "$name"; done)
"$sql" -o ndjson "SELECT currency, count(*) AS cards$sums FROM cards GROUP BY currency" |
    python3 sums.py "$work/cards"

if ! java -version 2>/dev/null; then
    echo 'there is no Java: Spark is left out' >&2
    exit
fi
venv=${SPARK_VENV:-$work/venv}
[ -e "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import pyspark.sql.datasource' 2>/dev/null || "$venv/bin/pip" install -q 'pyspark>=4,<5' pyarrow
# Spark asks for the name of the machine otherwise, which may not resolve.
SPARK_LOCAL_IP=127.0.0.1 PYTHONPATH=.:spark PYSPARK_PYTHON=$venv/bin/python \
    "$venv/bin/python" spark/check.py "$work/cards"
