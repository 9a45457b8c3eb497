"""Tumult Analytics over Spark: zCDP, public key sets."""
from importlib.metadata import version

import pandas as pd
from frame import columns, half, keys, run
from pyspark.sql import SparkSession
from tmlt.analytics import AddOneRow, KeySet, QueryBuilder, RhoZCDPBudget, Session

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.ui.enabled", "false")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
FRAMES = {}


def release(work, table, measure, query, loss):
    names = columns(work, query)
    if measure["key"] not in FRAMES:
        FRAMES[measure["key"]] = spark.createDataFrame(pd.DataFrame(table).drop(columns=["household"])).cache()
    session = Session.from_dataframe(
        privacy_budget=RhoZCDPBudget(loss), source_id="rows", dataframe=FRAMES[measure["key"]], protected_change=AddOneRow()
    )
    wanted = KeySet.from_dict({names[0]: [cell[0] for cell in keys(work, measure, query)]}) if len(names) == 1 else KeySet.from_tuples(
        keys(work, measure, query), columns=names
    )
    grouped = QueryBuilder("rows").groupby(wanted)
    bound = half(measure)
    asked = grouped.sum("centred", low=-bound, high=bound, name="figure") if query["statistic"] == "sum" else grouped.count(name="figure")
    found = session.evaluate(asked, RhoZCDPBudget(loss)).toPandas()
    return {tuple(row[name] for name in names): row["figure"] for row in found.to_dict("records")}


run(version("tmlt-analytics"), "rho", release)
