"""Compares the cards that Spark reads with the manifest of an export: check.py EXPORT."""

import json
import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import count, sum

from dintero_cards import AMOUNTS, CardsDataSource

with open(os.path.join(sys.argv[1], "manifest.json")) as file:
    manifest = json.load(file)
builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
spark = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
spark.dataSource.register(CardsDataSource)
cards = spark.read.format("dintero_cards").option("windows", "8")
cards = cards.option("program", os.environ["DINTERO_CARDS"]).load()
amounts = [sum(name).alias(name) for name in AMOUNTS.split()]
rows = cards.groupBy("currency").agg(count("*").alias("cards"), *amounts).collect()
ours = {row["currency"]: row.asDict() for row in rows}
for own in manifest["sums"]:
    row = ours.pop(own["currency"])
    assert row["cards"] == own["cards"], (row, own)
    assert all(row[name] == minor for name, minor in own["amounts"].items()), (row, own)
assert not ours, ours
distinct = cards.select("id").distinct().count()
assert distinct == manifest["cards"], distinct
print(f"{distinct} cards in {cards.rdd.getNumPartitions()} partitions: the sums of Spark are those of the export")
spark.stop()
