"""Compares exports: verify.py FOLDER CARDS, or verify.py --same ONE OTHER."""

import base64
import csv
import json
import os
import pathlib
import sys
import urllib.parse
import urllib.request
from collections import Counter

MOMENTS = ("started", "finished", "first_request", "last_request", "requests")


def same(one, other):
    """Two exports have the same files, and the same manifests but for their moments."""

    def files(folder):
        paths = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): content(path) for path in paths}

    def content(path):
        if path.name != "manifest.json":
            return path.read_bytes()
        strip = lambda pairs: {name: value for name, value in pairs if name not in MOMENTS}
        return json.loads(path.read_text(), object_pairs_hook=strip)

    one, other = files(pathlib.Path(one)), files(pathlib.Path(other))
    assert one.keys() == other.keys(), one.keys() ^ other.keys()
    for name in one:
        assert one[name] == other[name], name


def account():
    """What the sandbox sends, read without the client: number, and sums of amount_balance."""
    env = lambda name: os.environ[f"DINTERO_{name}"]
    request = lambda url, **more: json.load(urllib.request.urlopen(urllib.request.Request(url, **more)))
    credentials = f"{env('CLIENT_ID')}:{env('CLIENT_SECRET')}".encode()
    path = f"/accounts/{env('ACCOUNT_ID')}"
    audience = f"https://api.dintero.com/v1{path}"
    token = request(
        env("AUTH_URL") + path + "/auth/token",
        data=json.dumps({"grant_type": "client_credentials", "audience": audience}).encode(),
        headers={"Authorization": b"Basic " + base64.b64encode(credentials), "Content-Type": "application/json"},
    )["access_token"]
    sums, count, cursor = Counter(), 0, None
    while count == 0 or cursor:
        query = urllib.parse.urlencode({"limit": 100, **({"starting_after": cursor} if cursor else {})})
        url = f"{env('BASE_URL')}{path}/wallets/cards?{query}"
        page = request(url, headers={"Authorization": f"Bearer {token}"})
        for card in page["cards"]:
            sums[card["currency"]] += card["amount_balance"]
        count, cursor = count + len(page["cards"]), page.get("starting_after")
    return count, dict(sums)


def readings(folder):
    """The number and sums that each reader finds: name, (number, sums)."""
    import duckdb
    import polars
    import pyarrow.dataset
    import pyarrow.parquet

    def of_rows(rows):
        rows = list(rows)
        return sum(row[1] for row in rows), {row[0]: int(row[2]) for row in rows}


    def group(cards):
        sums, counts = Counter(), Counter()
        for card in cards:
            sums[card["currency"]] += int(card["amount_balance"])
            counts[card["currency"]] += 1
        return {name: (counts[name], sums[name]) for name in sums}

    fold = lambda cards: of_rows((name, *pair) for name, pair in group(cards).items())
    columns = "columns = {currency: 'VARCHAR', amount_balance: 'BIGINT'}"
    sources = {
        "parquet": "read_parquet('{}/cards/*.parquet')",
        "ndjson": "read_json('{}/cards/*.ndjson', format = 'newline_delimited', " + columns.replace("{", "{{").replace("}", "}}") + ")",
        "json": "read_json('{}/cards/*.json', format = 'array', " + columns.replace("{", "{{").replace("}", "}}") + ")",
        "csv": "read_csv('{}/cards/*.csv', all_varchar = true)",
    }
    for format, source in sources.items():
        query = "SELECT currency, count(*), sum(amount_balance::BIGINT) FROM " + source.format(folder / format) + " GROUP BY 1"
        yield f"DuckDB, {format}", of_rows(duckdb.sql(query).fetchall())
    parquet = folder / "parquet" / "cards"
    by_currency = lambda frame: frame.group_by("currency").agg(polars.len(), polars.col("amount_balance").sum())
    yield "Polars, parquet", of_rows(by_currency(polars.scan_parquet(parquet)).collect().rows())
    table = pyarrow.dataset.dataset(parquet).to_table(["currency", "amount_balance"])
    grouped = table.group_by("currency").aggregate([([], "count_all"), ("amount_balance", "sum")]).to_pylist()
    yield "pyarrow, parquet", of_rows((row["currency"], row["count_all"], row["amount_balance_sum"]) for row in grouped)
    for format in ("parquet", "ndjson", "csv", "json"):
        manifest = json.loads((folder / format / "manifest.json").read_text())
        sums = {own["currency"]: own["amounts"]["amount_balance"] for own in manifest["sums"]}
        yield f"manifest, {format}", (manifest["cards"], sums)
    yield "one file, ndjson", fold(map(json.loads, open(folder / "cards.ndjson")))
    yield "one file, json", fold(json.load(open(folder / "cards.json")))
    yield "one file, csv", fold(csv.DictReader(open(folder / "cards.csv", newline="")))
    table = pyarrow.parquet.read_table(folder / "cards.parquet", columns=["currency", "amount_balance"])
    yield "one file, parquet", fold(table.to_pylist())


if sys.argv[1] == "--same":
    same(*sys.argv[2:])
else:
    own = account()
    assert own[0] == int(sys.argv[2]), own
    for name, found in readings(pathlib.Path(sys.argv[1])):
        assert found == own, (name, found, own)
        print(f"{name}: {found[0]} cards, the sums of the sandbox")
