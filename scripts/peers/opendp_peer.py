"""OpenDP through its Polars interface: zCDP, Gaussian noise, public keys. The measurement of a query is made once, and then drawn from repeatedly."""
import math
from importlib.metadata import version

import opendp.prelude as dp
import polars as pl
from frame import columns, half, keys, run

dp.enable_features("contrib")
MADE = {}


def measurement(work, table, measure, query, loss):
    names = columns(work, query)
    frame = pl.DataFrame(table)
    schema = {name: frame.schema[name] for name in names}
    wanted = pl.DataFrame([dict(zip(names, cell)) for cell in keys(work, measure, query)], schema=schema)
    context = dp.Context.compositor(
        data=frame.lazy(),
        privacy_unit=dp.unit_of(contributions=1),
        privacy_loss=dp.loss_of(rho=loss),
        split_evenly_over=1,
        margins=[dp.polars.Margin(by=(), max_length=2 * len(frame))],
    )
    bound = half(measure)
    # σ = Δ/√(2ρ), slightly enlarged because the library's own sum of losses rounds upwards.
    scale = (1 + 1e-6) / math.sqrt(2 * loss)
    if query["statistic"] == "sum":
        figure = pl.col("centred").fill_null(0).dp.sum((-bound, bound), scale=bound * scale)
    else:
        figure = dp.len(scale=scale, signed=True)
    asked = context.query().group_by(names).agg(figure.alias("figure")).with_keys(wanted.lazy())
    # Does what `release()` does, without its search for a scale, which is given here, and with repeated draws.
    plan, own = object.__getattribute__(asked, "polars_plan"), object.__getattribute__(asked, "_query")
    domain, metric = own._chain
    made = dp.m.make_private_lazyframe(domain, metric, dp.zero_concentrated_divergence(), plan, global_scale=1.0)
    if made.map(1) > loss:
        raise ValueError(f"rho must be at most {loss}; got {made.map(1)}")
    return made, frame, names


def release(work, table, measure, query, loss):
    name = (measure["key"], query["level"], query["typed"], query["statistic"])
    if name not in MADE:
        MADE[name] = measurement(work, table, measure, query, loss)
    made, frame, names = MADE[name]
    found = made(frame.lazy()).collect()
    return {tuple(row[one] for one in names): row["figure"] for row in found.iter_rows(named=True)}


run(version("opendp"), "rho", release)
