# Sourced by the examples that need an account: starts a sandbox with $cards cards, and sets
# $work, a temporary folder, and DINTERO_CARDS, the program. Both end with the shell.
if [ -z "${DINTERO_CARDS:-}" ]; then
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    cargo build --release --locked --manifest-path "$root/Cargo.toml" -p dintero-cards-cli --features parquet
    DINTERO_CARDS=${CARGO_TARGET_DIR:-$root/target}/release/dintero-cards
fi
export DINTERO_CARDS
work=$(mktemp -d)
mkfifo "$work/first-line"
# A fixed time: the same cards on every day.
"$DINTERO_CARDS" sandbox --quiet --cards "$cards" --now 2026-06-01T12:00:00Z >"$work/first-line" &
sandbox=$!
trap 'kill "$sandbox" 2>/dev/null; rm -rf "$work"' EXIT
first_line=$(head -n 1 "$work/first-line")
field() { sed -E "s/.*\"$1\":\"([^\"]*)\".*/\1/" <<<"$first_line"; }
DINTERO_ACCOUNT_ID=$(field account_id) DINTERO_BASE_URL=$(field base_url) DINTERO_AUTH_URL=$(field auth_url)
DINTERO_CLIENT_ID=$(field client_id) DINTERO_CLIENT_SECRET=$(field client_secret)
export DINTERO_ACCOUNT_ID DINTERO_BASE_URL DINTERO_AUTH_URL DINTERO_CLIENT_ID DINTERO_CLIENT_SECRET
