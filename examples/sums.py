"""Compares sums per currency with the manifest of an export: sums.py EXPORT < rows.ndjson"""

import json
import os
import sys


def check(folder, rows):
    """Rows have a currency, a number of cards, and a sum of each amount."""
    with open(os.path.join(folder, "manifest.json")) as file:
        manifest = json.load(file)
    rows = {row["currency"]: row for row in rows}
    for own in manifest["sums"]:
        row = rows.pop(own["currency"])
        assert row["cards"] == own["cards"], (row, own)
        for name, minor in own["amounts"].items():
            assert row[name] == minor, (name, row, own)
    assert not rows, rows
    return manifest["cards"]


if __name__ == "__main__":
    cards = check(sys.argv[1], map(json.loads, sys.stdin))
    print(f"{cards} cards: the sums of SQL are those of the export")
