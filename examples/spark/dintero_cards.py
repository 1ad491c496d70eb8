"""Cards as a data source of Spark 4: each partition is a window of an export.

    from dintero_cards import CardsDataSource
    spark.dataSource.register(CardsDataSource)
    cards = spark.read.format("dintero_cards").option("windows", "16").load()

Options: `windows`; `program`, the path of `dintero-cards`; `flags`, those of
`dintero-cards export plan`, such as "--status unused". Account and secrets come from the
environment of the driver and of each worker; a plan has none. A window that cannot be read
to its end, or that has a malformed card, fails the query.
"""

import json
import os
import shlex
import subprocess
import tempfile
from datetime import datetime

from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition

# The fields, as `dintero-cards` exports them: amounts in the smallest unit, objects as JSON.
AMOUNTS = "amount amount_balance amount_available amount_funds amount_drawdown amount_pending amount_reserved"
TIMES = "created_at active_from expires_at"
TEXTS = "card_id id currency originated_by customer_id name type status created_by"
OBJECTS = "pin metadata"


class CardsDataSource(DataSource):
    @classmethod
    def name(cls):
        return "dintero_cards"

    def schema(self):
        kinds = ((AMOUNTS, "bigint"), (TIMES, "timestamp"), (TEXTS, "string"), (OBJECTS, "string"))
        return ", ".join(f"{name} {kind}" for names, kind in kinds for name in names.split())

    def reader(self, schema):
        return CardsReader(self.options, [field.name for field in schema.fields])


class Window(InputPartition):
    def __init__(self, plan, index):
        self.plan, self.index = plan, index


class CardsReader(DataSourceReader):
    def __init__(self, options, names):
        self.program = options.get("program", "dintero-cards")
        self.windows = options.get("windows", "16")
        self.flags = shlex.split(options.get("flags", ""))
        self.names = names

    def run(self, *arguments):
        # Its notes name no one; its exit status says whether it is complete.
        ran = subprocess.run([self.program, "export", *arguments], capture_output=True, text=True)
        if ran.returncode != 0:
            raise RuntimeError(f"dintero-cards: status {ran.returncode}: {ran.stderr.strip()}")

    def partitions(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "plan.json")
            self.run("plan", "--windows", self.windows, "--format", "ndjson", "--out", path, *self.flags)
            with open(path) as file:
                plan = file.read()
        return [Window(plan, index) for index in range(len(json.loads(plan)["listing"]["windows"]))]

    def read(self, partition):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "plan.json")
            with open(path, "w") as file:
                file.write(partition.plan)
            self.run("window", path, "--index", str(partition.index), "--out", folder)
            with open(os.path.join(folder, "unfinished", f"{partition.index:04}.json")) as file:
                state = json.load(file)
            if state["malformed_cards"]:
                raise RuntimeError(f"{state['malformed_cards']} cards could not be read")
            with open(os.path.join(folder, state["file"])) as lines:
                for line in lines:
                    card = json.loads(line)
                    yield tuple(value(name, card.get(name)) for name in self.names)


def value(name, value):
    if value is None:
        return None
    if name in TIMES.split():
        return datetime.fromisoformat(value)
    if name in OBJECTS.split():
        return json.dumps(value, ensure_ascii=False)
    return value
