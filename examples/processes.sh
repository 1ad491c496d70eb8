#!/usr/bin/env bash
# Exports every card by several processes:
#
#   examples/processes.sh FOLDER [WINDOWS [PROCESSES [FLAG…]]]
#
# The flags are those of `dintero-cards export plan`, such as --status unused. Account and
# secrets come from the environment. Run it again after a failure: complete windows are kept.
set -euo pipefail
folder=$1 windows=${2:-16} processes=${3:-4}
shift $(($# < 3 ? $# : 3))
program=${DINTERO_CARDS:-dintero-cards}
plan=$folder.plan.json

[ -e "$plan" ] || "$program" export plan --windows "$windows" --format "${FORMAT:-ndjson}" --out "$plan" "$@"
# With GNU parallel, which repeats what fails:
#   seq 0 $((windows - 1)) | parallel -j "$processes" --retries 3 \
#       "$program" export window "$plan" --index {} --out "$folder"
seq 0 $((windows - 1)) |
    xargs -P "$processes" -I{} "$program" export window "$plan" --index {} --out "$folder"
"$program" export finish "$plan" "$folder"
