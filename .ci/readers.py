"""Reads a folder of Parquet files with pyarrow, DuckDB and Polars, and compares numbers
and sums with those of standard input: readers.py FOLDER < expected.json

`.ci/readers` runs it."""

import json
import sys

import duckdb
import polars
import pyarrow.dataset
from pyarrow import compute

FOLDER = sys.argv[1]
FILES = f"{FOLDER}/*.parquet"
AMOUNTS = ["amount_balance", "amount_available"]


def by_pyarrow():
    cards = pyarrow.dataset.dataset(FOLDER, format="parquet").to_table()
    assert cards.schema.metadata[b"dintero.schema_version"] == b"1"
    assert str(cards.schema.field("created_at").type) == "timestamp[us, tz=UTC]"
    count, sums = ([], "count_all"), [(amount, "sum") for amount in AMOUNTS]
    groups = lambda by, *what: cards.group_by(by).aggregate([count, *what]).to_pylist()
    times = compute.min_max(cards["created_at"].cast("int64")).as_py()
    first = compute.equal(cards["created_at"].cast("int64"), times["min"])
    return (
        [(row["status"], row["count_all"]) for row in groups("status")],
        [
            [row["currency"], row["count_all"], *(row[f"{amount}_sum"] for amount in AMOUNTS)]
            for row in groups("currency", *sums)
        ],
        [times["min"], times["max"]],
        cards.filter(first)["name"][0].as_py(),
    )


def by_duckdb():
    rows = lambda query: duckdb.sql(query.replace("cards", f"'{FILES}'")).fetchall()
    types = {name: kind for name, kind, *_ in rows("DESCRIBE SELECT * FROM cards")}
    assert types["amount"] == "BIGINT" and types["created_at"] == "TIMESTAMP WITH TIME ZONE"
    sums = ", ".join(f"sum({amount})" for amount in AMOUNTS)
    return (
        rows("SELECT status, count(*) FROM cards GROUP BY 1"),
        rows(f"SELECT currency, count(*), {sums} FROM cards GROUP BY 1"),
        list(rows("SELECT min(epoch_us(created_at)), max(epoch_us(created_at)) FROM cards")[0]),
        rows("SELECT name FROM cards ORDER BY created_at LIMIT 1")[0][0],
    )


def by_polars():
    cards = polars.scan_parquet(FILES)
    assert cards.collect_schema()["created_at"] == polars.Datetime("us", "UTC")
    groups = lambda by, *what: cards.group_by(by).agg(polars.len(), *what).collect().rows()
    time = polars.col("created_at").dt.epoch("us")
    times = cards.select(time.min().alias("min"), time.max().alias("max")).collect().row(0)
    name = cards.sort("created_at").select("name").first().collect().item()
    return groups("status"), groups("currency", *map(polars.sum, AMOUNTS)), list(times), name


expected = json.load(sys.stdin)
for reader in (by_pyarrow, by_duckdb, by_polars):
    statuses, sums, times, name = reader()
    found = {
        "cards": sum(number for _, number in statuses),
        "statuses": dict(statuses),
        "sums": {currency: [int(value) for value in values] for currency, *values in sums},
        "times": times,
        "name": name,
    }
    assert found == expected, f"{reader.__name__}: {found} is not {expected}"
    print(f"{reader.__name__}: {found['cards']} cards")
