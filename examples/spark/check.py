"""Compares the cards that Spark reads with the manifest of an export: check.py EXPORT."""

import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import count, sum

from dintero_cards import AMOUNTS, CardsDataSource
from sums import check

builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
builder = builder.config("spark.ui.showConsoleProgress", "false")
spark = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
spark.dataSource.register(CardsDataSource)
cards = spark.read.format("dintero_cards").option("windows", "8")
cards = cards.option("program", os.environ["DINTERO_CARDS"]).load()
amounts = [sum(name).alias(name) for name in AMOUNTS.split()]
rows = cards.groupBy("currency").agg(count("*").alias("cards"), *amounts).collect()
number = check(sys.argv[1], [row.asDict() for row in rows])
distinct = cards.select("id").distinct().count()
assert distinct == number, distinct
print(f"{number} cards in {cards.rdd.getNumPartitions()} partitions: the sums of Spark are those of the export")
# The Java machine outlives this process, and prints a stack trace when the folder of its
# libraries is removed meanwhile: wait for its end.
java = spark.sparkContext._gateway
spark.stop()
java.shutdown()
java.proc.stdin.close()
java.proc.wait()
