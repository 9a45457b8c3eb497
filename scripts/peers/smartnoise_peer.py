"""SmartNoise SQL over a data frame: pure ε, its own mechanisms (geometric counts, Laplace sums)."""
import warnings
from importlib.metadata import version

import pandas as pd
import snsql
from frame import columns, half, keys, run

warnings.filterwarnings("ignore")
FRAMES = {}


def release(work, table, measure, query, loss):
    names = columns(work, query)
    frame = FRAMES.setdefault(measure["key"], pd.DataFrame(table))
    bound = half(measure)
    text = {name: {"type": "string"} for name in names if name != "bin"}
    bins = {"bin": {"type": "int", "lower": 0, "upper": 31}} if "bin" in names else {}
    described = {
        "row_privacy": False,
        "max_ids": 1,
        "censor_dims": False,
        "clamp_counts": False,
        "rows": len(frame),
        "household": {"type": "string", "private_id": True},
        **text,
        **bins,
        "centred": {"type": "int", "lower": -bound, "upper": bound},
    }
    reader = snsql.from_df(frame, privacy=snsql.Privacy(epsilon=loss, delta=1e-12), metadata={"": {"s": {"rows": described}}})
    figure = "SUM(centred)" if query["statistic"] == "sum" else "COUNT(DISTINCT household)"
    grouped = ", ".join(names)
    found = reader.execute(f"SELECT {grouped}, {figure} AS figure FROM s.rows GROUP BY {grouped}")
    released = {tuple(row[: len(names)]): row[len(names)] for row in found[1:]}
    # An empty group has no row. With public keys it would be noise around 0, which no threshold lets pass.
    return {cell: released[cell] for cell in keys(work, measure, query) if cell in released}


run(version("smartnoise-sql"), "epsilon", release)
