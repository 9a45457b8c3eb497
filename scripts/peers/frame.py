"""Shared by the programs of all engines: reads the workload and the rows, and writes the file of what was released.

`python PEER.py WORK.json ROWS.tsv OUT.json`. Each program passes a function `release(work, table, measure,
query, loss)`, which spends a share of the budget and returns noisy figures by cell; everything else is shared. Amounts are centred at half the clamp, in hundredths, so that an engine that bounds sums
by their largest absolute value has half the sensitivity; a mean is the centre and the noisy sum over the noisy count.
"""
import bisect
import csv
import json
import resource
import sys
import time

BEGAN = time.time()
UNIT = 100


def read():
    work_file, rows_file, out = sys.argv[1:4]
    with open(work_file, encoding="utf8") as file:
        work = json.load(file)
    names = [level["level"] for level in work["levels"]]
    tables = {measure["key"]: [] for measure in work["measures"]}
    by_key = {measure["key"]: measure for measure in work["measures"]}
    with open(rows_file, encoding="utf8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            measure = by_key[row["measure"]]
            amount = min(float(row["amount"]), measure["clamp"])
            record = {column_of(work, name): row[name] for name in names}
            record["household"] = row["household"]
            record["type"] = row["type"]
            record["centred"] = round((amount - measure["clamp"] / 2) * UNIT)
            record["bin"] = min(31, 0 if amount <= 0 else bisect.bisect_right(measure["edges"], amount))
            tables[row["measure"]].append(record)
    return work, tables, out


def column_of(work, level):
    """A column name that every engine's SQL accepts, because a level's own name may contain a hyphen."""
    return f"level{[one['level'] for one in work['levels']].index(level)}"


def half(measure):
    """The largest absolute centred amount: the sensitivity of a sum."""
    return round(measure["clamp"] / 2 * UNIT)


def columns(work, query):
    return [column_of(work, query["level"])] + (["type"] if query["typed"] else []) + (["bin"] if query["statistic"] == "histogram" else [])


def keys(work, measure, query):
    """The public cells of a query, each a tuple of the values of its columns."""
    areas = next(level["areas"] for level in work["levels"] if level["level"] == query["level"])
    types = measure["types"] if query["typed"] else [None]
    bins = range(32) if query["statistic"] == "histogram" else [None]
    return [tuple(part for part in (area, kind, slot) if part is not None) for area in areas for kind in types for slot in bins]


def run(version, loss_name, release):
    """Runs the workload. `release(work, table, measure, query, loss)` returns a dict from a cell's tuple to its noisy figure. `loss_name`: rho or epsilon."""
    work, tables, out = read()
    draws, seconds = [], None
    for _ in range(work["draws"]):
        cells = {}
        for measure in work["measures"]:
            noisy = {}
            for query in work["queries"]:
                loss = work[loss_name] / work["streams"] * query["share"]
                noisy[(query["level"], query["typed"], query["statistic"])] = release(
                    work, tables[measure["key"]], measure, query, loss
                )
            for (level, typed, statistic), figures in noisy.items():
                if statistic != "count":
                    continue
                sums = noisy[(level, typed, "sum")]
                for cell, count in figures.items():
                    if count < 1 or cell not in sums:
                        continue
                    name = "|".join([measure["key"], cell[0], cell[1] if typed else "_T"])
                    cells[name] = {"count": count, "mean": measure["clamp"] / 2 + sums[cell] / count / UNIT}
        draws.append(cells)
        seconds = seconds or time.time() - BEGAN
    with open(out, "w", encoding="utf8") as file:
        json.dump({"version": version, "loss": loss_name, "seconds": seconds, "draws": draws}, file)
