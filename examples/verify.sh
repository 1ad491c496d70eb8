#!/usr/bin/env bash
# Exports cards of a sandbox in every format, kills exports at random moments, and lets them go
# on; compares every byte, and the sums of other readers with those of the sandbox:
#
#   examples/verify.sh [CARDS [KILLS]]
#
# Needs Python 3.11; pyarrow, DuckDB and Polars go to a temporary folder, or to the virtual
# environment that VERIFY_VENV names.
set -euo pipefail
export LC_ALL=C PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "$0")"
cards=${1:-200000} kills=${2:-30} formats=(parquet ndjson csv json)
. ./sandbox.sh
venv=${VERIFY_VENV:-$work/venv}
[ -e "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import duckdb, polars, pyarrow' 2>/dev/null || "$venv/bin/pip" install -q duckdb polars pyarrow
python=$venv/bin/python

# Becomes an export: export_to FORMAT FOLDER [FLAG…].
export_to() {
    exec "$DINTERO_CARDS" export --quiet --windows 16 --workers 4 --format "$1" --out "$2" "${@:3}"
}

declare -A took
for format in "${formats[@]}" xlsx; do
    "$DINTERO_CARDS" export --quiet --out "$work/cards.$format"
done
for format in "${formats[@]}"; do
    begun=$EPOCHREALTIME
    (export_to "$format" "$work/$format")
    took[$format]=$(((${EPOCHREALTIME/./} - ${begun/./}) / 1000))
    echo "$format: $cards cards in 16 windows in ${took[$format]} ms"
done
"$python" verify.py "$work" "$cards"
killed=0
for ((kill = 1; kill <= kills; kill++)); do
    format=${formats[kill % ${#formats[@]}]}
    rm -rf "$work/killed"
    (export_to "$format" "$work/killed") &
    # From before the first request to after the last.
    wait_ms=$((RANDOM * took[$format] / 32768))
    sleep "$((wait_ms / 1000)).$(printf %03d $((wait_ms % 1000)))"
    if kill -9 $! 2>/dev/null; then killed=$((killed + 1)); fi
    # One that has ended before is compared, too.
    wait $! 2>/dev/null || true
    windows=$({ find "$work/killed/unfinished" -name '[0-9]*.json' 2>/dev/null || true; } | wc -l)
    (export_to "$format" "$work/killed" --resume)
    "$python" verify.py --same "$work/$format" "$work/killed"
    echo "$format: killed after $wait_ms ms with $windows complete windows; the same bytes"
done
echo "all the same; $killed of $kills exports were still running when they were killed"
